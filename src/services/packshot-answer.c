/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* What an answer means by its status alone, or that there is none: the same for all services. What
 * follows from a verdict is the queue's to say; here money hangs on one thing, that a create is
 * never taken for refused or not sent when the service may have begun. */

#include "packshot-answer.h"

#include <glib/gi18n.h>

#include "packshot-net-error.h"
#include "packshot-text-join.h"
#include "packshot-text.h"

/* The longest that a service is left alone on its word, in seconds. */
#define MAX_RETRY_AFTER (24 * 60 * 60)

/* RFC 9110, 15, and RFC 6585, 4. */
typedef enum
{
  STATUS_UNAUTHORIZED = 401,
  STATUS_PAYMENT_REQUIRED = 402,
  STATUS_FORBIDDEN = 403,
  STATUS_NOT_FOUND = 404,
  STATUS_PROXY_AUTHENTICATION_REQUIRED = 407,
  STATUS_REQUEST_TIMEOUT = 408,
  STATUS_GONE = 410,
  STATUS_CONTENT_TOO_LARGE = 413,
  STATUS_TOO_MANY_REQUESTS = 429,
} Status;

static PackshotVerdict
judge_client_error (guint status, PackshotStep step)
{
  switch (status)
    {
    case STATUS_UNAUTHORIZED:
    case STATUS_FORBIDDEN:
      return PACKSHOT_VERDICT_KEY_REFUSED;
    case STATUS_NOT_FOUND:
    case STATUS_GONE:
      return step == PACKSHOT_STEP_POLL ? PACKSHOT_VERDICT_GONE : PACKSHOT_VERDICT_REFUSED;
    /* The proxy wants a password: it passed nothing on. */
    case STATUS_PROXY_AUTHENTICATION_REQUIRED:
      return PACKSHOT_VERDICT_NOT_SENT;
    /* The server gave up waiting; a part of the request may have gone further. */
    case STATUS_REQUEST_TIMEOUT:
      return PACKSHOT_VERDICT_UNCERTAIN;
    case STATUS_TOO_MANY_REQUESTS:
      return PACKSHOT_VERDICT_BUSY;
    default:
      return PACKSHOT_VERDICT_REFUSED;
    }
}

static PackshotVerdict
judge_status (guint status, PackshotStep step)
{
  if (status >= 300 && status < 400)
    return PACKSHOT_VERDICT_MOVED;
  if (status >= 400 && status < 500)
    return judge_client_error (status, step);

  return PACKSHOT_VERDICT_UNCERTAIN;
}

static char *
describe_move (PackshotNetAnswer *answer)
{
  const char *location = packshot_net_answer_get_header (answer, "Location");
  g_autoptr (GUri) uri = location != NULL ? g_uri_parse (location, G_URI_FLAGS_NONE, NULL) : NULL;

  /* The host alone: there may be a secret behind it. */
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return g_strdup (_ ("The address of the service has moved."));

  return g_strdup_printf (_ ("The address of the service has moved to “%s”."),
                          g_uri_get_host (uri));
}

static char *
describe_refusal (guint status)
{
  if (status == STATUS_PAYMENT_REQUIRED)
    return g_strdup (_ ("The service wants to be paid first: there may be too few credits."));
  if (status == STATUS_CONTENT_TOO_LARGE)
    return g_strdup (_ ("The service says that this is too large."));
  if (status == STATUS_NOT_FOUND || status == STATUS_GONE)
    return g_strdup (_ ("The service does not know what it was asked for."));

  return g_strdup_printf (_ ("The service refuses this without a reason (status %u)."), status);
}

static char *
describe_trouble (guint status)
{
  if (status >= 500 && status < 600)
    return g_strdup_printf (_ ("The service has trouble of its own (status %u)."), status);
  if (status == STATUS_REQUEST_TIMEOUT)
    return g_strdup (_ ("The service did not want to wait any longer for what was being sent."));

  return g_strdup (_ ("The answer of the service can’t be read."));
}

/* One sentence of our own; a seller reads it, and knows nothing of HTTP. */
static char *
describe (PackshotNetAnswer *answer, PackshotVerdict verdict)
{
  guint status = packshot_net_answer_get_status (answer);

  switch ((guint) verdict)
    {
    case PACKSHOT_VERDICT_NOT_SENT:
      return g_strdup (_ ("The proxy of this network asks for a password."));
    case PACKSHOT_VERDICT_BUSY:
      return g_strdup (_ ("The service has too many requests at the moment."));
    case PACKSHOT_VERDICT_MOVED:
      return describe_move (answer);
    case PACKSHOT_VERDICT_KEY_REFUSED:
      return g_strdup (_ ("The service does not accept the key."));
    case PACKSHOT_VERDICT_GONE:
      return g_strdup (_ ("The service does not know this video."));
    case PACKSHOT_VERDICT_REFUSED:
      return describe_refusal (status);
    default:
      return describe_trouble (status);
    }
}

