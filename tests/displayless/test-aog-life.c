/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A job of the gateway from the click to the video, and the table of DESIGN §4 for it: one long
 * call that can't be asked for again. */

#include <string.h>

#include "packshot-core-error.h"
#include "packshot-fake-aog.h"
#include "packshot-test-fault.h"
#include "packshot-test-utils.h"

static const PackshotTestFault cells[] = {
  { "create", PACKSHOT_FAKE_FAULT_RESET, 1, PACKSHOT_JOB_UNKNOWN, "", 0 },
  { "create", PACKSHOT_FAKE_FAULT_ERROR, 1, PACKSHOT_JOB_UNKNOWN, "", 0 },
  { "create", PACKSHOT_FAKE_FAULT_LOST, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_GATEWAY, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_GARBAGE, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_OVERSIZED, 1, PACKSHOT_JOB_UNKNOWN, "", 1 },
  { "create", PACKSHOT_FAKE_FAULT_LIMIT, 1, PACKSHOT_JOB_READY, "", 0 },
  { "create", PACKSHOT_FAKE_FAULT_REDIRECT, 1, PACKSHOT_JOB_READY, "moved", 0 },
  { "create", PACKSHOT_FAKE_FAULT_REFUSE, 1, PACKSHOT_JOB_FAILED, "not today", 0 },
  { "create", PACKSHOT_FAKE_FAULT_MISSING, 1, PACKSHOT_JOB_FAILED, "not found", 0 },

  { "video", PACKSHOT_FAKE_FAULT_RESET, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_ERROR, 2, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_LIMIT, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_REDIRECT, 1, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_KEY, 4, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_MISSING, 4, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_HTML, 4, PACKSHOT_JOB_DONE, NULL, 1 },
  { "video", PACKSHOT_FAKE_FAULT_SHORT, 2, PACKSHOT_JOB_DONE, NULL, 1 },
};

/* What the gateway says when it goes wrong on its side. */
typedef struct
{
  const char *name;
  const char *failure;
  PackshotJobState state;
  PackshotFailure reason;
  const char *words;
} Trouble;

static const Trouble troubles[] = {
  { "no-video", PACKSHOT_FAKE_AOG_NO_VIDEO, PACKSHOT_JOB_FAILED, PACKSHOT_FAILURE_SERVICE,
    "The provider behind the gateway made no video. Its reason stands in the log of the gateway." },
  { "gives-up", "exceeded maximum number of retries (100) while polling task status",
    PACKSHOT_JOB_UNKNOWN, PACKSHOT_FAILURE_NONE,
    "The gateway stopped waiting before the video was there; its provider may still make it, and "
    "charge for it. Nobody here knows whether it took the order; nothing is sent again unless you "
    "say so. The service said: “exceeded maximum number of retries (100) while polling task "
    "status”." },
  { "upstream-401",
    "HTTPErrorResponse{StatusCode: 401, Header: map[], Body: {\"code\":\"InvalidApiKey\","
    "\"message\":\"Invalid API-key provided.\"}}",
    PACKSHOT_JOB_FAILED, PACKSHOT_FAILURE_REFUSED,
    "The service refuses this: “Invalid API-key provided.”" },
  { "upstream-500", "HTTPErrorResponse{StatusCode: 500, Header: map[], Body: {}}",
    PACKSHOT_JOB_UNKNOWN, PACKSHOT_FAILURE_NONE, NULL },
};

static PackshotJob *
submit (PackshotTestRemote *remote, const char *photo, const char *type)
{
  const char *const values[] = {
    "image", photo, "prompt", "Make the cat run", type != NULL ? "image-type" : NULL, type, NULL
  };

  return packshot_test_remote_submit_values (remote, values, NULL);
}

static void
test_cell (gconstpointer user_data)
{
  g_autofree char *photo = packshot_test_fault_make_photo ();
  const char *const values[] = { "image", photo, "prompt", "Make the cat run", NULL };

  packshot_test_fault_run (user_data, &packshot_fake_aog, values);
}

