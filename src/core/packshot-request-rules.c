/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What is asked, offered and required with the values that a request has. */

#include "packshot-core-error.h"
#include "packshot-option-models.h"
#include "packshot-option-private.h"
#include "packshot-request-private.h"

/* The value that @condition looks at, as text; %NULL where there is none. */
static char *
dup_fact (PackshotRequest *self, const PackshotCondition *condition)
{
  PackshotOption *option;
  GVariant *value;

  if (g_str_equal (condition->option, PACKSHOT_OPTION_MODEL))
    return g_strdup (packshot_request_get_model (self));

  option = packshot_manifest_lookup (self->manifest, condition->option);
  value = g_hash_table_lookup (packshot_request_get_facts (self), option);

  return value != NULL ? packshot_option_format (option, value) : NULL;
}

/* The choice of @value; %NULL where no choice has it. */
static gboolean
offers_value (PackshotRequest *self, PackshotOption *option, const char *value)
{
  const PackshotChoice *choice = packshot_option_find_choice (option, value);

  if (choice == NULL)
    return packshot_option_get_open (option);

  return packshot_request_offers (self, option, choice);
}

static gboolean
can_take (PackshotRequest *self, PackshotOption *option, GVariant *value)
{
  return value != NULL
         && (packshot_option_get_kind (option) != PACKSHOT_OPTION_CHOICE
             || offers_value (self, option, g_variant_get_string (value, NULL)));
}

static GVariant *
find_default (PackshotRequest *self, PackshotOption *option)
{
  const PackshotModel *model = packshot_request_find_model (self);
  GVariant *value = NULL;

  if (self->frozen || !packshot_option_has_step (option, self->step))
    return NULL;

  if (model != NULL)
    value = g_hash_table_lookup (model->defaults, packshot_option_get_name (option));
  if (can_take (self, option, value))
    return value;

  value = packshot_option_get_default (option);
  return can_take (self, option, value) ? value : NULL;
}

static gboolean
model_requires (PackshotRequest *self, PackshotOption *option)
{
  const PackshotModel *model = packshot_request_find_model (self);

  return model != NULL
         && g_strv_contains ((const char *const *) model->requires,
                             packshot_option_get_name (option));
}

/**
 * packshot_request_get_facts:
 * @self: a request
 *
 * What conditions look at: an option that is not asked has no value for them, whatever was set.
 * Conditions look back, so that the options are gone through once, in their order.
 *
 * Returns: (transfer none) (element-type PackshotOption GVariant): the values; good until another
 *   is set
 */
GHashTable *
packshot_request_get_facts (PackshotRequest *self)
{
  if (self->facts != NULL)
    return self->facts;

  self->facts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_variant_unref);
  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);
      GVariant *value = g_hash_table_lookup (self->values, option);

      if (!packshot_request_is_asked (self, option))
        continue;
      if (value == NULL)
        value = find_default (self, option);
      if (value != NULL)
        g_hash_table_insert (self->facts, option, g_variant_ref (value));
    }

  return self->facts;
}

/**
 * packshot_request_find_model:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the model as the manifest describes it; %NULL where there is
 *   none, or one it does not list, of which it has no rules
 */
const PackshotModel *
packshot_request_find_model (PackshotRequest *self)
{
  const char *id = packshot_request_get_model (self);

  return id != NULL ? packshot_manifest_find_model (self->manifest, id) : NULL;
}

/**
 * packshot_request_holds:
 * @self: a request
 * @condition: a condition of its manifest
 *
 * Returns: whether it is so in the request
 */
gboolean
packshot_request_holds (PackshotRequest *self, const PackshotCondition *condition)
{
  g_autofree char *text = dup_fact (self, condition);

  switch (condition->kind)
    {
    case PACKSHOT_CONDITION_IS:
      return text != NULL && g_strv_contains ((const char *const *) condition->values, text);
    case PACKSHOT_CONDITION_KINDS:
      return text != NULL
             && (condition->picture_kinds & (1u << packshot_picture_value_classify (text))) != 0;
    case PACKSHOT_CONDITION_GIVEN:
    default:
      return (text != NULL) == condition->given;
    }
}

