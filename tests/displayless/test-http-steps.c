/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What the one class that speaks to services does besides ordering, with a service that is told
 * what to answer. */

#include <glib/gstdio.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-job-private.h"
#include "packshot-test-photo.h"
#include "packshot-test-steps.h"
#include "packshot-test-utils.h"

#define MILLION G_GINT64_CONSTANT (1000000)

static void
test_second_steps (PackshotTestSteps *fixture, gconstpointer user_data)
{
  static const struct
  {
    PackshotStep step;
    const char *call;
  } lines[] = {
    { PACKSHOT_STEP_APPROVE, "GET /balance\nPOST /approve\n" },
    { PACKSHOT_STEP_REGENERATE_PICTURE, "GET /balance\nPOST /picture\n" },
    { PACKSHOT_STEP_REGENERATE_VIDEO, "GET /balance\nPOST /video\n" },
  };

  packshot_test_steps_make_job (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gint64 before = fixture->server.credits;

      g_string_truncate (fixture->server.journal, 0);
      packshot_test_steps_run_well (fixture, lines[i].step);
      g_assert_cmpstr (fixture->server.journal->str, ==, lines[i].call);
      g_assert_cmpint (fixture->reply->balance, ==, before * MILLION);

      /* No answer is not a refusal. */
      fixture->server.status = 502;
      fixture->server.words = "oh";
      packshot_test_steps_run (fixture, lines[i].step);
      g_assert_cmpint (fixture->reply->verdict, ==, PACKSHOT_VERDICT_UNCERTAIN);
      g_assert_cmpint (fixture->reply->balance, ==, PACKSHOT_MONEY_UNKNOWN);
      g_assert_nonnull (strstr (fixture->reply->words, "nothing is sent again"));
      fixture->server.status = 400;
      packshot_test_steps_assert_refused (fixture, lines[i].step, PACKSHOT_VERDICT_REFUSED, "oh");
      fixture->server.status = 200;
      fixture->server.words = NULL;
    }
}

/* Both keys, wherever a service repeats them. */
static void
test_echoed_keys (PackshotTestSteps *fixture, gconstpointer user_data)
{
  packshot_test_steps_make_job (fixture);
  fixture->server.status = 400;
  fixture->server.words =
      "You are " PACKSHOT_TEST_WEB_ID " with " PACKSHOT_TEST_WEB_KEY ", and no friend.";
  packshot_test_steps_assert_refused (fixture, PACKSHOT_STEP_APPROVE, PACKSHOT_VERDICT_REFUSED,
                                      "no friend");
  g_assert_null (strstr (fixture->reply->words, PACKSHOT_TEST_WEB_ID));
  g_assert_null (strstr (fixture->reply->words, PACKSHOT_TEST_WEB_KEY));
}

static void
polled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray **replies = user_data;

  *replies = packshot_service_poll_finish (PACKSHOT_SERVICE (source), result, NULL);
  g_assert_nonnull (*replies);
}

static void
assert_poll (PackshotTestSteps *fixture, const char *state, gint64 balance)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
  g_autoptr (GPtrArray) replies = NULL;
  const PackshotReply *reply;

  g_ptr_array_add (jobs, fixture->job);
  g_string_truncate (fixture->server.journal, 0);
  fixture->server.state = state;
  packshot_service_poll_async (fixture->service, jobs, NULL, polled_cb, &replies);
  packshot_test_wait_until (replies != NULL);

  reply = g_ptr_array_index (replies, 0);
  g_assert_cmpint (reply->balance, ==, balance);
  g_assert_cmpstr (fixture->server.journal->str, ==,
                   balance != PACKSHOT_MONEY_UNKNOWN ? "GET /poll?ids=job-1\nGET /balance\n"
                                                     : "GET /poll?ids=job-1\n");
}

