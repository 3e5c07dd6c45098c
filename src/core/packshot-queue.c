/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-queue-private.h"

#include <glib/gi18n.h>

#include "packshot-settings-general.h"

typedef enum
{
  PROP_TROUBLE = 1,
  PROP_N_BUSY,
  PROP_READING,
} PackshotQueueProperty;

static GParamSpec *props[PROP_READING + 1];

enum
{
  SIGNAL_QUARANTINED,
  SIGNAL_TRASH_FAILED,
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
          && (drive->purpose == PACKSHOT_PURPOSE_SUBMIT || drive->purpose == PACKSHOT_PURPOSE_PAY
              || drive->purpose == PACKSHOT_PURPOSE_CARRY_ON))
        n_running++;
    }

  return n_running;
}

static PackshotJob *
take_next (PackshotQueue *self)
{
  g_autoptr (GHashTable) full = g_hash_table_new (NULL, NULL);

  for (GList *l = self->line.head; l != NULL; l = l->next)
    {
      PackshotJob *job = l->data;
      PackshotManifest *manifest = packshot_job_get_manifest (job);

      if (packshot_queue_find_drive (self, job) != NULL || g_hash_table_contains (full, manifest))
        continue;

      if (count_running (self, manifest)
          < packshot_settings_get_concurrency (self->settings, manifest))
        {
          g_queue_delete_link (&self->line, l);
          return job;
        }

      /* Of a long line that is not read again for each job. */
      g_hash_table_add (full, manifest);
    }

  return NULL;
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
change_trouble (PackshotQueue *self, char **trouble, const char *words)
{
  if (g_strcmp0 (*trouble, words) == 0)
    return;

  g_free (*trouble);
  *trouble = g_strdup (words);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TROUBLE]);
}

static void
packshot_queue_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PackshotQueue *self = PACKSHOT_QUEUE (object);

  switch ((PackshotQueueProperty) prop_id)
    {
    case PROP_TROUBLE:
      g_value_set_string (value, packshot_queue_get_trouble (self));
      break;
    case PROP_N_BUSY:
      g_value_set_uint (value, packshot_queue_get_n_busy (self));
      break;
    case PROP_READING:
      g_value_set_boolean (value, packshot_queue_get_reading (self));
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
  g_clear_handle_id (&self->read_id, g_source_remove);
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
  g_hash_table_unref (self->savings);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_row);
  g_hash_table_unref (self->by_remote);
  g_hash_table_unref (self->rounds);
  g_ptr_array_unref (self->shutdowns);
  g_ptr_array_unref (self->deletions);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->poll_cancelling);
  g_clear_object (&self->opening);
  g_clear_object (&self->jobs);
  g_clear_object (&self->registry);
  g_clear_object (&self->settings);
  g_clear_error (&self->lost);
  g_free (self->trouble);
  g_free (self->unread);

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

  /**
   * PackshotQueue:reading:
   *
   * Whether the jobs of earlier days are still being read.
   */
  props[PROP_READING] = g_param_spec_boolean ("reading", NULL, NULL, FALSE, flags);

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

  /**
   * PackshotQueue::trash-failed:
   * @self: a queue
   * @words: why, one sentence to show as it is
   *
   * What packshot_queue_trash() or packshot_queue_restore() began could not be written: the jobs
   * are where they were.
   */
  signals[SIGNAL_TRASH_FAILED] =
      g_signal_new ("trash-failed", PACKSHOT_TYPE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
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
  self->rounds = g_hash_table_new_full (NULL, NULL, g_object_unref,
                                        (GDestroyNotify) packshot_queue_round_free);
  self->savings = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->settings = packshot_settings_new ();
  self->elsewhere = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->shutdowns = g_ptr_array_new_with_free_func (g_object_unref);
  self->deletions = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->poll_cancelling = g_cancellable_new ();
  g_queue_init (&self->line);
  g_queue_init (&self->writes);
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

  packshot_queue_notify_busy (self);
}

/**
 * packshot_queue_notify_busy:
 * @self: a queue
 *
 * Tells that packshot_queue_get_n_busy() may have changed.
 */
void
packshot_queue_notify_busy (PackshotQueue *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_BUSY]);
}

/**
 * packshot_queue_notify_reading:
 * @self: a queue
 *
 * Tells that packshot_queue_get_reading() has changed.
 */
void
packshot_queue_notify_reading (PackshotQueue *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READING]);
}

/**
 * packshot_queue_set_trouble:
 * @self: a queue
 * @trouble: (nullable): why no job can be kept
 */
void
packshot_queue_set_trouble (PackshotQueue *self, const char *trouble)
{
  change_trouble (self, &self->trouble, trouble);
}

/**
 * packshot_queue_set_unread:
 * @self: a queue
 * @unread: (nullable): why its list is not what the ledger says
 *
 * A trouble of its own: that something could be written says nothing of it.
 */
void
packshot_queue_set_unread (PackshotQueue *self, const char *unread)
{
  change_trouble (self, &self->unread, unread);
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
 * packshot_queue_get_reading:
 * @self: a queue
 *
 * Returns: whether its ledger is being opened, so that there may be more jobs than are seen yet
 */
gboolean
packshot_queue_get_reading (PackshotQueue *self)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self), FALSE);

  return self->opening != NULL;
}

/**
 * packshot_queue_get_trouble:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): why no job can be kept, or why not all jobs are known, one
 *   sentence to show as it is; %NULL while all is well
 */
const char *
packshot_queue_get_trouble (PackshotQueue *self)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self), NULL);

  return self->trouble != NULL ? self->trouble : self->unread;
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
 * packshot_queue_get_n_busy:
 * @self: a queue
 *
 * Returns: how many jobs this program drives or will: what a window that is closed waits for. Those
 *   that can't go on without a key are not among them
 */
guint
packshot_queue_get_n_busy (PackshotQueue *self)
{
  guint n_busy = self->line.length + g_hash_table_size (self->savings);
  GHashTableIter iter;
  gpointer job;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self), 0);

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, &job, NULL))
    if (!packshot_job_get_key_needed (job))
      n_busy++;

  return n_busy;
}

/**
 * packshot_queue_is_driving:
 * @self: a queue
 * @job: one of its jobs
 *
 * A job that is done may still be given an address of its own, and one whose outcome is unknown be
 * looked for.
 *
 * Returns: whether this program is at work on it at this moment
 */
gboolean
packshot_queue_is_driving (PackshotQueue *self, PackshotJob *job)
{
  g_return_val_if_fail (PACKSHOT_IS_QUEUE (self) && PACKSHOT_IS_JOB (job), FALSE);

  return packshot_queue_find_drive (self, job) != NULL;
}
