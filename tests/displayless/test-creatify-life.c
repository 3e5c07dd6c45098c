/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A video of Creatify from the click to the file, with all that a person may decide on the way, and
 * with ends of the program at each of its states. */

#include <string.h>

#include "packshot-fake-creatify.h"
#include "packshot-fake-host.h"
#include "packshot-services.h"
#include "packshot-test-photo.h"
#include "packshot-test-remote.h"
#include "packshot-test-utils.h"

#define PICTURE (PACKSHOT_FAKE_CREATIFY_PICTURE * PACKSHOT_MONEY_ONE)
#define VIDEO   (PACKSHOT_FAKE_CREATIFY_VIDEO * PACKSHOT_MONEY_ONE)
#define CREDITS (1000 * PACKSHOT_MONEY_ONE)

static const char *const values[] = {
  "image",
  "https://shop.example/mug.jpg",
  "type",
  "product_avatar",
  "aspect-ratio",
  "16:9",
  "image-prompt",
  "On a beach",
  "override-avatar",
  PACKSHOT_FAKE_PERSONA,
  "product-showcase-url",
  "https://shop.example/like-this.png",
  "webhook-url",
  "https://hooks.example/done",
  NULL,
};

static void
set_up (PackshotTestRemote *remote, gconstpointer user_data)
{
  packshot_test_remote_set_up_service (remote, &packshot_fake_creatify,
                                       &packshot_fake_default_settings);
}

static void
tear_down (PackshotTestRemote *remote, gconstpointer user_data)
{
  packshot_test_remote_tear_down (remote);
}

static const char *
get_task (PackshotJob *job)
{
  return packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_POLL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) user_data =
      packshot_service_list_finish (PACKSHOT_SERVICE (source), result, &error);
  g_assert_no_error (error);
}

static PackshotService *
get_service (PackshotTestRemote *remote)
{
  PackshotManifest *manifest = packshot_registry_lookup (remote->registry, "creatify");

  return packshot_registry_get_service (remote->registry, manifest, NULL);
}

/* What the service knows of a task, from its own mouth. */
static void
assert_told (PackshotTestRemote *remote, const char *task, const char *option, const char *value)
{
  g_autoptr (GPtrArray) list = NULL;
  gboolean is_found = FALSE;

  packshot_service_list_async (get_service (remote), NULL, listed_cb, &list);
  packshot_test_wait_until (list != NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const PackshotListing *listing = g_ptr_array_index (list, i);

      if (!g_str_equal (listing->id, task))
        continue;
      is_found = TRUE;
      g_assert_cmpstr (g_hash_table_lookup (listing->values, option), ==, value);
    }
  g_assert_true (is_found);
}

static void
assert_money (PackshotJob *job, gint64 charged)
{
  g_assert_cmpint (packshot_job_get_charged (job), ==, charged);
  g_assert_cmpint (packshot_job_get_balance (job), ==, CREDITS - charged);
}

/* Every parameter there is reaches the service, at the step it is for. */
static void
test_life (PackshotTestRemote *remote, gconstpointer user_data)
{
  static const char *const decided[] = { "video-prompt", "Slowly nearer", "motion-style", "talking",
                                         NULL };
  static const char *const told[][2] = {
    { "image", "https://shop.example/mug.jpg" },
    { "type", "product_avatar" },
    { "aspect-ratio", "16x9" },
    { "image-prompt", "On a beach" },
    { "override-avatar", PACKSHOT_FAKE_PERSONA },
    { "product-showcase-url", "https://shop.example/like-this.png" },
    { "webhook-url", "https://hooks.example/done" },
  };
  PackshotJob *job = packshot_test_remote_submit_values (remote, values, NULL);

  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_REVIEW);
  assert_money (job, PICTURE);
  g_assert_true (g_file_test (packshot_job_get_cover_path (job), G_FILE_TEST_IS_REGULAR));
  g_assert_null (packshot_job_get_video_path (job));
  g_assert_cmpstr (packshot_job_get_title (job), ==, "On a beach");
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    assert_told (remote, get_task (job), told[i][0], told[i][1]);
  assert_told (remote, get_task (job), "video-prompt", NULL);

  packshot_test_remote_approve (remote, job, decided);
  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_DONE);
  assert_money (job, PICTURE + VIDEO);
  packshot_test_remote_assert_video (remote, job);
  assert_told (remote, get_task (job), "video-prompt", "Slowly nearer");
  assert_told (remote, get_task (job), "motion-style", "talking");
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 2);
  g_assert_cmpuint (packshot_fake_count (remote->fake, "approve"), ==, 1);
}