/**
 * packshot_request_find_failing:
 * @self: a request
 * @conditions: (element-type PackshotCondition): conditions of its manifest
 *
 * Returns: (transfer none) (nullable): the first that does not hold
 */
const PackshotCondition *
packshot_request_find_failing (PackshotRequest *self, const GPtrArray *conditions)
{
  for (guint i = 0; i < conditions->len; i++)
    {
      const PackshotCondition *condition = g_ptr_array_index (conditions, i);

      if (!packshot_request_holds (self, condition))
        return condition;
    }

  return NULL;
}

/**
 * packshot_request_model_takes:
 * @self: a request
 * @option: an option of its manifest
 * @value: (nullable): a value of it, as text; %NULL for any
 *
 * Returns: whether the model of the request has no objection
 */
gboolean
packshot_request_model_takes (PackshotRequest *self, PackshotOption *option, const char *value)
{
  const PackshotModel *model = packshot_request_find_model (self);
  const char *const *allowed =
      model != NULL ? g_hash_table_lookup (model->allows, packshot_option_get_name (option)) : NULL;

  if (allowed == NULL)
    return TRUE;

  return value != NULL ? g_strv_contains (allowed, value) : allowed[0] != NULL;
}

/**
 * packshot_request_take:
 * @self: a request
 * @option: an option of its manifest
 * @value: (transfer full) (nullable): its value, not floating; %NULL to have none
 */
void
packshot_request_take (PackshotRequest *self, PackshotOption *option, GVariant *value)
{
  if (value != NULL)
    g_hash_table_insert (self->values, option, value);
  else
    g_hash_table_remove (self->values, option);

  g_hash_table_remove (self->defaults, option);
  g_clear_pointer (&self->facts, g_hash_table_unref);
}

/**
 * packshot_request_take_defaults:
 * @self: a request that is about to be closed
 */
void
packshot_request_take_defaults (PackshotRequest *self)
{
  g_autoptr (GHashTable) facts = g_hash_table_ref (packshot_request_get_facts (self));
  GHashTableIter iter;
  gpointer option, value;

  g_hash_table_iter_init (&iter, facts);
  while (g_hash_table_iter_next (&iter, &option, &value))
    {
      if (!g_hash_table_contains (self->values, option))
        {
          g_hash_table_insert (self->values, option, g_variant_ref (value));
          g_hash_table_add (self->defaults, option);
        }
    }
}

/**
 * packshot_request_check_option:
 * @self: a request
 * @option: an option of its manifest
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Returns: %FALSE where a value was set that can't be asked for with the others
 */
gboolean
packshot_request_check_option (PackshotRequest *self, PackshotOption *option, GError **error)
{
  GVariant *value = g_hash_table_lookup (self->values, option);
  g_autofree char *words = NULL;

  if (value == NULL)
    return TRUE;

  words = packshot_request_explain (self, option, NULL);
  if (words == NULL && packshot_option_get_kind (option) == PACKSHOT_OPTION_CHOICE
      && !offers_value (self, option, g_variant_get_string (value, NULL)))
    words = packshot_request_describe_refused (self, option, g_variant_get_string (value, NULL));

  if (words != NULL)
    g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, words);
  return words == NULL;
}

/**
 * packshot_request_check_complete:
 * @self: a request
 * @error: return location for a #PACKSHOT_CORE_ERROR_MISSING_VALUE
 *
 * Returns: %FALSE where a value is missing
 */
gboolean
packshot_request_check_complete (PackshotRequest *self, GError **error)
{
  PackshotOption *missing = packshot_request_find_missing (self);
  g_autofree char *words = NULL;

  if (missing == NULL)
    return TRUE;

  words = packshot_request_describe_missing (self, missing);
  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MISSING_VALUE, words);
  return FALSE;
}

