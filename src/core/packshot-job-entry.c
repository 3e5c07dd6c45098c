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
  gint64 age = MAX (g_get_real_time () - self->created, 0);

  self->started = self->ended = 0;
  if (self->state == PACKSHOT_JOB_READY || self->state == PACKSHOT_JOB_DRAFT)
    return;

  self->started = now - age != 0 ? now - age : 1;
  if (packshot_job_state_is_end (self->state))
    self->ended = self->started + MAX (self->changed - self->created, 0);
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
  packshot_job_set_words (self, words);
  packshot_job_set_charged (self, packshot_ledger_entry_get_charged (entry));
  packshot_job_set_cancel_asked (self, packshot_ledger_entry_get_cancel_asked (entry));
  packshot_job_set_files (self, packshot_ledger_entry_get_video (entry),
                          packshot_ledger_entry_get_cover (entry));
  if (failure != PACKSHOT_FAILURE_NONE)
    packshot_job_set_failure (self, failure, words != NULL ? words : "");

  if (self->state == packshot_ledger_entry_get_state (entry))
    return;

  self->state = packshot_ledger_entry_get_state (entry);
  set_clock (self);
  g_object_notify (G_OBJECT (self), "state");
  g_object_notify (G_OBJECT (self), "changed");
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
  self->price = packshot_ledger_entry_get_price (entry);
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
 * result.
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

  if (self->request == NULL && self->manifest != NULL)
    {
      self->request = packshot_request_from_json (self->manifest, record->request, NULL, NULL);
      g_object_notify (G_OBJECT (self), "request");
    }

  take (self, record->entry);
}