/* Another picture and another video are other tasks; what was there before stays there. */
static void
test_regenerate (PackshotTestRemote *remote, gconstpointer user_data)
{
  static const char *const other_picture[] = { "image-prompt", "In a forest", NULL };
  static const char *const other_video[] = { "video-prompt", "Round it", NULL };
  g_autofree char *output = g_build_filename (g_get_user_data_dir (), "ad.mp4", NULL);
  PackshotJob *job = packshot_test_remote_submit_values (remote, values, output);
  g_autofree char *first_task = NULL;
  g_autofree char *first_picture = NULL;
  g_autofree char *second_task = NULL;

  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_REVIEW);
  first_task = g_strdup (get_task (job));
  first_picture = g_strdup (packshot_job_get_cover_path (job));

  packshot_test_remote_regenerate (remote, job, PACKSHOT_STEP_REGENERATE_PICTURE, other_picture);
  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_REVIEW);
  second_task = g_strdup (get_task (job));
  g_assert_cmpstr (second_task, !=, first_task);
  g_assert_cmpstr (packshot_job_get_cover_path (job), !=, first_picture);
  g_assert_true (g_file_test (first_picture, G_FILE_TEST_IS_REGULAR));
  assert_told (remote, second_task, "image-prompt", "In a forest");
  assert_money (job, 2 * PICTURE);

  packshot_test_remote_approve (remote, job, NULL);
  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_DONE);
  g_assert_cmpstr (get_task (job), ==, second_task);
  g_assert_cmpstr (packshot_job_get_video_path (job), ==, output);

  packshot_test_remote_regenerate (remote, job, PACKSHOT_STEP_REGENERATE_VIDEO, other_video);
  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_DONE);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpstr (get_task (job), !=, second_task);
  g_assert_cmpstr (packshot_job_get_video_path (job), !=, output);
  g_assert_true (g_file_test (output, G_FILE_TEST_IS_REGULAR));
  assert_told (remote, get_task (job), "video-prompt", "Round it");
  assert_money (job, 2 * PICTURE + 2 * VIDEO);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 4);
}

static PackshotJob *
get_job (PackshotTestRemote *remote)
{
  GListModel *jobs = packshot_queue_get_jobs (remote->queue);
  PackshotJob *job = g_list_model_get_item (jobs, 0);

  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 1);
  g_object_unref (job);
  return job;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  packshot_queue_load_finish (PACKSHOT_QUEUE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* The program ends and is started again. Returns: (transfer none): the job */
static PackshotJob *
restart (PackshotTestRemote *remote)
{
  gboolean is_loaded = FALSE;
  PackshotJob *job;

  packshot_test_remote_restart (remote);
  job = get_job (remote);
  packshot_queue_load_async (remote->queue, job, NULL, loaded_cb, &is_loaded);
  packshot_test_wait_until (is_loaded);
  packshot_test_remote_wait (remote, job);

  return job;
}

/* Nothing is paid for twice and nothing is lost, whenever the program ends: from what rests after
 * a restart a person gets on to the video. */
static void
get_on (PackshotTestRemote *remote, PackshotJob *job)
{
  g_autoptr (GError) error = NULL;

  if (packshot_job_get_state (job) == PACKSHOT_JOB_UNKNOWN)
    {
      /* It never got there: the service was not paid, and the user says so. */
      g_assert_true (packshot_queue_resolve (remote->queue, job, NULL, &error));
      packshot_test_wait_until (packshot_job_get_state (job) != PACKSHOT_JOB_UNKNOWN);
    }
  if (packshot_job_get_state (job) == PACKSHOT_JOB_READY)
    {
      packshot_queue_submit (remote->queue, job, &error);
      g_assert_no_error (error);
      packshot_test_remote_wait (remote, job);
    }
  if (packshot_job_get_state (job) == PACKSHOT_JOB_REVIEW)
    {
      packshot_test_remote_approve (remote, job, NULL);
      packshot_test_remote_wait (remote, job);
    }
  packshot_test_remote_assert_video (remote, job);
}

/* At each state on the way to the picture. */
static void
test_killed_before_review (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotJobState state = (PackshotJobState) GPOINTER_TO_UINT (user_data);
  PackshotJob *job = state == PACKSHOT_JOB_READY
                         ? packshot_test_remote_add_values (remote, values, NULL)
                         : packshot_test_remote_submit_values (remote, values, NULL);

  /* One that is not written down yet is gone with the program, and nothing was sent for it. */
  packshot_test_wait_until (packshot_job_get_state (job) == state
                            && packshot_job_get_row (job) > 0);
  job = restart (remote);
  get_on (remote, job);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 2);
}

