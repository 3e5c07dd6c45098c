/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Jobs that come from the ledger. Ten thousand of them are made at a start: nothing is read or
 * parsed for one that is not asked for. */

#include "packshot-job-private.h"

#include "packshot-request-json.h"

/* As if it had been watched all the time, for those who ask how long it takes. */
static void
set_clock (PackshotJob *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 begun = MAX (self->created, self->paid_at);
  gint64 age = MAX (g_get_real_time () - begun, 0);

  self->started = self->ended = 0;
  if (self->state == PACKSHOT_JOB_READY || self->state == PACKSHOT_JOB_DRAFT)
    return;

  self->started = now - age != 0 ? now - age : 1;
  if (packshot_job_state_is_end (self->state) || self->state == PACKSHOT_JOB_REVIEW)
    self->ended = self->started + MAX (self->changed - begun, 0);
}

/* What is unlike the last time is notified; the state comes last, so that whoever sees it change
 * finds all that belongs to it. */
static void
take (PackshotJob *self, PackshotLedgerEntry *entry)
{
  PackshotFailure failure = packshot_ledger_entry_get_failure (entry);
  const char *words = packshot_ledger_entry_get_words (entry);

  self->changed = packshot_ledger_entry_get_changed (entry);
  self->not_before = packshot_ledger_entry_get_not_before (entry);
  packshot_job_set_paid_step (self, packshot_ledger_entry_get_paid_step (entry),
                              packshot_ledger_entry_get_paid_at (entry),
                              packshot_ledger_entry_get_price (entry));
  /* Why nothing was sent is not in the ledger, and holds until the job moves on. */
  if (words != NULL || self->state != packshot_ledger_entry_get_state (entry))
    packshot_job_set_words (self, words);
  packshot_job_set_charged (self, packshot_ledger_entry_get_charged (entry));
  packshot_job_set_cancel_asked (self, packshot_ledger_entry_get_cancel_asked (entry));
  packshot_job_set_trashed (self, packshot_ledger_entry_get_trashed (entry));
  self->saving = packshot_ledger_entry_get_saving (entry);
  packshot_job_set_files (self, packshot_ledger_entry_get_video (entry),
                          packshot_ledger_entry_get_cover (entry));
  if (failure != PACKSHOT_FAILURE_NONE)
    packshot_job_set_failure (self, failure, words != NULL ? words : "");

  if (self->state == packshot_ledger_entry_get_state (entry))
    return;

  self->state = packshot_ledger_entry_get_state (entry);
  g_clear_pointer (&self->destination, g_free);
  g_clear_pointer (&self->cover_destination, g_free);
  set_clock (self);
  g_object_notify (G_OBJECT (self), "state");
  g_object_notify (G_OBJECT (self), "changed");
}

/* What is asked may have been changed by another program, for another paid call. */
static void
take_request (PackshotJob *self, const char *json)
{
  g_autofree char *known = self->request != NULL ? packshot_request_to_json (self->request) : NULL;
  g_autoptr (PackshotRequest) request = NULL;

  if (self->manifest == NULL || g_strcmp0 (known, json) == 0)
    return;

  request = packshot_request_from_json (self->manifest, json, NULL, NULL);
  if (request != NULL)
    packshot_job_set_request (self, request);
}

/**
 * packshot_job_new_from_entry:
 * @entry: what the ledger says of a job
 * @manifest: (nullable): what its service offers, or %NULL where that is gone
 *
 * Returns: (transfer full): the job, with neither its request nor its ids
 */
PackshotJob *
packshot_job_new_from_entry (PackshotLedgerEntry *entry, PackshotManifest *manifest)
{
  PackshotJob *self = g_object_new (PACKSHOT_TYPE_JOB, NULL);

  self->id = g_strdup (packshot_ledger_entry_get_id (entry));
  self->service = g_strdup (packshot_ledger_entry_get_service (entry));
  self->title = g_strdup (packshot_ledger_entry_get_title (entry));
  self->output = g_strdup (packshot_ledger_entry_get_output (entry));
  self->unit = g_strdup (packshot_ledger_entry_get_unit (entry));
  g_set_object (&self->manifest, manifest);
  self->row = packshot_ledger_entry_get_row (entry);
  self->created = packshot_ledger_entry_get_created (entry);
  take (self, entry);

  return self;
}

/**
 * packshot_job_take_entry:
 * @self: a job that is not driven here
 * @entry: what the ledger says of it now
 *
 * Another program moved it on, by any number of steps.
 */
void
packshot_job_take_entry (PackshotJob *self, PackshotLedgerEntry *entry)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self) && PACKSHOT_IS_LEDGER_ENTRY (entry));

  take (self, entry);
}

/**
 * packshot_job_take_record:
 * @self: a job
 * @record: all that the ledger knows of it
 *
 * Takes the request as well, where the service is still there, and the ids, the copies and the
 * results.
 */
void
packshot_job_take_record (PackshotJob *self, const PackshotLedgerRecord *record)
{
  g_return_if_fail (PACKSHOT_IS_JOB (self) && record != NULL);

  g_ptr_array_set_size (self->remote_ids, 0);
  packshot_job_add_remote_ids (self, record->remote_ids);
  packshot_job_set_copies (self, record->copies);
  self->has_open_charge = record->has_open_charge;
  if (record->result != NULL)
    packshot_job_set_size (self, record->result->width, record->result->height,
                           record->result->duration);

  g_ptr_array_set_size (self->results, 0);
  for (guint i = 0; i < record->results->len; i++)
    packshot_job_add_result (self, g_ptr_array_index (record->results, i));
  packshot_job_set_beside (self, record->beside);
  take_request (self, record->request);
  take (self, record->entry);
}
