/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotTestDisk:
 * @PACKSHOT_TEST_DISK_SOUND: all goes well
 * @PACKSHOT_TEST_DISK_FULL: from some write on there is no room
 * @PACKSHOT_TEST_DISK_FORGETS: from some sync on none succeeds, while writes do
 * @PACKSHOT_TEST_DISK_BREAKS: one write or sync fails, and those after it don't
 * @PACKSHOT_TEST_DISK_BROKEN: from some write or sync on nothing can be written
 *
 * How the disk is that SQLite sees.
 */
typedef enum
{
  PACKSHOT_TEST_DISK_SOUND,
  PACKSHOT_TEST_DISK_FULL,
  PACKSHOT_TEST_DISK_FORGETS,
  PACKSHOT_TEST_DISK_BREAKS,
  PACKSHOT_TEST_DISK_BROKEN,
} PackshotTestDisk;

void packshot_test_disk_install (void);
void packshot_test_disk_set (PackshotTestDisk disk, guint from);
guint packshot_test_disk_count_failures (void);

G_END_DECLS
