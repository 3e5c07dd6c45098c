/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-sandbox.h"

/**
 * packshot_sandbox_is_here:
 *
 * Returns: whether the program runs in a sandbox, Flatpak's or Snap's, where the rest of the
 * desktop is reached by portals alone
 */
gboolean
packshot_sandbox_is_here (void)
{
  return g_getenv ("SNAP_NAME") != NULL || g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}
