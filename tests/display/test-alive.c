/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* How long the main loop is kept from its work while a video is made. */

#include <time.h>

#include "packshot-job-page.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-notifications.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

/* Far more than we want, and far less than would be felt: the machine of a test is no measure. */
#define MOST_MS 100

/* The time of this thread alone, so that other programs don't count. In milliseconds. */
typedef struct
{
  double last;
  double longest;
} Pulse;

static double
get_thread_ms (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now), ==, 0);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

static gboolean
pulse_cb (gpointer user_data)
{
  Pulse *pulse = user_data;
  double now = get_thread_ms ();

  pulse->longest = MAX (pulse->longest, now - pulse->last);
  pulse->last = now;

  return G_SOURCE_CONTINUE;
}

static void
alive_script (GtkWindow *window)
{
  Pulse pulse = { 0, 0 };
  PackshotJob *job;
  guint id;

  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);

  pulse.last = get_thread_ms ();
  id = g_timeout_add_full (G_PRIORITY_HIGH, 1, pulse_cb, &pulse, NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL));
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);
  job = packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
  packshot_test_wait_until (packshot_job_get_fraction (job) >= 0.9);
  g_source_remove (id);

  g_test_message ("the main loop was kept from its work for %.1f ms at the longest", pulse.longest);
  g_assert_cmpfloat (pulse.longest, <, MOST_MS);

  packshot_test_wait_until (packshot_job_state_is_end (packshot_job_get_state (job)));
  gtk_window_close (window);
}

static void
test_alive (void)
{
  PackshotRegistry *registry = packshot_registry_new ();

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_test_run (registry, g_getenv ("PACKSHOT_SAMPLE"), alive_script);
  g_assert_finalize_object (registry);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alive", test_alive);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
