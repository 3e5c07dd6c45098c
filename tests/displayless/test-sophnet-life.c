/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A job of SophNet from the click to the video. */

#include <string.h>

#include "packshot-fake-sophnet.h"
#include "packshot-test-photo.h"
#include "packshot-test-remote.h"
#include "packshot-test-utils.h"

#define PAIRS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static char *
make_photo (const char *name)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_detailed (320, 240, 7);

  return packshot_test_photo_save (photo, name);
}

static PackshotJob *
make (PackshotTestRemote *remote, const char *const *values)
{
  PackshotJob *job = packshot_test_remote_submit_values (remote, values, NULL);

  packshot_test_remote_wait (remote, job);
  return job;
}

static void
set_up (PackshotTestRemote *remote, gconstpointer user_data)
{
  packshot_test_remote_set_up_service (remote, &packshot_fake_sophnet,
                                       &packshot_fake_default_settings);
}

static void
tear_down (PackshotTestRemote *remote, gconstpointer user_data)
{
  packshot_test_remote_tear_down (remote);
}

/* Each way to order of the seed. The fake wraps its answers in the two ways by turns. */
static void
test_orders (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *first = make_photo ("first.png");
  g_autofree char *last = make_photo ("last.png");
  const char *const *const orders[] = {
    PAIRS ("prompt", "A serene sunset over the ocean"),
    PAIRS ("prompt", "Dramatic mountain landscape", "model", "Wan2.6-T2V", "size", "1920*1080",
           "duration", "10", "negative-prompt", "people"),
    PAIRS ("first-frame", "https://example.invalid/image.jpg", "prompt",
           "Camera pans slowly to the right"),
    PAIRS ("first-frame", first, "last-frame", last, "prompt", "Smooth transition between frames",
           "model", "Wan2.2-I2V-A14B"),
    PAIRS ("first-frame", "https://example.invalid/image.jpg", "last-frame", last, "model",
           "Wan2.6-I2V", "size", "1920*1080", "duration", "5"),
    PAIRS ("first-frame", first, "model", "Wan2.6-I2V", "resolution", "1080P"),
    PAIRS ("prompt", "x", "generate-audio", "true", "draft", "true", "duration", "12", "size",
           "480*332"),
    PAIRS ("prompt", "x", "model", "ViduQ2-pro-fast"),
    PAIRS ("draft-task", PACKSHOT_FAKE_SOPHNET_DRAFT),
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      PackshotJob *job = make (remote, orders[i]);

      g_test_message ("%s", orders[i][1]);
      packshot_test_remote_assert_video (remote, job);
      /* What the price was it does not say. */
      g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_MONEY_UNKNOWN);
    }
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, G_N_ELEMENTS (orders));
}

static void
test_picture (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  g_autoptr (GMappedFile) file = g_mapped_file_new (photo, FALSE, NULL);
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  g_autoptr (GBytes) sent = NULL;

  packshot_test_remote_assert_video (remote, make (remote, PAIRS ("first-frame", photo)));
  sent = packshot_fake_ref_picture (remote->fake, 0);
  g_assert_true (g_bytes_equal (sent, bytes));
}

/* The draft is a job of ours as well, and the final one goes by its id at the service. */
static void
test_draft (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotManifest *manifest = packshot_registry_lookup (remote->registry, "sophnet");
  PackshotJob *draft = make (remote, PAIRS ("prompt", "x", "draft", "true"));
  PackshotOption *option =
      packshot_manifest_find_continuation (manifest, packshot_job_get_request (draft));
  const char *id =
      packshot_remote_id_find (packshot_job_get_remote_ids (draft), PACKSHOT_REMOTE_ID_POLL);
  PackshotJob *plain;

  g_assert_nonnull (option);
  g_assert_cmpstr (packshot_option_get_name (option), ==, "draft-task");
  packshot_test_remote_assert_video (
      remote, make (remote, PAIRS ("draft-task", id, "resolution", "1080P")));

  plain = make (remote, PAIRS ("prompt", "x"));
  g_assert_null (packshot_manifest_find_continuation (manifest, packshot_job_get_request (plain)));
}

static const char *
find_hosted (PackshotJob *job)
{
  return packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_HOSTED_URL);
}

/* The finished video is put into the service's own store; where that fails it is finished all the
 * same, with a note, and can be put there later. */
static void
test_upload_oss (PackshotTestRemote *remote, gconstpointer user_data)
{
  const char *const *values = PAIRS ("prompt", "x", "upload-oss", "true");
  PackshotJob *job = make (remote, values);
  g_autoptr (GBytes) video = packshot_fake_ref_video (remote->fake, FALSE);
  g_autoptr (GBytes) sent = packshot_fake_ref_picture (remote->fake, 0);
  g_autoptr (GError) error = NULL;

  packshot_test_remote_assert_video (remote, job);
  g_assert_true (
      g_str_has_prefix (find_hosted (job), packshot_fake_get_results_url (remote->fake)));
  g_assert_true (g_bytes_equal (sent, video));

  packshot_fake_add_fault (remote->fake, "host", PACKSHOT_FAKE_FAULT_REFUSE, 1);
  job = make (remote, values);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  g_assert_null (find_hosted (job));
  g_assert_nonnull (strstr (packshot_job_get_words (job), "not today"));
  g_assert_true (g_file_test (packshot_job_get_video_path (job), G_FILE_TEST_IS_REGULAR));

  g_assert_true (packshot_queue_carry_on (remote->queue, job, &error));
  g_assert_no_error (error);
  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
  g_assert_nonnull (find_hosted (job));
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 2);
}

