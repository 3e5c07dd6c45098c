/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* How long the main loop is kept from its work while a video is made here, a big photo goes out and
 * a big video comes in, all at once, and somebody goes from page to page. */

#include <string.h>

#include <adwaita.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-fake.h"
#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-manifest.h"
#include "packshot-test-notifications.h"
#include "packshot-test-pulse.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

/* A frame of a display. */
#define WANTED_MS 16

#define SEND_TITLE "What Leaves This Computer"
#define ORDER      "Create Video · 100 credits"

/* Pixels of no kind, so that no codec makes the photo small: some twenty megabytes. */
#define PHOTO_WIDTH  5000
#define PHOTO_HEIGHT 3500

#define VIDEO_BYTES (200 * 1024 * 1024)

static PackshotFake *fake;
static PackshotRegistry *registry;
static char *photo; /* (owned) */

static char *
make_photo (void)
{
  char *path = g_build_filename (g_get_user_runtime_dir (), "big.jpg", NULL);
  g_autoptr (GdkPixbuf) pixbuf =
      gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, PHOTO_WIDTH, PHOTO_HEIGHT);
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  guchar *bytes = gdk_pixbuf_get_pixels (pixbuf);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    bytes[i] = (guchar) g_rand_int (rand);
  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, "quality", "90", NULL);
  g_assert_no_error (error);

  return path;
}

static void
go_to (GtkWindow *window, const char *view)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", view);
}

static void
choose_service (GtkWindow *window, const char *id)
{
  go_to (window, "create");
  packshot_test_wait_until (find (window, SERVICE_ROW) != NULL);
  packshot_service_row_set_manifest (PACKSHOT_SERVICE_ROW (find (window, SERVICE_ROW)),
                                     packshot_registry_lookup (registry, id));
  packshot_test_wait_until (find (window, TEXT_ROW) != NULL);
}

static PackshotJob *
get_job (GtkWindow *window)
{
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);
  return packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
}

static PackshotJob *
order (GtkWindow *window)
{
  PackshotJob *job;

  choose_service (window, "shortvideo");
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Amber bottle");
  packshot_test_press (ORDER);
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  packshot_test_press ("Create · 100 credits");
  job = get_job (window);
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_UPLOADING);

  return job;
}

/* All at once, and somebody who looks at this and that. */
static void
work (GtkWindow *window, PackshotTestPulse *pulse)
{
  PackshotJob *made, *first, *second;

  packshot_test_pulse_say (pulse, "a video begins to be made");
  choose_service (window, "studio");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL);
  made = get_job (window);
  packshot_test_wait_until (packshot_job_get_fraction (made) > 0);

  packshot_test_pulse_say (pulse, "a photo is prepared and goes out");
  first = order (window);
  packshot_test_pulse_say (pulse, "the library is there, and a video comes in");
  go_to (window, "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  packshot_test_wait_until (packshot_job_get_state (first) == PACKSHOT_JOB_FETCHING);
  packshot_test_pulse_say (pulse, "another photo goes out, and the video comes in");
  second = order (window);
  g_test_message ("together: %s, %s, %s",
                  packshot_job_state_to_string (packshot_job_get_state (made)),
                  packshot_job_state_to_string (packshot_job_get_state (first)),
                  packshot_job_state_to_string (packshot_job_get_state (second)));
  packshot_test_wait_for_frames (window, 3);
  packshot_test_pulse_say (pulse, "all three go on, and nobody touches anything");
  packshot_test_wait_until (packshot_job_get_state (second) != PACKSHOT_JOB_UPLOADING
                            || packshot_job_get_state (first) == PACKSHOT_JOB_DONE
                            || packshot_job_get_state (made) == PACKSHOT_JOB_DONE);
  packshot_test_pulse_say (pulse, "the library is there, and videos come in");
  go_to (window, "library");
  packshot_test_wait_until (packshot_job_get_state (first) == PACKSHOT_JOB_DONE
                            && packshot_job_get_state (second) == PACKSHOT_JOB_DONE
                            && packshot_job_get_state (made) == PACKSHOT_JOB_DONE);
}

static void
alive_script (GtkWindow *window)
{
  PackshotTestPulse *pulse;
  double longest;

  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  pulse = packshot_test_pulse_start (GTK_WIDGET (window), WANTED_MS);
  work (window, pulse);
  longest = packshot_test_pulse_stop (pulse);
  g_test_minimized_result (longest, "longest: %.1f ms", longest);

  gtk_window_close (window);
}

static void
test_alive (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) own = packshot_settings_new ();

  settings.n_polls = 1;
  settings.padding = VIDEO_BYTES;
  fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);
  g_setenv ("SHORTVIDEO_API_KEY", settings.key, TRUE);
  photo = make_photo ();
  packshot_test_manifest_be_quick ("shortvideo");

  registry = packshot_registry_new ();
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, own);
  packshot_test_run_full (registry, credentials, photo, alive_script);
  g_assert_finalize_object (registry);
  g_clear_pointer (&fake, packshot_fake_free);
  g_clear_pointer (&photo, g_free);
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
