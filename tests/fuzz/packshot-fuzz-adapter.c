/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fuzz-adapter.h"

#include <math.h>
#include <string.h>

#include "packshot-answer.h"

#define MAX_ID    4096
#define MAX_WORDS 4096

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

static guint
count (const char *text, const char *set)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += strchr (set, *p) != NULL ? 1 : 0;

  return n;
}

static char *
dup_poll_target (const PackshotAdapter *adapter, char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (PackshotCall) call = NULL;

  g_ptr_array_add (ids, id);
  call = adapter->build_poll (NULL, ids);
  return packshot_call_dup_target (call);
}

/* Whatever it is called, the question stays what it is. */
static void
check_poll_id (const PackshotAdapter *adapter, char *id)
{
  g_autofree char *plain = NULL;
  g_autofree char *target = NULL;

  if (adapter->build_poll == NULL)
    return;

  plain = dup_poll_target (adapter, (char *) "id");
  target = dup_poll_target (adapter, id);
  g_assert_cmpuint (count (target, "/?&=#"), ==, count (plain, "/?&=#"));
  for (const char *p = target; *p != '\0'; p++)
    g_assert_true (g_ascii_isgraph (*p) && *p != '\\');
}

static gboolean
is_url (const char *kind)
{
  return g_str_equal (kind, PACKSHOT_REMOTE_ID_VIDEO_URL)
         || g_str_equal (kind, PACKSHOT_REMOTE_ID_COVER_URL)
         || g_str_equal (kind, PACKSHOT_REMOTE_ID_PREVIEW_URL)
         || g_str_equal (kind, PACKSHOT_REMOTE_ID_HOSTED_URL);
}

static void
check_id (const PackshotAdapter *adapter, const PackshotRemoteId *id)
{
  g_assert_true (*id->id != '\0' && g_utf8_validate (id->id, -1, NULL));
  g_assert_cmpuint (strlen (id->id), <, MAX_ID);
  if (is_url (id->kind))
    check_url (id->id);
  else if (g_str_equal (id->kind, PACKSHOT_REMOTE_ID_POLL))
    check_poll_id (adapter, id->id);
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
check_reply (const PackshotAdapter *adapter, const PackshotReply *reply)
{
  g_assert_nonnull (reply);
  g_assert_true (reply->words != NULL || !needs_words (reply->verdict));
  if (reply->words != NULL)
    check_words (reply->words);
  for (guint i = 0; i < reply->warnings->len; i++)
    check_words (g_ptr_array_index (reply->warnings, i));
  for (guint i = 0; i < reply->remote_ids->len; i++)
    check_id (adapter, g_ptr_array_index (reply->remote_ids, i));
  check_money (reply->cost);
  check_money (reply->balance);
  g_assert_true (isfinite (reply->duration) && reply->duration >= 0 && reply->fraction <= 1);
}

static gboolean
has_id (const PackshotReply *reply)
{
  return packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_POLL) != NULL
         || packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL) != NULL;
}

static void
check_paid (const PackshotAdapter *adapter, guint status, const PackshotReply *reply)
{
  g_assert_true (reply->verdict != PACKSHOT_VERDICT_DONE || has_id (reply));
  g_assert_true (reply->verdict != PACKSHOT_VERDICT_REFUSED || !has_id (reply));
  g_assert_true (status < 500 || reply->verdict == PACKSHOT_VERDICT_UNCERTAIN
                 || (reply->verdict == PACKSHOT_VERDICT_REFUSED && adapter->is_refusal != NULL));
}

static void
check_poll_verdict (const PackshotReply *reply)
{
  g_assert_true (reply->verdict != PACKSHOT_VERDICT_DONE
                 || packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_VIDEO_URL)
                        != NULL);
  g_assert_true (reply->verdict != PACKSHOT_VERDICT_REVIEW
                 || packshot_remote_id_find (reply->remote_ids, PACKSHOT_REMOTE_ID_PREVIEW_URL)
                        != NULL);
}

/* What follows of each verdict of each step: DESIGN says it, here from the other side. */
static void
check_verdict (const PackshotAdapter *adapter,
               PackshotStep step,
               guint status,
               const PackshotReply *reply)
{
  gboolean is_good = status >= 200 && status <= 299;
  gboolean may_end = step == PACKSHOT_STEP_POLL || packshot_step_is_paid (step);

  if (packshot_step_is_paid (step))
    check_paid (adapter, status, reply);
  if (step == PACKSHOT_STEP_POLL)
    check_poll_verdict (reply);
  g_assert_true (is_good || reply->verdict != PACKSHOT_VERDICT_DONE);
  g_assert_true (reply->verdict != PACKSHOT_VERDICT_REVIEW || step == PACKSHOT_STEP_POLL);
  g_assert_true (reply->verdict != PACKSHOT_VERDICT_FAILED || (is_good && may_end));
}

static void
check_step (const PackshotAdapter *adapter,
            PackshotStep step,
            PackshotAdapterRead read,
            const PackshotAdapterInput *input,
            PackshotNetAnswer *answer)
{
  g_autoptr (PackshotReply) reply = NULL;

  if (read == NULL)
    return;

  reply = packshot_answer_read_status (adapter, step, answer);
  if (reply == NULL)
    reply = read (input, answer);
  check_reply (adapter, reply);
  check_verdict (adapter, step, packshot_net_answer_get_status (answer), reply);
}

