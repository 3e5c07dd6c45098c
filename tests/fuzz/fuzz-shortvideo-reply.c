/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Whatever the service answers, something is made of it that can be shown, asked for and stored. */

#include <math.h>
#include <string.h>

#include "packshot-answer.h"
#include "packshot-fuzz.h"
#include "packshot-shortvideo.h"

#define MAX_ID    4096
#define MAX_WORDS 4096

static const PackshotAdapter *const adapter = &packshot_shortvideo_adapter;

/* All but the good one: of these the words are read, and little else. */
static const guint bad_statuses[] = { 302, 400, 401, 402, 404, 409, 429, 500, 503 };

/* It stands in lists and on terminals: one line, and no character that acts. */
static void
check_words (const char *words)
{
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_cmpuint (strlen (words), <, MAX_WORDS);
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
}

/* It is fetched as it is. */
static void
check_url (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, NULL);

  g_assert_nonnull (uri);
  g_assert_true (g_str_equal (g_uri_get_scheme (uri), "https")
                 || g_str_equal (g_uri_get_scheme (uri), "http"));
  g_assert_null (g_uri_get_userinfo (uri));
  g_assert_true (g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0');
  for (const char *p = text; *p != '\0'; p++)
    g_assert_true (g_ascii_isgraph (*p));
}

/* It is asked for, by itself or with others. */
static void
check_poll_id (char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (PackshotCall) call = NULL;
  g_autofree char *target = NULL;

  g_ptr_array_add (ids, id);
  call = adapter->build_poll (NULL, ids);
  target = packshot_call_dup_target (call);
  g_assert_true (g_str_has_prefix (target, "/api/video/fetch?ids="));
  g_assert_null (strpbrk (target + strlen ("/api/video/fetch?ids="), "?&#/ \r\n\\"));
}

static void
check_id (const PackshotRemoteId *id)
{
  g_assert_true (*id->id != '\0' && g_utf8_validate (id->id, -1, NULL));
  g_assert_cmpuint (strlen (id->id), <, MAX_ID);
  if (g_str_equal (id->kind, PACKSHOT_REMOTE_ID_VIDEO_URL)
      || g_str_equal (id->kind, PACKSHOT_REMOTE_ID_COVER_URL))
    check_url (id->id);
  else if (g_str_equal (id->kind, PACKSHOT_REMOTE_ID_POLL))
    check_poll_id (id->id);
}

static void
check_money (gint64 amount)
{
  g_assert_true (amount == PACKSHOT_MONEY_UNKNOWN || amount >= 0);
}

static gboolean
needs_words (PackshotVerdict verdict)
{
  return verdict != PACKSHOT_VERDICT_DONE && verdict != PACKSHOT_VERDICT_WORKING
         && verdict != PACKSHOT_VERDICT_CANCELLED;
}

static void
check_reply (const PackshotReply *reply)
{
  g_assert_nonnull (reply);
  g_assert_true (reply->words != NULL || !needs_words (reply->verdict));
  if (reply->words != NULL)
    check_words (reply->words);
  for (guint i = 0; i < reply->warnings->len; i++)
    check_words (g_ptr_array_index (reply->warnings, i));
  for (guint i = 0; i < reply->remote_ids->len; i++)
    check_id (g_ptr_array_index (reply->remote_ids, i));
  check_money (reply->cost);
  check_money (reply->balance);
  g_assert_true (isfinite (reply->duration) && reply->duration >= 0 && reply->fraction <= 1);
}

/* What follows of each verdict of each step: DESIGN says it, here from the other side. */
static void
check_verdict (PackshotStep step, guint status, const PackshotReply *reply)
{
  gboolean is_known = packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_POLL) != NULL;
  gboolean is_good = status >= 200 && status <= 299;

  if (step == PACKSHOT_STEP_CREATE)
    {
      g_assert_true (reply->verdict != PACKSHOT_VERDICT_DONE || is_known);
      g_assert_true (reply->verdict != PACKSHOT_VERDICT_REFUSED || !is_known);
      g_assert_true (status < 500 || reply->verdict == PACKSHOT_VERDICT_UNCERTAIN);
    }
  g_assert_true (is_good || reply->verdict != PACKSHOT_VERDICT_DONE);
  g_assert_true (reply->verdict != PACKSHOT_VERDICT_FAILED
                 || (is_good && step == PACKSHOT_STEP_POLL));
}

static void
check_step (PackshotStep step, const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  guint status = packshot_net_answer_get_status (answer);
  g_autoptr (PackshotReply) reply = packshot_answer_read_status (adapter, step, answer);

  if (reply == NULL)
    reply = step == PACKSHOT_STEP_UPLOAD ? adapter->read_upload (input, answer)
                                         : adapter->read_create (input, answer);
  check_reply (reply);
  check_verdict (step, status, reply);
}

static void
check_poll (PackshotNetAnswer *answer)
{
  static const char *const asked[] = { "video_xyz789", "video_1", "video_2" };
  guint status = packshot_net_answer_get_status (answer);
  g_autoptr (PackshotReply) reply =
      packshot_answer_read_status (adapter, PACKSHOT_STEP_POLL, answer);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) replies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_reply_free);

  if (reply != NULL)
    {
      check_reply (reply);
      check_verdict (PACKSHOT_STEP_POLL, status, reply);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    g_ptr_array_add (ids, (gpointer) asked[i]);
  adapter->read_poll (NULL, ids, answer, replies);
  g_assert_cmpuint (replies->len, ==, ids->len);
  for (guint i = 0; i < replies->len; i++)
    {
      check_reply (g_ptr_array_index (replies, i));
      check_verdict (PACKSHOT_STEP_POLL, status, g_ptr_array_index (replies, i));
    }
}

/* Whether the key is taken is asked with any answer there may be. */
static void
check_test (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  g_autoptr (PackshotReply) reply = adapter->read_test (input, answer);

  check_reply (reply);
}

static void
check_answer (const PackshotAdapterInput *input, guint status, GBytes *body)
{
  g_autoptr (PackshotNetAnswer) answer = packshot_net_answer_new (status, "", body);
  g_autofree char *words = adapter->read_words (answer);

  if (words != NULL)
    check_words (words);
  check_step (PACKSHOT_STEP_UPLOAD, input, answer);
  check_step (PACKSHOT_STEP_CREATE, input, answer);
  check_poll (answer);
  if (status == 200)
    check_test (input, answer);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (PackshotJobCopy) copy = packshot_job_copy_new ("image", "/jobs/x/image.png", 3, "00");
  const PackshotAdapterInput input = { .file = copy, .model = "m" };

  check_answer (&input, 200, bytes);
  check_answer (&input, bad_statuses[size % G_N_ELEMENTS (bad_statuses)], bytes);

  return 0;
}
