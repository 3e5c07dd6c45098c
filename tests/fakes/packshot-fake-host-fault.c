/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake-host-fault.h"

#include <stdlib.h>

static const char *const nicks[] = { "none",  "wrong",  "forbidden", "no-folder", "no-put",
                                     "limit", "error",  "full",      "moved",     "reset",
                                     "slow",  "hidden", "login",     "other" };

/**
 * packshot_fake_host_fault_get_status:
 * @fault: a fault
 *
 * Returns: the status that an image host answers, or 0 where it does something else
 */
guint
packshot_fake_host_fault_get_status (PackshotFakeHostFault fault)
{
  switch ((guint) fault)
    {
    case PACKSHOT_FAKE_HOST_WRONG:
      return 401;
    case PACKSHOT_FAKE_HOST_FORBIDDEN:
      return 403;
    case PACKSHOT_FAKE_HOST_NO_FOLDER:
      return 409;
    case PACKSHOT_FAKE_HOST_NO_PUT:
      return 405;
    case PACKSHOT_FAKE_HOST_LIMIT:
      return 429;
    case PACKSHOT_FAKE_HOST_ERROR:
      return 500;
    case PACKSHOT_FAKE_HOST_FULL:
      return 507;
    case PACKSHOT_FAKE_HOST_MOVED:
      return 307;
    default:
      return 0;
    }
}

/**
 * packshot_fake_host_fault_parse:
 * @text: such as "put:full" or "put:hidden:3", the last number being how often
 * @fault: (out): the fault
 * @times: (out): how often
 *
 * Returns: whether there is such a fault
 */
gboolean
packshot_fake_host_fault_parse (const char *text, PackshotFakeHostFault *fault, guint *times)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint length = g_strv_length (parts);
  int n = length == 3 ? atoi (parts[2]) : 1;

  if (length < 2 || !g_str_equal (parts[0], "put") || n < 1)
    return FALSE;

  *times = (guint) n;
  for (guint i = 1; i < G_N_ELEMENTS (nicks); i++)
    {
      *fault = (PackshotFakeHostFault) i;
      if (g_str_equal (nicks[i], parts[1]))
        return TRUE;
    }

  return FALSE;
}
