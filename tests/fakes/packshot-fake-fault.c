/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake-fault.h"

static const char *const names[PACKSHOT_FAKE_N_FAULTS] = {
  [PACKSHOT_FAKE_FAULT_NONE] = "none",
  [PACKSHOT_FAKE_FAULT_RESET] = "reset",
  [PACKSHOT_FAKE_FAULT_LIMIT] = "limit",
  [PACKSHOT_FAKE_FAULT_ERROR] = "error",
  [PACKSHOT_FAKE_FAULT_REDIRECT] = "redirect",
  [PACKSHOT_FAKE_FAULT_REFUSE] = "refuse",
  [PACKSHOT_FAKE_FAULT_KEY] = "key",
  [PACKSHOT_FAKE_FAULT_MISSING] = "missing",
  [PACKSHOT_FAKE_FAULT_LOST] = "lost",
  [PACKSHOT_FAKE_FAULT_HANG] = "hang",
  [PACKSHOT_FAKE_FAULT_GATEWAY] = "gateway",
  [PACKSHOT_FAKE_FAULT_GARBAGE] = "garbage",
  [PACKSHOT_FAKE_FAULT_OVERSIZED] = "oversized",
  [PACKSHOT_FAKE_FAULT_SLOW] = "slow",
  [PACKSHOT_FAKE_FAULT_EXPIRED] = "expired",
  [PACKSHOT_FAKE_FAULT_HTML] = "html",
  [PACKSHOT_FAKE_FAULT_CHANGED] = "changed",
  [PACKSHOT_FAKE_FAULT_NO_RANGE] = "no-range",
  [PACKSHOT_FAKE_FAULT_SHORT] = "short",
};

/**
 * packshot_fake_fault_get_status:
 * @fault: a fault
 *
 * Returns: the status of its answer; 0 where there is none
 */
guint
packshot_fake_fault_get_status (PackshotFakeFault fault)
{
  switch (fault)
    {
    case PACKSHOT_FAKE_FAULT_RESET:
    case PACKSHOT_FAKE_FAULT_LOST:
    case PACKSHOT_FAKE_FAULT_HANG:
      return 0;
    case PACKSHOT_FAKE_FAULT_LIMIT:
      return 429;
    case PACKSHOT_FAKE_FAULT_ERROR:
      return 500;
    case PACKSHOT_FAKE_FAULT_REDIRECT:
      return 307;
    case PACKSHOT_FAKE_FAULT_KEY:
      return 401;
    case PACKSHOT_FAKE_FAULT_MISSING:
      return 404;
    case PACKSHOT_FAKE_FAULT_GATEWAY:
      return 502;
    case PACKSHOT_FAKE_FAULT_EXPIRED:
      return 403;
    case PACKSHOT_FAKE_FAULT_NONE:
    case PACKSHOT_FAKE_FAULT_REFUSE:
    case PACKSHOT_FAKE_FAULT_GARBAGE:
    case PACKSHOT_FAKE_FAULT_OVERSIZED:
    case PACKSHOT_FAKE_FAULT_SLOW:
    case PACKSHOT_FAKE_FAULT_HTML:
    case PACKSHOT_FAKE_FAULT_CHANGED:
    case PACKSHOT_FAKE_FAULT_NO_RANGE:
    case PACKSHOT_FAKE_FAULT_SHORT:
    default:
      return 200;
    }
}

/**
 * packshot_fake_fault_to_string:
 * @fault: a fault
 *
 * Returns: (transfer none): its name: "gateway"
 */
const char *
packshot_fake_fault_to_string (PackshotFakeFault fault)
{
  return names[fault];
}

/**
 * packshot_fake_fault_parse:
 * @text: "create:lost", or "create:lost:3"
 * @step: (out) (transfer full): where it happens
 * @fault: (out): what happens
 * @times: (out): how often
 *
 * Returns: whether @text is a fault
 */
gboolean
packshot_fake_fault_parse (const char *text, char **step, PackshotFakeFault *fault, guint *times)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  guint n = g_strv_length (parts);
  guint64 number = 1;

  if (n < 2 || n > 3 || *parts[0] == '\0'
      || (n == 3 && !g_ascii_string_to_unsigned (parts[2], 10, 1, 1000000, &number, NULL)))
    return FALSE;

  for (guint i = PACKSHOT_FAKE_FAULT_NONE + 1; i < PACKSHOT_FAKE_N_FAULTS; i++)
    {
      if (g_str_equal (names[i], parts[1]))
        {
          *step = g_strdup (parts[0]);
          *fault = i;
          *times = (guint) number;
          return TRUE;
        }
    }

  return FALSE;
}
