/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

#include "packshot-net-answer.h"

#include <string.h>

#include "packshot-net-answer-private.h"

/* A shorter one could be part of anything, in bytes. */
#define MIN_SECRET 8

struct _PackshotNetAnswer
{
  guint status;
  char *reason;                /* (owned) */
  SoupMessageHeaders *headers; /* (owned) */
  GBytes *body;                /* (owned) */
};

/* Gives whether there was anything to cover. */
static gboolean
cover (char *text, gsize size, const char *secret)
{
  gsize length = strlen (secret);
  char *end = text + size;
  gboolean found = FALSE;

  for (char *at = text; (at = memmem (at, (gsize) (end - at), secret, length)) != NULL;
       at += length)
    {
      memset (at, '*', length);
      found = TRUE;
    }

  return found;
}

static void
hide_in_headers (PackshotNetAnswer *self, const char *secret)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, self->headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_autofree char *covered = g_strdup (value);

      cover (covered, strlen (covered), secret);
      soup_message_headers_append (headers, name, covered);
    }

  soup_message_headers_unref (self->headers);
  self->headers = headers;
}

static void
hide_in_body (PackshotNetAnswer *self, const char *secret)
{
  gsize size = g_bytes_get_size (self->body);
  g_autofree char *covered = g_memdup2 (g_bytes_get_data (self->body, NULL), size);

  if (covered == NULL || !cover (covered, size, secret))
    return;

  g_bytes_unref (self->body);
  self->body = g_bytes_new_take (g_steal_pointer (&covered), size);
}

/**
 * packshot_net_answer_new:
 * @status: the status of HTTP
 * @reason: (nullable): the words behind it
 * @body: the body
 *
 * Returns: (transfer full): an answer without headers
 */
PackshotNetAnswer *
packshot_net_answer_new (guint status, const char *reason, GBytes *body)
{
  PackshotNetAnswer *self;

  g_return_val_if_fail (body != NULL, NULL);

  self = g_new0 (PackshotNetAnswer, 1);
  self->status = status;
  self->reason = g_strdup (reason != NULL ? reason : "");
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  self->body = g_bytes_ref (body);

  return self;
}

/**
 * packshot_net_answer_free:
 * @self: (transfer full): an answer
 */
void
packshot_net_answer_free (PackshotNetAnswer *self)
{
  g_free (self->reason);
  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self);
}

/**
 * packshot_net_answer_add_header:
 * @self: an answer
 * @name: the name of a header
 * @value: its value
 */
void
packshot_net_answer_add_header (PackshotNetAnswer *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL && name != NULL && value != NULL);

  soup_message_headers_append (self->headers, name, value);
}

/**
 * packshot_net_answer_hide:
 * @self: an answer
 * @secret: what was sent, and must not be told by the answer
 *
 * Puts an asterisk in place of each of its bytes wherever the answer repeats them, as some services
 * do who complain about a key. One of fewer than 8 bytes is left alone, for it could be part of
 * anything.
 */
void
packshot_net_answer_hide (PackshotNetAnswer *self, const char *secret)
{
  g_return_if_fail (self != NULL && secret != NULL);

  if (strlen (secret) < MIN_SECRET)
    return;

  cover (self->reason, strlen (self->reason), secret);
  hide_in_headers (self, secret);
  hide_in_body (self, secret);
}

/**
 * packshot_net_answer_get_status:
 * @self: an answer
 *
 * Returns: the status of HTTP, such as 200
 */
guint
packshot_net_answer_get_status (PackshotNetAnswer *self)
{
  return self->status;
}

/**
 * packshot_net_answer_get_reason:
 * @self: an answer
 *
 * Returns: (transfer none): the words behind the status; empty where there were none
 */
const char *
packshot_net_answer_get_reason (PackshotNetAnswer *self)
{
  return self->reason;
}

/**
 * packshot_net_answer_get_header:
 * @self: an answer
 * @name: the name of a header, in upper or lower case
 *
 * Returns: (transfer none) (nullable): its value; several are joined with commas
 */
const char *
packshot_net_answer_get_header (PackshotNetAnswer *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return soup_message_headers_get_list (self->headers, name);
}

/**
 * packshot_net_answer_get_body:
 * @self: an answer
 *
 * Returns: (transfer none): the body, empty where there was none
 */
GBytes *
packshot_net_answer_get_body (PackshotNetAnswer *self)
{
  return self->body;
}

/* Of the answer itself: the clock of this computer may be wrong. */
static GDateTime *
get_date (PackshotNetAnswer *self)
{
  const char *text = packshot_net_answer_get_header (self, "Date");
  GDateTime *date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? date : g_date_time_new_now_utc ();
}

/**
 * packshot_net_answer_get_retry_after:
 * @self: an answer
 *
 * Reads “Retry-After”, in seconds or as a date (RFC 9110, 10.2.3).
 *
 * Returns: for how many seconds the server wants to be left alone, or -1 where it doesn't say
 */
gint64
packshot_net_answer_get_retry_after (PackshotNetAnswer *self)
{
  const char *text = packshot_net_answer_get_header (self, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return (gint64) seconds;

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;

  now = get_date (self);

  return MAX (0, g_date_time_difference (date, now) / G_TIME_SPAN_SECOND);
}

static void
add_header (const char *name, const char *value, gpointer user_data)
{
  packshot_net_answer_add_header (user_data, name, value);
}

/*< private >
 * packshot_net_answer_new_from_message:
 * @message: a request with the head of its answer
 * @body: the body
 *
 * Returns: (transfer full): the answer
 */
PackshotNetAnswer *
packshot_net_answer_new_from_message (SoupMessage *message, GBytes *body)
{
  PackshotNetAnswer *self = packshot_net_answer_new (
      soup_message_get_status (message), soup_message_get_reason_phrase (message), body);

  soup_message_headers_foreach (soup_message_get_response_headers (message), add_header, self);

  return self;
}
