/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What the ledger says of jobs that are not driven here: filled in at the start, read again when
 * another program has written, and picked up when that one lets go. */

#include "packshot-queue-private.h"

/* A program that was killed tells nobody: how often that is looked for, in seconds, while there are
 * jobs that another one drives. */
#define LOOK_AGAIN 2

static gboolean
is_on_its_way (PackshotJobState state)
{
  return state == PACKSHOT_JOB_UPLOADING || state == PACKSHOT_JOB_SUBMITTING
         || state == PACKSHOT_JOB_WAITING || state == PACKSHOT_JOB_FETCHING
         || state == PACKSHOT_JOB_MAKING;
}

static gboolean
look_again_cb (gpointer user_data)
{
  g_autoptr (PackshotQueue) self = g_object_ref (user_data);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->elsewhere);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (jobs, g_object_ref (key));

  for (guint i = 0; i < jobs->len; i++)
    packshot_queue_look_after (self, g_ptr_array_index (jobs, i));

  return G_SOURCE_CONTINUE;
}

/**
 * packshot_queue_set_elsewhere:
 * @self: a queue
 * @job: one of its jobs
 * @elsewhere: whether another program drives it
 */
void
packshot_queue_set_elsewhere (PackshotQueue *self, PackshotJob *job, gboolean elsewhere)
{
  if (elsewhere)
    g_hash_table_add (self->elsewhere, g_object_ref (job));
  else
    g_hash_table_remove (self->elsewhere, job);
  packshot_job_set_driven_elsewhere (job, elsewhere);

  if (g_hash_table_size (self->elsewhere) == 0)
    g_clear_handle_id (&self->look_id, g_source_remove);
  else if (self->look_id == 0 && !self->closing)
    self->look_id = g_timeout_add_seconds (LOOK_AGAIN, look_again_cb, self);
}

/* Work on this computer that was cut off: its not-before says that it goes on by itself. */
static gboolean
was_cut_off (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest != NULL && packshot_job_get_state (job) == PACKSHOT_JOB_READY
         && job->not_before != 0 && job->trashed == 0 && packshot_manifest_get_offline (manifest);
}

/* It was cut off, and is free. */
static gboolean
wants_rehost (PackshotQueue *self, PackshotJob *job)
{
  return self->resumed && job->trashed == 0 && job->not_before != 0
         && packshot_drive_wants_rehost (job);
}

static gboolean
wants_look_up (PackshotQueue *self, PackshotJob *job)
{
  return self->resumed && job->trashed == 0 && packshot_job_get_state (job) == PACKSHOT_JOB_UNKNOWN
         && !job->was_looked_up && packshot_drive_can_look_up (job);
}

/**
 * packshot_queue_look_after:
 * @self: a queue with a ledger
 * @job: one of its jobs, which is written
 *
 * Does for a job that nobody drives what has to be done: puts right what was cut off, and once
 * packshot_queue_resume() was called goes on with what was paid for, and asks its service for one
 * whose outcome is unknown.
 */
void
packshot_queue_look_after (PackshotQueue *self, PackshotJob *job)
{
  PackshotJobState state = packshot_job_get_state (job);
  gboolean is_paid_for = state == PACKSHOT_JOB_WAITING || state == PACKSHOT_JOB_FETCHING;

  if (self->closing || packshot_queue_find_drive (self, job) != NULL
      || packshot_queue_has_writes (self, job))
    return;

  if (packshot_job_get_manifest (job) == NULL)
    packshot_queue_set_elsewhere (self, job, FALSE);
  else if (is_paid_for && self->resumed)
    packshot_drive_start (self, job, PACKSHOT_PURPOSE_CARRY_ON, NULL);
  else if (wants_look_up (self, job) || wants_rehost (self, job))
    packshot_drive_start (self, job, PACKSHOT_PURPOSE_CARRY_ON, NULL);
  else if (is_paid_for)
    packshot_queue_set_elsewhere (self, job, packshot_ledger_is_leased (self->ledger, job->row));
  else if (is_on_its_way (state))
    packshot_drive_start (self, job, PACKSHOT_PURPOSE_RECOVER, NULL);
  else
    packshot_queue_set_elsewhere (self, job, FALSE);

  if (self->resumed && was_cut_off (job) && g_queue_find (&self->line, job) == NULL
      && packshot_queue_find_drive (self, job) == NULL)
    packshot_queue_submit (self, job, NULL);
}