/**
 * packshot_request_is_asked:
 * @self: a request
 * @option: an option of its manifest
 *
 * At which step it is asked is another question: see packshot_option_has_step().
 *
 * Returns: whether the option means something with the values of the others
 */
gboolean
packshot_request_is_asked (PackshotRequest *self, PackshotOption *option)
{
  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self) && PACKSHOT_IS_OPTION (option), FALSE);

  return packshot_request_model_takes (self, option, NULL)
         && packshot_request_find_failing (self, option->when) == NULL;
}

/**
 * packshot_request_offers:
 * @self: a request
 * @option: an option of its manifest
 * @choice: a choice of it
 *
 * Returns: whether @choice can be taken with the values of the other options
 */
gboolean
packshot_request_offers (PackshotRequest *self,
                         PackshotOption *option,
                         const PackshotChoice *choice)
{
  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self) && PACKSHOT_IS_OPTION (option), FALSE);
  g_return_val_if_fail (choice != NULL, FALSE);

  return packshot_request_model_takes (self, option, choice->value)
         && packshot_request_find_failing (self, choice->when) == NULL;
}

/**
 * packshot_request_is_required:
 * @self: a request
 * @option: an option of its manifest
 *
 * Returns: whether the request can't be sent without a value of it
 */
gboolean
packshot_request_is_required (PackshotRequest *self, PackshotOption *option)
{
  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self) && PACKSHOT_IS_OPTION (option), FALSE);

  if (!packshot_request_is_asked (self, option))
    return FALSE;

  return packshot_option_get_required (option) || model_requires (self, option)
         || (option->required_when->len > 0
             && packshot_request_find_failing (self, option->required_when) == NULL);
}

/**
 * packshot_request_is_set:
 * @self: a request
 * @option: an option of its manifest
 *
 * Returns: whether somebody gave it its value, which may be that of the default; of a request that
 *   comes from packshot_request_from_json() all values are taken for given
 */
gboolean
packshot_request_is_set (PackshotRequest *self, PackshotOption *option)
{
  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), FALSE);

  return g_hash_table_contains (self->values, option)
         && !g_hash_table_contains (self->defaults, option);
}

/**
 * packshot_request_find_missing:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the first required option that has neither a value nor a
 *   default; %NULL where the request is complete
 */
PackshotOption *
packshot_request_find_missing (PackshotRequest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), NULL);

  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);

      if (packshot_option_has_step (option, self->step)
          && packshot_request_is_required (self, option)
          && packshot_request_get_value (self, option) == NULL)
        return option;
    }

  return NULL;
}

/**
 * packshot_request_check:
 * @self: a request
 * @error: return location for a #PackshotCoreError, one sentence to show as it is: BAD_VALUE, where
 *   something was set that can't be asked for with the rest, or else MISSING_VALUE
 *
 * Returns: whether it can be sent as it is, as far as its manifest tells
 */
gboolean
packshot_request_check (PackshotRequest *self, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), FALSE);

  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);

      if (packshot_request_is_set (self, option) && !packshot_option_has_step (option, self->step))
        {
          g_autofree char *words = packshot_request_describe_step (self, option);

          g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, words);
          return FALSE;
        }
      if (!packshot_request_check_option (self, option, error))
        return FALSE;
    }

  return packshot_request_check_framing (self, error)
         && packshot_request_check_complete (self, error);
}

/**
 * packshot_manifest_find_continuation:
 * @manifest: a manifest
 * @request: what was asked of the same service in a job that is done
 *
 * Returns: (transfer none) (nullable): the option that takes the id of such a job, to go on from it
 */
PackshotOption *
packshot_manifest_find_continuation (PackshotManifest *manifest, PackshotRequest *request)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (manifest) && PACKSHOT_IS_REQUEST (request), NULL);
  g_return_val_if_fail (packshot_request_get_manifest (request) == manifest, NULL);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);

      if (option->continues != NULL && packshot_request_holds (request, option->continues))
        return option;
    }

  return NULL;
}
