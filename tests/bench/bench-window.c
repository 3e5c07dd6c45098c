/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes from the start of a process until its window is painted and waits for somebody:
 * the window of the application with a photo, and with thousands of jobs, beside the barest window
 * of the same libraries. */

#include "config.h"

#include "packshot-application.h"
#include "packshot-job-tile.h"
#include "packshot-studio-service.h"
#include "packshot-test-many-jobs.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N_ROUNDS 15

/* Set by the parent, just before it starts the process. */
static gint64 begin;

/* What the process shows. */
static const char *what;

/* Frames through which the library is scrolled, and how far in each, in pixels. */
#define N_FRAMES 100
#define STEP     400

static gboolean
scroll_cb (GtkWidget *grid, GdkFrameClock *clock, gpointer user_data)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid));
  guint *n_frames = user_data;

  (*n_frames)++;
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + STEP);
  return *n_frames < N_FRAMES;
}

/* How long a frame of a library takes that flies by, in milliseconds of this process alone: the
 * display has a clock of its own. */
static double
measure_scrolling (GtkWidget *window)
{
  GtkWidget *grid = packshot_test_find_type (window, GTK_TYPE_GRID_VIEW);
  clock_t start = clock ();
  guint n_frames = 0;

  gtk_widget_add_tick_callback (grid, scroll_cb, &n_frames, NULL);
  packshot_test_wait_until (n_frames == N_FRAMES);

  return (double) (clock () - start) * 1000 / CLOCKS_PER_SEC / N_FRAMES;
}

static void
usable_cb (gpointer user_data)
{
  GtkWidget *window = user_data;

  /* Until the first covers of thousands are there to be pressed. */
  if (g_str_equal (what, "library") || g_str_equal (what, "scroll"))
    {
      gtk_widget_activate_action (window, "win.view", "s", "library");
      packshot_test_wait_until (packshot_test_find_type (window, PACKSHOT_TYPE_JOB_TILE) != NULL);
    }

  if (g_str_equal (what, "scroll"))
    printf ("%f\n", measure_scrolling (window));
  else
    printf ("%f\n", (double) (g_get_monotonic_time () - begin) / 1000);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, user_data);
  g_idle_add_once (usable_cb, user_data);
}

static void
mapped_cb (GtkWidget *window, gpointer user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    window);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer user_data)
{
  g_signal_connect_after (window, "map", G_CALLBACK (mapped_cb), NULL);
}

static void
show_bare_cb (GtkApplication *application, gpointer user_data)
{
  GtkWidget *window = adw_application_window_new (application);

  /* As large as the other, since pixels take their time as well. */
  gtk_window_set_default_size (GTK_WINDOW (window), 980, 760);
  gtk_window_present (GTK_WINDOW (window));
}

static int
show (void)
{
  gboolean bare = g_str_equal (what, "bare");
  gboolean photo = g_str_equal (what, "photo");
  g_autoptr (PackshotRegistry) registry = NULL;
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autoptr (GtkApplication) application = NULL;
  char *argv[] = { (char *) "packshot", (char *) g_getenv ("PACKSHOT_SAMPLE"), NULL };

  if (bare)
    {
      application = GTK_APPLICATION (
          adw_application_new (PACKSHOT_APPLICATION_ID, G_APPLICATION_DEFAULT_FLAGS));
      g_signal_connect (application, "activate", G_CALLBACK (show_bare_cb), NULL);
    }
  else
    {
      registry = packshot_registry_new ();
      packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
      application = GTK_APPLICATION (packshot_application_new (registry, credentials, settings));
    }
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);

  return g_application_run (G_APPLICATION (application), photo ? 2 : 1, argv);
}

static double
run (const char *program, const char *shown, const char *data_home)
{
  g_auto (GStrv) environment =
      g_environ_setenv (g_get_environ (), "XDG_DATA_HOME", data_home, TRUE);
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  char *arguments[] = { (char *) program, (char *) shown, time, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return g_ascii_strtod (output, NULL);
}

static int
compare_times (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
middle (double times[N_ROUNDS])
{
  qsort (times, N_ROUNDS, sizeof times[0], compare_times);

  return times[N_ROUNDS / 2];
}

/* One for somebody who never made a video, and one with all of them; in the folder the script that
 * runs this removes. */
static void
make_homes (char *homes[2])
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < 2; i++)
    homes[i] = g_strdup_printf ("%s/bench-%u", g_get_user_data_dir (), i);

  folder = g_build_filename (homes[1], "packshot", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  path = packshot_test_many_jobs_make (folder);
}

int
main (int argc, char **argv)
{
  static const char *const whats[] = { "bare", "empty", "photo", "jobs", "library", "scroll" };
  double times[G_N_ELEMENTS (whats)][N_ROUNDS];
  char *homes[2];

  if (argc == 3)
    {
      begin = g_ascii_strtoll (argv[2], NULL, 10);
      what = argv[1];
      return show ();
    }

  make_homes (homes);
  /* Side by side; the first of each finds cold files. */
  for (guint i = 0; i < N_ROUNDS + 1; i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (whats); k++)
        times[k][MAX (i, 1) - 1] = run (argv[0], whats[k], homes[k < 3 ? 0 : 1]);
    }

  for (guint k = 0; k < G_N_ELEMENTS (whats) - 1; k++)
    printf ("%s: %.0f ms, × %.2f\n", whats[k], middle (times[k]),
            middle (times[k]) / middle (times[0]));
  printf ("scroll: %.1f ms a frame\n", middle (times[G_N_ELEMENTS (whats) - 1]));

  g_free (homes[0]);
  g_free (homes[1]);
  return 0;
}
