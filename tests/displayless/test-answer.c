/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Each line of the answer table, in each of its columns. */

#include "packshot-answer.h"

#include <string.h>

#include "packshot-net-error.h"

#define V(verdict) PACKSHOT_VERDICT_##verdict

/* A service that says its reason as plain text, and one whose status 500 may be a refusal. */
static char *
read_words (PackshotNetAnswer *answer)
{
  GBytes *body = packshot_net_answer_get_body (answer);
  gsize size = g_bytes_get_size (body);

  return size > 0 ? g_strndup (g_bytes_get_data (body, NULL), size) : NULL;
}

static gboolean
is_refusal (PackshotNetAnswer *answer)
{
  g_autofree char *words = read_words (answer);

  return g_strcmp0 (words, "bad duration") == 0;
}

static const PackshotAdapter plain = { .name = "plain", .read_words = read_words };
static const PackshotAdapter knowing = { .name = "knowing",
                                         .read_words = read_words,
                                         .is_refusal = is_refusal };

static PackshotNetAnswer *
new_answer (guint status, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return packshot_net_answer_new (status, NULL, bytes);
}

static PackshotReply *
read_answer (guint status, PackshotStep step, const char *body)
{
  g_autoptr (PackshotNetAnswer) answer = new_answer (status, body);

  return packshot_answer_read_status (&plain, step, answer);
}

static const PackshotStep steps[] = { PACKSHOT_STEP_UPLOAD, PACKSHOT_STEP_CREATE,
                                      PACKSHOT_STEP_POLL, PACKSHOT_STEP_CANCEL };

static void
test_statuses (void)
{
  static const struct
  {
    guint status;
    PackshotVerdict verdicts[G_N_ELEMENTS (steps)];
  } lines[] = {
    { 500, { V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) } },
    { 502, { V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) } },
    { 503, { V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) } },
    { 504, { V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) } },
    { 599, { V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) } },
    { 408, { V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) } },
    { 0, { V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) } },
    { 101, { V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) } },
    { 600, { V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) } },
    { 999, { V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) } },
    { 429, { V (BUSY), V (BUSY), V (BUSY), V (BUSY) } },
    { 300, { V (MOVED), V (MOVED), V (MOVED), V (MOVED) } },
    { 307, { V (MOVED), V (MOVED), V (MOVED), V (MOVED) } },
    { 399, { V (MOVED), V (MOVED), V (MOVED), V (MOVED) } },
    { 400, { V (REFUSED), V (REFUSED), V (REFUSED), V (REFUSED) } },
    { 402, { V (REFUSED), V (REFUSED), V (REFUSED), V (REFUSED) } },
    { 413, { V (REFUSED), V (REFUSED), V (REFUSED), V (REFUSED) } },
    { 422, { V (REFUSED), V (REFUSED), V (REFUSED), V (REFUSED) } },
    { 499, { V (REFUSED), V (REFUSED), V (REFUSED), V (REFUSED) } },
    { 401, { V (KEY_REFUSED), V (KEY_REFUSED), V (KEY_REFUSED), V (KEY_REFUSED) } },
    { 403, { V (KEY_REFUSED), V (KEY_REFUSED), V (KEY_REFUSED), V (KEY_REFUSED) } },
    { 404, { V (REFUSED), V (REFUSED), V (GONE), V (REFUSED) } },
    { 410, { V (REFUSED), V (REFUSED), V (GONE), V (REFUSED) } },
    { 407, { V (NOT_SENT), V (NOT_SENT), V (NOT_SENT), V (NOT_SENT) } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
        {
          g_autoptr (PackshotReply) reply = read_answer (lines[i].status, steps[j], "");

          if (reply->verdict != lines[i].verdicts[j])
            g_error ("status %u, step %u: %u", lines[i].status, steps[j], reply->verdict);
          g_assert_cmpstr (reply->words, !=, "");
          g_assert_cmpint (reply->not_before, ==, 0);
        }
    }
}

