/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What was spent, and what may be spent in a day.
 *
 * The money book is on the disk, where other programs write to it as well. So a limit is looked at
 * twice: before a person is asked, to tell where they stand; and within the transaction that writes
 * the intent of a paid call, which is what counts. */

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-limit.h"
#include "packshot-settings-limits.h"

static gint64
get_day_start (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return packshot_limit_day_start (g_get_real_time (), zone);
}

/* The unit of a job that was ordered long ago need not be that of its service today. */
static gboolean
is_counted (PackshotJob *job, PackshotManifest *manifest)
{
  return packshot_job_get_manifest (job) == manifest && packshot_job_get_unit (job) != NULL
         && g_strcmp0 (packshot_job_get_unit (job), packshot_manifest_get_unit (manifest)) == 0;
}

static gint64
get_price (PackshotJob *job, PackshotStep step)
{
  return step == PACKSHOT_STEP_CREATE
             ? packshot_job_get_price (job)
             : packshot_manifest_get_price (packshot_job_get_manifest (job), step);
}

/* Which paid call a job is about to send that is not in the book yet. */
static gboolean
is_about_to_pay (const PackshotDrive *drive, PackshotStep *step)
{
  PackshotJobState state = packshot_job_get_state (drive->job);

  *step = drive->purpose == PACKSHOT_PURPOSE_PAY ? drive->paid_step : PACKSHOT_STEP_CREATE;

  return drive->purpose == PACKSHOT_PURPOSE_PAY
         || (drive->purpose == PACKSHOT_PURPOSE_SUBMIT
             && (state == PACKSHOT_JOB_READY || state == PACKSHOT_JOB_UPLOADING));
}

/* What a person has sent already counts, even where its turn is still to come. */
static gint64
sum_about_to_pay (PackshotQueue *self, PackshotManifest *manifest)
{
  GHashTableIter iter;
  gpointer drive;
  PackshotStep step;
  gint64 sum = 0;

  for (GList *l = self->line.head; l != NULL; l = l->next)
    if (is_counted (l->data, manifest))
      sum += MAX (packshot_job_get_price (l->data), 0);

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &drive))
    if (is_about_to_pay (drive, &step) && is_counted (((PackshotDrive *) drive)->job, manifest))
      sum += MAX (get_price (((PackshotDrive *) drive)->job, step), 0);

  return sum;
}

static PackshotLimit *
find_limit (GPtrArray *limits, PackshotManifest *manifest)
{
  for (guint i = 0; i < limits->len; i++)
    if (((PackshotLimit *) g_ptr_array_index (limits, i))->manifest == manifest)
      return g_ptr_array_index (limits, i);

  return NULL;
}

/* Returns: %FALSE where a limit is set and can't be read. */
static gboolean
add_job (PackshotQueue *self,
         GPtrArray *limits,
         PackshotJob *job,
         PackshotStep step,
         GError **error)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  PackshotLimit *limit;
  gint64 amount;

  if (manifest == NULL || !is_counted (job, manifest))
    return TRUE;

  limit = find_limit (limits, manifest);
  if (limit == NULL)
    {
      if (!packshot_settings_get_daily_limit (self->settings, manifest, &amount, error))
        return FALSE;
      if (amount == PACKSHOT_MONEY_UNKNOWN)
        return TRUE;

      limit = packshot_limit_new (manifest, amount, 0);
      g_ptr_array_add (limits, limit);
    }

  packshot_limit_add (limit, get_price (job, step));
  return TRUE;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotQueue *self = g_task_get_source_object (task);
  GPtrArray *limits = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) charges =
      packshot_ledger_list_finish (PACKSHOT_LEDGER (source), result, &error);

  if (charges == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; i < limits->len; i++)
    {
      PackshotLimit *limit = g_ptr_array_index (limits, i);

      limit->spent =
          packshot_ledger_charge_sum (charges, packshot_manifest_get_id (limit->manifest),
                                      packshot_manifest_get_unit (limit->manifest))
          + sum_about_to_pay (self, limit->manifest);
    }

  g_task_return_pointer (task, g_ptr_array_ref (limits), (GDestroyNotify) g_ptr_array_unref);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *charges = packshot_ledger_list_finish (PACKSHOT_LEDGER (source), result, &error);

  if (charges != NULL)
    g_task_return_pointer (task, charges, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/*< private >
 * packshot_queue_limit_intent:
 * @self: a queue
 * @job: one of its jobs
 * @change: that a paid call of it is about to be sent
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Lets the change fail where it would lead over the daily limit, unless a person allowed that for
 * this call.
 *
 * Returns: %FALSE where there is a limit that can't be read: nothing must be sent then
 */
gboolean
packshot_queue_limit_intent (PackshotQueue *self,
                             PackshotJob *job,
                             PackshotLedgerChange *change,
                             GError **error)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  gboolean is_allowed = job->over_limit_allowed;

  job->over_limit_allowed = FALSE;
  if (is_allowed || manifest == NULL || !is_counted (job, manifest))
    return TRUE;

  change->limit_since = get_day_start ();
  return packshot_settings_get_daily_limit (self->settings, manifest, &change->limit, error);
}

