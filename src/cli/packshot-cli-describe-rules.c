/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What depends on what, in the words of somebody who types flags. */

#include "packshot-cli-describe-rules.h"

#include <glib/gi18n.h>

#include "packshot-condition.h"
#include "packshot-text-join.h"

/* "a, b or c" */
static char *
join_alternatives (const char *const *words)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    packshot_text_join_alternative (list, words[i], words[i + 1] == NULL);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
join_kinds (const PackshotCondition *condition)
{
  const char *const names[] = {
    [PACKSHOT_PICTURE_VALUE_FILE] = _ ("a file"),
    [PACKSHOT_PICTURE_VALUE_ADDRESS] = _ ("a web address"),
    [PACKSHOT_PICTURE_VALUE_REFERENCE] = _ ("a picture that the service has"),
  };
  const char *words[G_N_ELEMENTS (names) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if ((condition->picture_kinds & (1u << i)) != 0)
        words[n++] = names[i];
    }

  return join_alternatives (words);
}

/* A switch is given or not, and its value seldom typed. */
static char *
dup_values (PackshotManifest *manifest, const PackshotCondition *condition)
{
  PackshotOption *option = packshot_manifest_lookup (manifest, condition->option);
  g_autofree char *values = join_alternatives ((const char *const *) condition->values);

  if (option == NULL || packshot_option_get_kind (option) != PACKSHOT_OPTION_SWITCH)
    /* Translators: a flag and its value; as in “Only with --kind held.”. */
    return g_strdup_printf (_ ("with --%s %s"), condition->option, values);

  /* Translators: a flag, also in the next; as in “Only with --draft.”. */
  return g_strdup_printf (g_str_equal (condition->values[0], "true") ? _ ("with --%s")
                                                                     : _ ("without --%s"),
                          condition->option);
}

static char *
dup_condition (PackshotManifest *manifest, const PackshotCondition *condition)
{
  g_autofree char *kinds = NULL;

  switch (condition->kind)
    {
    case PACKSHOT_CONDITION_GIVEN:
      return g_strdup_printf (condition->given ? _ ("with --%s") : _ ("without --%s"),
                              condition->option);
    case PACKSHOT_CONDITION_KINDS:
      kinds = join_kinds (condition);
      /* Translators: As in "Only where --image is a file." */
      return g_strdup_printf (_ ("where --%s is %s"), condition->option, kinds);
    case PACKSHOT_CONDITION_IS:
    default:
      return dup_values (manifest, condition);
    }
}

/* What it does not take, of which there may be less to say. */
static GPtrArray *
list_others (PackshotOption *option, char **values)
{
  GPtrArray *others = g_ptr_array_new ();

  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);

      if (!g_strv_contains ((const char *const *) values, choice->value))
        g_ptr_array_add (others, choice->value);
    }
  g_ptr_array_add (others, NULL);

  return others;
}

static void
append_limit (GString *words, PackshotOption *option, char **values)
{
  const char *name = packshot_option_get_name (option);
  g_autoptr (GPtrArray) others = list_others (option, values);
  guint n_others = others->len - 1;
  g_autofree char *list = NULL;

  if (n_others == 0)
    return;

  if (n_others < g_strv_length (values))
    {
      list = join_alternatives ((const char *const *) others->pdata);
      /* Translators: A flag and what must not follow it, as in "--duration: any but 1 or 15." */
      g_string_append_printf (words, _ (" --%s: any but %s."), name, list);
    }
  else
    {
      list = join_alternatives ((const char *const *) values);
      /* Translators: A flag and what may follow it, as in "--duration: 5 or 10." */
      g_string_append_printf (words, _ (" --%s: %s."), name, list);
    }
}

/* In the order of the form, and not of a hash table. */
static void
append_limits (GString *words, PackshotManifest *manifest, const PackshotModel *model)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      const char *name = packshot_option_get_name (option);
      g_autofree char *flag = g_strconcat ("--", name, NULL);
      char **values = g_hash_table_lookup (model->allows, name);

      if (values != NULL && values[0] == NULL)
        packshot_text_join_item (missing, flag);
      else if (values != NULL)
        append_limit (words, option, values);
    }

  if (missing->len > 0)
    /* Translators: a list of flags that a model does not take. */
    g_string_append_printf (words, _ (" Without %s."), missing->str);
}

/**
 * packshot_cli_describe_rules_dup_conditions:
 * @manifest: a service
 * @conditions: (nullable) (element-type PackshotCondition): conditions of it, all of which have to
 *   hold
 *
 * Returns: (transfer full) (nullable): the end of a sentence: "with --type avatar and without
 *   --draft"; %NULL where there are none
 */
char *
packshot_cli_describe_rules_dup_conditions (PackshotManifest *manifest, const GPtrArray *conditions)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    {
      g_autofree char *one = dup_condition (manifest, g_ptr_array_index (conditions, i));

      /* Translators: between the last two of a list, with spaces. */
      g_string_append_printf (words, "%s%s", i > 0 ? _ (" and ") : "", one);
    }

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/**
 * packshot_cli_describe_rules_append:
 * @words: a paragraph about @option
 * @manifest: a service
 * @option: one of its options
 *
 * Appends when it can be given, when it has to be, and where its values are to be had.
 */
void
packshot_cli_describe_rules_append (GString *words,
                                    PackshotManifest *manifest,
                                    PackshotOption *option)
{
  g_autofree char *when =
      packshot_cli_describe_rules_dup_conditions (manifest, packshot_option_get_when (option));
  g_autofree char *required_when = packshot_cli_describe_rules_dup_conditions (
      manifest, packshot_option_get_required_when (option));

  if (when != NULL)
    /* Translators: when an option can be given: “with --kind held”; goes on after another sentence.
     */
    g_string_append_printf (words, _ (" Only %s."), when);
  if (required_when != NULL)
    /* Translators: when an option has to be given: “with --kind held”; goes on after another
     * sentence. */
    g_string_append_printf (words, _ (" Needed %s."), required_when);
  if (packshot_option_get_open (option))
    g_string_append (words, _ (" Any other name is taken as well."));
  if (packshot_option_get_catalog (option))
    /* Translators: a service and a flag; goes on after another sentence, hence the space. */
    g_string_append_printf (words, _ (" “packshot-cli services %s --values %s” lists them."),
                            packshot_manifest_get_id (manifest), packshot_option_get_name (option));
  if (packshot_option_get_continues (option))
    g_string_append (words, _ (" The id of a job here will do as well."));
}

/**
 * packshot_cli_describe_rules_append_model:
 * @words: a paragraph about @model
 * @manifest: a service
 * @model: one of its models
 *
 * Appends which options it needs, and what it takes of those that it limits.
 */
void
packshot_cli_describe_rules_append_model (GString *words,
                                          PackshotManifest *manifest,
                                          const PackshotModel *model)
{
  for (guint i = 0; model->requires != NULL && model->requires[i] != NULL; i++)
    g_string_append_printf (words, _ (" Needs --%s."), model->requires[i]);

  append_limits (words, manifest, model);
}