static void
test_balance_after (PackshotTestSteps *fixture, gconstpointer user_data)
{
  packshot_test_steps_make_job (fixture);
  packshot_test_steps_add_id (fixture, PACKSHOT_REMOTE_ID_POLL, "job-1");

  assert_poll (fixture, "working", PACKSHOT_MONEY_UNKNOWN);
  assert_poll (fixture, "review", 100 * MILLION);
  assert_poll (fixture, "done", 100 * MILLION);
  fixture->server.credits = 0;
  assert_poll (fixture, "failed", 0);

  /* A service that is behind is not asked again and again. */
  packshot_test_steps_add_id (fixture, PACKSHOT_REMOTE_ID_APPROVED, "job-1");
  assert_poll (fixture, "review", PACKSHOT_MONEY_UNKNOWN);
  assert_poll (fixture, "done", 0);
}

static GBytes *
make_preview (gsize length)
{
  g_autoptr (GdkPixbuf) pixels = packshot_test_photo_new_detailed (64, 48, 9);
  g_autofree char *path = packshot_test_photo_save (pixels, "preview.png");
  char *contents;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  return g_bytes_new_take (contents, MIN (size, length));
}

static void
test_preview (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_autofree char *url = g_strconcat (fixture->server.url, "/preview.png", NULL);
  g_autoptr (PackshotLedgerResult) result = packshot_ledger_result_new ();
  g_autofree char *first = NULL;

  packshot_test_steps_make_job (fixture);
  packshot_test_steps_assert_refused (fixture, PACKSHOT_STEP_PREVIEW, PACKSHOT_VERDICT_GONE,
                                      "link");

  packshot_test_steps_add_id (fixture, PACKSHOT_REMOTE_ID_PREVIEW_URL, url);
  fixture->server.picture = make_preview (100);
  packshot_test_steps_run (fixture, PACKSHOT_STEP_PREVIEW);
  g_assert_cmpint (fixture->reply->verdict, ==, PACKSHOT_VERDICT_GONE);

  g_clear_pointer (&fixture->server.picture, g_bytes_unref);
  fixture->server.picture = make_preview (G_MAXSIZE);
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_PREVIEW);
  first = g_strdup (fixture->reply->preview_path);
  g_assert_true (g_path_is_absolute (first));
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));

  /* Another preview takes the place of none. */
  result->cover = g_strdup (first);
  packshot_job_add_result (fixture->job, result);
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_PREVIEW);
  g_assert_cmpstr (fixture->reply->preview_path, !=, first);
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));
}

typedef struct
{
  GPtrArray *list;
  char *address;
  PackshotReply *reply;
  GError *error;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->list, g_ptr_array_unref);
  g_clear_pointer (&answer->address, g_free);
  g_clear_pointer (&answer->reply, packshot_reply_free);
  g_clear_error (&answer->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->list = packshot_service_list_finish (PACKSHOT_SERVICE (source), result, &answer->error);
}

static void
offered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->list =
      packshot_service_catalog_finish (PACKSHOT_SERVICE (source), result, &answer->error);
}

static void
hosted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->address =
      packshot_service_host_finish (PACKSHOT_SERVICE (source), result, &answer->error);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->reply = packshot_service_test_finish (PACKSHOT_SERVICE (source), result, &answer->error);
}

static void
test_lists (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_auto (Answer) jobs = { 0 };
  g_auto (Answer) values = { 0 };
  g_auto (Answer) missing = { 0 };
  g_auto (Answer) empty = { 0 };

  fixture->server.words = "one\ntwo";
  packshot_service_list_async (fixture->service, NULL, listed_cb, &jobs);
  packshot_test_wait_until (jobs.list != NULL);
  g_assert_cmpuint (jobs.list->len, ==, 2);
  g_assert_cmpstr (((PackshotListing *) jobs.list->pdata[1])->id, ==, "two");

  packshot_service_catalog_async (fixture->service, "figure", NULL, offered_cb, &values);
  packshot_test_wait_until (values.list != NULL);
  g_assert_cmpstr (((PackshotCatalogItem *) values.list->pdata[0])->value, ==, "one");
  g_assert_cmpstr (fixture->server.journal->str, ==, "GET /list\nGET /catalog?of=figure\n");

  /* One that does not answer says nothing of a video. */
  fixture->server.status = 404;
  fixture->server.words = "nope";
  packshot_service_list_async (fixture->service, NULL, listed_cb, &missing);
  packshot_test_wait_until (missing.error != NULL);
  g_assert_error (missing.error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE);
  g_assert_nonnull (strstr (missing.error->message, "nope"));
  g_assert_null (strstr (missing.error->message, "video"));

  fixture->server.status = 200;
  fixture->server.words = NULL;
  packshot_service_list_async (fixture->service, NULL, listed_cb, &empty);
  packshot_test_wait_until (empty.error != NULL);
  g_assert_error (empty.error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE);
}

