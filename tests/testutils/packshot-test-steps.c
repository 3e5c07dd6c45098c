/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-steps.h"

#include <string.h>

#include "packshot-http-service.h"
#include "packshot-job-private.h"
#include "packshot-services.h"
#include "packshot-test-photo.h"
#include "packshot-test-utils.h"

void
packshot_test_steps_set_host (PackshotTestSteps *fixture, const char *public_url)
{
  const PackshotImageHostSettings image_host = {
    .kind = public_url != NULL ? PACKSHOT_IMAGE_HOST_PUT : PACKSHOT_IMAGE_HOST_NONE,
    .url = (char *) packshot_fake_host_get_url (fixture->host),
    .public_url = (char *) public_url,
  };

  g_assert_true (packshot_settings_set_image_host (fixture->settings, &image_host, NULL));
}

static void
set_up_service (PackshotTestSteps *fixture)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotNetSession) session = packshot_net_session_new ();
  g_autoptr (GBytes) bytes =
      g_bytes_new_static (packshot_test_web_manifest, strlen (packshot_test_web_manifest));
  g_autoptr (GError) error = NULL;

  fixture->manifest = packshot_manifest_new_from_bytes (bytes, "test-web.json", &error);
  g_assert_no_error (error);
  fixture->registry = packshot_registry_new ();
  packshot_services_add (fixture->registry, credentials, fixture->settings);
  fixture->service = packshot_http_service_new (
      fixture->manifest, &packshot_test_web_adapter, session, credentials, fixture->settings,
      packshot_services_get_image_host (fixture->registry));
}

void
packshot_test_steps_set_up (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_autoptr (GdkPixbuf) pixels = packshot_test_photo_new_detailed (64, 48, 7);

  packshot_test_web_start (&fixture->server);
  fixture->host = packshot_fake_host_new (NULL, NULL);
  fixture->settings = packshot_settings_new ();
  fixture->photo = packshot_test_photo_save (pixels, "photo.png");
  packshot_test_steps_set_host (fixture, packshot_fake_host_get_public_url (fixture->host));
  set_up_service (fixture);
  fixture->request = packshot_request_new (fixture->manifest);
}

void
packshot_test_steps_tear_down (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_clear_pointer (&fixture->reply, packshot_reply_free);
  g_clear_object (&fixture->job);
  packshot_test_let_go (fixture->service);
  g_clear_object (&fixture->request);
  packshot_test_let_go (fixture->registry);
  g_clear_object (&fixture->manifest);
  packshot_test_let_go (fixture->settings);
  packshot_fake_host_free (fixture->host);
  packshot_test_web_stop (&fixture->server);
  g_free (fixture->photo);
}

void
packshot_test_steps_set (PackshotTestSteps *fixture, const char *option, const char *value)
{
  g_autoptr (GError) error = NULL;

  packshot_request_set (fixture->request, option, value, &error);
  g_assert_no_error (error);
}

void
packshot_test_steps_make_job (PackshotTestSteps *fixture)
{
  g_autoptr (GError) error = NULL;

  packshot_request_freeze (fixture->request, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->job);
  fixture->job = packshot_job_new ("0123456789abcdef", fixture->request, "Test", NULL);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotTestSteps *fixture = user_data;

  fixture->reply = packshot_service_run_finish (PACKSHOT_SERVICE (source), result, NULL);
  g_assert_nonnull (fixture->reply);
}

const PackshotReply *
packshot_test_steps_run (PackshotTestSteps *fixture, PackshotStep step)
{
  g_clear_pointer (&fixture->reply, packshot_reply_free);
  packshot_service_run_async (fixture->service, fixture->job, step, NULL, ran_cb, fixture);
  packshot_test_wait_until (fixture->reply != NULL);
  if (fixture->reply->words != NULL)
    g_test_message ("%s", fixture->reply->words);

  return fixture->reply;
}

void
packshot_test_steps_assert_refused (PackshotTestSteps *fixture,
                                    PackshotStep step,
                                    PackshotVerdict verdict,
                                    const char *words)
{
  const PackshotReply *reply = packshot_test_steps_run (fixture, step);

  g_assert_nonnull (reply->words);
  g_assert_nonnull (strstr (reply->words, words));
  g_assert_cmpint (reply->verdict, ==, verdict);
}

/* As the queue does it: what an answer brought is known to the job. */
void
packshot_test_steps_run_well (PackshotTestSteps *fixture, PackshotStep step)
{
  const PackshotReply *reply = packshot_test_steps_run (fixture, step);

  g_assert_cmpstr (reply->words, ==, NULL);
  g_assert_cmpint (reply->verdict, ==, PACKSHOT_VERDICT_DONE);
  if (reply->copies->len > 0)
    packshot_job_set_copies (fixture->job, reply->copies);
  packshot_job_add_remote_ids (fixture->job, reply->remote_ids);
}

void
packshot_test_steps_add_id (PackshotTestSteps *fixture, const char *kind, const char *id)
{
  g_autoptr (GPtrArray) ids =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);

  g_ptr_array_add (ids, packshot_remote_id_new (kind, id, NULL));
  packshot_job_add_remote_ids (fixture->job, ids);
}
