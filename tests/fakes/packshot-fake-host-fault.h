/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * PackshotFakeHostFault:
 * @PACKSHOT_FAKE_HOST_NO_FAULT: all goes well
 * @PACKSHOT_FAKE_HOST_WRONG: status 401, whatever the password, which is repeated in the words
 * @PACKSHOT_FAKE_HOST_FORBIDDEN: status 403
 * @PACKSHOT_FAKE_HOST_NO_FOLDER: status 409, as WebDAV says where a folder is missing
 * @PACKSHOT_FAKE_HOST_NO_PUT: status 405
 * @PACKSHOT_FAKE_HOST_LIMIT: status 429 with Retry-After
 * @PACKSHOT_FAKE_HOST_ERROR: status 500
 * @PACKSHOT_FAKE_HOST_FULL: status 507
 * @PACKSHOT_FAKE_HOST_MOVED: status 307 to another place
 * @PACKSHOT_FAKE_HOST_RESET: the connection is closed without an answer
 * @PACKSHOT_FAKE_HOST_SLOW: it takes half a second
 * @PACKSHOT_FAKE_HOST_HIDDEN: it is taken, and nobody finds it: status 404
 * @PACKSHOT_FAKE_HOST_LOGIN: it is taken, and whoever looks for it finds a page to log in
 * @PACKSHOT_FAKE_HOST_OTHER: it is taken, and another picture is found in its place
 *
 * What can go wrong with a file.
 */
typedef enum
{
  PACKSHOT_FAKE_HOST_NO_FAULT,
  PACKSHOT_FAKE_HOST_WRONG,
  PACKSHOT_FAKE_HOST_FORBIDDEN,
  PACKSHOT_FAKE_HOST_NO_FOLDER,
  PACKSHOT_FAKE_HOST_NO_PUT,
  PACKSHOT_FAKE_HOST_LIMIT,
  PACKSHOT_FAKE_HOST_ERROR,
  PACKSHOT_FAKE_HOST_FULL,
  PACKSHOT_FAKE_HOST_MOVED,
  PACKSHOT_FAKE_HOST_RESET,
  PACKSHOT_FAKE_HOST_SLOW,
  PACKSHOT_FAKE_HOST_HIDDEN,
  PACKSHOT_FAKE_HOST_LOGIN,
  PACKSHOT_FAKE_HOST_OTHER,
} PackshotFakeHostFault;

guint packshot_fake_host_fault_get_status (PackshotFakeHostFault fault);
gboolean
packshot_fake_host_fault_parse (const char *text, PackshotFakeHostFault *fault, guint *times);
