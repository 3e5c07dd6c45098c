/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-queue-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-job-folder.h"
#include "packshot-output.h"
#include "packshot-queue-terms.h"
#include "packshot-request-json.h"

typedef enum
{
  PROP_TROUBLE = 1,
  PROP_N_BUSY,
} PackshotQueueProperty;

static GParamSpec *props[PROP_N_BUSY + 1];

enum
{
  SIGNAL_QUARANTINED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotQueue, packshot_queue, G_TYPE_OBJECT)

/* How many jobs of a service are on their way; one whose files are only being prepared is not. */
static guint
count_running (PackshotQueue *self, PackshotManifest *manifest)
{
  GHashTableIter iter;
  gpointer value;
  guint n_running = 0;

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PackshotDrive *drive = value;

      if (packshot_job_get_manifest (drive->job) == manifest
          && (drive->purpose == PACKSHOT_PURPOSE_SUBMIT
              || drive->purpose == PACKSHOT_PURPOSE_CARRY_ON))
        n_running++;
    }

  return n_running;
}

static PackshotJob *
take_next (PackshotQueue *self)
{
  for (GList *l = self->line.head; l != NULL; l = l->next)
    {
      PackshotJob *job = l->data;
      PackshotManifest *manifest = packshot_job_get_manifest (job);

      if (packshot_queue_find_drive (self, job) == NULL
          && count_running (self, manifest) < packshot_queue_terms_get_max_running (manifest))
        {
          g_queue_delete_link (&self->line, l);
          return job;
        }
    }

  return NULL;
}

/* The words of the request that somebody typed first of all: the name of the product, most likely.
 */
static char *
dup_title (PackshotRequest *request)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  PackshotOption *picture = packshot_manifest_get_main_picture (manifest);
  const char *path = NULL;

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      const char *text;

      if (packshot_option_get_kind (option) != PACKSHOT_OPTION_TEXT)
        continue;

      text = packshot_request_get_string (request, packshot_option_get_name (option));
      if (text != NULL && *text != '\0' && strchr (text, '\n') == NULL)
        return g_strdup (text);
    }

  if (picture != NULL)
    path = packshot_request_get_string (request, packshot_option_get_name (picture));

  return path != NULL ? g_filename_display_basename (path) : g_strdup (_ ("Video"));
}

static void
quarantined_cb (PackshotLedger *ledger, gint64 row, const char *words, gpointer user_data)
{
  PackshotQueue *self = user_data;
  PackshotJob *job = g_hash_table_lookup (self->by_row, &row);

  if (job != NULL && packshot_queue_find_drive (self, job) == NULL)
    packshot_queue_remove (self, job);
  g_signal_emit (self, signals[SIGNAL_QUARANTINED], 0, words);
}

static void
packshot_queue_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PackshotQueue *self = PACKSHOT_QUEUE (object);

  switch ((PackshotQueueProperty) prop_id)
    {
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case PROP_N_BUSY:
      g_value_set_uint (value, packshot_queue_get_n_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_queue_dispose (GObject *object)
{
  PackshotQueue *self = PACKSHOT_QUEUE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->poll_cancelling);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_hash_table_remove_all (self->drives);
  packshot_queue_clear_writes (self);
  if (self->network != NULL)
    g_signal_handlers_disconnect_by_data (self->network, self);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  if (self->ledger != NULL)
    g_signal_handlers_disconnect_by_data (self->ledger, self);
  g_clear_object (&self->network);
  g_clear_object (&self->watch);
  g_clear_object (&self->ledger);

  G_OBJECT_CLASS (packshot_queue_parent_class)->dispose (object);
}

static void
packshot_queue_finalize (GObject *object)
{
  PackshotQueue *self = PACKSHOT_QUEUE (object);

  g_queue_clear_full (&self->line, g_object_unref);
  g_hash_table_unref (self->drives);
  g_hash_table_unref (self->elsewhere);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_row);
  g_hash_table_unref (self->by_remote);
  g_ptr_array_unref (self->shutdowns);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->poll_cancelling);
  g_clear_object (&self->opening);
  g_clear_object (&self->jobs);
  g_clear_object (&self->registry);
  g_clear_error (&self->lost);
  g_free (self->trouble);

  G_OBJECT_CLASS (packshot_queue_parent_class)->finalize (object);
}

