/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Why Creatify refuses something. Its documents show no such answer: these are the shapes of the
 * framework it is built on (Django REST framework: {"detail":"…"}, {"field":["…"]},
 * {"non_field_errors":["…"]}, ["…"]), and those that other clients look for. */

#include "packshot-creatify-words.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-text.h"
#include "packshot-wire.h"

#define MAX_WORDS_LENGTH 500

/* RFC 9110, 15.5. */
typedef enum
{
  STATUS_BAD_REQUEST = 400,
  STATUS_PAYMENT_REQUIRED = 402,
  STATUS_FORBIDDEN = 403,
} Status;

/* Members whose name adds nothing to what they say. */
static const char *const nameless[] = { "detail",        "message",          "error",
                                        "failed_reason", "non_field_errors", NULL };

static void
append (GString *words, const char *name, const char *text)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  if (name != NULL && !g_strv_contains (nameless, name))
    g_string_append_printf (words, "%s: ", name);
  g_string_append (words, text);
}

static void
append_list (GString *words, const char *name, JsonArray *list)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      const char *text = packshot_wire_get_element (list, i);

      if (text != NULL)
        append (words, name, text);
    }
}

/* What is wrong with each member that was sent. A lone word is a code, and no sentence. */
static void
append_members (GString *words, JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonArray *list = packshot_wire_get_array (object, l->data);
      const char *text = packshot_wire_get_string (object, l->data);

      if (list != NULL)
        append_list (words, l->data, list);
      else if (text != NULL && strchr (text, ' ') != NULL)
        append (words, l->data, text);
    }
}

static char *
read_object (JsonObject *object)
{
  static const char *const keys[] = { "detail", "message", "error", "failed_reason", NULL };
  g_autoptr (GString) words = NULL;
  char *said = packshot_wire_dup_words (object, keys);

  if (said == NULL)
    said = packshot_wire_dup_words (packshot_wire_get_object (object, "error"), keys);
  if (said != NULL)
    return said;

  words = g_string_new (NULL);
  append_members (words, object);
  return words->len > 0 ? packshot_text_printable (words->str, MAX_WORDS_LENGTH) : NULL;
}

/**
 * packshot_creatify_read_words:
 * @answer: an answer of whatever status
 *
 * Returns: (transfer full) (nullable): the service's own words, as #PackshotAdapterReadWords
 */
char *
packshot_creatify_read_words (PackshotNetAnswer *answer)
{
  GBytes *body = packshot_net_answer_get_body (answer);
  g_autoptr (JsonNode) root = packshot_wire_parse (body);
  g_autoptr (JsonNode) list = root == NULL ? packshot_wire_parse_list (body) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (root != NULL)
    return read_object (json_node_get_object (root));
  if (list != NULL)
    append_list (words, NULL, json_node_get_array (list));

  return words->len > 0 ? packshot_text_printable (words->str, MAX_WORDS_LENGTH) : NULL;
}

/**
 * packshot_creatify_explain:
 * @answer: an answer with another status than that of a success
 *
 * How it says that there are too few credits is documented nowhere but that it does.
 *
 * Returns: (transfer full) (nullable): a sentence of ours to stand before its own words
 */
char *
packshot_creatify_explain (PackshotNetAnswer *answer)
{
  guint status = packshot_net_answer_get_status (answer);
  g_autofree char *said = NULL;
  g_autofree char *folded = NULL;
  gboolean is_about_credits;

  if (status != STATUS_BAD_REQUEST && status != STATUS_PAYMENT_REQUIRED
      && status != STATUS_FORBIDDEN)
    return NULL;

  said = packshot_creatify_read_words (answer);
  folded = said != NULL ? g_utf8_casefold (said, -1) : NULL;
  is_about_credits =
      status == STATUS_PAYMENT_REQUIRED || (folded != NULL && strstr (folded, "credit") != NULL);

  return is_about_credits ? g_strdup (_ ("There are too few credits left for this.")) : NULL;
}
