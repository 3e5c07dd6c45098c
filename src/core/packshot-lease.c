/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-lease.h"

struct _PackshotLease
{
  PackshotLockFile *file; /* (owned) */
  gint64 row;
};

/**
 * packshot_lease_new:
 * @file: the lock file of the ledger
 * @row: the job's row in the ledger, 1 or more
 * @error: return location for a %G_IO_ERROR_BUSY where somebody drives the job, or another
 *   #GIOErrorEnum
 *
 * Never waits.
 *
 * Returns: (transfer full): the lease, or %NULL on error
 */
PackshotLease *
packshot_lease_new (PackshotLockFile *file, gint64 row, GError **error)
{
  PackshotLease *self;

  g_return_val_if_fail (file != NULL && row > 0, NULL);

  if (!packshot_lock_file_try (file, row, error))
    return NULL;

  self = g_new0 (PackshotLease, 1);
  self->file = packshot_lock_file_ref (file);
  self->row = row;

  return self;
}

/**
 * packshot_lease_free:
 * @self: (transfer full): a lease, which is given back
 */
void
packshot_lease_free (PackshotLease *self)
{
  g_return_if_fail (self != NULL);

  packshot_lock_file_unlock (self->file, self->row);
  packshot_lock_file_unref (self->file);
  g_free (self);
}

/**
 * packshot_lease_get_row:
 * @self: a lease
 *
 * Returns: the row of its job
 */
gint64
packshot_lease_get_row (const PackshotLease *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->row;
}
