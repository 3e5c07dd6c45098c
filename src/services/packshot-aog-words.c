/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* What the gateway's errors mean. It reports all that goes wrong as its own error, and what its
 * provider said as Go prints it. */

#include "packshot-aog-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "packshot-wire.h"

/* RFC 9110, 15.5. */
#define NOT_FOUND       404
#define REQUEST_TIMEOUT 408

/* {"business_code":500,"message":"…"}
 * Returns: (transfer full) (nullable): the message as it stands */
static char *
dup_message (PackshotNetAnswer *answer)
{
  g_autoptr (JsonNode) root = packshot_wire_parse (packshot_net_answer_get_body (answer));

  return root != NULL ? g_strdup (packshot_wire_get_string (json_node_get_object (root), "message"))
                      : NULL;
}

/* What the provider answered stands in the message as Go prints it:
 * HTTPErrorResponse{StatusCode: 401, Header: map[…], Body: {"code":"…","message":"…"}} */
static guint64
find_provider_status (const char *message)
{
  const char *found = message != NULL ? strstr (message, "StatusCode: ") : NULL;

  return found != NULL ? g_ascii_strtoull (found + strlen ("StatusCode: "), NULL, 10) : 0;
}

/* The last brace is Go's. */
static char *
dup_provider_words (const char *message)
{
  static const char *const words[] = { "message", "code", NULL };
  const char *start = g_strrstr (message, "Body: ");
  const char *end = strrchr (message, '}');
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (start == NULL || end == NULL || end < start)
    return NULL;

  start += strlen ("Body: ");
  body = g_bytes_new (start, end > start ? (gsize) (end - start) : 0);
  root = packshot_wire_parse (body);

  return root != NULL ? packshot_wire_dup_words (json_node_get_object (root), words) : NULL;
}

/* It stopped asking its provider, or the provider had trouble twice: what was ordered there may be
 * made, and paid for. */
static gboolean
gave_up (const char *message)
{
  return message != NULL
         && (strstr (message, "maximum number of retries") != NULL
             || strstr (message, "max retries exceeded") != NULL);
}

/**
 * packshot_aog_read_words:
 * @answer: an answer of whatever status
 *
 * Returns: (transfer full) (nullable): the provider's own words, or else the gateway's
 */
char *
packshot_aog_read_words (PackshotNetAnswer *answer)
{
  static const char *const words[] = { "message", NULL };
  g_autoptr (JsonNode) root = packshot_wire_parse (packshot_net_answer_get_body (answer));
  g_autofree char *message = dup_message (answer);
  char *inner = message != NULL ? dup_provider_words (message) : NULL;

  if (inner != NULL || root == NULL)
    return inner;

  return packshot_wire_dup_words (json_node_get_object (root), words);
}

/**
 * packshot_aog_is_refusal:
 * @answer: an answer of status 500 to 599
 *
 * What is wrong with the picture the gateway says before it turns to its provider; and what that
 * refused it did not make.
 *
 * Returns: whether nothing was ordered
 */
gboolean
packshot_aog_is_refusal (PackshotNetAnswer *answer)
{
  g_autofree char *message = dup_message (answer);
  guint64 status = find_provider_status (message);

  if (message == NULL || gave_up (message))
    return FALSE;

  return g_str_has_prefix (message, "middleware execution failed:")
         || (status >= 400 && status < 500 && status != REQUEST_TIMEOUT);
}

/**
 * packshot_aog_explain:
 * @answer: an answer with another status than that of a success
 *
 * Returns: (transfer full) (nullable): what it means to the user, where more is known than its
 *   status tells
 */
char *
packshot_aog_explain (PackshotNetAnswer *answer)
{
  g_autofree char *message = dup_message (answer);

  if (gave_up (message))
    return g_strdup (_ ("The gateway stopped waiting before the video was there; its provider may "
                        "still make it, and charge for it."));
  /* Its own are in JSON: this is where it has nothing at all. */
  if (message == NULL && packshot_net_answer_get_status (answer) == NOT_FOUND)
    return g_strdup (_ ("There is no such page at the gateway. Its address has no path: it looks "
                        "like “http://127.0.0.1:16688”."));

  return NULL;
}
