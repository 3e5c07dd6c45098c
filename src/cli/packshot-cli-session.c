/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-session.h"

#include <signal.h>

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "packshot-cli-answer.h"
#include "packshot-cli-say.h"

/* Ctrl-C, a polite kill, and a terminal that was closed. */
static const int stop_signals[] = { SIGINT, SIGTERM, SIGHUP };

struct _PackshotCliSession
{
  PackshotRegistry *registry; /* (owned) */
  PackshotQueue *queue;       /* (owned) */
  gboolean is_open;
  GCancellable *stop; /* (owned): cancelled by the first signal */
  guint signal_ids[G_N_ELEMENTS (stop_signals)];
  guint n_stops;
};

static gboolean
stop_cb (gpointer user_data)
{
  PackshotCliSession *self = user_data;

  self->n_stops++;
  g_cancellable_cancel (self->stop);

  return G_SOURCE_CONTINUE;
}

static void
quarantined_cb (PackshotQueue *queue, const char *words, gpointer user_data)
{
  packshot_cli_warn (words);
}

/* "Operation was cancelled" is not what the one says who did it. */
static gboolean
explain_stop (gboolean is_done, GError **error)
{
  if (!is_done && error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (error);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Stopped."));
    }

  return is_done;
}

static void
shut_down (PackshotCliSession *self)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  /* Where it is given up, the main loop does not run any more, and so no callback comes late. */
  packshot_queue_shutdown_async (self->queue, NULL, packshot_cli_answer_cb, &answer);
  while (answer == NULL && self->n_stops < 2)
    g_main_context_iteration (NULL, TRUE);

  if (answer == NULL || packshot_queue_shutdown_finish (self->queue, answer, &error))
    return;

  words =
      g_strdup_printf (_ ("What happened last could not be written down. %s “packshot-cli jobs” "
                          "tells what is known."),
                       error->message);
  packshot_cli_warn (words);
}

/**
 * packshot_cli_session_new:
 * @registry: the services there are
 *
 * From now on a signal to stop is counted, and ends nothing by itself.
 *
 * Returns: (transfer full): a session whose queue has no ledger yet
 */
