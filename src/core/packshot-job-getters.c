/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What can be asked of a job about what it is. */

#include "packshot-job-private.h"

/**
 * packshot_job_get_id:
 * @self: a job
 *
 * Returns: (transfer none): its name, unique on this computer and fit for a file name
 */
const char *
packshot_job_get_id (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->id;
}

/**
 * packshot_job_get_request:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): what was asked; frozen. %NULL for a job of the ledger until
 *   packshot_queue_load_async() or until it is driven, and where its service is gone
 */
PackshotRequest *
packshot_job_get_request (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->request;
}

/**
 * packshot_job_get_output:
 * @self: a job
 *
 * Returns: (transfer none) (nullable) (type filename): the absolute path the user asked for
 */
const char *
packshot_job_get_output (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->output;
}

/**
 * packshot_job_get_remote_ids:
 * @self: a job
 *
 * Returns: (transfer none) (element-type PackshotRemoteId): what the service calls it, the oldest
 *   first; of a job of the ledger it is filled by packshot_queue_load_async()
 */
const GPtrArray *
packshot_job_get_remote_ids (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->remote_ids;
}

/**
 * packshot_job_get_copies:
 * @self: a job
 *
 * Returns: (transfer none) (element-type PackshotJobCopy): the exact files it sends; of a job of
 * the ledger it is filled by packshot_queue_load_async()
 */
const GPtrArray *
packshot_job_get_copies (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->copies;
}

/**
 * packshot_job_get_results:
 * @self: a job
 *
 * Returns: (transfer none) (element-type PackshotLedgerResult): all that came of it, the oldest
 *   first: the previews, which have no video, and the videos; of a job of the ledger it is filled
 * by packshot_queue_load_async()
 */
const GPtrArray *
packshot_job_get_results (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->results;
}

/**
 * packshot_job_get_row:
 * @self: a job
 *
 * Returns: its row in the ledger, or 0 while it is not written yet
 */
gint64
packshot_job_get_row (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->row;
}

/**
 * packshot_job_get_service:
 * @self: a job
 *
 * Returns: (transfer none): the id of its service
 */
const char *
packshot_job_get_service (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->service;
}

/**
 * packshot_job_get_manifest:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): what its service offers, or %NULL where there is no such
 *   service any more
 */
PackshotManifest *
packshot_job_get_manifest (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->manifest;
}

/**
 * packshot_job_get_title:
 * @self: a job
 *
 * Returns: (transfer none): what to call it, such as the name of the product
 */
const char *
packshot_job_get_title (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->title;
}

/**
 * packshot_job_get_created:
 * @self: a job
 *
 * Returns: when it was made, in microseconds since 1970, UTC
 */
gint64
packshot_job_get_created (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->created;
}

/**
 * packshot_job_get_changed:
 * @self: a job
 *
 * Returns: when its state last changed, in microseconds since 1970, UTC
 */
gint64
packshot_job_get_changed (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->changed;
}

/**
 * packshot_job_get_price:
 * @self: a job
 *
 * Returns: the price that was shown of the paid call that was sent last, or comes first, in
 *   millionths of the unit, or %PACKSHOT_MONEY_UNKNOWN
 */
gint64
packshot_job_get_price (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), PACKSHOT_MONEY_UNKNOWN);

  return self->price;
}

/**
 * packshot_job_get_charged:
 * @self: a job
 *
 * Returns: what it cost so far, in millionths of the unit, or %PACKSHOT_MONEY_UNKNOWN
 */
gint64
packshot_job_get_charged (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), PACKSHOT_MONEY_UNKNOWN);

  return self->charged;
}

/**
 * packshot_job_get_balance:
 * @self: a job
 *
 * Returns: what the service said is left, in millionths of the unit, or %PACKSHOT_MONEY_UNKNOWN;
 *   known while the program runs
 */
gint64
packshot_job_get_balance (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), PACKSHOT_MONEY_UNKNOWN);

  return self->balance;
}

/**
 * packshot_job_get_unit:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): what is paid with: "credits", "USD"; %NULL where it is free,
 *   or where its service does not say
 */
const char *
packshot_job_get_unit (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return self->unit;
}

/**
 * packshot_job_get_paid_step:
 * @self: a job
 *
 * Returns: the paid call that was sent last, or is about to be: the one whose outcome is unknown
 *   where it is. Create where there was none yet
 */
PackshotStep
packshot_job_get_paid_step (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), PACKSHOT_STEP_CREATE);

  return self->paid_step;
}

/**
 * packshot_job_get_paid_at:
 * @self: a job
 *
 * Returns: when that was about to be sent, in microseconds since 1970, UTC; 0 where there was none
 */
gint64
packshot_job_get_paid_at (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), 0);

  return self->paid_at;
}

/**
 * packshot_job_offers:
 * @self: a job
 * @step: a paid step other than create
 *
 * Returns: whether its service offers that, and the job is where it can be asked for: see
 *   packshot_queue_approve() and packshot_queue_regenerate()
 */
gboolean
packshot_job_offers (PackshotJob *self, PackshotStep step)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), FALSE);

  return packshot_step_is_paid (step) && step != PACKSHOT_STEP_CREATE && self->manifest != NULL
         && self->state == packshot_job_state_before (step)
         && packshot_manifest_offers_step (self->manifest, step);
}
