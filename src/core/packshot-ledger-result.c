/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-result.h"

/**
 * packshot_ledger_result_new:
 *
 * Returns: (transfer full): a result with nothing filled in
 */
PackshotLedgerResult *
packshot_ledger_result_new (void)
{
  return g_new0 (PackshotLedgerResult, 1);
}

/**
 * packshot_ledger_result_copy:
 * @self: a result
 *
 * Returns: (transfer full): the same
 */
PackshotLedgerResult *
packshot_ledger_result_copy (const PackshotLedgerResult *self)
{
  PackshotLedgerResult *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = packshot_ledger_result_new ();
  *copy = *self;
  copy->video = g_strdup (self->video);
  copy->video_sha256 = g_strdup (self->video_sha256);
  copy->cover = g_strdup (self->cover);
  copy->cover_sha256 = g_strdup (self->cover_sha256);

  return copy;
}

/**
 * packshot_ledger_result_free:
 * @self: (transfer full): a result
 */
void
packshot_ledger_result_free (PackshotLedgerResult *self)
{
  g_free (self->video);
  g_free (self->video_sha256);
  g_free (self->cover);
  g_free (self->cover_sha256);
  g_free (self);
}
