/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the main thread is busy with each frame of a library of ten thousand videos that is
 * scrolled, while its covers are really read: by the page, by its bar, and by and by. */

#include "config.h"

#include "packshot-job-tile.h"
#include "packshot-library-page.h"
#include "packshot-studio-service.h"
#include "packshot-test-notifications.h"
#include "packshot-test-shelf.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N_JOBS   10000
#define N_FRAMES 300

/* Frames between one key and the next of somebody who is quick. */
#define KEY_FRAMES 4

typedef enum
{
  WHEEL,
  PAGES,
  BAR,
  SEARCH,
  SORT,
  N_WAYS,
} Way;

static const char *const names[] = { "wheel", "page-down", "scrollbar", "search", "sort" };

typedef struct
{
  Way way;
  GtkWidget *page;
  GtkAdjustment *place;
  guint n_frames;
  gint64 wall;
  gint64 cpu;
  double walls[N_FRAMES]; /* in milliseconds */
  double cpus[N_FRAMES];
} Run;

static gint64
get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* The longest that the main thread was busy without asking for events, of the processor's time. */
static gint64 busy_since;
static gint64 busiest;

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  busiest = MAX (busiest, get_cpu () - busy_since);
  n = g_poll (fds, n_fds, timeout);
  busy_since = get_cpu ();
  return n;
}

static void
before_cb (GdkFrameClock *clock, Run *run)
{
  run->wall = g_get_monotonic_time ();
  run->cpu = get_cpu ();
}

static void
after_cb (GdkFrameClock *clock, Run *run)
{
  if (run->wall == 0 || run->n_frames == N_FRAMES)
    return;

  run->walls[run->n_frames] = (double) (g_get_monotonic_time () - run->wall) / 1000;
  run->cpus[run->n_frames] = (double) (get_cpu () - run->cpu) / 1000;
  run->n_frames++;
}

static void
move (Run *run, double value)
{
  double end = gtk_adjustment_get_upper (run->place) - gtk_adjustment_get_page_size (run->place);

  gtk_adjustment_set_value (run->place, CLAMP (value, 0, end));
}

static void
type (Run *run)
{
  static const char *const words[] = { "d", "dr", "drift", "driftwood number 77", "mug", "" };
  GtkWidget *search = packshot_test_find_type (run->page, GTK_TYPE_SEARCH_ENTRY);

  if (run->n_frames % 25 == 0)
    gtk_editable_set_text (GTK_EDITABLE (search), words[run->n_frames / 25 % G_N_ELEMENTS (words)]);
}

static void
sort (Run *run)
{
  static const char *const orders[] = { "name", "price", "oldest", "state", "newest" };

  if (run->n_frames % 60 == 0)
    gtk_widget_activate_action (packshot_test_find_type (run->page, GTK_TYPE_GRID_VIEW),
                                "library.order", "s",
                                orders[run->n_frames / 60 % G_N_ELEMENTS (orders)]);
}

static gboolean
step_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Run *run = user_data;
  double value = gtk_adjustment_get_value (run->place);
  double upper = gtk_adjustment_get_upper (run->place);

  switch (run->way)
    {
    case WHEEL:
      move (run, value + 60);
      break;
    case PAGES:
      if (run->n_frames % KEY_FRAMES == 0)
        move (run, value + gtk_adjustment_get_page_size (run->place));
      break;
    case BAR:
      /* There and back, through all of them. */
      move (run, upper * (1 - cos (run->n_frames * 2 * G_PI / N_FRAMES)) / 2);
      break;
    case SEARCH:
      type (run);
      break;
    case SORT:
      sort (run);
      break;
    case N_WAYS:
    default:
      g_assert_not_reached ();
    }

  /* A frame is painted even where nothing moved. */
  gtk_widget_queue_draw (run->page);
  return G_SOURCE_CONTINUE;
}

static int
compare_times (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
tell (const char *what, double times[N_FRAMES])
{
  guint n_late = 0;

  for (guint i = 0; i < N_FRAMES; i++)
    n_late += times[i] > 33;
  qsort (times, N_FRAMES, sizeof times[0], compare_times);
  printf ("  %s: median %.1f, 95 %% %.1f, 99 %% %.1f, worst %.1f ms; %u of %u over 33 ms\n", what,
          times[N_FRAMES / 2], times[N_FRAMES * 95 / 100], times[N_FRAMES * 99 / 100],
          times[N_FRAMES - 1], n_late, N_FRAMES);
}

static void
measure (GtkWindow *window, Way way)
{
  GtkWidget *grid = packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_GRID_VIEW);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (grid);
  g_autofree Run *run = g_new0 (Run, 1);
  guint id;

  run->way = way;
  run->page = gtk_widget_get_ancestor (grid, PACKSHOT_TYPE_LIBRARY_PAGE);
  run->place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid));
  gtk_adjustment_set_value (run->place, 0);
  id = gtk_widget_add_tick_callback (run->page, step_cb, run, NULL);
  /* From the first that is done in a frame to the last. */
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), run);
  busy_since = get_cpu ();
  busiest = 0;
  g_main_context_set_poll_func (NULL, poll_cb);
  packshot_test_wait_until (run->n_frames == N_FRAMES);
  g_main_context_set_poll_func (NULL, NULL);
  gtk_widget_remove_tick_callback (run->page, id);
  g_signal_handlers_disconnect_by_data (clock, run);

  printf ("%s\n", names[way]);
  tell ("processor", run->cpus);
  tell ("wall", run->walls);
  printf ("  longest between two looks for events: %.1f ms\n", (double) busiest / 1000);
  fflush (stdout);
}

static void
script (GtkWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_JOB_TILE)
                            != NULL);
  /* The first makes all tiles, and is none of scrolling. */
  packshot_test_wait_for_frames (window, 3);
  for (Way way = WHEEL; way < N_WAYS; way++)
    measure (window, way);
  gtk_window_close (window);
}

int
main (int argc, char **argv)
{
  PackshotRegistry *registry;

  packshot_test_shelf_fill (g_getenv ("PACKSHOT_SAMPLE"), N_JOBS);
  packshot_test_notifications_start ();
  registry = packshot_registry_new ();
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_test_run (registry, NULL, script);
  g_object_unref (registry);
  packshot_test_notifications_stop ();

  return 0;
}