static void
test_successes (void)
{
  static const guint statuses[] = { 200, 201, 202, 204, 299 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_assert_null (read_answer (statuses[i], PACKSHOT_STEP_CREATE, "said"));
}

/* Only where the service is known for it, and only of a server's error. */
static void
test_known_refusal (void)
{
  static const struct
  {
    guint status;
    const char *body;
    PackshotVerdict verdict;
  } cases[] = {
    { 500, "bad duration", V (REFUSED) }, { 500, "out of memory", V (UNCERTAIN) },
    { 500, "", V (UNCERTAIN) },           { 429, "bad duration", V (BUSY) },
    { 301, "bad duration", V (MOVED) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotNetAnswer) answer = new_answer (cases[i].status, cases[i].body);
      g_autoptr (PackshotReply) reply =
          packshot_answer_read_status (&knowing, PACKSHOT_STEP_CREATE, answer);

      g_assert_cmpint (reply->verdict, ==, cases[i].verdict);
    }
}

static GError *
new_error (int code)
{
  return g_error_new_literal (PACKSHOT_NET_ERROR, code, "It broke.");
}

/* Columns: a paid call of which nothing was sent, one of which something was, and a poll. */
static void
test_errors (void)
{
  static const PackshotStep paid[] = { PACKSHOT_STEP_CREATE, PACKSHOT_STEP_APPROVE,
                                       PACKSHOT_STEP_REGENERATE_PICTURE,
                                       PACKSHOT_STEP_REGENERATE_VIDEO };
  static const struct
  {
    PackshotNetError code;
    PackshotVerdict unsent;
    PackshotVerdict sent;
    PackshotVerdict poll;
  } lines[] = {
    { PACKSHOT_NET_ERROR_NOT_SENT, V (NOT_SENT), V (UNCERTAIN), V (NOT_SENT) },
    { PACKSHOT_NET_ERROR_INVALID, V (NOT_SENT), V (UNCERTAIN), V (NOT_SENT) },
    { PACKSHOT_NET_ERROR_UNCERTAIN, V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) },
    { PACKSHOT_NET_ERROR_TOO_LARGE, V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) },
    { PACKSHOT_NET_ERROR_LOCAL, V (LOCAL_FAILURE), V (UNCERTAIN), V (LOCAL_FAILURE) },
    { PACKSHOT_NET_ERROR_NO_SPACE, V (LOCAL_FAILURE), V (UNCERTAIN), V (LOCAL_FAILURE) },
    { PACKSHOT_NET_ERROR_REDIRECT, V (MOVED), V (UNCERTAIN), V (MOVED) },
    { PACKSHOT_NET_ERROR_STATUS, V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) },
    { PACKSHOT_NET_ERROR_CONTENT, V (UNCERTAIN), V (UNCERTAIN), V (UNCERTAIN) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines) * G_N_ELEMENTS (paid); i++)
    {
      PackshotStep step = paid[i / G_N_ELEMENTS (lines)];
      const guint line = i % G_N_ELEMENTS (lines);
      g_autoptr (GError) error = new_error (lines[line].code);
      g_autoptr (PackshotReply) unsent = packshot_answer_read_error (error, FALSE, step);
      g_autoptr (PackshotReply) sent = packshot_answer_read_error (error, TRUE, step);
      g_autoptr (PackshotReply) poll = packshot_answer_read_error (error, TRUE, PACKSHOT_STEP_POLL);

      g_assert_cmpint (unsent->verdict, ==, lines[line].unsent);
      g_assert_cmpint (sent->verdict, ==, lines[line].sent);
      g_assert_cmpint (poll->verdict, ==, lines[line].poll);
      g_assert_cmpstr (poll->words, ==, "It broke.");
      g_assert_cmpstr (sent->words, ==,
                       "It broke. Nobody here knows whether it took the order; nothing is sent "
                       "again unless you say so.");
    }
}

/* Errors nobody thought of must not lead to a second payment. */
static void
test_strange_error (void)
{
  g_autoptr (GError) error = g_error_new_literal (g_quark_from_static_string ("x"), 0, "Odd.");
  g_autoptr (PackshotReply) sent = packshot_answer_read_error (error, TRUE, PACKSHOT_STEP_CREATE);
  g_autoptr (PackshotReply) poll = packshot_answer_read_error (error, TRUE, PACKSHOT_STEP_POLL);
  g_autoptr (PackshotReply) unsent =
      packshot_answer_read_error (error, FALSE, PACKSHOT_STEP_CREATE);

  g_assert_cmpint (sent->verdict, ==, V (UNCERTAIN));
  g_assert_cmpint (poll->verdict, ==, V (UNCERTAIN));
  g_assert_cmpint (unsent->verdict, ==, V (LOCAL_FAILURE));
}

