/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-lock-file.h"

G_BEGIN_DECLS

/**
 * PackshotLease:
 *
 * The right to drive one job: a lock on the byte of the lock file whose place is the job's row in
 * the ledger. Rows begin at 1 and are never used again. Who drives a job takes the lease first,
 * rereads the job, for another may have moved it on, and frees the lease when the job rests.
 */
typedef struct _PackshotLease PackshotLease;

PackshotLease *packshot_lease_new (PackshotLockFile *file, gint64 row, GError **error);
void packshot_lease_free (PackshotLease *self);

gint64 packshot_lease_get_row (const PackshotLease *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLease, packshot_lease_free)

G_END_DECLS