/* Returns: (transfer full): what the service said, as the end of a sentence of ours. */
static char *
quote (const char *said)
{
  return g_strdup_printf (packshot_text_ends_sentence (said) ? _ ("“%s”") : _ ("“%s”."), said);
}

/* A sentence of ours, and what the service said. */
static PackshotReply *
make_long_reply (PackshotVerdict verdict, PackshotStep step, const char *ours, const char *said)
{
  g_autoptr (GString) words = g_string_new (ours);
  g_autofree char *quoted = said != NULL ? quote (said) : NULL;
  g_autofree char *theirs = NULL;

  if (packshot_step_is_paid (step) && verdict == PACKSHOT_VERDICT_UNCERTAIN)
    packshot_text_join_sentence (
        words, _ ("Nobody here knows whether it took the order; nothing is sent again unless you "
                  "say so."));
  if (said != NULL)
    {
      /* Translators: the service’s own words in quotation marks, with the full stop. */
      theirs = g_strdup_printf (_ ("The service said: %s"), quoted);
      packshot_text_join_sentence (words, theirs);
    }

  return packshot_reply_new_take_words (verdict, g_string_free (g_steal_pointer (&words), FALSE));
}

/* Why it refuses, the service knows best. */
static PackshotReply *
make_reply (PackshotVerdict verdict, PackshotStep step, const char *ours, const char *said)
{
  g_autofree char *quoted = NULL;

  if (said == NULL || verdict != PACKSHOT_VERDICT_REFUSED)
    return make_long_reply (verdict, step, ours, said);

  quoted = quote (said);
  return packshot_reply_new_take_words (
      /* Translators: the service’s own words in quotation marks, with the full stop. */
      verdict, g_strdup_printf (_ ("The service refuses this: %s"), quoted));
}

static gint64
get_not_before (gint64 retry_after)
{
  if (retry_after < 0)
    return 0;

  return g_get_real_time () + MIN (retry_after, MAX_RETRY_AFTER) * G_TIME_SPAN_SECOND;
}

/* Being stopped by ourselves: what was on its way when it was may have been acted upon. */
static PackshotVerdict
judge_stop (gboolean was_sent, PackshotStep step)
{
  gboolean counts = packshot_step_is_paid (step) || step == PACKSHOT_STEP_CANCEL;

  if (was_sent && counts)
    return PACKSHOT_VERDICT_UNCERTAIN;

  /* Of a cancel it would mean that the service has stopped, of a paid call that nobody knows. */
  return counts ? PACKSHOT_VERDICT_NOT_SENT : PACKSHOT_VERDICT_CANCELLED;
}

static PackshotVerdict
judge_net_error (PackshotNetError code)
{
  switch (code)
    {
    case PACKSHOT_NET_ERROR_INVALID:
    case PACKSHOT_NET_ERROR_NOT_SENT:
      return PACKSHOT_VERDICT_NOT_SENT;
    case PACKSHOT_NET_ERROR_REDIRECT:
      return PACKSHOT_VERDICT_MOVED;
    case PACKSHOT_NET_ERROR_NO_SPACE:
    case PACKSHOT_NET_ERROR_LOCAL:
      return PACKSHOT_VERDICT_LOCAL_FAILURE;
    case PACKSHOT_NET_ERROR_UNCERTAIN:
    case PACKSHOT_NET_ERROR_TOO_LARGE:
    case PACKSHOT_NET_ERROR_STATUS:
    case PACKSHOT_NET_ERROR_CONTENT:
    default:
      return PACKSHOT_VERDICT_UNCERTAIN;
    }
}

static PackshotVerdict
judge_error (const GError *error, gboolean was_sent, PackshotStep step)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return judge_stop (was_sent, step);
  /* Whatever went wrong: half of it may have been enough. */
  if (was_sent && packshot_step_is_paid (step))
    return PACKSHOT_VERDICT_UNCERTAIN;
  if (error->domain == PACKSHOT_NET_ERROR)
    return judge_net_error ((PackshotNetError) error->code);

  return was_sent ? PACKSHOT_VERDICT_UNCERTAIN : PACKSHOT_VERDICT_LOCAL_FAILURE;
}

/* Of a link, which the service can give anew. Many say 400 or 403 of one that has run out. */
static PackshotVerdict
judge_link (guint status)
{
  PackshotVerdict verdict = judge_status (status, PACKSHOT_STEP_FETCH);

  return verdict == PACKSHOT_VERDICT_REFUSED || verdict == PACKSHOT_VERDICT_KEY_REFUSED
             ? PACKSHOT_VERDICT_GONE
             : verdict;
}

/**
 * packshot_answer_read_status:
 * @adapter: whose service answered
 * @step: what was asked for
 * @answer: the answer
 *
 * Judges an answer by its status (RFC 9110, 15), with the service's own words in the reply and the
 * time that it wants to be left alone, a day at most.
 *
 * Returns: (transfer full) (nullable): the reply; %NULL where the status is that of a success, so
 *   that it is for the adapter to read the answer
 */
