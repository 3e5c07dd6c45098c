/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A VFS that stands between SQLite and the real one, see https://www.sqlite.org/vfs.html: SQLite's
 * own way to meet bad disks. All calls go through as they are, but those that are to fail. */

#include "packshot-test-disk.h"

#include <errno.h>
#include <sqlite3.h>

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real; /* in the memory behind this */
} File;

/* The thread of the ledger reads what the thread of the test sets. */
static int disk;
static int calls_left;
static guint n_failures;

static sqlite3_vfs *real_vfs;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

/* Counts one more call, and gives how it fails, or SQLITE_OK. */
static int
fail (gboolean is_sync)
{
  PackshotTestDisk now = (PackshotTestDisk) g_atomic_int_get (&disk);
  int left;

  if (now == PACKSHOT_TEST_DISK_SOUND || (now == PACKSHOT_TEST_DISK_FULL && is_sync)
      || (now == PACKSHOT_TEST_DISK_FORGETS && !is_sync))
    return SQLITE_OK;

  left = g_atomic_int_add (&calls_left, -1);
  if (left > 1 || (now == PACKSHOT_TEST_DISK_BREAKS && left < 1))
    return SQLITE_OK;

  g_atomic_int_inc (&n_failures);
  if (now == PACKSHOT_TEST_DISK_FULL)
    return SQLITE_FULL;

  errno = EIO;
  return is_sync ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_WRITE;
}

static int
close_file (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
read_file (sqlite3_file *file, void *data, int size, sqlite3_int64 offset)
{
  return get_real (file)->pMethods->xRead (get_real (file), data, size, offset);
}

static int
write_file (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  int failure = fail (FALSE);

  return failure != SQLITE_OK
             ? failure
             : get_real (file)->pMethods->xWrite (get_real (file), data, size, offset);
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  int failure = fail (TRUE);

  return failure != SQLITE_OK ? failure : get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
lock_file (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
unlock_file (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
check_lock (sqlite3_file *file, int *is_reserved)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), is_reserved);
}

static int
control_file (sqlite3_file *file, int what, void *data)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), what, data);
}

static int
get_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
get_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
map_memory (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, size, extend, memory);
}

static int
lock_memory (sqlite3_file *file, int offset, int n, int flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
fence_memory (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
unmap_memory (sqlite3_file *file, int drop)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), drop);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_memory,
  .xShmLock = lock_memory,
  .xShmBarrier = fence_memory,
  .xShmUnmap = unmap_memory,
};

static int
open_file (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
  File *self = (File *) file;
  int result;

  self->real = (sqlite3_file *) (self + 1);
  result = real_vfs->xOpen (real_vfs, name, self->real, flags, flags_out);
  /* SQLite closes what has methods. */
  self->base.pMethods = self->real->pMethods != NULL ? &methods : NULL;

  return result;
}

/**
 * packshot_test_disk_install:
 *
 * From now on SQLite sees this disk, which is sound. To be called before the first connection.
 */
void
packshot_test_disk_install (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "packshot-test-disk";
  vfs.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  vfs.xOpen = open_file;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

/**
 * packshot_test_disk_set:
 * @how: how the disk is from now on
 * @from: which call from now on is the first to fail, 1 or more
 */
void
packshot_test_disk_set (PackshotTestDisk how, guint from)
{
  g_atomic_int_set (&n_failures, 0);
  g_atomic_int_set (&calls_left, (int) from);
  g_atomic_int_set (&disk, (int) how);
}

/**
 * packshot_test_disk_count_failures:
 *
 * Returns: how many calls have failed since it was last set
 */
guint
packshot_test_disk_count_failures (void)
{
  return (guint) g_atomic_int_get (&n_failures);
}
