/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What stays of the page of a job that was opened and left very often. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <adwaita.h>

#include "packshot-compat-memory.h"
#include "packshot-job-page.h"
#include "packshot-player-view.h"
#include "packshot-result-tile.h"
#include "packshot-test-notifications.h"
#include "packshot-test-review.h"
#include "packshot-test-utils.h"
#include "packshot-window.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

/* How many times the page is opened and left, and by how many kB the program may grow meanwhile:
 * one picture of the size of a window that stays each time would be fifty times that. */
#define N_OPENINGS 200
#define WARM       40
#define MAX_GROWTH (16 * 1024)
#define N_STATES   4

static long
measure_kilobytes (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmRSS:");
  g_assert_nonnull (line);

  return atol (line + strlen ("VmRSS:"));
}

static guint
count_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  guint n_threads = 0;

  while (g_dir_read_name (tasks) != NULL)
    n_threads++;
  return n_threads;
}

/* As it is left by somebody who looks, who plays, and who compares. */
static void
open_and_leave (GtkWindow *window, PackshotJob *job, guint turn)
{
  packshot_window_show_job (PACKSHOT_WINDOW (window), job);
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);
  if (turn % N_STATES > 0)
    packshot_test_review_choose_result (window, turn % N_STATES == 1 ? "Preview 1" : "Video 1");
  if (turn % N_STATES == 2)
    packshot_test_press ("Compare");
  if (turn % N_STATES > 1)
    {
      packshot_test_wait_until (find (window, PLAYER_VIEW) != NULL);
      gtk_widget_activate_action (find (window, PLAYER_VIEW), "player.play-or-pause", NULL);
    }
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  packshot_test_wait_until (find (window, JOB_PAGE) == NULL);
}

/* Players, pictures and clocks go when nobody looks any more. */
static void
memory_script (GtkWindow *window)
{
  PackshotJob *job;
  long kilobytes = 0;
  guint n_threads = 0;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  job = packshot_test_review_make_results (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);

  for (guint i = 0; i < WARM + N_OPENINGS; i++)
    {
      if (i == WARM)
        {
          kilobytes = measure_kilobytes ();
          n_threads = count_threads ();
        }
      open_and_leave (window, job, i);
    }

  g_test_message ("%d pages: %ld kB more, of %ld kB; %u threads, before %u", N_OPENINGS,
                  measure_kilobytes () - kilobytes, kilobytes, count_threads (), n_threads);
  g_assert_cmpint (measure_kilobytes () - kilobytes, <, MAX_GROWTH);
  g_assert_cmpuint (count_threads (), <=, n_threads + N_STATES);
  gtk_window_close (window);
}

static void
test_memory (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.n_polls = 1;
  packshot_test_review_set_up (PACKSHOT_IMAGE_HOST_PUT, &settings);
  packshot_test_review_run (memory_script);
  packshot_test_review_tear_down ();
}

int
main (int argc, char **argv)
{
  int status;

  packshot_compat_memory_init ();
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-memory/pages", test_memory);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