/**
 * packshot_queue_look_after_all:
 * @self: a queue with a ledger
 */
void
packshot_queue_look_after_all (PackshotQueue *self)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_jobs = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      if (packshot_job_get_row (job) != 0 && self->resumed && job->saving)
        packshot_queue_save (self, job);
      if (packshot_job_get_row (job) != 0
          && (is_on_its_way (packshot_job_get_state (job)) || job->not_before != 0
              || wants_look_up (self, job)))
        g_ptr_array_add (jobs, g_steal_pointer (&job));
    }

  for (guint i = 0; i < jobs->len; i++)
    packshot_queue_look_after (self, g_ptr_array_index (jobs, i));
}

/* Of a job that is driven here, another program can only say that its user wants it stopped. */
static void
take_entry (PackshotQueue *self, PackshotJob *job, PackshotLedgerEntry *entry)
{
  PackshotDrive *drive = packshot_queue_find_drive (self, job);

  if (drive != NULL && drive->is_loaded)
    {
      if (packshot_ledger_entry_get_cancel_asked (entry) && !packshot_job_get_cancel_asked (job))
        {
          packshot_job_set_cancel_asked (job, TRUE);
          packshot_drive_cancel (drive);
        }
    }
  else if (drive == NULL && !packshot_queue_has_writes (self, job))
    {
      packshot_job_take_entry (job, entry);
      packshot_queue_look_after (self, job);
    }
}

static PackshotJob *
make_job (PackshotQueue *self, PackshotLedgerEntry *entry)
{
  PackshotManifest *manifest =
      packshot_registry_lookup (self->registry, packshot_ledger_entry_get_service (entry));
  PackshotJob *job = packshot_job_new_from_entry (entry, manifest);

  g_hash_table_insert (self->by_id, job->id, job);
  g_hash_table_insert (self->by_row, g_memdup2 (&job->row, sizeof job->row), job);

  return job;
}

/**
 * packshot_queue_take_names:
 * @self: a queue
 * @names: (element-type PackshotLedgerName): what services call jobs
 */
void
packshot_queue_take_names (PackshotQueue *self, const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      PackshotLedgerName *name = g_ptr_array_index (names, i);

      packshot_queue_index_remote (self, name->id, name->row);
    }
}

static void
remove_lost (PackshotQueue *self, GPtrArray *entries)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) lost = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree gint64 *numbers = g_new0 (gint64, entries->len);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < entries->len; i++)
    {
      numbers[i] = packshot_ledger_entry_get_row (g_ptr_array_index (entries, i));
      g_hash_table_add (rows, &numbers[i]);
    }

  g_hash_table_iter_init (&iter, self->by_row);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PackshotJob *job = value;

      if (!g_hash_table_contains (rows, &job->row) && packshot_queue_find_drive (self, job) == NULL)
        g_ptr_array_add (lost, g_object_ref (job));
    }

  for (guint i = 0; i < lost->len; i++)
    packshot_queue_remove (self, g_ptr_array_index (lost, i));
}

/**
 * packshot_queue_fill:
 * @self: a queue
 * @entries: (element-type PackshotLedgerEntry): all jobs of the ledger, the oldest first
 * @names: (element-type PackshotLedgerName): what their services call them
 *
 * Brings the list of jobs up to date.
 */
void
packshot_queue_fill (PackshotQueue *self, GPtrArray *entries, GPtrArray *names)
{
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_first = g_hash_table_size (self->by_row) == 0;
  guint position = is_first ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->jobs));

  packshot_queue_take_names (self, names);
  remove_lost (self, entries);
  for (guint i = 0; i < entries->len; i++)
    {
      PackshotLedgerEntry *entry = g_ptr_array_index (entries, i);
      gint64 row = packshot_ledger_entry_get_row (entry);
      PackshotJob *job = g_hash_table_lookup (self->by_row, &row);

      if (job == NULL)
        g_ptr_array_add (news, make_job (self, entry));
      else
        take_entry (self, job, entry);
    }

  position = MIN (position, g_list_model_get_n_items (G_LIST_MODEL (self->jobs)));
  g_list_store_splice (self->jobs, position, 0, news->pdata, news->len);
  for (guint i = 0; i < news->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (news, i);

      if (is_on_its_way (packshot_job_get_state (job)) || wants_look_up (self, job)
          || wants_rehost (self, job))
        packshot_queue_look_after (self, job);
    }
}
