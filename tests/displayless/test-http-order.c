/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* From a request to an order: what is prepared, put on the web and said in the call. */

#include <string.h>

#include "packshot-job-private.h"
#include "packshot-test-steps.h"
#include "packshot-test-utils.h"

#define MILLION G_GINT64_CONSTANT (1000000)

static void
test_whole (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_autofree char *contents = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *inset = NULL;
  g_autoptr (GBytes) kept = NULL;
  const char *address;
  gsize size;

  packshot_test_steps_set (fixture, "photo", fixture->photo);
  packshot_test_steps_set (fixture, "inset", fixture->photo);
  packshot_test_steps_make_job (fixture);

  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_PREPARE);
  g_assert_cmpuint (packshot_job_get_copies (fixture->job)->len, ==, 2);
  g_assert_cmpuint (packshot_fake_host_count (fixture->host, "put"), ==, 0);

  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_UPLOAD);
  g_assert_cmpuint (packshot_fake_host_count (fixture->host, "put"), ==, 1);
  g_assert_cmpstr (fixture->server.journal->str, ==, "");
  address = packshot_remote_id_find (packshot_job_get_remote_ids (fixture->job), "photo");
  kept = packshot_fake_host_ref_file (fixture->host, address);
  g_assert_true (g_file_get_contents (fixture->photo, &contents, &size, NULL));
  g_assert_cmpmem (contents, size, g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));

  /* The balance is that before the call, which is asked for once. */
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_CREATE);
  g_assert_cmpstr (fixture->server.journal->str, ==, "GET /balance\nPOST /create\n");
  g_assert_cmpint (fixture->reply->balance, ==, 100 * MILLION);
  g_assert_nonnull (strstr (fixture->server.body, address));
  g_assert_nonnull (strstr (fixture->server.body, "\"copies\":2,\"local\":true"));
  base64 = g_base64_encode ((const guchar *) contents, size);
  inset = g_strdup_printf ("\"data:image/png;base64,%s\"", base64);
  g_assert_nonnull (strstr (fixture->server.body, inset));

  /* It is large, and can be read again. */
  g_assert_null (packshot_remote_id_find (packshot_job_get_remote_ids (fixture->job), "inset"));
}

static void
test_addresses (PackshotTestSteps *fixture, gconstpointer user_data)
{
  packshot_test_steps_set (fixture, "photo", "https://photos.example.com/a.jpg");
  packshot_test_steps_set (fixture, "inset", "http://photos.example.com/b.jpg");
  packshot_test_steps_set_host (fixture, NULL);
  packshot_test_steps_make_job (fixture);

  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_PREPARE);
  g_assert_cmpuint (fixture->reply->warnings->len, ==, 0);
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_UPLOAD);
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_CREATE);
  g_assert_nonnull (strstr (fixture->server.body, "\"https://photos.example.com/a.jpg\""));
  g_assert_nonnull (strstr (fixture->server.body, "\"http://photos.example.com/b.jpg\""));
}

/* A copy that was changed is not what its owner saw. */
static void
test_changed_copy (PackshotTestSteps *fixture, gconstpointer user_data)
{
  const PackshotJobCopy *copy;

  packshot_test_steps_set (fixture, "inset", fixture->photo);
  packshot_test_steps_make_job (fixture);
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_PREPARE);
  copy = g_ptr_array_index (packshot_job_get_copies (fixture->job), 0);
  g_assert_true (g_file_set_contents (copy->path, "something else", -1, NULL));

  packshot_test_steps_run (fixture, PACKSHOT_STEP_CREATE);
  g_assert_cmpint (fixture->reply->verdict, ==, PACKSHOT_VERDICT_LOCAL_FAILURE);
  g_assert_cmpstr (fixture->server.journal->str, ==, "");
}

static void
test_no_host (PackshotTestSteps *fixture, gconstpointer user_data)
{
  packshot_test_steps_set (fixture, "photo", fixture->photo);
  packshot_test_steps_set_host (fixture, NULL);
  packshot_test_steps_make_job (fixture);
  packshot_test_steps_assert_refused (fixture, PACKSHOT_STEP_PREPARE, PACKSHOT_VERDICT_BAD_INPUT,
                                      "image host");
  g_assert_cmpstr (fixture->server.journal->str, ==, "");
}

static void
test_long_address (PackshotTestSteps *fixture, gconstpointer user_data)
{
  const char *url = packshot_fake_host_get_public_url (fixture->host);
  /* A slash, 32 characters and ".png" follow. */
  g_autofree char *filler = g_strnfill (200 - 37 - strlen (url) - 1, 'a');
  g_autofree char *longest = g_strdup_printf ("%s/%s", url, filler);
  g_autofree char *longer = g_strdup_printf ("%s/%sa", url, filler);

  packshot_test_steps_set (fixture, "photo", fixture->photo);
  packshot_test_steps_make_job (fixture);
  packshot_test_steps_set_host (fixture, longest);
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_PREPARE);
  packshot_test_steps_set_host (fixture, longer);
  packshot_test_steps_assert_refused (fixture, PACKSHOT_STEP_PREPARE, PACKSHOT_VERDICT_BAD_INPUT,
                                      "201");
  g_assert_cmpuint (packshot_fake_host_count (fixture->host, "put"), ==, 0);
}

