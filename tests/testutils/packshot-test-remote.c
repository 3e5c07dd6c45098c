/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-remote.h"

#include "packshot-fake-shortvideo.h"
#include "packshot-services.h"
#include "packshot-test-utils.h"

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  packshot_queue_open_finish (PACKSHOT_QUEUE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
open_queue (PackshotTestRemote *self)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  gboolean is_open = FALSE;

  self->registry = packshot_registry_new ();
  packshot_services_add (self->registry, credentials, settings);
  self->queue = packshot_queue_new (self->registry);
  packshot_queue_set_interval (self->queue, 0.01);
  packshot_queue_open_async (self->queue, self->folder, NULL, opened_cb, &is_open);
  packshot_test_wait_until (is_open);
}

static void
shut_down_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  packshot_queue_shutdown_finish (PACKSHOT_QUEUE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* Begins anew, as a program does that was started again. */
void
packshot_test_remote_set_up (PackshotTestRemote *self, const PackshotFakeSettings *settings)
{
  packshot_test_remote_set_up_service (self, &packshot_fake_shortvideo, settings);
}

/* The same with another service, where the manifest says that it is looked for. */
void
packshot_test_remote_set_up_service (PackshotTestRemote *self,
                                     const PackshotFakeService *service,
                                     const PackshotFakeSettings *settings)
{
  PackshotManifest *manifest;

  self->fake = packshot_fake_new (service, settings);
  self->folder = g_build_filename (g_get_user_data_dir (), "packshot", NULL);
  open_queue (self);

  manifest = packshot_registry_lookup (self->registry, service->name);
  g_setenv (packshot_manifest_get_base_url_environment (manifest),
            packshot_fake_get_base_url (self->fake), TRUE);
  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (manifest, i);
      gboolean is_id = g_strcmp0 (spec->header, service->id_header) == 0;

      g_setenv (spec->environment, is_id ? settings->id : settings->key, TRUE);
    }
}

/* Drops the queue as it is, which is the same to it as the end of the program. */
void
packshot_test_remote_kill (PackshotTestRemote *self)
{
  gpointer queue = self->queue;

  g_object_add_weak_pointer (G_OBJECT (queue), &queue);
  g_clear_object (&self->queue);
  /* Tasks that end hold it until the next turn. */
  packshot_test_wait_until (queue == NULL);
  g_clear_object (&self->registry);
}

/* After it was killed. */
void
packshot_test_remote_start (PackshotTestRemote *self)
{
  open_queue (self);
  packshot_queue_resume (self->queue);
}

void
packshot_test_remote_restart (PackshotTestRemote *self)
{
  packshot_test_remote_kill (self);
  packshot_test_remote_start (self);
}

void
packshot_test_remote_tear_down (PackshotTestRemote *self)
{
  gboolean is_shut = FALSE;

  packshot_queue_shutdown_async (self->queue, NULL, shut_down_cb, &is_shut);
  packshot_test_wait_until (is_shut);
  packshot_test_remote_kill (self);
  /* No request brought a key where none may be. */
  g_assert_cmpuint (packshot_fake_get_n_leaks (self->fake), ==, 0);
  packshot_fake_free (self->fake);
  g_free (self->folder);
}

/* Returns: (transfer none): a job that is ready, with names and values of options by turns, ended
 * by %NULL */
PackshotJob *
packshot_test_remote_add_values (PackshotTestRemote *self,
                                 const char *const *values,
                                 const char *output)
{
  const char *service = packshot_fake_get_service (self->fake)->name;
  g_autoptr (PackshotRequest) request =
      packshot_request_new (packshot_registry_lookup (self->registry, service));
  g_autoptr (GError) error = NULL;
  PackshotJob *job;

  for (guint i = 0; values[i] != NULL; i += 2)
    {
      packshot_request_set (request, values[i], values[i + 1], &error);
      g_assert_no_error (error);
    }
  job = packshot_queue_add (self->queue, request, output, &error);
  g_assert_no_error (error);
  g_assert_nonnull (job);
  /* The queue has it as well. */
  g_object_unref (job);

  return job;
}

