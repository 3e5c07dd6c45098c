/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What the fake service delivers, how badly it can do so, and the same as a program. */

#include <string.h>

#include <glib/gstdio.h>

#include "packshot-fake-client.h"
#include "packshot-fake-shortvideo.h"
#include "packshot-test-process.h"
#include "packshot-test-utils.h"

#define FETCH "/api/video/fetch?ids=" PACKSHOT_FAKE_SHORTVIDEO_VIDEO

typedef struct
{
  PackshotFake *fake;         /* (owned) */
  PackshotFakeClient *client; /* (owned) */
  GBytes *video;              /* (owned): as it is at first */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->fake = packshot_fake_new (&packshot_fake_shortvideo, NULL);
  fixture->client = packshot_fake_client_new (fixture->fake);
  fixture->video = packshot_fake_ref_video (fixture->fake, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_fake_client_free (fixture->client);
  packshot_fake_free (fixture->fake);
  g_bytes_unref (fixture->video);
}

/* Returns: (transfer full): where the service says that "video" or "cover" is now */
static char *
ask_link (Fixture *fixture, const char *what)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *data;
  JsonObject *video;
  JsonObject *spec;

  packshot_fake_client_get (fixture->client, FETCH);
  answer = packshot_fake_client_read (fixture->client);
  data = json_object_get_object_member (json_node_get_object (answer), "data");
  video = json_array_get_object_element (json_object_get_array_member (data, "videos"), 0);
  spec = json_object_get_object_member (json_object_get_object_member (video, "specs"), "1080p");

  return g_strconcat (json_object_get_string_member (data, "domain"),
                      json_object_get_string_member (spec, what), NULL);
}

static const char *
get_header (Fixture *fixture, const char *name)
{
  return soup_message_headers_get_one (fixture->client->headers, name);
}

static void
fetch (Fixture *fixture, const char *range, const char *version)
{
  g_autofree char *link = ask_link (fixture, "video");

  packshot_fake_client_fetch (fixture->client, link, range, version);
}

static void
fault (Fixture *fixture, PackshotFakeFault fault)
{
  packshot_fake_add_fault (fixture->fake, "video", fault, 1);
}

static void
assert_whole (Fixture *fixture)
{
  g_assert_no_error (fixture->client->error);
  g_assert_cmpuint (fixture->client->status, ==, 200);
  g_assert_true (g_bytes_equal (fixture->client->body, fixture->video));
}

static void
test_whole (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) cover = packshot_fake_ref_cover (fixture->fake, FALSE);
  g_autoptr (GBytes) upright = packshot_fake_ref_video (fixture->fake, TRUE);
  g_autofree char *link = ask_link (fixture, "cover");

  fetch (fixture, NULL, NULL);
  assert_whole (fixture);
  g_assert_cmpstr (get_header (fixture, "Content-Type"), ==, "video/mp4");
  g_assert_nonnull (get_header (fixture, "ETag"));
  g_assert_false (g_bytes_equal (fixture->video, upright));

  packshot_fake_client_fetch (fixture->client, link, NULL, NULL);
  g_assert_true (g_bytes_equal (fixture->client->body, cover));
  g_assert_cmpstr (get_header (fixture, "Content-Type"), ==, "image/jpeg");
}