static void
packshot_queue_class_init (PackshotQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = packshot_queue_get_property;
  object_class->dispose = packshot_queue_dispose;
  object_class->finalize = packshot_queue_finalize;

  /**
   * PackshotQueue:trouble:
   *
   * Why no job can be kept, in one sentence; %NULL while all is well.
   */
  props[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);

  /**
   * PackshotQueue:n-busy:
   *
   * How many jobs this program drives or will: what a window that is closed waits for.
   */
  props[PROP_N_BUSY] = g_param_spec_uint ("n-busy", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /**
   * PackshotQueue::quarantined:
   * @self: a queue
   * @words: a sentence for the user
   *
   * Something in the ledger could not be read, and was moved out of the way.
   */
  signals[SIGNAL_QUARANTINED] = g_signal_new ("quarantined", PACKSHOT_TYPE_QUEUE, G_SIGNAL_RUN_LAST,
                                              0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
packshot_queue_init (PackshotQueue *self)
{
  self->jobs = g_list_store_new (PACKSHOT_TYPE_JOB);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_row = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->by_remote = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->drives =
      g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) packshot_drive_free);
  self->elsewhere = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->shutdowns = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->poll_cancelling = g_cancellable_new ();
  g_queue_init (&self->line);
  g_queue_init (&self->writes);
}

/**
 * packshot_queue_call_new:
 * @self: a queue
 * @drive: (nullable): the drive that calls
 * @step: what for
 *
 * Returns: (transfer full): the data of one call
 */
PackshotQueueCall *
packshot_queue_call_new (PackshotQueue *self, PackshotDrive *drive, PackshotStep step)
{
  PackshotQueueCall *call = g_new0 (PackshotQueueCall, 1);

  g_weak_ref_init (&call->queue, self);
  call->step = step;
  if (drive != NULL)
    {
      call->job = g_object_ref (drive->job);
      call->serial = drive->serial;
    }

  return call;
}

/**
 * packshot_queue_call_free:
 * @self: (transfer full): the data of a call
 */
void
packshot_queue_call_free (PackshotQueueCall *self)
{
  g_weak_ref_clear (&self->queue);
  g_clear_object (&self->job);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_free (self);
}

/**
 * packshot_queue_call_find:
 * @self: the data of a call
 * @queue: (nullable): its queue, if that is still there
 *
 * Returns: (transfer none) (nullable): the drive that called, if it still goes on
 */
PackshotDrive *
packshot_queue_call_find (PackshotQueueCall *self, PackshotQueue *queue)
{
  PackshotDrive *drive = queue != NULL ? packshot_queue_find_drive (queue, self->job) : NULL;

  return drive != NULL && drive->serial == self->serial ? drive : NULL;
}

/**
 * packshot_queue_insert:
 * @self: a queue
 * @job: a new job
 *
 * Puts it at the end of the list.
 */
void
packshot_queue_insert (PackshotQueue *self, PackshotJob *job)
{
  g_hash_table_insert (self->by_id, job->id, job);
  g_list_store_append (self->jobs, job);
}

/**
 * packshot_queue_remove:
 * @self: a queue
 * @job: one of its jobs, which is not driven
 *
 * Takes it from the list.
 */
void
packshot_queue_remove (PackshotQueue *self, PackshotJob *job)
{
  guint position;

  packshot_queue_set_elsewhere (self, job, FALSE);
  g_hash_table_remove (self->by_id, job->id);
  g_hash_table_remove (self->by_row, &job->row);
  if (g_list_store_find (self->jobs, job, &position))
    g_list_store_remove (self->jobs, position);
}

/**
 * packshot_queue_index_row:
 * @self: a queue
 * @job: one of its jobs, which has a row now
 */
void
packshot_queue_index_row (PackshotQueue *self, PackshotJob *job)
{
  PackshotDrive *drive = packshot_queue_find_drive (self, job);

  g_hash_table_insert (self->by_row, g_memdup2 (&job->row, sizeof job->row), job);
  for (guint i = 0; i < job->remote_ids->len; i++)
    {
      const PackshotRemoteId *id = g_ptr_array_index (job->remote_ids, i);

      packshot_queue_index_remote (self, id->id, job->row);
    }

  if (drive != NULL)
    packshot_drive_row_written (drive);
}

/**
 * packshot_queue_index_remote:
 * @self: a queue
 * @id: what a service calls a job
 * @row: the row of the job
 */
void
packshot_queue_index_remote (PackshotQueue *self, const char *id, gint64 row)
{
  g_hash_table_replace (self->by_remote, g_strdup (id), g_memdup2 (&row, sizeof row));
}

/**
 * packshot_queue_find_drive:
 * @self: a queue
 * @job: one of its jobs
 *
 * Returns: (transfer none) (nullable): what drives it
 */
PackshotDrive *
packshot_queue_find_drive (PackshotQueue *self, PackshotJob *job)
{
  return g_hash_table_lookup (self->drives, job);
}

/**
 * packshot_queue_start_what_fits:
 * @self: a queue
 *
 * Starts jobs in line as long as there are free places.
 */
void
packshot_queue_start_what_fits (PackshotQueue *self)
{
  PackshotJob *next;

  while (!self->closing && (next = take_next (self)) != NULL)
    {
      g_autoptr (PackshotJob) job = next;

      packshot_drive_start (self, job, PACKSHOT_PURPOSE_SUBMIT, NULL);
    }

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_BUSY]);
}

