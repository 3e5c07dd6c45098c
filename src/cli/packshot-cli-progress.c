/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-progress.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "packshot-cli-layout.h"
#include "packshot-cli-progress-line.h"
#include "packshot-cli-say.h"

/* Ten times a second looks alive, and more would only be work for the terminal. */
#define REDRAW_MS 100

/* What takes less is not worth a line in a pipe: a photo that can't be opened is one complaint, and
 * not the news that it was tried before it. */
#define HOLD_MS 1000

#define CLEAR_LINE "\r\033[K"

struct _PackshotCliProgress
{
  GPtrArray *jobs; /* (owned) (element-type PackshotJob) */
  GPtrArray *news; /* (owned) (element-type News) */
  guint redraw_id; /* on a terminal, or 0 */
  char *drawn;     /* (owned) (nullable): what stands there */
  gboolean unicode;
};

/* What there is to tell of one job, a line at a time. */
typedef struct
{
  PackshotCliProgress *progress; /* (unowned) */
  PackshotJob *job;              /* (unowned) */
  gulong state_id;
  gulong activity_id;
  gulong fraction_id;
  gulong words_id;
  char *held; /* (owned) (nullable): a line for later */
  gboolean is_state;
  guint hold_id;    /* until when, or 0 */
  guint trouble_id; /* when all is known of it, or 0 */
  guint usual_id;   /* when it begins to take longer than usual, or 0 */
  int tenths;       /* that were told */
} News;

static gboolean
redraw_cb (gpointer user_data)
{
  PackshotCliProgress *self = user_data;
  guint width = packshot_cli_layout_terminal_width (STDERR_FILENO);
  g_autofree char *line = NULL;
  g_autofree char *drawn = NULL;

  if (self->jobs->len == 1)
    line = packshot_cli_progress_line_dup_job (g_ptr_array_index (self->jobs, 0),
                                               g_get_real_time (), width, self->unicode);
  else
    line = packshot_cli_progress_line_dup_jobs (self->jobs, width);

  if (g_strcmp0 (line, self->drawn) == 0)
    return G_SOURCE_CONTINUE;

  drawn = g_strconcat (CLEAR_LINE, line, NULL);
  packshot_cli_note (drawn);
  g_free (self->drawn);
  self->drawn = g_steal_pointer (&line);

  return G_SOURCE_CONTINUE;
}

/* Among several jobs it has to be said which one is meant. */
static void
tell (News *news, const char *words)
{
  PackshotCliProgress *self = news->progress;
  g_autofree char *line = NULL;

  if (self->jobs->len == 1)
    line = g_strconcat (self->redraw_id != 0 ? CLEAR_LINE : "", words, "\n", NULL);
  else
    line = g_strconcat (self->redraw_id != 0 ? CLEAR_LINE : "", packshot_job_get_id (news->job),
                        ": ", words, "\n", NULL);

  packshot_cli_note (line);
  g_clear_pointer (&self->drawn, g_free);
}

static void
drop_held (News *news)
{
  g_clear_handle_id (&news->hold_id, g_source_remove);
  g_clear_pointer (&news->held, g_free);
}

static void
tell_held (News *news)
{
  if (news->held != NULL)
    tell (news, news->held);
  drop_held (news);
}

static gboolean
held_cb (gpointer user_data)
{
  News *news = user_data;

  news->hold_id = 0;
  tell_held (news);

  return G_SOURCE_REMOVE;
}

static void
hold (News *news, const char *words, gboolean is_state)
{
  news->held = g_strdup (words);
  news->is_state = is_state;
  news->hold_id = g_timeout_add (HOLD_MS, held_cb, news);
}

/* Said once; it is waited for all the same. */
static gboolean
usual_cb (gpointer user_data)
{
  News *news = user_data;

  news->usual_id = 0;
  tell_held (news);
  tell (news, _ ("It takes longer than usual, and is waited for all the same."));

  return G_SOURCE_REMOVE;
}

/* One that waits since long before is told of at once. */
static void
watch_usual (News *news)
{
  double left = packshot_cli_progress_line_get_usual_left (news->job);

  g_clear_handle_id (&news->usual_id, g_source_remove);
  if (left > -G_MAXDOUBLE)
    news->usual_id = g_timeout_add ((guint) (MAX (left, 0) * 1000), usual_cb, news);
}