static void
test_cancelled (void)
{
  static const struct
  {
    PackshotStep step;
    gboolean was_sent;
    PackshotVerdict verdict;
  } cases[] = {
    { PACKSHOT_STEP_UPLOAD, FALSE, V (CANCELLED) }, { PACKSHOT_STEP_UPLOAD, TRUE, V (CANCELLED) },
    { PACKSHOT_STEP_CREATE, FALSE, V (NOT_SENT) },  { PACKSHOT_STEP_CREATE, TRUE, V (UNCERTAIN) },
    { PACKSHOT_STEP_APPROVE, FALSE, V (NOT_SENT) }, { PACKSHOT_STEP_APPROVE, TRUE, V (UNCERTAIN) },
    { PACKSHOT_STEP_POLL, TRUE, V (CANCELLED) },    { PACKSHOT_STEP_CANCEL, FALSE, V (NOT_SENT) },
    { PACKSHOT_STEP_CANCEL, TRUE, V (UNCERTAIN) },
  };
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped.");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotReply) reply =
          packshot_answer_read_error (error, cases[i].was_sent, cases[i].step);

      g_assert_cmpint (reply->verdict, ==, cases[i].verdict);
    }
}

static void
test_downloads (void)
{
  static const struct
  {
    PackshotNetError code;
    guint status;
    PackshotVerdict verdict;
  } lines[] = {
    { PACKSHOT_NET_ERROR_STATUS, 400, V (GONE) },
    { PACKSHOT_NET_ERROR_STATUS, 401, V (GONE) },
    { PACKSHOT_NET_ERROR_STATUS, 403, V (GONE) },
    { PACKSHOT_NET_ERROR_STATUS, 404, V (GONE) },
    { PACKSHOT_NET_ERROR_STATUS, 410, V (GONE) },
    { PACKSHOT_NET_ERROR_STATUS, 407, V (NOT_SENT) },
    { PACKSHOT_NET_ERROR_STATUS, 408, V (UNCERTAIN) },
    { PACKSHOT_NET_ERROR_STATUS, 429, V (BUSY) },
    { PACKSHOT_NET_ERROR_STATUS, 500, V (UNCERTAIN) },
    { PACKSHOT_NET_ERROR_STATUS, 503, V (UNCERTAIN) },
    { PACKSHOT_NET_ERROR_CONTENT, 0, V (GONE) },
    { PACKSHOT_NET_ERROR_REDIRECT, 0, V (GONE) },
    { PACKSHOT_NET_ERROR_INVALID, 0, V (GONE) },
    { PACKSHOT_NET_ERROR_NOT_SENT, 0, V (NOT_SENT) },
    { PACKSHOT_NET_ERROR_UNCERTAIN, 0, V (UNCERTAIN) },
    { PACKSHOT_NET_ERROR_TOO_LARGE, 0, V (UNCERTAIN) },
    { PACKSHOT_NET_ERROR_NO_SPACE, 0, V (LOCAL_FAILURE) },
    { PACKSHOT_NET_ERROR_LOCAL, 0, V (LOCAL_FAILURE) },
  };
  g_autoptr (GError) stop = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped.");
  g_autoptr (PackshotReply) stopped = packshot_answer_read_download (stop, 0, -1);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = new_error (lines[i].code);
      g_autoptr (PackshotReply) reply = packshot_answer_read_download (error, lines[i].status, -1);

      g_assert_cmpint (reply->verdict, ==, lines[i].verdict);
      g_assert_cmpstr (reply->words, ==, "It broke.");
      g_assert_cmpint (reply->not_before, ==, 0);
    }
  g_assert_cmpint (stopped->verdict, ==, V (CANCELLED));
}

static void
test_bodies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (PackshotReply) no = packshot_answer_new_refusal (steps[i], "No.");
      g_autoptr (PackshotReply) what = packshot_answer_new_puzzle (steps[i], NULL);

      g_assert_cmpint (no->verdict, ==, V (REFUSED));
      g_assert_cmpstr (no->words, ==, "The service refuses this: “No.”");
      g_assert_cmpint (what->verdict, ==, V (UNCERTAIN));
    }
}

