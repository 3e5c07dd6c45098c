/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A service that is paid in two steps, with the window in front of it. */

#include "packshot-test-review.h"

#include <string.h>

#include <adwaita.h>

#include "packshot-fake-creatify.h"
#include "packshot-job-page.h"
#include "packshot-result-tile.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-manifest.h"
#include "packshot-test-notifications.h"
#include "packshot-test-language.h"
#include "packshot-test-utils.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static PackshotFake *fake;
static PackshotFakeHost *host;

/**
 * packshot_test_review_get_job:
 * @window: the window
 *
 * Returns: (transfer none): the job on its page, once there is one
 */
PackshotJob *
packshot_test_review_get_job (GtkWindow *window)
{
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);
  return packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
}

/**
 * packshot_test_review_wait:
 * @job: a job
 * @state: the state to wait for
 */
void
packshot_test_review_wait (PackshotJob *job, PackshotJobState state)
{
  packshot_test_wait_until (packshot_job_get_state (job) == state);
}

/**
 * packshot_test_review_choose_service:
 * @window: the window, with a photo
 *
 * Chooses the service with the preview.
 */
void
packshot_test_review_choose_service (GtkWindow *window)
{
  packshot_test_wait_until (find (window, SERVICE_ROW) != NULL);
  for (guint i = 0; packshot_test_find_button (PACKSHOT_TEST_REVIEW_CREATE) == NULL; i++)
    adw_combo_row_set_selected (ADW_COMBO_ROW (find (window, SERVICE_ROW)), i);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
}

/**
 * packshot_test_review_say_yes:
 *
 * Answers the question whether to pay by yes. The page behind it has buttons that say the same.
 */
void
packshot_test_review_say_yes (void)
{
  GtkWindow *dialog;

  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_REVIEW_SEND_TITLE) != NULL);
  dialog = packshot_test_find_window (PACKSHOT_TEST_REVIEW_SEND_TITLE);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "send.yes", NULL);
  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_REVIEW_SEND_TITLE) == NULL);
}

/**
 * packshot_test_review_order:
 * @window: the window, with a photo
 *
 * Orders a preview.
 *
 * Returns: (transfer none): the job
 */
PackshotJob *
packshot_test_review_order (GtkWindow *window)
{
  packshot_test_review_choose_service (window);
  packshot_test_press (PACKSHOT_TEST_REVIEW_CREATE);
  packshot_test_review_say_yes ();

  return packshot_test_review_get_job (window);
}

/**
 * packshot_test_review_order_preview:
 * @window: the window, with a photo
 *
 * Orders a preview and waits until it can be reviewed.
 *
 * Returns: (transfer none): the job
 */
PackshotJob *
packshot_test_review_order_preview (GtkWindow *window)
{
  PackshotJob *job = packshot_test_review_order (window);

  packshot_test_review_wait (job, PACKSHOT_JOB_REVIEW);
  packshot_test_wait_for_words (PACKSHOT_TEST_REVIEW_TITLE);

  return job;
}

/**
 * packshot_test_review_pay:
 * @window: the window, with the page of a job
 * @action: what is to be paid for: "job.approve"
 * @n_results: how many things have come of the job then
 *
 * Pays for another step and waits for what comes of it.
 */
void
packshot_test_review_pay (GtkWindow *window, const char *action, guint n_results)
{
  PackshotJob *job = packshot_test_review_get_job (window);

  gtk_widget_activate_action (find (window, JOB_PAGE), action, NULL);
  packshot_test_review_say_yes ();
  packshot_test_wait_until (packshot_job_get_results (job)->len == n_results
                            && (packshot_job_get_state (job) == PACKSHOT_JOB_REVIEW
                                || packshot_job_get_state (job) == PACKSHOT_JOB_DONE));
}

/**
 * packshot_test_review_make_results:
 * @window: the window, with a photo
 *
 * Orders two previews and two videos, all of one job.
 *
 * Returns: (transfer none): the job
 */
