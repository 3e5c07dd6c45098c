/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-progress.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "packshot-cli-layout.h"
#include "packshot-cli-say.h"

/* Ten times a second looks alive, and more would only be work for the terminal. */
#define REDRAW_MS 100

/* What takes less is not worth a line in a pipe: a photo that can't be opened is one complaint, and
 * not the news that it was tried before it. */
#define HOLD_MS 1000

#define CLEAR_LINE "\r\033[K"

struct _PackshotCliProgress
{
  PackshotJob *job;
  gulong activity_id; /* in a pipe */
  gulong fraction_id;
  char *held;      /* (owned) (nullable): a line for later */
  guint hold_id;   /* until when, or 0 */
  int tenths;      /* that were told */
  guint redraw_id; /* on a terminal, or 0 */
  gboolean unicode;
};

static gboolean
redraw_cb (gpointer user_data)
{
  PackshotCliProgress *self = user_data;
  g_autofree char *line = packshot_cli_layout_progress (
      packshot_job_get_activity (self->job), packshot_job_get_fraction (self->job),
      packshot_job_get_elapsed (self->job), packshot_job_get_seconds_left (self->job),
      packshot_cli_layout_terminal_width (STDERR_FILENO), self->unicode);
  g_autofree char *drawn = g_strconcat (CLEAR_LINE, line, NULL);

  packshot_cli_note (drawn);

  return G_SOURCE_CONTINUE;
}

static void
drop_held (PackshotCliProgress *self)
{
  g_clear_handle_id (&self->hold_id, g_source_remove);
  g_clear_pointer (&self->held, g_free);
}

static void
tell_held (PackshotCliProgress *self)
{
  if (self->held != NULL)
    packshot_cli_note (self->held);
  drop_held (self);
}

static gboolean
held_cb (gpointer user_data)
{
  PackshotCliProgress *self = user_data;

  self->hold_id = 0;
  tell_held (self);

  return G_SOURCE_REMOVE;
}

static void
activity_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  PackshotCliProgress *self = user_data;
  const char *activity = packshot_job_get_activity (job);

  tell_held (self);
  if (activity == NULL)
    return;

  self->held = g_strconcat (activity, "\n", NULL);
  self->hold_id = g_timeout_add (HOLD_MS, held_cb, self);
}

static void
fraction_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  PackshotCliProgress *self = user_data;
  int tenths = (int) (packshot_job_get_fraction (job) * 10 + 1e-6);
  g_autofree char *line = NULL;

  if (tenths <= self->tenths)
    return;

  tell_held (self);
  self->tenths = tenths;
  line = g_strdup_printf (_ ("%d %% done\n"), tenths * 10);
  packshot_cli_note (line);
}

/**
 * packshot_cli_progress_new:
 * @job: a job that is about to start
 *
 * Tells on stderr how the job goes: on a terminal by a bar that is redrawn in place, elsewhere by a
 * line for each new activity that lasts and each tenth.
 *
 * Returns: (transfer full): what to free when the job has ended
 */
PackshotCliProgress *
packshot_cli_progress_new (PackshotJob *job)
{
  PackshotCliProgress *self = g_new0 (PackshotCliProgress, 1);

  self->job = g_object_ref (job);
  self->unicode = g_get_charset (NULL);

  if (isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0)
    {
      self->redraw_id = g_timeout_add (REDRAW_MS, redraw_cb, self);
    }
  else
    {
      self->activity_id =
          g_signal_connect (job, "notify::activity", G_CALLBACK (activity_cb), self);
      self->fraction_id =
          g_signal_connect (job, "notify::fraction", G_CALLBACK (fraction_cb), self);
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
  g_clear_signal_handler (&self->activity_id, self->job);
  g_clear_signal_handler (&self->fraction_id, self->job);
  drop_held (self);
  g_object_unref (self->job);
  g_free (self);
}