PackshotReply *
packshot_answer_read_status (const PackshotAdapter *adapter,
                             PackshotStep step,
                             PackshotNetAnswer *answer)
{
  g_autofree char *said = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *explained = NULL;
  PackshotVerdict verdict;
  PackshotReply *reply;
  guint status;

  g_return_val_if_fail (adapter != NULL && answer != NULL, NULL);

  status = packshot_net_answer_get_status (answer);
  if (status >= 200 && status < 300)
    return NULL;

  verdict = judge_status (status, step);
  if (status >= 500 && status < 600 && adapter->is_refusal != NULL && adapter->is_refusal (answer))
    verdict = PACKSHOT_VERDICT_REFUSED;

  said = adapter->read_words (answer);
  ours = describe (answer, verdict);
  explained = adapter->explain != NULL ? adapter->explain (answer) : NULL;
  reply = explained != NULL ? make_long_reply (verdict, step, explained, said)
                            : make_reply (verdict, step, ours, said);
  reply->not_before = get_not_before (packshot_net_answer_get_retry_after (answer));

  return reply;
}

/**
 * packshot_answer_get_not_before:
 * @answer: an answer
 *
 * Returns: until when the server wants to be left alone, in microseconds since 1970, UTC, a day at
 *   most; 0 where it does not say
 */
gint64
packshot_answer_get_not_before (PackshotNetAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, 0);

  return get_not_before (packshot_net_answer_get_retry_after (answer));
}

/**
 * packshot_answer_read_error:
 * @error: why there is no answer: a #PackshotNetError, %G_IO_ERROR_CANCELLED, or any other
 * @was_sent: whether a byte of the call may have left this computer
 * @step: what was asked for; not a fetch, which has packshot_answer_read_download()
 *
 * Returns: (transfer full): the reply
 */
PackshotReply *
packshot_answer_read_error (const GError *error, gboolean was_sent, PackshotStep step)
{
  g_return_val_if_fail (error != NULL, NULL);

  return make_reply (judge_error (error, was_sent, step), step, error->message, NULL);
}

/**
 * packshot_answer_read_download:
 * @error: why there is no file, of packshot_net_download_finish()
 * @status: what the server answered; 0 where it did not, or where that was a success
 * @retry_after: for how many seconds it wants to be left alone, or -1
 *
 * A link that brings something else than a video, or nothing, is gone: the service may give a fresh
 * one. All else is worth another try.
 *
 * Returns: (transfer full): the reply
 */
PackshotReply *
packshot_answer_read_download (const GError *error, guint status, gint64 retry_after)
{
  PackshotVerdict verdict;
  PackshotReply *reply;

  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_STATUS))
    verdict = judge_link (status);
  else if (g_error_matches (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_CONTENT)
           || g_error_matches (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_REDIRECT)
           || g_error_matches (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_INVALID))
    verdict = PACKSHOT_VERDICT_GONE;
  else
    verdict = judge_error (error, TRUE, PACKSHOT_STEP_FETCH);

  reply = packshot_reply_new_take_words (verdict, g_strdup (error->message));
  reply->not_before = get_not_before (retry_after);

  return reply;
}

/**
 * packshot_answer_new_refusal:
 * @step: what was asked for
 * @said: (nullable): why not, in the service's words
 *
 * For a refusal that comes with the status of a success.
 *
 * Returns: (transfer full): the reply
 */
PackshotReply *
packshot_answer_new_refusal (PackshotStep step, const char *said)
{
  return make_reply (PACKSHOT_VERDICT_REFUSED, step,
                     _ ("The service refuses this without a reason."), said);
}

/**
 * packshot_answer_new_failure:
 * @said: (nullable): why there will be no video, in the service's words
 *
 * For the answer to a poll that a job has failed.
 *
 * Returns: (transfer full): the reply
 */
PackshotReply *
packshot_answer_new_failure (const char *said)
{
  g_autofree char *quoted = said != NULL ? quote (said) : NULL;
  char *words;

  if (quoted != NULL)
    /* Translators: the service’s own words in quotation marks, with the full stop. */
    words = g_strdup_printf (_ ("The service could not make this video: %s"), quoted);
  else
    words = g_strdup (_ ("The service could not make this video, and gives no reason."));

  return packshot_reply_new_take_words (PACKSHOT_VERDICT_FAILED, words);
}

/**
 * packshot_answer_new_puzzle:
 * @step: what was asked for
 * @said: (nullable): what the service said that could be read
 *
 * For an answer with the status of a success from which nothing can be learned: garbage, or without
 * what has to be in it.
 *
 * Returns: (transfer full): the reply
 */
PackshotReply *
packshot_answer_new_puzzle (PackshotStep step, const char *said)
{
  return make_reply (PACKSHOT_VERDICT_UNCERTAIN, step,
                     _ ("The answer of the service can’t be read."), said);
}