static void
test_host (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_auto (Answer) good = { 0 };
  g_auto (Answer) bad = { 0 };

  g_assert_true (packshot_service_can_host (fixture->service));
  fixture->server.words = "https://files.example.com/1";
  packshot_service_host_async (fixture->service, fixture->photo, "image/png", NULL, hosted_cb,
                               &good);
  packshot_test_wait_until (good.address != NULL);
  g_assert_cmpstr (good.address, ==, "https://files.example.com/1");
  g_assert_cmpstr (fixture->server.journal->str, ==, "POST /host\n");
  g_assert_nonnull (strstr (fixture->server.body, "filename=\"picture.png\""));

  fixture->server.words = "file:///etc/passwd";
  packshot_service_host_async (fixture->service, fixture->photo, "image/png", NULL, hosted_cb,
                               &bad);
  packshot_test_wait_until (bad.error != NULL);
  g_assert_error (bad.error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE);
}

static void
test_rehost (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_autofree char *video = packshot_test_write_file ("ad.mp4", "a video");

  packshot_test_steps_make_job (fixture);
  packshot_job_set_files (fixture->job, video, NULL);
  fixture->server.words = "https://files.example.com/ad.mp4";
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_REHOST);
  g_assert_cmpstr (packshot_remote_id_find (packshot_job_get_remote_ids (fixture->job),
                                            PACKSHOT_REMOTE_ID_HOSTED_URL),
                   ==, "https://files.example.com/ad.mp4");
  g_assert_nonnull (strstr (fixture->server.body, "filename=\"video.mp4\""));
  g_assert_nonnull (strstr (fixture->server.body, "Content-Type: video/mp4"));

  fixture->server.status = 413;
  fixture->server.words = "too long";
  packshot_test_steps_assert_refused (fixture, PACKSHOT_STEP_REHOST, PACKSHOT_VERDICT_REFUSED,
                                      "too long");

  g_assert_cmpint (g_unlink (video), ==, 0);
  packshot_test_steps_run (fixture, PACKSHOT_STEP_REHOST);
  g_assert_cmpint (fixture->reply->verdict, ==, PACKSHOT_VERDICT_LOCAL_FAILURE);
}

static void
test_test (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_auto (Answer) good = { 0 };
  g_auto (Answer) missing = { 0 };

  packshot_service_test_async (fixture->service, NULL, tested_cb, &good);
  packshot_test_wait_until (good.reply != NULL);
  g_assert_cmpint (good.reply->verdict, ==, PACKSHOT_VERDICT_DONE);
  g_assert_cmpint (good.reply->balance, ==, 100 * MILLION);

  fixture->server.status = 404;
  fixture->server.words = "nothing here";
  packshot_service_test_async (fixture->service, NULL, tested_cb, &missing);
  packshot_test_wait_until (missing.reply != NULL);
  g_assert_cmpint (missing.reply->verdict, ==, PACKSHOT_VERDICT_REFUSED);
}

static void
given_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;
  g_autoptr (PackshotReply) reply =
      packshot_service_test_finish (PACKSHOT_SERVICE (source), result, error);

  g_assert_null (reply);
}

/* Whoever asked may be gone by then, and goes by the error. */
static void
test_given_up (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  packshot_service_test_async (fixture->service, cancellable, given_up_cb, &error);
  g_cancellable_cancel (cancellable);
  packshot_test_wait_until (error != NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/http-steps/" path, PackshotTestSteps, NULL, packshot_test_steps_set_up, function,  \
              packshot_test_steps_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("second-steps", test_second_steps);
  ADD ("echoed-keys", test_echoed_keys);
  ADD ("balance-after", test_balance_after);
  ADD ("preview", test_preview);
  ADD ("lists", test_lists);
  ADD ("host", test_host);
  ADD ("rehost", test_rehost);
  ADD ("test", test_test);
  ADD ("given-up", test_given_up);

  return g_test_run ();
}
