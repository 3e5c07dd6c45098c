/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What may be given for an option: where the manifest lists it, from there, and else from the
 * service. */

#include "packshot-cli-values.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-cli-ask.h"
#include "packshot-cli-job-json.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-say.h"
#include "packshot-cli-words.h"
#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 40

/* A value that is longer has a line of its own. */
#define MAX_HEAD_WIDTH 40

static PackshotOption *
find_option (PackshotManifest *manifest, const char *name, GError **error)
{
  PackshotOption *option = packshot_manifest_lookup (manifest, name);
  g_autofree char *shown = NULL;

  if (option != NULL)
    return option;

  shown = packshot_text_printable (name, SHOWN_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_OPTION,
               /* Translators: the name of a service, what was typed, and the id of the service. */
               _ ("%s has no option “%s”; “packshot-cli services %s” lists all."),
               packshot_manifest_get_name (manifest), shown, packshot_manifest_get_id (manifest));
  return NULL;
}

static GPtrArray *
list_choices (PackshotOption *option)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_catalog_item_free);

  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);
      PackshotCatalogItem *item = packshot_catalog_item_new (choice->value, choice->label);

      item->details = g_strdup (choice->help);
      g_ptr_array_add (items, item);
    }

  return items;
}

static GPtrArray *
list_values (PackshotRegistry *registry,
             PackshotManifest *manifest,
             PackshotOption *option,
             GError **error)
{
  const char *name = packshot_option_get_name (option);

  if (packshot_option_get_catalog (option))
    return packshot_cli_ask_catalog (registry, manifest, name, error);
  if (packshot_option_get_n_choices (option) > 0)
    return list_choices (option);

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: a flag, and the id of a service. */
               _ ("There is no list of values for --%s; “packshot-cli services %s” tells what it "
                  "may be."),
               name, packshot_manifest_get_id (manifest));
  return NULL;
}

/* "male" is no part of "female". */
static gboolean
begins_word (const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    {
      if (at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at))))
        return TRUE;
    }

  return FALSE;
}

/* All of the words, each at the beginning of one. */
static gboolean
matches (const PackshotCatalogItem *item, char **words)
{
  g_autofree char *text =
      g_strjoin (" ", item->value, item->label, item->details != NULL ? item->details : "", NULL);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_utf8_casefold (words[i], -1);

      if (*word != '\0' && !begins_word (folded, word))
        return FALSE;
    }

  return TRUE;
}

static GPtrArray *
select_items (GPtrArray *items, const char *search)
{
  g_autofree char *valid = g_utf8_make_valid (search != NULL ? search : "", -1);
  g_auto (GStrv) words = g_strsplit_set (valid, " \t", -1);
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      PackshotCatalogItem *item = g_ptr_array_index (items, i);

      if (matches (item, words))
        g_ptr_array_add (selected, item);
    }

  return selected;
}

static void
print_json (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const PackshotCatalogItem *item = g_ptr_array_index (items, i);
      g_autoptr (JsonObject) object = json_object_new ();

      packshot_cli_job_json_set_words (object, "value", item->value);
      packshot_cli_job_json_set_words (object, "label", item->label);
      packshot_cli_job_json_set_words (object, "details", item->details);
      packshot_cli_job_json_set_words (object, "picture_url", item->picture_url);
      packshot_cli_job_json_put (object);
    }
}

/* Whatever stands there, somebody else wrote it. */
static char *
dup_body (const PackshotCatalogItem *item)
{
  g_autofree char *label = packshot_cli_words_printable (item->label);
  g_autofree char *details =
      item->details != NULL ? packshot_cli_words_printable (item->details) : NULL;

  if (g_str_equal (item->value, item->label))
    return details != NULL ? g_steal_pointer (&details) : g_strdup ("");

  return details != NULL ? g_strdup_printf ("%s: %s", label, details) : g_steal_pointer (&label);
}

static void
print_table (GPtrArray *items)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint width = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const PackshotCatalogItem *item = g_ptr_array_index (items, i);
      g_autofree char *value = packshot_cli_words_printable (item->value);
      guint columns = packshot_cli_layout_columns (value);

      if (columns <= MAX_HEAD_WIDTH)
        width = MAX (width, columns);
    }

  for (guint i = 0; i < items->len; i++)
    {
      const PackshotCatalogItem *item = g_ptr_array_index (items, i);
      g_autofree char *value = packshot_cli_words_printable (item->value);
      g_autofree char *body = dup_body (item);

      packshot_cli_layout_append_row (text, 0, value, width + 2, body);
    }

  packshot_cli_explain (text->str);
}

/**
 * packshot_cli_values_print:
 * @registry: the services there are
 * @manifest: a service
 * @name: the name of one of its options
 * @search: (nullable): words that all have to stand in what is printed
 * @json: whether to print JSON, one object a line
 * @error: return location for an error, one sentence
 *
 * Prints the values that may be given for an option, with what they mean.
 *
 * Returns: whether they are known
 */
gboolean
packshot_cli_values_print (PackshotRegistry *registry,
                           PackshotManifest *manifest,
                           const char *name,
                           const char *search,
                           gboolean json,
                           GError **error)
{
  PackshotOption *option = find_option (manifest, name, error);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) selected = NULL;

  if (option != NULL)
    items = list_values (registry, manifest, option, error);
  if (items == NULL)
    return FALSE;

  selected = select_items (items, search);
  if (json)
    print_json (selected);
  else
    print_table (selected);

  if (selected->len == 0)
    packshot_cli_note (search != NULL ? _ ("Nothing there has all of these words.\n")
                                      : _ ("The service has none.\n"));
  return TRUE;
}
