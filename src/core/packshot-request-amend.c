/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* New requests from old ones. */

#include "packshot-core-error.h"
#include "packshot-option-models.h"
#include "packshot-request-private.h"

static PackshotRequest *
copy_all (PackshotRequest *self, PackshotStep step)
{
  PackshotRequest *copy = packshot_request_new (self->manifest);
  GHashTableIter iter;
  gpointer option, value;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &option, &value))
    packshot_request_take (copy, option, g_variant_ref (value));

  g_hash_table_iter_init (&iter, self->defaults);
  while (g_hash_table_iter_next (&iter, &option, NULL))
    g_hash_table_add (copy->defaults, option);

  copy->framing = self->framing;
  copy->model = g_strdup (self->model);
  copy->step = step;
  return copy;
}

static gboolean
change (PackshotRequest *self, const char *name, const char *text, GError **error)
{
  PackshotOption *option = packshot_manifest_lookup (self->manifest, name);

  if (option != NULL && !packshot_option_has_step (option, self->step))
    {
      g_autofree char *words = packshot_request_describe_step (self, option);

      g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, words);
      return FALSE;
    }

  if (option != NULL && *text == '\0')
    {
      packshot_request_take (self, option, NULL);
      return TRUE;
    }

  return packshot_request_set (self, name, text, error);
}

/* What was right when it was agreed to stays, whatever the manifest says today; what the changes
 * made wrong does not. */
static gboolean
check_changes (PackshotRequest *self, PackshotRequest *amended, GError **error)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);
      gboolean is_of_step = packshot_option_has_step (option, amended->step);

      if ((is_of_step || packshot_request_check_option (self, option, NULL))
          && !packshot_request_check_option (amended, option, error))
        return FALSE;
    }

  return packshot_request_check_complete (amended, error);
}

/**
 * packshot_request_copy:
 * @self: a request, frozen or not
 *
 * What somebody gave, without the defaults that were taken, and without what a later step alone
 * asks.
 *
 * Returns: (transfer full): a new request, not frozen
 */
PackshotRequest *
packshot_request_copy (PackshotRequest *self)
{
  PackshotRequest *copy;
  PackshotOption *model;
  GHashTableIter iter;
  gpointer option, value;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), NULL);

  copy = packshot_request_new (self->manifest);
  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &option, &value))
    {
      if (packshot_request_is_set (self, option)
          && packshot_option_has_step (option, PACKSHOT_STEP_CREATE))
        packshot_request_take (copy, option, g_variant_ref (value));
    }

  /* Nobody's choice maybe, but the other values were chosen with it. */
  model = packshot_manifest_lookup (self->manifest, PACKSHOT_OPTION_MODEL);
  value = model != NULL ? g_hash_table_lookup (self->values, model) : NULL;
  if (value != NULL)
    packshot_request_take (copy, model, g_variant_ref (value));

  copy->framing = self->framing;
  return copy;
}

/**
 * packshot_request_amend:
 * @self: a frozen request: what a job was made from
 * @step: the paid step that is to be done now
 * @names_and_values: (array zero-terminated=1): names of options and what a person typed for each,
 *   in turn; "" takes a value away
 * @error: return location for a #PackshotCoreError: UNKNOWN_OPTION, BAD_VALUE where a value is
 *   none, the option is not asked at @step, or with the changes something can't be asked for;
 *   MISSING_VALUE
 *
 * Takes the defaults of options that are asked at @step and have no value yet.
 *
 * Returns: (transfer full): a frozen request, or %NULL on error
 */
PackshotRequest *
packshot_request_amend (PackshotRequest *self,
                        PackshotStep step,
                        const char *const *names_and_values,
                        GError **error)
{
  g_autoptr (PackshotRequest) amended = NULL;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self) && self->frozen, NULL);
  g_return_val_if_fail (names_and_values != NULL, NULL);

  amended = copy_all (self, step);
  for (guint i = 0; names_and_values[i] != NULL; i += 2)
    {
      g_return_val_if_fail (names_and_values[i + 1] != NULL, NULL);

      if (!change (amended, names_and_values[i], names_and_values[i + 1], error))
        return NULL;
    }

  if (!check_changes (self, amended, error))
    return NULL;

  packshot_request_take_defaults (amended);
  amended->frozen = TRUE;
  return g_steal_pointer (&amended);
}
