/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-pulse.h"

#include <time.h>

/* Each turn of the main loop is a sample. What GTK takes to lay out and draw a frame, which is much
 * where no graphics card does it, is known apart. */
struct PackshotTestPulse
{
  GdkFrameClock *clock; /* (owned) */
  guint source;
  int wanted_ms;
  const char *moment;

  double last;
  double begun; /* the frame that is drawn */
  double drawn; /* since the last sample */
  double longest;
  double longest_work;   /* without drawing */
  double moment_longest; /* since the moment began */
  guint n_long;
  guint n;
};

/* The time of this thread alone, so that other programs don't count. In milliseconds. */
static double
get_thread_ms (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now), ==, 0);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

static void
before_frame_cb (GdkFrameClock *clock, gpointer user_data)
{
  PackshotTestPulse *self = user_data;

  self->begun = get_thread_ms ();
}

static void
after_frame_cb (GdkFrameClock *clock, gpointer user_data)
{
  PackshotTestPulse *self = user_data;

  self->drawn += get_thread_ms () - self->begun;
}

static gboolean
pulse_cb (gpointer user_data)
{
  PackshotTestPulse *self = user_data;
  double now = get_thread_ms ();
  double kept = now - self->last;

  if (kept > self->wanted_ms)
    {
      self->n_long++;
      g_test_message ("%.1f ms, %.1f of them for a frame, while %s", kept, self->drawn,
                      self->moment);
    }
  self->longest = MAX (self->longest, kept);
  self->longest_work = MAX (self->longest_work, kept - self->drawn);
  self->moment_longest = MAX (self->moment_longest, kept);
  self->n++;
  self->drawn = 0;
  self->last = now;

  return G_SOURCE_CONTINUE;
}

static void
tell_moment (PackshotTestPulse *self)
{
  g_test_message ("%.1f ms at the longest, while %s", self->moment_longest, self->moment);
  self->moment_longest = 0;
}

/**
 * packshot_test_pulse_start:
 * @window: a window on the screen
 * @wanted_ms: for how long the main loop may be kept from its work; what takes longer is told
 *
 * Begins to feel how long the main loop is kept from its work.
 *
 * Returns: (transfer full): to be stopped
 */
PackshotTestPulse *
packshot_test_pulse_start (GtkWidget *window, int wanted_ms)
{
  PackshotTestPulse *self = g_new0 (PackshotTestPulse, 1);

  self->clock = g_object_ref (gtk_widget_get_frame_clock (window));
  self->wanted_ms = wanted_ms;
  self->moment = "it begins";
  g_signal_connect (self->clock, "before-paint", G_CALLBACK (before_frame_cb), self);
  g_signal_connect (self->clock, "after-paint", G_CALLBACK (after_frame_cb), self);
  self->last = get_thread_ms ();
  self->source = g_timeout_add_full (G_PRIORITY_HIGH, 1, pulse_cb, self, NULL);

  return self;
}

/**
 * packshot_test_pulse_say:
 * @self: what was started
 * @moment: what goes on from now on, which has to live as long
 */
void
packshot_test_pulse_say (PackshotTestPulse *self, const char *moment)
{
  tell_moment (self);
  self->moment = moment;
}

/**
 * packshot_test_pulse_stop:
 * @self: (transfer full): what was started
 *
 * Tells how it was.
 *
 * Returns: the longest that the main loop was kept from its work, in milliseconds
 */
double
packshot_test_pulse_stop (PackshotTestPulse *self)
{
  double longest = self->longest;

  tell_moment (self);
  g_source_remove (self->source);
  g_signal_handlers_disconnect_by_data (self->clock, self);
  g_test_message (
      "the main loop was kept from its work for %.1f ms at the longest, and for %.1f ms "
      "where nothing was drawn; for more than %d ms %u times of %u",
      self->longest, self->longest_work, self->wanted_ms, self->n_long, self->n);
  g_object_unref (self->clock);
  g_free (self);

  return longest;
}
