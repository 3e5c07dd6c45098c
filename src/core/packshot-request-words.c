/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Why something can't be asked for with the rest of a request, in one sentence each. */

#include <glib/gi18n.h>

#include "packshot-option-models.h"
#include "packshot-option-private.h"
#include "packshot-request-private.h"
#include "packshot-text-join.h"
#include "packshot-text.h"

/* How much of a wrong value a sentence shows. */
#define SHOWN_LENGTH 40

/* What people read for @value: a choice has a label of its own. */
static const char *
get_label (PackshotOption *option, const char *value)
{
  const PackshotChoice *choice =
      option != NULL ? packshot_option_find_choice (option, value) : NULL;

  return choice != NULL ? choice->label : value;
}

static char *
join_values (PackshotOption *option, const PackshotCondition *condition)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = g_strv_length (condition->values);

  for (guint i = 0; i < n; i++)
    packshot_text_join_alternative (list, get_label (option, condition->values[i]), i == n - 1);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
join_picture_kinds (const PackshotCondition *condition)
{
  const char *const words[] = {
    [PACKSHOT_PICTURE_VALUE_FILE] = _ ("a file of this computer"),
    [PACKSHOT_PICTURE_VALUE_ADDRESS] = _ ("a web address"),
    [PACKSHOT_PICTURE_VALUE_REFERENCE] = _ ("a picture that the service has"),
  };
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;
  guint index = 0;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    n += (condition->picture_kinds >> i) & 1;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if ((condition->picture_kinds & (1u << i)) != 0)
        packshot_text_join_alternative (list, words[i], ++index == n);
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* The end of a sentence: "“Motion style” is possible only …". */
static char *
describe_condition (PackshotRequest *self, const PackshotCondition *condition)
{
  gboolean is_model = g_str_equal (condition->option, PACKSHOT_OPTION_MODEL);
  PackshotOption *option = packshot_manifest_lookup (self->manifest, condition->option);
  const char *label = option != NULL ? packshot_option_get_label (option) : "";
  g_autofree char *values = join_values (option, condition);
  g_autofree char *kinds = join_picture_kinds (condition);

  switch (condition->kind)
    {
    case PACKSHOT_CONDITION_KINDS:
      /* Translators: ends a sentence such as “Size” is possible only …; “Photo” is a file */
      return g_strdup_printf (_ ("where “%s” is %s"), label, kinds);
    case PACKSHOT_CONDITION_GIVEN:
      /* Translators: both end a sentence such as “Size” is possible only … */
      return g_strdup_printf (condition->given ? _ ("together with “%s”") : _ ("without “%s”"),
                              label);
    case PACKSHOT_CONDITION_IS:
    default:
      break;
    }

  if (is_model)
    /* Translators: ends a sentence such as “Size” is possible only … */
    return g_strdup_printf (_ ("with the model %s"), values);
  if (packshot_option_get_kind (option) == PACKSHOT_OPTION_SWITCH)
    /* Translators: both end a sentence such as “Size” is possible only … */
    return g_strdup_printf (g_str_equal (condition->values[0], "true") ? _ ("where “%s” is on")
                                                                       : _ ("where “%s” is off"),
                            label);

  /* Translators: ends a sentence such as “Size” is possible only …; “Type” is Avatar */
  return g_strdup_printf (_ ("where “%s” is %s"), label, values);
}

static const char *
get_model_label (PackshotRequest *self)
{
  return packshot_request_find_model (self)->label;
}

/* "5, 8 or 10": what can be typed. */
static char *
join_offered (PackshotRequest *self, PackshotOption *option)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n_choices = packshot_option_get_n_choices (option);
  guint n = 0;
  guint index = 0;

  for (guint i = 0; i < n_choices; i++)
    n += packshot_request_offers (self, option, packshot_option_get_choice (option, i)) ? 1 : 0;

  for (guint i = 0; i < n_choices; i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);

      if (packshot_request_offers (self, option, choice))
        packshot_text_join_alternative (list, choice->value, ++index == n);
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Why a choice is not offered whose own conditions hold. */
static char *
describe_model_limit (PackshotRequest *self, PackshotOption *option, const char *value)
{
  const char *label = packshot_option_get_label (option);
  g_autofree char *list = join_offered (self, option);
  g_autofree char *shown = packshot_text_printable (value, SHOWN_LENGTH);

  if (*list == '\0')
    /* Translators: a model, the label of an option, and what was chosen. */
    return g_strdup_printf (_ ("With “%s”, “%s” can’t be “%s”."), get_model_label (self), label,
                            shown);

  /* Translators: a model, the label of an option, a list such as “5 or 10”, and what was chosen. */
  return g_strdup_printf (_ ("With “%s”, “%s” must be %s, not “%s”."), get_model_label (self),
                          label, list, shown);
}

static char *
explain_choice (PackshotRequest *self, PackshotOption *option, const PackshotChoice *choice)
{
  const PackshotCondition *failing = packshot_request_find_failing (self, choice->when);
  g_autofree char *words = NULL;

  if (!packshot_request_model_takes (self, option, choice->value))
    return describe_model_limit (self, option, choice->value);
  if (failing == NULL)
    return NULL;

  words = describe_condition (self, failing);
  /* Translators: a choice, the option that has it, and when: where “Photo” is a file */
  return g_strdup_printf (_ ("“%s” for “%s” is possible only %s."), choice->label,
                          packshot_option_get_label (option), words);
}

static char *
explain_option (PackshotRequest *self, PackshotOption *option)
{
  const PackshotCondition *failing =
      packshot_request_find_failing (self, packshot_option_get_when (option));
  g_autofree char *words = NULL;

  if (!packshot_request_model_takes (self, option, NULL))
    /* Translators: a model, and the label of an option */
    return g_strdup_printf (_ ("“%s” does not take “%s”."), get_model_label (self),
                            packshot_option_get_label (option));
  if (failing == NULL)
    return NULL;

  words = describe_condition (self, failing);
  /* Translators: the label of an option, and when: where “Type” is Avatar */
  return g_strdup_printf (_ ("“%s” is possible only %s."), packshot_option_get_label (option),
                          words);
}

/**
 * packshot_request_describe_refused:
 * @self: a request
 * @option: a choice option
 * @value: a value of it that can't be taken with the others, maybe one of no choice
 *
 * Returns: (transfer full): that, in one sentence that says what can be taken
 */
char *
packshot_request_describe_refused (PackshotRequest *self, PackshotOption *option, const char *value)
{
  const PackshotChoice *choice = packshot_option_find_choice (option, value);
  g_autofree char *list = NULL;
  g_autofree char *shown = NULL;

  if (choice != NULL)
    return explain_choice (self, option, choice);

  list = join_offered (self, option);
  shown = packshot_text_printable (value, SHOWN_LENGTH);
  return g_strdup_printf (_ ("“%s” must be %s, not “%s”."), packshot_option_get_label (option),
                          list, shown);
}

/**
 * packshot_request_describe_missing:
 * @self: a request
 * @option: an option that it can't do without
 *
 * Returns: (transfer full): that, and why where it depends, in one sentence
 */
char *
packshot_request_describe_missing (PackshotRequest *self, PackshotOption *option)
{
  const char *label = packshot_option_get_label (option);
  const GPtrArray *conditions = packshot_option_get_required_when (option);
  g_autofree char *words = NULL;

  if (packshot_option_get_required (option))
    return g_strdup_printf (_ ("“%s” is missing."), label);

  if (conditions->len == 0 || packshot_request_find_failing (self, conditions) != NULL)
    /* Translators: the label of an option, and a model. */
    return g_strdup_printf (_ ("“%s” is missing: “%s” can’t do without it."), label,
                            get_model_label (self));

  words = describe_condition (self, g_ptr_array_index (conditions, 0));
  /* Translators: the label of an option, and when: where “Type” is Avatar */
  return g_strdup_printf (_ ("“%s” is missing: it is needed %s."), label, words);
}

/**
 * packshot_request_describe_step:
 * @self: a request
 * @option: an option that is not asked at the step for which @self is filled
 *
 * Returns: (transfer full): that, and when it is asked, in one sentence
 */
char *
packshot_request_describe_step (PackshotRequest *self, PackshotOption *option)
{
  const char *label = packshot_option_get_label (option);

  if (self->step != PACKSHOT_STEP_CREATE)
    return g_strdup_printf (_ ("“%s” can’t be changed at this step."), label);
  if (packshot_option_has_step (option, PACKSHOT_STEP_APPROVE))
    return g_strdup_printf (_ ("“%s” can be given when the preview is approved, not before."),
                            label);

  return g_strdup_printf (_ ("“%s” can be given when something is made again, not before."), label);
}

/**
 * packshot_request_explain:
 * @self: a request
 * @option: an option of its manifest
 * @choice: (nullable): a choice of it, or %NULL for the option itself
 *
 * Returns: (transfer full) (nullable): one sentence that says why @option is not asked, or @choice
 *   not offered, with the values that the request has; %NULL where it is
 */
char *
packshot_request_explain (PackshotRequest *self,
                          PackshotOption *option,
                          const PackshotChoice *choice)
{
  char *words;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self) && PACKSHOT_IS_OPTION (option), NULL);

  words = explain_option (self, option);
  if (words == NULL && choice != NULL)
    words = explain_choice (self, option, choice);

  return words;
}

/**
 * packshot_request_dup_typed:
 * @self: a request
 *
 * For searching.
 *
 * Returns: (transfer full): all that was typed, each value on lines of its own, as
 *   packshot_text_fold() makes it
 */
char *
packshot_request_dup_typed (PackshotRequest *self)
{
  PackshotManifest *manifest;
  g_autoptr (GString) typed = g_string_new (NULL);

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), NULL);

  manifest = packshot_request_get_manifest (self);
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *text = NULL;
      g_autofree char *folded = NULL;

      if (!packshot_option_is_typed (option) || !packshot_request_is_set (self, option))
        continue;

      text = packshot_request_dup_text (self, option);
      folded = packshot_text_fold (text != NULL ? text : "");
      g_string_append_printf (typed, "%s%s", typed->len > 0 ? "\n" : "", folded);
    }

  return g_string_free (g_steal_pointer (&typed), FALSE);
}