PackshotCliSession *
packshot_cli_session_new (PackshotRegistry *registry)
{
  PackshotCliSession *self = g_new0 (PackshotCliSession, 1);

  self->registry = g_object_ref (registry);
  self->queue = packshot_queue_new (registry);
  self->stop = g_cancellable_new ();
  g_signal_connect (self->queue, "quarantined", G_CALLBACK (quarantined_cb), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    self->signal_ids[i] = g_unix_signal_add (stop_signals[i], stop_cb, self);

  return self;
}

/**
 * packshot_cli_session_free:
 * @self: (transfer full): a session
 *
 * Ends it when what is on its way to the ledger has arrived. One who asked to stop twice is not
 * kept waiting: then it is as if the program had been killed.
 */
void
packshot_cli_session_free (PackshotCliSession *self)
{
  if (self->n_stops < 2)
    shut_down (self);

  for (guint i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    g_source_remove (self->signal_ids[i]);
  g_clear_object (&self->queue);
  g_clear_object (&self->registry);
  g_clear_object (&self->stop);
  g_free (self);
}

/**
 * packshot_cli_session_get_registry:
 * @self: a session
 *
 * Returns: (transfer none): the services there are
 */
PackshotRegistry *
packshot_cli_session_get_registry (PackshotCliSession *self)
{
  return self->registry;
}

/**
 * packshot_cli_session_get_queue:
 * @self: a session
 *
 * Returns: (transfer none): the queue of the jobs
 */
PackshotQueue *
packshot_cli_session_get_queue (PackshotCliSession *self)
{
  return self->queue;
}

/**
 * packshot_cli_session_get_n_stops:
 * @self: a session
 *
 * Returns: how often the program was asked to stop
 */
guint
packshot_cli_session_get_n_stops (PackshotCliSession *self)
{
  return self->n_stops;
}

/**
 * packshot_cli_session_get_stop:
 * @self: a session
 *
 * Returns: (transfer none): what is cancelled when the program is asked to stop
 */
GCancellable *
packshot_cli_session_get_stop (PackshotCliSession *self)
{
  return self->stop;
}

/**
 * packshot_cli_session_open:
 * @self: a session
 * @error: return location for an error, one sentence: why no job can be kept
 *
 * Opens the ledger, and fills the queue with the jobs in it; once is enough.
 *
 * Returns: whether it is open
 */
gboolean
packshot_cli_session_open (PackshotCliSession *self, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  if (self->is_open)
    return TRUE;

  packshot_queue_open_async (self->queue, NULL, self->stop, packshot_cli_answer_cb, &answer);
  self->is_open =
      packshot_queue_open_finish (self->queue, packshot_cli_answer_wait (&answer), error);
  return explain_stop (self->is_open, error);
}

/**
 * packshot_cli_session_prepare:
 * @self: a session that is open
 * @job: a job that is ready
 * @error: return location for an error, one sentence
 *
 * Makes the exact files the job will send.
 *
 * Returns: whether they are there
 */
gboolean
packshot_cli_session_prepare (PackshotCliSession *self, PackshotJob *job, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_queue_prepare_async (self->queue, job, self->stop, packshot_cli_answer_cb, &answer);
  return explain_stop (
      packshot_queue_prepare_finish (self->queue, packshot_cli_answer_wait (&answer), error),
      error);
}

/**
 * packshot_cli_session_load:
 * @self: a session that is open
 * @job: one of its jobs
 * @error: return location for an error, one sentence
 *
 * Reads what lists don't show: what was asked, the ids, the files.
 *
 * Returns: whether it could be read
 */
gboolean
packshot_cli_session_load (PackshotCliSession *self, PackshotJob *job, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_queue_load_async (self->queue, job, self->stop, packshot_cli_answer_cb, &answer);
  return explain_stop (
      packshot_queue_load_finish (self->queue, packshot_cli_answer_wait (&answer), error), error);
}

/**
 * packshot_cli_session_delete:
 * @self: a session that is open
 * @job: one of its jobs
 * @which: whether it may have been sent
 * @error: return location for an error, one sentence
 *
 * Takes away a job with its files, also for one who asked to stop: nothing shall be left of it.
 *
 * Returns: whether it is gone
 */
gboolean
packshot_cli_session_delete (PackshotCliSession *self,
                             PackshotJob *job,
                             PackshotDeletion which,
                             GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_queue_delete_async (self->queue, job, which, NULL, packshot_cli_answer_cb, &answer);
  return packshot_queue_delete_finish (self->queue, packshot_cli_answer_wait (&answer), error);
}

/**
 * packshot_cli_session_list_events:
 * @self: a session that is open
 * @job: one of its jobs
 * @error: return location for an error, one sentence
 *
 * Returns: (transfer full) (element-type PackshotLedgerEvent): what happened to the job, the
 *   oldest first, or %NULL on error
 */
GPtrArray *
packshot_cli_session_list_events (PackshotCliSession *self, PackshotJob *job, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GPtrArray *events;

  packshot_queue_list_events_async (self->queue, job, self->stop, packshot_cli_answer_cb, &answer);
  events =
      packshot_queue_list_events_finish (self->queue, packshot_cli_answer_wait (&answer), error);
  explain_stop (events != NULL, error);

  return events;
}

/**
 * packshot_cli_session_list_charges:
 * @self: a session that is open
 * @error: return location for an error, one sentence
 *
 * Returns: (transfer full) (element-type PackshotLedgerCharge): the money book, the oldest
 * line first, or %NULL on error
 */
GPtrArray *
packshot_cli_session_list_charges (PackshotCliSession *self, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GPtrArray *charges;

  packshot_queue_list_charges_async (self->queue, self->stop, packshot_cli_answer_cb, &answer);
  charges =
      packshot_queue_list_charges_finish (self->queue, packshot_cli_answer_wait (&answer), error);
  explain_stop (charges != NULL, error);

  return charges;
}

/**
 * packshot_cli_session_check_limit:
 * @self: a session that is open
 * @job: one of its jobs
 * @step: what would be paid for
 * @error: return location for an error, one sentence
 *
 * Returns: (transfer full) (element-type PackshotLimit): how it stands to the daily limit of
 *   its service, where there is one; %NULL on error
 */
GPtrArray *
packshot_cli_session_check_limit (PackshotCliSession *self,
                                  PackshotJob *job,
                                  PackshotStep step,
                                  GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
  GPtrArray *limits;

  g_ptr_array_add (jobs, job);
  packshot_queue_check_limit_async (self->queue, jobs, step, self->stop, packshot_cli_answer_cb,
                                    &answer);
  limits =
      packshot_queue_check_limit_finish (self->queue, packshot_cli_answer_wait (&answer), error);
  explain_stop (limits != NULL, error);

  return limits;
}

/**
 * packshot_cli_session_look_up:
 * @self: a session that is open
 * @job: one of its jobs, whose outcome is unknown
 * @error: return location for an error, one sentence: why that is not known now either
 *
 * Asks the service of the job what became of it, and goes on with what it has.
 *
 * Returns: whether that is known now
 */
gboolean
packshot_cli_session_look_up (PackshotCliSession *self, PackshotJob *job, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  packshot_queue_look_up_async (self->queue, job, self->stop, packshot_cli_answer_cb, &answer);
  return explain_stop (
      packshot_queue_look_up_finish (self->queue, packshot_cli_answer_wait (&answer), error),
      error);
}

/**
 * packshot_cli_session_list_remote:
 * @self: a session that is open
 * @manifest: a service
 * @error: return location for an error, one sentence
 *
 * Returns: (transfer full) (element-type PackshotListing): the jobs the service has, and that
 *   are not here; %NULL on error
 */
GPtrArray *
packshot_cli_session_list_remote (PackshotCliSession *self,
                                  PackshotManifest *manifest,
                                  GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GPtrArray *listings;

  packshot_queue_list_remote_async (self->queue, manifest, self->stop, packshot_cli_answer_cb,
                                    &answer);
  listings =
      packshot_queue_list_remote_finish (self->queue, packshot_cli_answer_wait (&answer), error);
  explain_stop (listings != NULL, error);

  return listings;
}