static void
test_words (void)
{
  static const struct
  {
    guint status;
    PackshotStep step;
    const char *said;
    const char *words;
  } cases[] = {
    { 400, PACKSHOT_STEP_CREATE, "duration must be 12",
      "The service refuses this: “duration must be 12”." },
    { 400, PACKSHOT_STEP_CREATE, "", "The service refuses this without a reason (status 400)." },
    { 402, PACKSHOT_STEP_CREATE, "",
      "The service wants to be paid first: there may be too few credits." },
    { 413, PACKSHOT_STEP_UPLOAD, "", "The service says that this is too large." },
    { 404, PACKSHOT_STEP_UPLOAD, "", "The service does not know what it was asked for." },
    { 404, PACKSHOT_STEP_POLL, "", "The service does not know this video." },
    { 404, PACKSHOT_STEP_POLL, "no such video",
      "The service does not know this video. The service said: “no such video”." },
    { 401, PACKSHOT_STEP_CREATE, "bad token",
      "The service does not accept the key. The service said: “bad token”." },
    { 400, PACKSHOT_STEP_POLL, "too many ids", "The service refuses this: “too many ids”." },
    { 429, PACKSHOT_STEP_CREATE, "", "The service has too many requests at the moment." },
    { 407, PACKSHOT_STEP_CREATE, "", "The proxy of this network asks for a password." },
    { 408, PACKSHOT_STEP_UPLOAD, "",
      "The service did not want to wait any longer for what was being sent." },
    { 301, PACKSHOT_STEP_CREATE, "", "The address of the service has moved." },
    { 502, PACKSHOT_STEP_POLL, "", "The service has trouble of its own (status 502)." },
    { 999, PACKSHOT_STEP_POLL, "", "The answer of the service can’t be read." },
    { 502, PACKSHOT_STEP_CREATE, "try later",
      "The service has trouble of its own (status 502). Nobody here knows whether it took the "
      "order; nothing is sent again unless you say so. The service said: “try later”." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotReply) reply = read_answer (cases[i].status, cases[i].step, cases[i].said);

      g_assert_cmpstr (reply->words, ==, cases[i].words);
    }
}

static PackshotReply *
read_header (guint status, const char *name, const char *value)
{
  g_autoptr (PackshotNetAnswer) answer = new_answer (status, "");

  packshot_net_answer_add_header (answer, name, value);
  return packshot_answer_read_status (&plain, PACKSHOT_STEP_POLL, answer);
}

static void
assert_in (gint64 not_before, gint64 begun, gint64 seconds)
{
  g_assert_cmpint (not_before, >=, begun + seconds * G_TIME_SPAN_SECOND);
  g_assert_cmpint (not_before, <=, g_get_real_time () + seconds * G_TIME_SPAN_SECOND);
}

static void
test_retry_after (void)
{
  static const struct
  {
    const char *value;
    gint64 seconds;
  } cases[] = { { "30", 30 }, { "0", 0 }, { "4294967295", 24 * 60 * 60 } };
  static const char *const none[] = { "-5", "soon", "" };
  gint64 begun = g_get_real_time ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotReply) busy = read_header (429, "Retry-After", cases[i].value);
      g_autoptr (PackshotReply) broken = read_header (503, "Retry-After", cases[i].value);
      g_autoptr (GError) error = new_error (PACKSHOT_NET_ERROR_STATUS);
      g_autoptr (PackshotReply) fetch =
          packshot_answer_read_download (error, 429, cases[i].seconds);

      assert_in (busy->not_before, begun, cases[i].seconds);
      assert_in (broken->not_before, begun, cases[i].seconds);
      assert_in (fetch->not_before, begun, cases[i].seconds);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (PackshotReply) reply = read_header (429, "Retry-After", none[i]);

      g_assert_cmpint (reply->not_before, ==, 0);
    }
}

static void
test_moved (void)
{
  static const struct
  {
    const char *location;
    const char *words;
  } cases[] = {
    { "https://new.example.com/x?key=secret",
      "The address of the service has moved to “new.example.com”." },
    { "/elsewhere", "The address of the service has moved." },
    { "", "The address of the service has moved." },
    { "\xff", "The address of the service has moved." },
    { "https:///x", "The address of the service has moved." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PackshotReply) reply = read_header (301, "Location", cases[i].location);

      g_assert_cmpstr (reply->words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/answer/statuses", test_statuses);
  g_test_add_func ("/answer/successes", test_successes);
  g_test_add_func ("/answer/known-refusal", test_known_refusal);
  g_test_add_func ("/answer/errors", test_errors);
  g_test_add_func ("/answer/strange-error", test_strange_error);
  g_test_add_func ("/answer/cancelled", test_cancelled);
  g_test_add_func ("/answer/downloads", test_downloads);
  g_test_add_func ("/answer/bodies", test_bodies);
  g_test_add_func ("/answer/words", test_words);
  g_test_add_func ("/answer/retry-after", test_retry_after);
  g_test_add_func ("/answer/moved", test_moved);

  return g_test_run ();
}