static void
test_trouble (gconstpointer user_data)
{
  const Trouble *trouble = user_data;
  PackshotFakeSettings settings = packshot_fake_default_settings;
  g_autofree char *photo = packshot_test_fault_make_photo ();
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  settings.failure = trouble->failure;
  packshot_test_remote_set_up_service (&remote, &packshot_fake_aog, &settings);
  job = submit (&remote, photo, NULL);
  packshot_test_remote_wait (&remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, trouble->state);
  g_assert_cmpint (packshot_job_get_failure (job), ==, trouble->reason);
  if (trouble->words != NULL)
    g_assert_cmpstr (packshot_job_get_words (job), ==, trouble->words);
  g_assert_cmpuint (packshot_fake_count (remote.fake, "create"), ==, 1);

  /* Nor by a program that is started again. */
  packshot_test_remote_restart (&remote);
  packshot_test_remote_wait (&remote, NULL);
  g_assert_cmpuint (packshot_fake_count (remote.fake, "create"), ==, 1);
  packshot_test_remote_tear_down (&remote);
}

static void
set_up (PackshotTestRemote *remote, gconstpointer user_data)
{
  packshot_test_remote_set_up_service (remote, &packshot_fake_aog, &packshot_fake_default_settings);
}

static void
tear_down (PackshotTestRemote *remote, gconstpointer user_data)
{
  packshot_test_remote_tear_down (remote);
}

/* The very bytes, however they are brought. */
static void
test_whole (PackshotTestRemote *remote, gconstpointer user_data)
{
  const char *const types[] = { NULL, "base64", "path" };
  g_autofree char *photo = packshot_test_fault_make_photo ();
  g_autoptr (GMappedFile) file = g_mapped_file_new (photo, FALSE, NULL);
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      PackshotJob *job = submit (remote, photo, types[i]);
      g_autoptr (GBytes) sent = NULL;

      packshot_test_remote_wait (remote, job);
      packshot_test_remote_assert_video (remote, job);
      sent = packshot_fake_ref_picture (remote->fake, i);
      g_assert_true (g_bytes_equal (sent, bytes));
      /* Who is paid for it, and what, the gateway does not say. */
      g_assert_cmpint (packshot_job_get_charged (job), ==, PACKSHOT_MONEY_UNKNOWN);
    }
  g_assert_cmpuint (packshot_fake_get_n_orders (remote->fake), ==, 3);
}

/* An address goes out as it is: the provider fetches it, and nobody here does. */
static void
test_address (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotJob *job = submit (remote, "https://photos.invalid/cat.jpg", NULL);

  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
}

/* While the call is out nobody knows how far it is, and that it can't be resumed is said. */
static void
test_long_call (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = packshot_test_fault_make_photo ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  PackshotJob *job;

  packshot_fake_add_fault (remote->fake, "create", PACKSHOT_FAKE_FAULT_HANG, 1);
  job = submit (remote, photo, NULL);
  id = g_strdup (packshot_job_get_id (job));
  packshot_test_wait_until (packshot_fake_get_n_orders (remote->fake) == 1);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_SUBMITTING);
  g_assert_cmpfloat (packshot_job_get_fraction (job), <, 0);
  g_assert_nonnull (strstr (packshot_job_get_activity (job), "can’t be resumed"));

  /* Killed in the midst of it. */
  packshot_test_remote_restart (remote);
  job = packshot_queue_find (remote->queue, id);
  packshot_test_remote_wait (remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_UNKNOWN);
  g_assert_cmpuint (packshot_fake_count (remote->fake, "create"), ==, 1);

  /* There is no id that it could be found by. */
  packshot_queue_resolve (remote->queue, job, "r-1", &error);
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_null (packshot_queue_import (
      remote->queue, packshot_registry_lookup (remote->registry, "aog"), "r-1", NULL, NULL));

  /* Another order is another job. */
  job = submit (remote, photo, NULL);
  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpuint (packshot_fake_count (remote->fake, "create"), ==, 2);
}

