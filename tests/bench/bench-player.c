/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What playing costs: the share of one core, and how many frames of a film of twelve seconds were
 * painted, in the player with all that is around the picture and in another program where that is
 * installed. Each film plays in a process of its own. */

#include "packshot-player-view.h"
#include "packshot-test-utils.h"
#include "test-player-film.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS 12

static const PackshotTestFilm film = { "bench.mp4", 1920, 1080, 30, SECONDS * 30 };

static const PackshotVideoSize sizes[] = { { 960, 540 }, { 1920, 1080 } };

static double
seconds_of (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

static double
cpu_of (const struct rusage *usage)
{
  return seconds_of (usage->ru_utime) + seconds_of (usage->ru_stime);
}

static double
cpu_so_far (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return cpu_of (&usage);
}

static int
measure_height (GtkWidget *widget, int width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* In a window that leaves the picture just this size. */
static void
play (const char *path, int width, int height)
{
  GtkWidget *window, *view;
  PackshotPlayer *player;
  double cpu;
  gint64 begin;
  guint n_before;

  adw_init ();
  window = gtk_window_new ();
  view = packshot_player_view_new ();
  player = packshot_player_view_get_player (PACKSHOT_PLAYER_VIEW (view));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), width,
                               height + measure_height (gtk_widget_get_last_child (view), width));
  gtk_window_present (GTK_WINDOW (window));
  packshot_player_view_open (PACKSHOT_PLAYER_VIEW (view), path, NULL);
  packshot_test_wait_until (packshot_player_get_seekable (player));

  /* The first frame is there before, more than once where the window found its size only then. */
  n_before = packshot_player_get_n_painted (player);
  n_before -= MIN (n_before, 1);
  cpu = cpu_so_far ();
  begin = g_get_monotonic_time ();
  packshot_player_set_playing (player, TRUE);
  while (packshot_player_get_playing (player))
    g_main_context_iteration (NULL, TRUE);

  printf ("  player, %d × %d: %.0f %% of a core, %u of %d frames painted, %u dropped, %.2f s\n",
          width, height, (cpu_so_far () - cpu) * 100 / SECONDS,
          packshot_player_get_n_painted (player) - n_before, film.n_frames,
          packshot_player_get_n_dropped (player),
          (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Returns the CPU seconds of a program, from its start to its end. */
static double
run (char **arguments)
{
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  int status;
  GPid pid;

  fflush (stdout);
  g_spawn_async (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait4 (pid, &status, 0, &usage), ==, pid);
  g_assert_cmpint (status, ==, 0);

  return cpu_of (&usage);
}

/* With the plainest of its sinks, since there may be no graphics card. */
static void
compare_with_gst_play (const char *path)
{
  g_autofree char *program = g_find_program_in_path ("gst-play-1.0");
  g_autoptr (GstElementFactory) sink = gst_element_factory_find ("ximagesink");
  char *arguments[] = { program,
                        (char *) "--quiet",
                        (char *) "--no-interactive",
                        (char *) "--videosink=ximagesink",
                        (char *) path,
                        NULL };

  if (program == NULL || sink == NULL)
    printf ("  gst-play-1.0 or its ximagesink is not installed\n");
  else
    printf ("  gst-play-1.0, %d × %d, with its start: %.0f %% of a core\n", film.width, film.height,
            run (arguments) * 100 / SECONDS);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;

  if (argc == 4)
    {
      play (argv[1], atoi (argv[2]), atoi (argv[3]));
      return 0;
    }

  path = packshot_test_film_write (&film);
  printf ("A film of %d s, %d × %d at %d frames a second:\n", SECONDS, film.width, film.height,
          film.frames_per_second);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *width = g_strdup_printf ("%d", sizes[i].width);
      g_autofree char *height = g_strdup_printf ("%d", sizes[i].height);
      char *arguments[] = { argv[0], path, width, height, NULL };

      run (arguments);
    }
  compare_with_gst_play (path);
  g_unlink (path);

  return 0;
}