/**
 * packshot_queue_set_trouble:
 * @self: a queue
 * @trouble: (nullable): why no job can be kept
 */
void
packshot_queue_set_trouble (PackshotQueue *self, const char *trouble)
{
  if (g_strcmp0 (self->trouble, trouble) == 0)
    return;

  g_free (self->trouble);
  self->trouble = g_strdup (trouble);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TROUBLE]);
}

/**
 * packshot_queue_take_ledger:
 * @self: a queue
 * @ledger: (transfer full): the ledger, which is open
 */
void
packshot_queue_take_ledger (PackshotQueue *self, PackshotLedger *ledger)
{
  const char *aside = packshot_ledger_get_set_aside (ledger);

  self->ledger = ledger;
  g_signal_connect (ledger, "quarantined", G_CALLBACK (quarantined_cb), self);

  if (aside != NULL)
    {
      g_autofree char *words = g_strdup_printf (
          _ ("The list of your jobs was damaged. It was set aside as “%s”, and what could still be "
             "read was brought over."),
          aside);

      g_signal_emit (self, signals[SIGNAL_QUARANTINED], 0, words);
    }
}

/**
 * packshot_queue_check_output:
 * @output: (nullable): where the video shall be
 * @request: what is asked
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Returns: whether a video can be written there
 */
gboolean
packshot_queue_check_output (const char *output,
                             PackshotRequest *request,
                             char **path,
                             GError **error)
{
  g_autofree char *checked = NULL;
  g_autofree char *cover = NULL;

  *path = NULL;
  if (output == NULL)
    return TRUE;

  checked = packshot_output_check (output, error);
  if (checked == NULL)
    return FALSE;

  cover = packshot_output_dup_cover (checked);
  if (!packshot_output_spares_pictures (checked, cover, request, error))
    return FALSE;

  *path = g_steal_pointer (&checked);
  return TRUE;
}

/**
 * packshot_queue_new:
 * @registry: the services there are
 *
 * Returns: (transfer full): a queue without jobs, and without a ledger
 */
PackshotQueue *
packshot_queue_new (PackshotRegistry *registry)
{
  PackshotQueue *self;

  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (registry), NULL);

  self = g_object_new (PACKSHOT_TYPE_QUEUE, NULL);
  self->registry = g_object_ref (registry);

  return self;
}

/**
 * packshot_queue_get_trouble:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): why no job can be kept, one sentence to show as it is; %NULL
 *   while all is well
 */
const char *
packshot_queue_get_trouble (PackshotQueue *self)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self), NULL);

  return self->trouble;
}

/**
 * packshot_queue_get_jobs:
 * @self: a queue
 *
 * Returns: (transfer none): all its jobs, as #PackshotJob, the oldest first
 */
GListModel *
packshot_queue_get_jobs (PackshotQueue *self)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self), NULL);

  return G_LIST_MODEL (self->jobs);
}