/* At each state on the way to the video. */
static void
test_killed_after_review (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotJobState state = (PackshotJobState) GPOINTER_TO_UINT (user_data);
  PackshotJob *job = packshot_test_remote_submit_values (remote, values, NULL);

  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_REVIEW);
  job = restart (remote);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  packshot_test_remote_approve (remote, job, NULL);
  packshot_test_wait_until (packshot_job_get_state (job) == state);
  job = restart (remote);
  get_on (remote, job);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 2);
}

/* The service has taken the order, and the program ends before it hears of that. */
static void
test_killed_unanswered (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_fake_add_fault (remote->fake, "create", PACKSHOT_FAKE_FAULT_HANG, 1);
  job = packshot_test_remote_submit_values (remote, values, NULL);
  packshot_test_wait_until (packshot_fake_get_n_orders (remote->fake) == 1);
  job = restart (remote);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpstr (get_task (job), !=, PACKSHOT_FAKE_CREATIFY_TASK);

  packshot_fake_add_fault (remote->fake, "regenerate-picture", PACKSHOT_FAKE_FAULT_HANG, 1);
  packshot_test_remote_regenerate (remote, job, PACKSHOT_STEP_REGENERATE_PICTURE, NULL);
  packshot_test_wait_until (packshot_fake_get_n_orders (remote->fake) == 2);
  job = restart (remote);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  get_on (remote, job);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 3);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (packshot_queue_look_up_finish (PACKSHOT_QUEUE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* Right after an approval that got lost the service still waits for one; who asks again later
 * hears that it works. */
static void
test_lost_approval (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotJob *job = packshot_test_remote_submit_values (remote, values, NULL);
  gboolean is_found = FALSE;

  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_REVIEW);
  packshot_fake_add_fault (remote->fake, "approve", PACKSHOT_FAKE_FAULT_LOST, 1);
  packshot_test_remote_approve (remote, job, NULL);
  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_UNKNOWN);
  packshot_queue_look_up_async (remote->queue, job, NULL, looked_up_cb, &is_found);
  packshot_test_wait_until (is_found);
  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_DONE);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 2);
}

static void
remote_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) user_data =
      packshot_queue_list_remote_finish (PACKSHOT_QUEUE (source), result, &error);
  g_assert_no_error (error);
}

/* What was ordered elsewhere comes here with what is known of it; what is here is not offered. */
static void
test_import (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotManifest *manifest = packshot_registry_lookup (remote->registry, "creatify");
  PackshotJob *mine = packshot_test_remote_submit_values (remote, values, NULL);
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  PackshotRequest *request;

  packshot_test_remote_assert_rests (remote, mine, PACKSHOT_JOB_REVIEW);
  packshot_queue_list_remote_async (remote->queue, manifest, NULL, remote_listed_cb, &list);
  packshot_test_wait_until (list != NULL);
  g_assert_cmpuint (list->len, ==, 1);

  job = packshot_queue_import_listing (remote->queue, manifest, g_ptr_array_index (list, 0), NULL,
                                       &error);
  g_assert_no_error (error);
  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_DONE);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpstr (get_task (job), ==, PACKSHOT_FAKE_CREATIFY_TASK);
  g_assert_cmpstr (packshot_job_get_title (job), ==, "On a kitchen table");
  request = packshot_job_get_request (job);
  g_assert_cmpstr (packshot_request_get_string (request, "image"), ==,
                   "https://shop.example/old-mug.jpg");
  g_assert_cmpstr (packshot_request_get_string (request, "aspect-ratio"), ==, "16:9");
  g_assert_cmpstr (packshot_request_get_string (request, "override-avatar"), ==,
                   PACKSHOT_FAKE_PERSONA);
  g_assert_cmpstr (packshot_request_get_string (request, "motion-style"), ==, "display");
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 1);
}