/* What the adapter would refuse costs neither an upload nor a question. */
static void
test_rehearsal (PackshotTestSteps *fixture, gconstpointer user_data)
{
  packshot_test_steps_set (fixture, "photo", fixture->photo);
  packshot_test_steps_set (fixture, "product-name", PACKSHOT_TEST_WEB_TABOO);
  packshot_test_steps_make_job (fixture);
  packshot_test_steps_assert_refused (fixture, PACKSHOT_STEP_PREPARE, PACKSHOT_VERDICT_BAD_INPUT,
                                      "Not that name.");
  g_assert_cmpstr (fixture->server.journal->str, ==, "");
  g_assert_cmpuint (packshot_fake_host_count (fixture->host, "put"), ==, 0);
}

static char *
make_signed_address (int seconds)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%dT%H%M%SZ");

  return g_strdup_printf ("https://b.example.com/a.jpg?X-Amz-Date=%s&X-Amz-Expires=%d", date,
                          seconds);
}

/* The manifest says that a video takes ten minutes. */
static void
test_short_life (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_autofree char *brief = make_signed_address (300);
  g_autofree char *enough = make_signed_address (3600);

  packshot_test_steps_set (fixture, "photo", brief);
  packshot_test_steps_set (fixture, "inset", enough);
  packshot_test_steps_make_job (fixture);
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_PREPARE);
  g_assert_cmpuint (fixture->reply->warnings->len, ==, 1);
  g_test_message ("%s", (char *) fixture->reply->warnings->pdata[0]);
}

/* What is wrong with the image host leaves the job where it can be sent again. */
static void
test_host_faults (PackshotTestSteps *fixture, gconstpointer user_data)
{
  static const struct
  {
    PackshotFakeHostFault fault;
    PackshotVerdict verdict;
  } lines[] = {
    { PACKSHOT_FAKE_HOST_WRONG, PACKSHOT_VERDICT_LOCAL_FAILURE },
    { PACKSHOT_FAKE_HOST_FULL, PACKSHOT_VERDICT_LOCAL_FAILURE },
    { PACKSHOT_FAKE_HOST_MOVED, PACKSHOT_VERDICT_LOCAL_FAILURE },
    { PACKSHOT_FAKE_HOST_HIDDEN, PACKSHOT_VERDICT_LOCAL_FAILURE },
    { PACKSHOT_FAKE_HOST_LIMIT, PACKSHOT_VERDICT_BUSY },
    { PACKSHOT_FAKE_HOST_ERROR, PACKSHOT_VERDICT_UNCERTAIN },
  };

  packshot_test_steps_set (fixture, "photo", fixture->photo);
  packshot_test_steps_make_job (fixture);
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_PREPARE);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      packshot_fake_host_add_fault (fixture->host, lines[i].fault, 1);
      packshot_test_steps_run (fixture, PACKSHOT_STEP_UPLOAD);
      g_assert_cmpint (fixture->reply->verdict, ==, lines[i].verdict);
      g_assert_nonnull (fixture->reply->words);
      g_assert_cmpuint (fixture->reply->remote_ids->len, ==, 0);
    }
  g_assert_cmpstr (fixture->server.journal->str, ==, "");
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_UPLOAD);
}

static void
activity_cb (PackshotService *service,
             PackshotJob *job,
             double fraction,
             const char *activity,
             gpointer user_data)
{
  char **seen = user_data;

  g_assert_cmpfloat (fraction, <, 0);
  g_free (*seen);
  *seen = g_strdup (activity);
}

static void
test_long_call (PackshotTestSteps *fixture, gconstpointer user_data)
{
  g_autofree char *seen = NULL;

  packshot_test_steps_set (fixture, "product-name", PACKSHOT_TEST_WEB_SLOW);
  packshot_test_steps_make_job (fixture);
  g_signal_connect (fixture->service, "progress", G_CALLBACK (activity_cb), &seen);
  packshot_test_steps_run_well (fixture, PACKSHOT_STEP_CREATE);
  g_assert_nonnull (seen);
  g_assert_nonnull (strstr (seen, "can’t be resumed"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/http-order/" path, PackshotTestSteps, NULL, packshot_test_steps_set_up, function,  \
              packshot_test_steps_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("whole", test_whole);
  ADD ("addresses", test_addresses);
  ADD ("changed-copy", test_changed_copy);
  ADD ("no-host", test_no_host);
  ADD ("long-address", test_long_address);
  ADD ("rehearsal", test_rehearsal);
  ADD ("short-life", test_short_life);
  ADD ("host-faults", test_host_faults);
  ADD ("long-call", test_long_call);

  return g_test_run ();
}
