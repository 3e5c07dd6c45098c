/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-choice.h"

#include "packshot-condition.h"
#include "packshot-json.h"
#include "packshot-manifest-words.h"

static const char *const keys[] = { "value", "label", "help", "spellings", "when", NULL };

/**
 * packshot_choice_new:
 * @value: (nullable): what is stored
 * @label: (nullable): what a person reads
 *
 * Returns: (transfer full): a new choice that is always offered
 */
PackshotChoice *
packshot_choice_new (const char *value, const char *label)
{
  PackshotChoice *choice = g_new0 (PackshotChoice, 1);

  choice->value = g_strdup (value);
  choice->label = g_strdup (label);
  choice->spellings = g_new0 (char *, 1);
  choice->when = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_condition_free);

  return choice;
}

/**
 * packshot_choice_new_from_json:
 * @object: one element of an option's "choices"
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Its conditions are read by packshot_option_rules_read().
 *
 * Returns: (transfer full): a new choice, or %NULL on error
 */
PackshotChoice *
packshot_choice_new_from_json (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (PackshotChoice) choice = packshot_choice_new (NULL, NULL);

  if (!packshot_json_check_keys (object, path, keys, error)
      || !packshot_manifest_words_get (object, path, "value", PACKSHOT_JSON_REQUIRED,
                                       &choice->value, error)
      || !packshot_manifest_words_get_translated (object, path, "label", PACKSHOT_JSON_REQUIRED,
                                                  &choice->label, error)
      || !packshot_manifest_words_get_translated (object, path, "help", PACKSHOT_JSON_OPTIONAL,
                                                  &choice->help, error)
      || !packshot_manifest_words_get_list (object, path, "spellings", &choice->spellings, error))
    return NULL;

  return g_steal_pointer (&choice);
}

/**
 * packshot_choice_free:
 * @choice: (transfer full): a choice
 */
void
packshot_choice_free (PackshotChoice *choice)
{
  g_free (choice->value);
  g_free (choice->label);
  g_free (choice->help);
  g_strfreev (choice->spellings);
  g_ptr_array_unref (choice->when);
  g_free (choice);
}

/**
 * packshot_choice_matches:
 * @choice: a choice
 * @text: what somebody typed, trimmed
 *
 * Returns: whether @text is the value or one of its spellings, in upper or lower case
 */
gboolean
packshot_choice_matches (const PackshotChoice *choice, const char *text)
{
  if (g_ascii_strcasecmp (choice->value, text) == 0)
    return TRUE;

  for (guint i = 0; choice->spellings[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (choice->spellings[i], text) == 0)
        return TRUE;
    }

  return FALSE;
}
