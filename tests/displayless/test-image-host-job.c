/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A photo of this computer on its way to a service that fetches it from the web, with everything
 * real but the service and the image host. */

#include <string.h>

#include "packshot-fake-creatify.h"
#include "packshot-fake-host.h"
#include "packshot-job-private.h"
#include "packshot-queue.h"
#include "packshot-services.h"
#include "packshot-test-photo.h"
#include "packshot-test-utils.h"

#define SERVICE "creatify"

typedef struct
{
  PackshotFake *fake;
  PackshotFakeHost *host;
  PackshotSettings *settings;
  PackshotRegistry *registry;
  PackshotQueue *queue;
} Fixture;

static void
set_host (Fixture *fixture, PackshotImageHostKind kind)
{
  const PackshotImageHostSettings image_host = {
    .kind = kind,
    .url = (char *) packshot_fake_host_get_url (fixture->host),
    .public_url = (char *) packshot_fake_host_get_public_url (fixture->host),
  };

  g_assert_true (packshot_settings_set_image_host (fixture->settings, &image_host, NULL));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (packshot_queue_open_finish (PACKSHOT_QUEUE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
shut_down_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (packshot_queue_shutdown_finish (PACKSHOT_QUEUE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "packshot", NULL);
  gboolean is_open = FALSE;

  fixture->fake = packshot_fake_new (&packshot_fake_creatify, NULL);
  fixture->host = packshot_fake_host_new (NULL, NULL);
  g_setenv ("CREATIFY_BASE_URL", packshot_fake_get_base_url (fixture->fake), TRUE);
  g_setenv ("CREATIFY_API_ID", packshot_fake_default_settings.id, TRUE);
  g_setenv ("CREATIFY_API_KEY", packshot_fake_default_settings.key, TRUE);
  fixture->settings = packshot_settings_new ();
  set_host (fixture, PACKSHOT_IMAGE_HOST_PUT);
  fixture->registry = packshot_registry_new ();
  packshot_services_add (fixture->registry, credentials, fixture->settings);
  fixture->queue = packshot_queue_new (fixture->registry);
  packshot_queue_set_interval (fixture->queue, 0.01);
  packshot_queue_open_async (fixture->queue, folder, NULL, opened_cb, &is_open);
  packshot_test_wait_until (is_open);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gpointer queue = fixture->queue;
  gboolean is_shut = FALSE;

  packshot_queue_shutdown_async (fixture->queue, NULL, shut_down_cb, &is_shut);
  packshot_test_wait_until (is_shut);
  g_object_add_weak_pointer (G_OBJECT (queue), &queue);
  g_clear_object (&fixture->queue);
  packshot_test_wait_until (queue == NULL);
  packshot_test_let_go (fixture->registry);
  packshot_test_let_go (fixture->settings);
  g_assert_cmpuint (packshot_fake_get_n_leaks (fixture->fake), ==, 0);
  g_assert_cmpuint (packshot_fake_host_count (fixture->host, "leak"), ==, 0);
  packshot_fake_free (fixture->fake);
  packshot_fake_host_free (fixture->host);
}

static void
submit (Fixture *fixture, PackshotJob *job)
{
  g_autoptr (GError) error = NULL;

  packshot_queue_submit (fixture->queue, job, &error);
  g_assert_no_error (error);
  packshot_test_wait_until (packshot_queue_get_n_busy (fixture->queue) == 0);
  if (packshot_job_get_words (job) != NULL)
    g_test_message ("%s", packshot_job_get_words (job));
}

/* Returns: (transfer none) */
static PackshotJob *
make_job (Fixture *fixture, const char *image)
{
  g_autoptr (PackshotRequest) request =
      packshot_request_new (packshot_registry_lookup (fixture->registry, SERVICE));
  g_autoptr (GdkPixbuf) pixels = packshot_test_photo_new_detailed (320, 240, 7);
  g_autofree char *photo = packshot_test_photo_save (pixels, "photo.png");
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (GError) error = NULL;

  packshot_request_set (request, "image", image != NULL ? image : photo, &error);
  g_assert_no_error (error);
  job = packshot_queue_add (fixture->queue, request, NULL, &error);
  g_assert_no_error (error);

  return job;
}

static void
test_whole (Fixture *fixture, gconstpointer user_data)
{
  PackshotJob *job = make_job (fixture, NULL);
  g_autoptr (GBytes) kept = NULL;
  g_autofree char *bytes = NULL;
  const PackshotJobCopy *copy;
  gsize size;

  submit (fixture, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 1);
  g_assert_cmpuint (packshot_fake_host_count (fixture->host, "put"), ==, 1);

  copy = g_ptr_array_index (packshot_job_get_copies (job), 0);
  kept = packshot_fake_host_ref_file (
      fixture->host, packshot_remote_id_find (packshot_job_get_remote_ids (job), "image"));
  g_assert_true (g_file_get_contents (copy->path, &bytes, &size, NULL));
  g_assert_cmpmem (bytes, size, g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));
}

/* Nothing is put anywhere, and nothing ordered. */
static void
test_none (Fixture *fixture, gconstpointer user_data)
{
  PackshotJob *job;

  set_host (fixture, PACKSHOT_IMAGE_HOST_NONE);
  job = make_job (fixture, NULL);
  submit (fixture, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "image host"));
  g_assert_cmpuint (packshot_fake_host_count (fixture->host, "put"), ==, 0);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 0);

  /* Once there is one, the same job can be sent. */
  set_host (fixture, PACKSHOT_IMAGE_HOST_PUT);
  submit (fixture, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
}

/* What is wrong with the image host costs nothing, and can be mended. */
static void
test_faults (Fixture *fixture, gconstpointer user_data)
{
  static const PackshotFakeHostFault faults[] = {
    PACKSHOT_FAKE_HOST_WRONG, PACKSHOT_FAKE_HOST_FORBIDDEN, PACKSHOT_FAKE_HOST_NO_FOLDER,
    PACKSHOT_FAKE_HOST_FULL,  PACKSHOT_FAKE_HOST_MOVED,     PACKSHOT_FAKE_HOST_HIDDEN,
    PACKSHOT_FAKE_HOST_LOGIN, PACKSHOT_FAKE_HOST_OTHER,
  };
  PackshotJob *job = make_job (fixture, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      packshot_fake_host_add_fault (fixture->host, faults[i], 1);
      submit (fixture, job);
      g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
      g_assert_nonnull (packshot_job_get_words (job));
      g_assert_cmpuint (packshot_fake_host_count (fixture->host, "put"), ==, i + 1);
    }
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 0);

  submit (fixture, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
}

/* One that has trouble for a moment is tried again by itself: it costs nothing. */
static void
test_moment (Fixture *fixture, gconstpointer user_data)
{
  PackshotJob *job = make_job (fixture, NULL);

  packshot_fake_host_add_fault (fixture->host, PACKSHOT_FAKE_HOST_ERROR, 1);
  packshot_fake_host_add_fault (fixture->host, PACKSHOT_FAKE_HOST_RESET, 1);
  submit (fixture, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpuint (packshot_fake_host_count (fixture->host, "put"), ==, 3);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 1);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (packshot_queue_prepare_finish (PACKSHOT_QUEUE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* An address that stops working soon is told of before it is paid for. */
static void
test_warning (Fixture *fixture, gconstpointer user_data)
{
  gint64 end = g_get_real_time () / G_USEC_PER_SEC + 5;
  g_autofree char *address = g_strdup_printf (
      "https://photos.example.com/a.jpg?Expires=%" G_GINT64_FORMAT "&Signature=abc", end);
  PackshotJob *job = make_job (fixture, address);
  gboolean is_prepared = FALSE;

  packshot_queue_prepare_async (fixture->queue, job, NULL, prepared_cb, &is_prepared);
  packshot_test_wait_until (is_prepared);
  g_assert_cmpuint (g_strv_length ((char **) packshot_job_get_warnings (job)), ==, 1);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/image-host-job/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("whole", test_whole);
  ADD ("none", test_none);
  ADD ("faults", test_faults);
  ADD ("moment", test_moment);
  ADD ("warning", test_warning);

  return g_test_run ();
}