static void
state_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  News *news = user_data;
  g_autofree char *words = packshot_cli_progress_line_dup_state (job);

  news->tenths = 0;
  watch_usual (news);
  if (words == NULL)
    return;

  tell_held (news);
  hold (news, words, TRUE);
}

static void
activity_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  News *news = user_data;
  const char *activity = packshot_job_get_activity (job);

  if (activity == NULL)
    {
      if (!news->is_state)
        tell_held (news);
      return;
    }

  /* The service's own words say more than the name of the state. */
  if (news->is_state)
    drop_held (news);
  tell_held (news);
  hold (news, activity, FALSE);
}

static void
fraction_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  News *news = user_data;
  int tenths = (int) (packshot_job_get_fraction (job) * 10 + 1e-6);
  g_autofree char *line = NULL;

  if (tenths <= news->tenths)
    return;

  tell_held (news);
  news->tenths = tenths;
  line = g_strdup_printf (_ ("%d %% done"), tenths * 10);
  tell (news, line);
}

static gboolean
trouble_cb (gpointer user_data)
{
  News *news = user_data;
  g_autofree char *words = packshot_cli_progress_line_dup_trouble (news->job, g_get_real_time ());

  news->trouble_id = 0;
  if (words != NULL)
    {
      tell_held (news);
      tell (news, words);
    }

  return G_SOURCE_REMOVE;
}

/* When it is tried again becomes known a moment after what went wrong; and what ends the waiting is
 * told by the end. */
static void
words_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  News *news = user_data;

  if (news->trouble_id == 0)
    news->trouble_id = g_idle_add (trouble_cb, news);
}

static News *
news_new (PackshotCliProgress *progress, PackshotJob *job)
{
  News *news = g_new0 (News, 1);

  news->progress = progress;
  news->job = job;
  news->words_id = g_signal_connect (job, "notify::words", G_CALLBACK (words_cb), news);
  if (progress->redraw_id != 0)
    return news;

  news->state_id = g_signal_connect (job, "notify::state", G_CALLBACK (state_cb), news);
  news->activity_id = g_signal_connect (job, "notify::activity", G_CALLBACK (activity_cb), news);
  news->fraction_id = g_signal_connect (job, "notify::fraction", G_CALLBACK (fraction_cb), news);
  state_cb (job, NULL, news);

  return news;
}

static void
news_free (gpointer data)
{
  News *news = data;

  g_clear_signal_handler (&news->state_id, news->job);
  g_clear_signal_handler (&news->activity_id, news->job);
  g_clear_signal_handler (&news->fraction_id, news->job);
  g_clear_signal_handler (&news->words_id, news->job);
  g_clear_handle_id (&news->trouble_id, g_source_remove);
  g_clear_handle_id (&news->usual_id, g_source_remove);
  drop_held (news);
  g_free (news);
}

/**
 * packshot_cli_progress_new:
 * @jobs: (element-type PackshotJob): jobs that are about to start or to go on
 *
 * Tells on stderr how the jobs go: on a terminal by a line that is redrawn in place, elsewhere by a
 * line for each new activity that lasts and each tenth.
 *
 * Returns: (transfer full): what to free when they have ended
 */
PackshotCliProgress *
packshot_cli_progress_new (GPtrArray *jobs)
{
  PackshotCliProgress *self = g_new0 (PackshotCliProgress, 1);

  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->news = g_ptr_array_new_with_free_func (news_free);
  self->unicode = g_get_charset (NULL);

  if (isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0)
    self->redraw_id = g_timeout_add (REDRAW_MS, redraw_cb, self);

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);

      g_ptr_array_add (self->jobs, g_object_ref (job));
      g_ptr_array_add (self->news, news_new (self, job));
    }

  return self;
}

/**
 * packshot_cli_progress_free:
 * @self: (transfer full): what packshot_cli_progress_new() gave
 *
 * Ends the telling, and leaves no bar on the terminal.
 */
void
packshot_cli_progress_free (PackshotCliProgress *self)
{
  if (self->redraw_id != 0)
    {
      g_source_remove (self->redraw_id);
      packshot_cli_note (CLEAR_LINE);
    }
  g_ptr_array_unref (self->news);
  g_ptr_array_unref (self->jobs);
  g_free (self->drawn);
  g_free (self);
}