static void
catalog_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) user_data =
      packshot_service_catalog_finish (PACKSHOT_SERVICE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_catalog (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autoptr (GPtrArray) items = NULL;

  packshot_service_catalog_async (get_service (remote), "override-avatar", NULL, catalog_cb,
                                  &items);
  packshot_test_wait_until (items != NULL);
  g_assert_cmpuint (items->len, ==, PACKSHOT_FAKE_N_PERSONAS - PACKSHOT_FAKE_N_INACTIVE_PERSONAS);
  for (guint i = 0; i < items->len; i++)
    {
      const PackshotCatalogItem *item = g_ptr_array_index (items, i);

      g_assert_cmpstr (item->value, !=, PACKSHOT_FAKE_PERSONA_INACTIVE);
      g_assert_nonnull (item->details);
      if (g_str_equal (item->value, PACKSHOT_FAKE_PERSONA_WIDE))
        g_assert_true (g_str_has_suffix (item->picture_url, "/preview.jpg"));
    }
}

static void
set_host (PackshotFakeHost *host)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  const PackshotImageHostSettings image_host = {
    .kind = PACKSHOT_IMAGE_HOST_PUT,
    .url = (char *) packshot_fake_host_get_url (host),
    .public_url = (char *) packshot_fake_host_get_public_url (host),
  };
  g_autoptr (GError) error = NULL;

  packshot_settings_set_image_host (settings, &image_host, &error);
  g_assert_no_error (error);
}

static char *
make_photo (const char *name)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_detailed (320, 240, 7);

  return packshot_test_photo_save (photo, name);
}

/* Files go to the user's image host, and the service gets their addresses. */
static void
test_local_photos (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autoptr (PackshotFakeHost) host = packshot_fake_host_new (NULL, NULL);
  g_autofree char *photo = make_photo ("photo.png");
  g_autofree char *sample = make_photo ("sample.png");
  const char *const local[] = { "image", photo, "product-showcase-url", sample, "aspect-ratio",
                                "16:9",  NULL };
  g_autoptr (GBytes) kept = NULL;
  const char *address;
  PackshotJob *job;

  set_host (host);
  job = packshot_test_remote_submit_values (remote, local, NULL);
  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_REVIEW);
  g_assert_cmpuint (packshot_fake_host_count (host, "file"), ==, 2);
  address = packshot_remote_id_find (packshot_job_get_remote_ids (job), "image");
  kept = packshot_fake_host_ref_file (host, address);
  g_assert_nonnull (kept);
  assert_told (remote, get_task (job), "image", address);
  assert_told (remote, get_task (job), "product-showcase-url",
               packshot_remote_id_find (packshot_job_get_remote_ids (job), "product-showcase-url"));
  packshot_test_remote_approve (remote, job, NULL);
  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_DONE);
  packshot_test_remote_assert_video (remote, job);
}

/* Nothing is sent to anybody where there is no such host. */
static void
test_no_host (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  const char *const local[] = { "image", photo, NULL };
  PackshotJob *job = packshot_test_remote_submit_values (remote, local, NULL);

  packshot_test_remote_assert_rests (remote, job, PACKSHOT_JOB_READY);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "image host"));
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 0);
  g_assert_cmpuint (packshot_fake_count (remote->fake, "create"), ==, 0);
  g_assert_cmpuint (packshot_fake_count (remote->fake, "test"), ==, 0);
}

#define ADD_DATA(path, data, function)                                                             \
  g_test_add ("/creatify-life/" path, PackshotTestRemote, data, set_up, function, tear_down)
#define ADD(path, function) ADD_DATA (path, NULL, function)
#define STATE(state)        GUINT_TO_POINTER (PACKSHOT_JOB_##state)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("life", test_life);
  ADD ("regenerate", test_regenerate);
  ADD_DATA ("killed/before/ready", STATE (READY), test_killed_before_review);
  ADD_DATA ("killed/before/submitting", STATE (SUBMITTING), test_killed_before_review);
  ADD_DATA ("killed/before/waiting", STATE (WAITING), test_killed_before_review);
  ADD_DATA ("killed/before/review", STATE (REVIEW), test_killed_before_review);
  ADD_DATA ("killed/after/review", STATE (REVIEW), test_killed_after_review);
  ADD_DATA ("killed/after/submitting", STATE (SUBMITTING), test_killed_after_review);
  ADD_DATA ("killed/after/waiting", STATE (WAITING), test_killed_after_review);
  ADD_DATA ("killed/after/fetching", STATE (FETCHING), test_killed_after_review);
  ADD_DATA ("killed/after/done", STATE (DONE), test_killed_after_review);
  ADD ("killed/unanswered", test_killed_unanswered);
  ADD ("lost-approval", test_lost_approval);
  ADD ("import", test_import);
  ADD ("catalog", test_catalog);
  ADD ("local-photos", test_local_photos);
  ADD ("no-host", test_no_host);

  return g_test_run ();
}