static void
check_poll (const PackshotAdapter *adapter, const char *const *asked, PackshotNetAnswer *answer)
{
  guint status = packshot_net_answer_get_status (answer);
  g_autoptr (PackshotReply) reply =
      packshot_answer_read_status (adapter, PACKSHOT_STEP_POLL, answer);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) replies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_reply_free);

  for (guint i = 0; asked[i] != NULL; i++)
    g_ptr_array_add (ids, (gpointer) asked[i]);
  if (reply != NULL)
    g_ptr_array_add (replies, g_steal_pointer (&reply));
  else
    {
      adapter->read_poll (NULL, ids, answer, replies);
      g_assert_cmpuint (replies->len, ==, ids->len);
    }
  for (guint i = 0; i < replies->len; i++)
    {
      check_reply (adapter, g_ptr_array_index (replies, i));
      check_verdict (adapter, PACKSHOT_STEP_POLL, status, g_ptr_array_index (replies, i));
    }
}

static void
check_listings (const PackshotAdapter *adapter, PackshotNetAnswer *answer)
{
  g_autoptr (PackshotReply) trouble = NULL;
  g_autoptr (GPtrArray) list = adapter->read_list (NULL, NULL, answer, &trouble);

  g_assert_true ((list == NULL) != (trouble == NULL));
  if (trouble != NULL)
    check_reply (adapter, trouble);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const PackshotListing *listing = g_ptr_array_index (list, i);

      check_poll_id (adapter, listing->id);
      g_assert_true (g_utf8_validate (listing->id, -1, NULL));
    }
}

static void
check_catalog (const PackshotAdapter *adapter, PackshotNetAnswer *answer)
{
  g_autoptr (PackshotReply) trouble = NULL;
  g_autoptr (GPtrArray) list = adapter->read_catalog (NULL, "option", answer, &trouble);

  g_assert_true ((list == NULL) != (trouble == NULL));
  if (trouble != NULL)
    check_reply (adapter, trouble);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const PackshotCatalogItem *item = g_ptr_array_index (list, i);

      g_assert_true (*item->value != '\0' && g_utf8_validate (item->value, -1, NULL));
      check_words (item->label);
      if (item->details != NULL)
        check_words (item->details);
      if (item->picture_url != NULL)
        check_url (item->picture_url);
    }
}

/* Questions about no job. */
static void
check_questions (const PackshotAdapter *adapter,
                 const PackshotAdapterInput *input,
                 PackshotNetAnswer *answer)
{
  g_autoptr (PackshotReply) reply =
      adapter->read_test != NULL ? adapter->read_test (input, answer) : NULL;
  g_autoptr (PackshotReply) probe =
      adapter->read_probe != NULL ? adapter->read_probe (input, answer) : NULL;

  if (reply != NULL)
    check_reply (adapter, reply);
  if (probe != NULL)
    check_reply (adapter, probe);
  if (adapter->read_list != NULL)
    check_listings (adapter, answer);
  if (adapter->read_catalog != NULL)
    check_catalog (adapter, answer);
}

static void
check_answer (const PackshotAdapter *adapter,
              const PackshotAdapterInput *input,
              const char *const *asked,
              guint status,
              GBytes *body)
{
  g_autoptr (PackshotNetAnswer) answer = packshot_net_answer_new (status, "", body);
  g_autofree char *words = adapter->read_words (answer);

  if (words != NULL)
    check_words (words);
  check_step (adapter, PACKSHOT_STEP_UPLOAD, adapter->read_upload, input, answer);
  check_step (adapter, PACKSHOT_STEP_CREATE, adapter->read_create, input, answer);
  check_step (adapter, PACKSHOT_STEP_APPROVE, adapter->read_approve, input, answer);
  check_step (adapter, PACKSHOT_STEP_REGENERATE_PICTURE, adapter->read_regenerate_picture, input,
              answer);
  check_step (adapter, PACKSHOT_STEP_REGENERATE_VIDEO, adapter->read_regenerate_video, input,
              answer);
  check_step (adapter, PACKSHOT_STEP_REHOST, adapter->read_host, input, answer);
  if (adapter->read_poll != NULL)
    check_poll (adapter, asked, answer);
  if (status == 200)
    check_questions (adapter, input, answer);
}

/**
 * packshot_fuzz_adapter:
 * @adapter: whose answers
 * @input: what each call was built from
 * @asked: what a poll asks for, ended by %NULL
 * @body: of an answer to any of its calls, good or bad
 *
 * Whatever the service answers, something is made of it that can be shown, asked for and stored.
 */
void
packshot_fuzz_adapter (const PackshotAdapter *adapter,
                       const PackshotAdapterInput *input,
                       const char *const *asked,
                       GBytes *body)
{
  gsize size = g_bytes_get_size (body);

  check_answer (adapter, input, asked, 200, body);
  check_answer (adapter, input, asked, bad_statuses[size % G_N_ELEMENTS (bad_statuses)], body);
}