PackshotJob *
packshot_test_review_make_results (GtkWindow *window)
{
  PackshotJob *job = packshot_test_review_order_preview (window);

  packshot_test_review_pay (window, "job.regenerate-picture", 2);
  packshot_test_review_pay (window, "job.approve", 3);
  packshot_test_review_pay (window, "job.regenerate-video", 4);

  return job;
}

static GtkWidget *
find_tile (GtkWidget *root, const char *title)
{
  GtkWidget *found = NULL;

  if (PACKSHOT_IS_RESULT_TILE (root)
      && packshot_test_language_is (packshot_result_tile_get_title (PACKSHOT_RESULT_TILE (root)),
                                    title))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_tile (child, title);

  return found;
}

/**
 * packshot_test_review_find_result:
 * @window: the window, with the page of a job
 * @title: what it is: "Video 2"
 *
 * Returns: (transfer none) (nullable): the tile of one of the results
 */
GtkWidget *
packshot_test_review_find_result (GtkWindow *window, const char *title)
{
  return find_tile (GTK_WIDGET (window), title);
}

/**
 * packshot_test_review_choose_result:
 * @window: the window, with the page of a job
 * @title: what it is: "Video 2"
 *
 * Chooses one of the results, once it is there.
 */
void
packshot_test_review_choose_result (GtkWindow *window, const char *title)
{
  packshot_test_wait_until (packshot_test_review_find_result (window, title) != NULL);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (packshot_test_review_find_result (window, title)), TRUE);
}

static void
set_image_host (PackshotImageHostKind kind)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  PackshotImageHostSettings image_host = {
    .kind = kind,
    .url = (char *) packshot_fake_host_get_url (host),
    .public_url = (char *) packshot_fake_host_get_public_url (host),
    .user = (char *) PACKSHOT_TEST_REVIEW_USER,
  };

  g_assert_true (packshot_settings_set_image_host (settings, &image_host, NULL));
}

/**
 * packshot_test_review_run:
 * @script: what happens
 *
 * Runs the application with all services.
 */
void
packshot_test_review_run (PackshotTestScript script)
{
  PackshotRegistry *registry = packshot_registry_new ();
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, settings);
  packshot_test_run_full (registry, credentials, g_getenv ("PACKSHOT_SAMPLE"), script);
  g_assert_finalize_object (registry);
}

/**
 * packshot_test_review_set_up:
 * @kind: of the image host that is set up
 * @settings: of the service
 *
 * Starts the service and a host for photos, and leaves their keys in the environment.
 */
void
packshot_test_review_set_up (PackshotImageHostKind kind, const PackshotFakeSettings *settings)
{
  packshot_test_manifest_be_quick ("creatify");
  packshot_test_forget_jobs ();
  packshot_test_notifications_forget ();
  fake = packshot_fake_new (&packshot_fake_creatify, settings);
  host = packshot_fake_host_new (PACKSHOT_TEST_REVIEW_USER, PACKSHOT_TEST_REVIEW_PASSWORD);
  set_image_host (kind);
  g_setenv ("CREATIFY_BASE_URL", packshot_fake_get_base_url (fake), TRUE);
  g_setenv ("CREATIFY_API_ID", settings->id, TRUE);
  g_setenv ("CREATIFY_API_KEY", settings->key, TRUE);
  g_setenv ("PACKSHOT_IMAGE_HOST_PASSWORD", PACKSHOT_TEST_REVIEW_PASSWORD, TRUE);
}

/**
 * packshot_test_review_tear_down:
 *
 * Ends them.
 */
void
packshot_test_review_tear_down (void)
{
  g_assert_cmpuint (packshot_fake_get_n_leaks (fake), ==, 0);
  g_clear_pointer (&fake, packshot_fake_free);
  g_clear_pointer (&host, packshot_fake_host_free);
}

/**
 * packshot_test_review_get_fake:
 *
 * Returns: (transfer none): the service
 */
PackshotFake *
packshot_test_review_get_fake (void)
{
  return fake;
}

/**
 * packshot_test_review_get_host:
 *
 * Returns: (transfer none): the image host
 */
PackshotFakeHost *
packshot_test_review_get_host (void)
{
  return host;
}