static void
test_range (Fixture *fixture, gconstpointer user_data)
{
  gsize size = g_bytes_get_size (fixture->video);
  g_autoptr (GBytes) rest = g_bytes_new_from_bytes (fixture->video, 1000, size - 1000);
  g_autofree char *range =
      g_strdup_printf ("bytes 1000-%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT, size - 1, size);
  g_autofree char *version = NULL;

  fetch (fixture, NULL, NULL);
  version = g_strdup (get_header (fixture, "ETag"));
  for (guint i = 0; i < 2; i++)
    {
      fetch (fixture, "bytes=1000-", i == 0 ? NULL : version);
      g_assert_cmpuint (fixture->client->status, ==, 206);
      g_assert_cmpstr (get_header (fixture, "Content-Range"), ==, range);
      g_assert_true (g_bytes_equal (fixture->client->body, rest));
    }

  fetch (fixture, "bytes=1000-", "\"another\"");
  assert_whole (fixture);
  fault (fixture, PACKSHOT_FAKE_FAULT_NO_RANGE);
  fetch (fixture, "bytes=1000-", version);
  assert_whole (fixture);
}

static void
test_changed (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *version = NULL;
  g_autoptr (GBytes) now = NULL;

  fetch (fixture, NULL, NULL);
  version = g_strdup (get_header (fixture, "ETag"));
  fault (fixture, PACKSHOT_FAKE_FAULT_CHANGED);
  for (guint i = 0; i < 2; i++)
    {
      fetch (fixture, "bytes=1000-", version);
      g_assert_cmpuint (fixture->client->status, ==, 200);
      g_assert_cmpstr (get_header (fixture, "ETag"), !=, version);
    }

  now = packshot_fake_ref_video (fixture->fake, FALSE);
  g_assert_true (g_bytes_equal (fixture->client->body, now));
  g_assert_false (g_bytes_equal (fixture->video, now));
}

static void
test_expired (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *link = ask_link (fixture, "video");

  fault (fixture, PACKSHOT_FAKE_FAULT_EXPIRED);
  for (guint i = 0; i < 2; i++)
    {
      packshot_fake_client_fetch (fixture->client, link, NULL, NULL);
      g_assert_cmpuint (fixture->client->status, ==, 403);
    }
  fetch (fixture, NULL, NULL);
  assert_whole (fixture);
}

static void
test_bad_files (Fixture *fixture, gconstpointer user_data)
{
  gsize size = g_bytes_get_size (fixture->video);

  fault (fixture, PACKSHOT_FAKE_FAULT_HTML);
  fetch (fixture, NULL, NULL);
  g_assert_cmpuint (fixture->client->status, ==, 200);
  g_assert_cmpstr (get_header (fixture, "Content-Type"), ==, "text/html");

  /* libsoup itself is content with a short body: the length that was promised tells. */
  fault (fixture, PACKSHOT_FAKE_FAULT_SHORT);
  fetch (fixture, NULL, NULL);
  g_assert_cmpint (soup_message_headers_get_content_length (fixture->client->headers), ==,
                   (goffset) size);
  if (fixture->client->error == NULL)
    g_assert_cmpuint (g_bytes_get_size (fixture->client->body), <, size);

  fault (fixture, PACKSHOT_FAKE_FAULT_MISSING);
  fetch (fixture, NULL, NULL);
  g_assert_cmpuint (fixture->client->status, ==, 404);
  fault (fixture, PACKSHOT_FAKE_FAULT_RESET);
  fetch (fixture, NULL, NULL);
  g_assert_nonnull (fixture->client->error);
  fetch (fixture, NULL, NULL);
  assert_whole (fixture);
}

static void
test_slow (Fixture *fixture, gconstpointer user_data)
{
  fault (fixture, PACKSHOT_FAKE_FAULT_SLOW);
  fetch (fixture, "bytes=-4000", NULL);
  g_assert_cmpuint (fixture->client->status, ==, 206);
  g_assert_cmpuint (g_bytes_get_size (fixture->client->body), ==, 4000);
}

static void
test_redirect (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *target = NULL;

  fault (fixture, PACKSHOT_FAKE_FAULT_REDIRECT);
  fetch (fixture, NULL, NULL);
  g_assert_cmpuint (fixture->client->status, ==, 307);
  target = g_strdup (get_header (fixture, "Location"));
  g_assert_false (g_str_has_prefix (target, packshot_fake_get_results_url (fixture->fake)));

  packshot_fake_client_fetch (fixture->client, target, NULL, NULL);
  assert_whole (fixture);
}

/* Whoever brings a key where none may be brought is found out, and gets nothing. */
static void
test_leak (Fixture *fixture, gconstpointer user_data)
{
  static const char *const leaks[][2] = {
    { "Authorization", "Bearer anything" },
    { "X-Other", "sk-fake-canary" },
    { "Referer", "http://127.0.0.1/?key=sk-fake-canary" },
  };
  g_autofree char *link = ask_link (fixture, "video");
  g_autofree char *with_key = g_strconcat (link, "?key=sk-fake-canary", NULL);
  g_autofree char *journal = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (leaks); i++)
    {
      SoupMessage *message = soup_message_new ("GET", link);

      soup_message_headers_append (soup_message_get_request_headers (message), leaks[i][0],
                                   leaks[i][1]);
      packshot_fake_client_send (fixture->client, message);
      g_assert_cmpuint (fixture->client->status, ==, 400);
      g_assert_cmpuint (packshot_fake_get_n_leaks (fixture->fake), ==, i + 1);
    }
  packshot_fake_client_fetch (fixture->client, with_key, NULL, NULL);
  g_assert_cmpuint (packshot_fake_get_n_leaks (fixture->fake), ==, G_N_ELEMENTS (leaks) + 1);

  journal = packshot_fake_dup_journal (fixture->fake);
  g_assert_nonnull (strstr (journal, "\"origin\":\"results\""));
}