/* Returns: (transfer none): a job that is ready */
PackshotJob *
packshot_test_remote_add (PackshotTestRemote *self, const char *picture, const char *output)
{
  const char *const values[] = { "image", picture, "product-name", "Smart Watch", NULL };

  return packshot_test_remote_add_values (self, values, output);
}

/* Returns: (transfer none): a job the user said yes to */
PackshotJob *
packshot_test_remote_submit (PackshotTestRemote *self, const char *picture, const char *output)
{
  const char *const values[] = { "image", picture, "product-name", "Smart Watch", NULL };

  return packshot_test_remote_submit_values (self, values, output);
}

/* Returns: (transfer none): likewise, of packshot_test_remote_add_values() */
PackshotJob *
packshot_test_remote_submit_values (PackshotTestRemote *self,
                                    const char *const *values,
                                    const char *output)
{
  PackshotJob *job = packshot_test_remote_add_values (self, values, output);
  g_autoptr (GError) error = NULL;

  packshot_queue_submit (self->queue, job, &error);
  g_assert_no_error (error);

  return job;
}

/* Until nobody does anything for any job. */
void
packshot_test_remote_wait (PackshotTestRemote *self, PackshotJob *job)
{
  packshot_test_wait_until (packshot_queue_get_n_busy (self->queue) == 0);
}

/* Waits likewise, and asserts that the job has come to this state. */
void
packshot_test_remote_assert_rests (PackshotTestRemote *self,
                                   PackshotJob *job,
                                   PackshotJobState state)
{
  packshot_test_remote_wait (self, job);
  g_test_message ("words: %s", packshot_job_get_words (job));
  g_assert_cmpint (packshot_job_get_state (job), ==, state);
}

static PackshotRequest *
amend (PackshotJob *job, PackshotStep step, const char *const *changes)
{
  g_autoptr (GError) error = NULL;
  PackshotRequest *amended =
      packshot_request_amend (packshot_job_get_request (job), step, changes, &error);

  g_assert_no_error (error);
  return amended;
}

/* Approves what is to be looked at, with other values (as of packshot_request_amend()) or, where
 * there are none, as it was ordered. */
void
packshot_test_remote_approve (PackshotTestRemote *self,
                              PackshotJob *job,
                              const char *const *changes)
{
  g_autoptr (PackshotRequest) amended =
      changes != NULL ? amend (job, PACKSHOT_STEP_APPROVE, changes) : NULL;
  g_autoptr (GError) error = NULL;

  packshot_queue_approve (self->queue, job, amended, &error);
  g_assert_no_error (error);
}

/* Likewise, but has the picture or the video made once more. */
void
packshot_test_remote_regenerate (PackshotTestRemote *self,
                                 PackshotJob *job,
                                 PackshotStep step,
                                 const char *const *changes)
{
  g_autoptr (PackshotRequest) amended = changes != NULL ? amend (job, step, changes) : NULL;
  g_autoptr (GError) error = NULL;

  packshot_queue_regenerate (self->queue, job, step, amended, &error);
  g_assert_no_error (error);
}

/* Asserts that the very bytes the service made are where the job says, with a cover. */
void
packshot_test_remote_assert_video (PackshotTestRemote *self, PackshotJob *job)
{
  g_autoptr (GBytes) expected = packshot_fake_ref_video (self->fake, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_cmpstr (packshot_job_get_words (job), ==, NULL);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_DONE);
  g_file_get_contents (packshot_job_get_video_path (job), &contents, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (contents, size, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
  g_assert_nonnull (packshot_job_get_cover_path (job));
  g_assert_true (g_file_test (packshot_job_get_cover_path (job), G_FILE_TEST_IS_REGULAR));
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotReply **reply = user_data;

  *reply = packshot_service_test_finish (PACKSHOT_SERVICE (source), result, NULL);
  g_assert_nonnull (*reply);
}

/* Returns: (transfer full): what becomes of "Test Connection" with a service */
PackshotReply *
packshot_test_remote_try_connection (PackshotTestRemote *self, const char *service)
{
  PackshotManifest *manifest = packshot_registry_lookup (self->registry, service);
  PackshotReply *reply = NULL;

  packshot_service_test_async (packshot_registry_get_service (self->registry, manifest, NULL), NULL,
                               tested_cb, &reply);
  packshot_test_wait_until (reply != NULL);

  return reply;
}