/* Killed between the answer and the film: the link is on disk. */
static void
test_restart_fetching (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = packshot_test_fault_make_photo ();
  g_autofree char *id = NULL;
  PackshotJob *job;

  packshot_fake_add_fault (remote->fake, "video", PACKSHOT_FAKE_FAULT_HANG, 1);
  job = submit (remote, photo, NULL);
  id = g_strdup (packshot_job_get_id (job));
  packshot_test_wait_until (packshot_fake_count (remote->fake, "video") == 1);
  packshot_test_remote_restart (remote);
  job = packshot_queue_find (remote->queue, id);
  packshot_test_remote_wait (remote, job);
  packshot_test_remote_assert_video (remote, job);
  g_assert_cmpuint (packshot_fake_count (remote->fake, "create"), ==, 1);
}

/* Before anything is sent: a gateway elsewhere reads no files of this computer. */
static void
test_path_elsewhere (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = packshot_test_fault_make_photo ();
  PackshotJob *job;

  g_setenv ("AOG_BASE_URL", "http://192.0.2.1:16688", TRUE);
  job = submit (remote, photo, "path");
  packshot_test_remote_wait (remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "runs on another computer"));
}

static void
test_not_running (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = packshot_test_fault_make_photo ();
  PackshotJob *job;

  g_setenv ("AOG_BASE_URL", "http://127.0.0.1:1", TRUE);
  job = submit (remote, photo, NULL);
  packshot_test_remote_wait (remote, job);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_READY);
  g_assert_nonnull (strstr (packshot_job_get_words (job), "the service is not running"));
}

/* Health, then identity; and the seed's own address, which has a path too many. */
static void
test_connection (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *seed =
      g_strconcat (packshot_fake_get_base_url (remote->fake), "/aog/v0.2", NULL);
  g_autoptr (PackshotReply) well = packshot_test_remote_try_connection (remote, "aog");
  g_autoptr (PackshotReply) old = NULL;
  g_autoptr (PackshotReply) lost = NULL;

  g_assert_cmpint (well->verdict, ==, PACKSHOT_VERDICT_DONE);
  g_assert_cmpuint (packshot_fake_count (remote->fake, "probe"), ==, 0);

  packshot_fake_add_fault (remote->fake, "test", PACKSHOT_FAKE_FAULT_MISSING, 1);
  old = packshot_test_remote_try_connection (remote, "aog");
  g_assert_cmpint (old->verdict, ==, PACKSHOT_VERDICT_DONE);
  g_assert_cmpuint (packshot_fake_count (remote->fake, "probe"), ==, 1);

  g_setenv ("AOG_BASE_URL", seed, TRUE);
  lost = packshot_test_remote_try_connection (remote, "aog");
  g_assert_cmpint (lost->verdict, ==, PACKSHOT_VERDICT_REFUSED);
  g_assert_cmpstr (lost->words, ==,
                   "There is no such page at the gateway. Its address has no path: it looks like "
                   "“http://127.0.0.1:16688”.");
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **items = user_data;
  g_autoptr (GError) error = NULL;

  *items = packshot_service_catalog_finish (PACKSHOT_SERVICE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_models (PackshotTestRemote *remote, gconstpointer user_data)
{
  PackshotService *service = packshot_registry_get_service (
      remote->registry, packshot_registry_lookup (remote->registry, "aog"), NULL);
  g_autoptr (GPtrArray) items = NULL;
  const PackshotCatalogItem *item;

  packshot_service_catalog_async (service, "model", NULL, listed_cb, &items);
  packshot_test_wait_until (items != NULL);
  g_assert_cmpuint (items->len, ==, 2);
  item = g_ptr_array_index (items, 1);
  g_assert_cmpstr (item->value, ==, "wan2.5-i2v-preview");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/aog/" path, PackshotTestRemote, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("whole", test_whole);
  ADD ("address", test_address);
  ADD ("long-call", test_long_call);
  ADD ("restart-fetching", test_restart_fetching);
  ADD ("path-elsewhere", test_path_elsewhere);
  ADD ("not-running", test_not_running);
  ADD ("connection", test_connection);
  ADD ("models", test_models);
  packshot_test_fault_add ("/aog", cells, G_N_ELEMENTS (cells), test_cell);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strconcat ("/aog/trouble/", troubles[i].name, NULL);

      g_test_add_data_func (path, &troubles[i], test_trouble);
    }

  return g_test_run ();
}
