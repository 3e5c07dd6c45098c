/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * PackshotFakeFault:
 * @PACKSHOT_FAKE_FAULT_NONE: all goes well
 * @PACKSHOT_FAKE_FAULT_RESET: the connection is reset before anything is done
 * @PACKSHOT_FAKE_FAULT_LIMIT: status 429 with Retry-After, and nothing is done
 * @PACKSHOT_FAKE_FAULT_ERROR: status 500, and nothing is done
 * @PACKSHOT_FAKE_FAULT_REDIRECT: status 307 to another host, and nothing is done
 * @PACKSHOT_FAKE_FAULT_REFUSE: the service says no in its own words
 * @PACKSHOT_FAKE_FAULT_KEY: status 401, whatever the key, which is repeated in the words
 * @PACKSHOT_FAKE_FAULT_MISSING: status 404, whatever is there
 * @PACKSHOT_FAKE_FAULT_LOST: it is done, and the connection is closed without an answer
 * @PACKSHOT_FAKE_FAULT_HANG: it is done, and no answer ever comes
 * @PACKSHOT_FAKE_FAULT_GATEWAY: it is done, and the status is 502
 * @PACKSHOT_FAKE_FAULT_GARBAGE: it is done, and the answer is no JSON
 * @PACKSHOT_FAKE_FAULT_OVERSIZED: it is done, and the answer is 32 MiB of JSON
 * @PACKSHOT_FAKE_FAULT_SLOW: of a download: it trickles
 * @PACKSHOT_FAKE_FAULT_EXPIRED: of a download: status 403 until a poll gives a new link
 * @PACKSHOT_FAKE_FAULT_HTML: of a download: a page in place of the file
 * @PACKSHOT_FAKE_FAULT_CHANGED: of a download: it is another version from now on
 * @PACKSHOT_FAKE_FAULT_NO_RANGE: of a download: a part was asked for, and the whole comes
 * @PACKSHOT_FAKE_FAULT_SHORT: of a download: the connection is closed in the midst of the file
 *
 * What can go wrong, once or several times, at a step.
 */
typedef enum
{
  PACKSHOT_FAKE_FAULT_NONE,
  PACKSHOT_FAKE_FAULT_RESET,
  PACKSHOT_FAKE_FAULT_LIMIT,
  PACKSHOT_FAKE_FAULT_ERROR,
  PACKSHOT_FAKE_FAULT_REDIRECT,
  PACKSHOT_FAKE_FAULT_REFUSE,
  PACKSHOT_FAKE_FAULT_KEY,
  PACKSHOT_FAKE_FAULT_MISSING,
  PACKSHOT_FAKE_FAULT_LOST,
  PACKSHOT_FAKE_FAULT_HANG,
  PACKSHOT_FAKE_FAULT_GATEWAY,
  PACKSHOT_FAKE_FAULT_GARBAGE,
  PACKSHOT_FAKE_FAULT_OVERSIZED,
  PACKSHOT_FAKE_FAULT_SLOW,
  PACKSHOT_FAKE_FAULT_EXPIRED,
  PACKSHOT_FAKE_FAULT_HTML,
  PACKSHOT_FAKE_FAULT_CHANGED,
  PACKSHOT_FAKE_FAULT_NO_RANGE,
  PACKSHOT_FAKE_FAULT_SHORT,
} PackshotFakeFault;

#define PACKSHOT_FAKE_N_FAULTS (PACKSHOT_FAKE_FAULT_SHORT + 1)

guint packshot_fake_fault_get_status (PackshotFakeFault fault);
const char *packshot_fake_fault_to_string (PackshotFakeFault fault);
gboolean
packshot_fake_fault_parse (const char *text, char **step, PackshotFakeFault *fault, guint *times);