static void
test_nothing_else (Fixture *fixture, gconstpointer user_data)
{
  static const char *const paths[] = { "/", "/videos/x/0/other.mp4", "/videos/x/video.mp4",
                                       "/api/video/fetch?ids=x" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *url =
          g_strconcat (packshot_fake_get_results_url (fixture->fake), paths[i], NULL);

      packshot_fake_client_fetch (fixture->client, url, NULL, NULL);
      g_assert_cmpuint (fixture->client->status, ==, 404);
    }
}

/* Returns: (transfer full): an answer of the program */
static GBytes *
ask_program (const char *base_url, guint *status)
{
  g_autofree char *url = g_strconcat (base_url, FETCH, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GError) error = NULL;
  GBytes *body;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer sk-own");
  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  *status = soup_message_get_status (message);

  return body;
}

static void
test_program (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "journal", NULL);
  const char *const argv[] = { FAKE_SERVICE, "--service",     "shortvideo", "--port", "0",
                               "--key",      "sk-own",        "--journal",  path,     "--fault",
                               "poll:limit", "--retry-after", "7",          NULL };
  g_autoptr (PackshotTestProcess) process = NULL;
  g_autofree char *line = NULL;
  g_autofree char *journal = NULL;
  g_autoptr (GBytes) refused = NULL;
  g_autoptr (GBytes) answer = NULL;
  guint status;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  process = packshot_test_process_new (argv);
  line = packshot_test_process_read_line (process);
  g_assert_true (g_str_has_prefix (line, "BASE_URL=http://127.0.0.1:"));

  refused = ask_program (line + strlen ("BASE_URL="), &status);
  g_assert_cmpuint (status, ==, 429);
  answer = ask_program (line + strlen ("BASE_URL="), &status);
  g_assert_cmpuint (status, ==, 200);

  /* A line is there before the answer is: it outlives a kill of either side. */
  packshot_test_process_kill (process);
  g_file_get_contents (path, &journal, NULL, NULL);
  g_assert_nonnull (journal);
  g_assert_nonnull (strstr (journal, "\"fault\":\"limit\",\"status\":429}\n"));
  g_assert_true (g_str_has_suffix (journal, "\"status\":200}\n"));
  g_assert_null (strstr (journal, "sk-own"));
}

static void
test_program_arguments (void)
{
  static const char *const wrong[][2] = {
    { "--service", "never" },
    { "--fault", "create:never" },
    { "--port", "x" },
    { "--never", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process =
          g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                            &error, FAKE_SERVICE, wrong[i][0], wrong[i][1], NULL);

      g_assert_no_error (error);
      g_assert_false (g_subprocess_wait_check (process, NULL, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/fake-results/whole", test_whole);
  ADD ("/fake-results/range", test_range);
  ADD ("/fake-results/changed", test_changed);
  ADD ("/fake-results/expired", test_expired);
  ADD ("/fake-results/bad-files", test_bad_files);
  ADD ("/fake-results/slow", test_slow);
  ADD ("/fake-results/redirect", test_redirect);
  ADD ("/fake-results/leak", test_leak);
  ADD ("/fake-results/nothing-else", test_nothing_else);
#undef ADD
  g_test_add_func ("/fake-results/program", test_program);
  g_test_add_func ("/fake-results/program/arguments", test_program_arguments);

  return g_test_run ();
}