/* In the service's own words. */
static void
test_refused (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotJob *job = make (remote, PAIRS ("prompt", "x", "model", "Wan9-T2V"));

  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_FAILED);
  g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_REFUSED);
  g_assert_cmpstr (packshot_job_get_words (job), ==,
                   "The service refuses this: “MODEL_NOT_SUPPORT”.");
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 0);
}

static void
test_no_money (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  settings.credits = PACKSHOT_FAKE_SOPHNET_PRICE - 1;
  packshot_test_remote_set_up_service (&remote, &packshot_fake_sophnet, &settings);
  job = make (&remote, PAIRS ("prompt", "x"));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_FAILED);
  g_assert_cmpstr (packshot_job_get_words (job), ==, "The service refuses this: “余额不足”.");
  g_assert_cmpint (packshot_job_get_charged (job), ==, 0);
  packshot_test_remote_tear_down (&remote);
}

static void
test_verdict (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  settings.failure = "the picture shows a person";
  packshot_test_remote_set_up_service (&remote, &packshot_fake_sophnet, &settings);
  for (guint i = 0; i < 2; i++)
    {
      job = make (&remote, PAIRS ("prompt", "x"));
      g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_FAILED);
      g_assert_cmpint (packshot_job_get_failure (job), ==, PACKSHOT_FAILURE_SERVICE);
      g_assert_cmpstr (packshot_job_get_words (job), ==,
                       "The service could not make this video: “the picture shows a person”.");
    }
  packshot_test_remote_tear_down (&remote);
}

/* A job whose key is not taken any more waits for another one. */
static void
test_poll_key (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotJob *job;

  packshot_fake_add_fault (remote->fake, "poll", PACKSHOT_FAKE_FAULT_KEY, 1);
  job = packshot_test_remote_submit_values (remote, PAIRS ("prompt", "x"), NULL);
  packshot_test_wait_until (packshot_job_get_key_needed (job));
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_WAITING);
  packshot_queue_key_changed (remote->queue, "sophnet");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  packshot_test_remote_assert_video (remote, job);
}

/* P1 and P2, with a program that ends in the midst of each state. */
static void
test_restart (PackshotTestRemote *remote, gconstpointer user_data)
{
  static const struct
  {
    const char *step;
    PackshotJobState rests;
  } cases[] = {
    { "create", PACKSHOT_JOB_UNKNOWN },
    { "poll", PACKSHOT_JOB_DONE },
    { "video", PACKSHOT_JOB_DONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n = packshot_fake_count (remote->fake, cases[i].step);
      g_autofree char *id = NULL;
      PackshotJob *job;

      packshot_fake_add_fault (remote->fake, cases[i].step, PACKSHOT_FAKE_FAULT_HANG, 1);
      job = packshot_test_remote_submit_values (remote, PAIRS ("prompt", "x"), NULL);
      id = g_strdup (packshot_job_get_id (job));
      packshot_test_wait_until (packshot_fake_count (remote->fake, cases[i].step) > n);
      packshot_test_remote_restart (remote);
      job = packshot_queue_find (remote->queue, id);
      packshot_test_remote_wait (remote, job);
      g_assert_cmpint (packshot_job_get_state (job), ==, cases[i].rests);
      g_assert_cmpuint (packshot_fake_count (remote->fake, "create"), ==, i + 1);
    }
}

/* An id that was made elsewhere. */
static void
test_import (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotJob) job =
      packshot_queue_import (remote->queue, packshot_registry_lookup (remote->registry, "sophnet"),
                             PACKSHOT_FAKE_SOPHNET_TASK, NULL, &error);

  g_assert_no_error (error);
  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 0);
}

static void
test_connection (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autoptr (PackshotReply) reply = packshot_test_remote_try_connection (remote, "sophnet");
  g_autoptr (PackshotReply) refusal = NULL;

  g_assert_cmpint (reply->verdict, ==, PACKSHOT_VERDICT_DONE);
  g_assert_cmpint (reply->balance, ==, 1000250000);

  g_setenv ("SOPH_API_KEY", "sk-wrong", TRUE);
  refusal = packshot_test_remote_try_connection (remote, "sophnet");
  g_assert_cmpint (refusal->verdict, ==, PACKSHOT_VERDICT_KEY_REFUSED);
}

static void
hosted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **url = user_data;
  g_autoptr (GError) error = NULL;

  *url = packshot_service_host_finish (PACKSHOT_SERVICE (source), result, &error);
  g_assert_no_error (error);
}

/* For the pictures of other services. */
static void
test_host (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  PackshotService *service = packshot_registry_get_service (
      remote->registry, packshot_registry_lookup (remote->registry, "sophnet"), NULL);
  g_autofree char *url = NULL;

  g_assert_true (packshot_service_can_host (service));
  packshot_service_host_async (service, photo, "image/png", NULL, hosted_cb, &url);
  packshot_test_wait_until (url != NULL);
  g_assert_true (g_str_has_prefix (url, packshot_fake_get_results_url (remote->fake)));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/sophnet/" path, PackshotTestRemote, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("orders", test_orders);
  ADD ("picture", test_picture);
  ADD ("draft", test_draft);
  ADD ("upload-oss", test_upload_oss);
  ADD ("refused", test_refused);
  ADD ("poll-key", test_poll_key);
  ADD ("restart", test_restart);
  ADD ("import", test_import);
  ADD ("connection", test_connection);
  ADD ("host", test_host);
  g_test_add_func ("/sophnet/no-money", test_no_money);
  g_test_add_func ("/sophnet/verdict", test_verdict);

  return g_test_run ();
}
