/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-wait.h"

#include <glib/gi18n.h>

#include "packshot-cli-progress.h"
#include "packshot-cli-say.h"

typedef struct
{
  PackshotJob *job; /* (unowned) */
  gulong state_id;
  gulong words_id;
  gulong next_try_id;
  gint64 last_contact; /* when we began to watch */
  gboolean is_moved;   /* its state or its words changed since we watch */
  gboolean is_asked;   /* the service answered since then, or can't be asked */
} Watch;

static void
state_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  Watch *watch = user_data;

  watch->is_moved = TRUE;
}

static void
words_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  Watch *watch = user_data;

  watch->is_moved = TRUE;
  watch->is_asked = watch->is_asked || packshot_job_get_words (job) != NULL;
}

/* An answer after which it waits on, or what kept us from asking; other answers are seen by the
 * state that follows. */
static void
next_try_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  Watch *watch = user_data;

  if (packshot_job_get_next_try (job) != 0
      && (packshot_job_get_last_contact (job) != watch->last_contact
          || packshot_job_get_words (job) != NULL))
    watch->is_asked = TRUE;
}

static Watch *
watch_new (PackshotJob *job)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->job = job;
  watch->last_contact = packshot_job_get_last_contact (job);
  /* One that is sent just now has its answer when it waits. */
  watch->is_asked = packshot_job_get_state (job) != PACKSHOT_JOB_WAITING;
  watch->state_id = g_signal_connect (job, "notify::state", G_CALLBACK (state_cb), watch);
  watch->words_id = g_signal_connect (job, "notify::words", G_CALLBACK (words_cb), watch);
  watch->next_try_id = g_signal_connect (job, "notify::next-try", G_CALLBACK (next_try_cb), watch);

  return watch;
}

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_clear_signal_handler (&watch->state_id, watch->job);
  g_clear_signal_handler (&watch->words_id, watch->job);
  g_clear_signal_handler (&watch->next_try_id, watch->job);
  g_free (watch);
}

/* Whether nothing more comes of it without a person. One that stands in line, or is being prepared,
 * is ready as well: it has come back only when it has words to say why. */
static gboolean
rests (PackshotQueue *queue, Watch *watch, gboolean no_poll)
{
  switch (packshot_job_get_state (watch->job))
    {
    case PACKSHOT_JOB_READY:
      return (watch->is_moved && packshot_job_get_words (watch->job) != NULL)
             || packshot_queue_get_n_busy (queue) == 0;
    case PACKSHOT_JOB_WAITING:
      return packshot_job_get_key_needed (watch->job)
             || (no_poll && (watch->is_asked || packshot_job_get_driven_elsewhere (watch->job)));
    case PACKSHOT_JOB_FETCHING:
      /* A download that does not come is no reason to wait for one who does not want to. */
      return packshot_job_get_key_needed (watch->job)
             || (no_poll
                 && (packshot_job_get_words (watch->job) != NULL
                     || packshot_job_get_driven_elsewhere (watch->job)));
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_MAKING:
      return FALSE;
    case PACKSHOT_JOB_DONE:
    case PACKSHOT_JOB_UNKNOWN:
      /* It may be put online, or its service asked what became of it. */
      return !packshot_queue_is_driving (queue, watch->job);
    case PACKSHOT_JOB_REVIEW:
      /* Its picture may still be on the way. */
      return !packshot_queue_is_driving (queue, watch->job)
             || (no_poll && packshot_job_get_words (watch->job) != NULL);
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    default:
      return TRUE;
    }
}

/* What is free is stopped; what is paid for is left as it is. A paid call that is out is worth a
 * moment: without its answer nobody knows what became of the money. */
static void
stop (PackshotQueue *queue, Watch *watch)
{
  if (packshot_job_get_driven_elsewhere (watch->job))
    return;

  switch (packshot_job_get_state (watch->job))
    {
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_MAKING:
      packshot_queue_cancel (queue, watch->job);
      break;
    case PACKSHOT_JOB_SUBMITTING:
      packshot_cli_note (_ ("The paid call is on its way; its answer is waited for. Interrupt once "
                            "more to leave without it: then its outcome is unknown.\n"));
      break;
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_REVIEW:
    case PACKSHOT_JOB_FETCHING:
    case PACKSHOT_JOB_DONE:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    case PACKSHOT_JOB_UNKNOWN:
    default:
      break;
    }
}

/* Whether one who asked to stop may leave it. */
static gboolean
may_be_left (PackshotQueue *queue, Watch *watch)
{
  if (packshot_job_get_driven_elsewhere (watch->job))
    return TRUE;

  switch (packshot_job_get_state (watch->job))
    {
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_FETCHING:
    case PACKSHOT_JOB_REVIEW:
    case PACKSHOT_JOB_DONE:
    case PACKSHOT_JOB_UNKNOWN:
      return TRUE;
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_MAKING:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    default:
      return rests (queue, watch, TRUE);
    }
}

static gboolean
goes_on (PackshotCliSession *session, GPtrArray *watches, gboolean no_poll)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);
  guint n_stops = packshot_cli_session_get_n_stops (session);

  for (guint i = 0; i < watches->len && n_stops < 2; i++)
    {
      Watch *watch = g_ptr_array_index (watches, i);

      if (n_stops == 0 ? !rests (queue, watch, no_poll) : !may_be_left (queue, watch))
        return TRUE;
    }

  return FALSE;
}

/**
 * packshot_cli_wait:
 * @session: a session that is open
 * @jobs: (element-type PackshotJob): jobs that were submitted or carried on
 * @no_poll: whether to leave those that wait for the service, after it was asked once
 *
 * Waits until each of the jobs has ended or rests, and tells meanwhile how they go. One who asks to
 * stop gets what is free stopped, and what was paid for left as it is.
 */
void
packshot_cli_wait (PackshotCliSession *session, GPtrArray *jobs, gboolean no_poll)
{
  g_autoptr (GPtrArray) watches = g_ptr_array_new_with_free_func (watch_free);
  PackshotCliProgress *progress = packshot_cli_progress_new (jobs);
  gboolean is_stopped = FALSE;

  for (guint i = 0; i < jobs->len; i++)
    g_ptr_array_add (watches, watch_new (g_ptr_array_index (jobs, i)));

  while (goes_on (session, watches, no_poll))
    {
      g_main_context_iteration (NULL, TRUE);

      if (is_stopped || packshot_cli_session_get_n_stops (session) == 0)
        continue;

      is_stopped = TRUE;
      for (guint i = 0; i < watches->len; i++)
        stop (packshot_cli_session_get_queue (session), g_ptr_array_index (watches, i));
    }

  /* Before the outcome is told: it must not stand on the line of the progress. */
  packshot_cli_progress_free (progress);
}