/**
 * packshot_queue_check_limit_async:
 * @self: a queue
 * @jobs: (element-type PackshotJob): jobs that are about to be ordered
 * @step: what would be paid for
 * @cancellable: (nullable): stops it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks how an order stands to the daily limits of its services, before a person is asked whether it
 * shall be sent. What other programs spent today counts, and so does what is on its way to be sent.
 */
void
packshot_queue_check_limit_async (PackshotQueue *self,
                                  GPtrArray *jobs,
                                  PackshotStep step,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *limits;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && jobs != NULL);

  limits = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_limit_free);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_check_limit_async);
  g_task_set_task_data (task, limits, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < jobs->len && error == NULL; i++)
    add_job (self, limits, g_ptr_array_index (jobs, i), step, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (limits->len == 0)
    g_task_return_pointer (task, g_ptr_array_ref (limits), (GDestroyNotify) g_ptr_array_unref);
  else if (self->ledger == NULL)
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER, "%s",
                             self->trouble != NULL ? self->trouble
                                                   : _ ("The ledger is not open yet."));
  else
    packshot_ledger_list_charges_async (self->ledger, get_day_start (), cancellable, checked_cb,
                                        g_steal_pointer (&task));
}

/**
 * packshot_queue_check_limit_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE where a limit can't be read, a
 *   #PACKSHOT_CORE_ERROR_LEDGER, or a #GIOErrorEnum; one sentence to show as it is
 *
 * Returns: (transfer full) (element-type PackshotLimit): how the order stands to each of the limits
 *   there are for it, of which there may be none; %NULL on error
 */
GPtrArray *
packshot_queue_check_limit_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * packshot_queue_allow_over_limit:
 * @self: a queue
 * @job: one of its jobs, which is about to be submitted, approved or regenerated
 *
 * Lets its next paid call go over the daily limit, and no other: for just before that is asked for,
 * when a person said so. Nothing of it is kept on the disk.
 */
void
packshot_queue_allow_over_limit (PackshotQueue *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job));

  job->over_limit_allowed = TRUE;
}

/**
 * packshot_queue_list_charges_async:
 * @self: a queue
 * @cancellable: (nullable): stops it
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads the money book, of which #PackshotSpending makes sums.
 */
void
packshot_queue_list_charges_async (PackshotQueue *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_list_charges_async);

  if (self->ledger == NULL)
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER, "%s",
                             self->trouble != NULL ? self->trouble
                                                   : _ ("The ledger is not open yet."));
  else
    packshot_ledger_list_charges_async (self->ledger, 0, cancellable, listed_cb,
                                        g_steal_pointer (&task));
}

/**
 * packshot_queue_list_charges_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for a #GIOErrorEnum or a #PACKSHOT_CORE_ERROR_LEDGER, one sentence
 *
 * Returns: (transfer full) (element-type PackshotLedgerCharge): all lines, the oldest first; %NULL
 *   on error
 */
GPtrArray *
packshot_queue_list_charges_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