/**
 * packshot_queue_find:
 * @self: a queue
 * @id: the id of a job, or what its service calls it
 *
 * Returns: (transfer none) (nullable): the job
 */
PackshotJob *
packshot_queue_find (PackshotQueue *self, const char *id)
{
  PackshotJob *job;
  gint64 *row;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && id != NULL, NULL);

  job = g_hash_table_lookup (self->by_id, id);
  if (job != NULL)
    return job;

  row = g_hash_table_lookup (self->by_remote, id);
  return row != NULL ? g_hash_table_lookup (self->by_row, row) : NULL;
}

/**
 * packshot_queue_get_n_busy:
 * @self: a queue
 *
 * Returns: how many jobs this program drives or will: what a window that is closed waits for
 */
guint
packshot_queue_get_n_busy (PackshotQueue *self)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self), 0);

  return g_hash_table_size (self->drives) + self->line.length;
}

/**
 * packshot_queue_add:
 * @self: a queue
 * @request: what is asked; it is frozen by this
 * @output: (nullable) (type filename): where the video shall be; %NULL keeps it in the job's own
 *   folder
 * @error: return location for a #PackshotCoreError: MISSING_VALUE, UNKNOWN_SERVICE, or BAD_VALUE
 *   with one sentence about @output
 *
 * Makes a job that rests until packshot_queue_submit(). It is written to the ledger behind this,
 * and nothing is sent before it is written.
 *
 * Returns: (transfer full): the job, which is ready, or %NULL on error
 */
PackshotJob *
packshot_queue_add (PackshotQueue *self,
                    PackshotRequest *request,
                    const char *output,
                    GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *title = NULL;
  g_autoptr (PackshotJob) job = NULL;
  PackshotManifest *manifest;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_REQUEST (request), NULL);

  manifest = packshot_request_get_manifest (request);
  if (packshot_registry_get_service (self->registry, manifest, error) == NULL
      || !packshot_queue_check_output (output, request, &path, error)
      || !packshot_request_freeze (request, error))
    return NULL;

  id = packshot_job_folder_dup_new_id ();
  title = dup_title (request);
  job = packshot_job_new (id, request, title, path);
  job->unit = g_strdup (packshot_queue_terms_get_unit (manifest));
  if (job->unit != NULL)
    job->price = packshot_queue_terms_get_price (manifest);

  packshot_queue_insert (self, job);
  packshot_queue_write (self, job, NULL, TRUE, NULL, NULL);

  return g_steal_pointer (&job);
}

/**
 * packshot_queue_submit:
 * @self: a queue
 * @job: one of its jobs, which is ready
 * @error: return location for a #PACKSHOT_CORE_ERROR_STATE, or a #PACKSHOT_CORE_ERROR_LEDGER where
 *   the job has to be kept and can't be
 *
 * Starts the job if its service has a free place. Otherwise it stays ready, in line, and starts
 * when its turn comes. One that can't be sent after all is ready again, and its words say why.
 *
 * Returns: %FALSE where the job is past ready, in line or under way already, or driven by another
 *   program, or where the queue is shutting down
 */
gboolean
packshot_queue_submit (PackshotQueue *self, PackshotJob *job, GError **error)
{
  PackshotManifest *manifest;
  PackshotDrive *drive;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);
  g_return_val_if_fail (packshot_queue_find (self, packshot_job_get_id (job)) == job, FALSE);

  manifest = packshot_job_get_manifest (job);
  drive = packshot_queue_find_drive (self, job);
  if (self->closing || packshot_job_get_state (job) != PACKSHOT_JOB_READY || manifest == NULL
      || (drive != NULL && drive->purpose == PACKSHOT_PURPOSE_SUBMIT)
      || g_queue_find (&self->line, job) != NULL)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                   _ ("This job can't be started."));
      return FALSE;
    }

  if (packshot_registry_get_service (self->registry, manifest, error) == NULL)
    return FALSE;

  if (!packshot_manifest_get_offline (manifest) && self->ledger == NULL && self->trouble != NULL)
    {
      g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER, self->trouble);
      return FALSE;
    }

  packshot_job_set_words (job, NULL);
  g_queue_push_tail (&self->line, g_object_ref (job));
  packshot_queue_start_what_fits (self);

  return TRUE;
}
