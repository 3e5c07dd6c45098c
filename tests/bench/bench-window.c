/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes from the start of a process until its window is painted and waits for somebody:
 * the window of the application with a photo, beside the barest window of the same libraries. */

#include "config.h"

#include "packshot-application.h"
#include "packshot-studio-service.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

#define N_ROUNDS 15

/* Set by the parent, just before it starts the process. */
static gint64 begin;

static void
usable_cb (gpointer user_data)
{
  GtkWidget *window = user_data;

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
show (const char *what)
{
  gboolean bare = g_str_equal (what, "bare");
  gboolean photo = g_str_equal (what, "photo");
  g_autoptr (PackshotRegistry) registry = NULL;
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
      application = GTK_APPLICATION (packshot_application_new (registry));
    }
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);

  return g_application_run (G_APPLICATION (application), photo ? 2 : 1, argv);
}

static double
run (const char *program, const char *what)
{
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  char *arguments[] = { (char *) program, (char *) what, time, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
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

int
main (int argc, char **argv)
{
  static const char *const whats[] = { "bare", "empty", "photo" };
  double times[G_N_ELEMENTS (whats)][N_ROUNDS];

  if (argc == 3)
    {
      begin = g_ascii_strtoll (argv[2], NULL, 10);
      return show (argv[1]);
    }

  /* Side by side; the first of each finds cold files. */
  for (guint i = 0; i < N_ROUNDS + 1; i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (whats); k++)
        times[k][MAX (i, 1) - 1] = run (argv[0], whats[k]);
    }

  for (guint k = 0; k < G_N_ELEMENTS (whats); k++)
    printf ("%s: %.0f ms, × %.2f\n", whats[k], middle (times[k]),
            middle (times[k]) / middle (times[0]));

  return 0;
}
