/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What a form shows of what was chosen before, here or elsewhere. */

#include "packshot-form-private.h"

/* Beside the names of options, which have no dots. */
#define MORE_KEY "form.more"

/* Whether the request would have the same value without anybody's choice, so that it may follow the
 * others again. */
static gboolean
is_default (PackshotRequest *request, PackshotOption *option)
{
  g_autoptr (PackshotRequest) copy = packshot_request_copy (request);
  GVariant *value = packshot_request_get_value (request, option);
  GVariant *standard;

  packshot_request_unset (copy, packshot_option_get_name (option));
  standard = packshot_request_get_value (copy, option);

  return value == NULL || (standard != NULL && g_variant_equal (value, standard));
}

/**
 * packshot_form_show:
 * @self: a form
 * @request: a request of the same service
 *
 * Shows what was asked once.
 */
void
packshot_form_show (PackshotForm *self, PackshotRequest *request)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_REQUEST (request));

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *text = packshot_request_dup_text (request, field->option);

      packshot_form_field_show (field, NULL);
      if (!is_default (request, field->option))
        packshot_form_field_choose (field, text);
    }

  packshot_form_update (self);
}

/**
 * packshot_form_recall:
 * @self: a form
 * @memory: what was remembered
 *
 * Shows what was chosen last for this service.
 */
void
packshot_form_recall (PackshotForm *self, PackshotMemory *memory)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && self->manifest != NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *text =
          packshot_memory_dup_string (memory, packshot_manifest_get_id (self->manifest),
                                      packshot_option_get_name (field->option));

      packshot_form_field_choose (field, text);
    }

  g_set_object (&self->memory, memory);
  adw_expander_row_set_expanded (
      self->more,
      packshot_memory_get_int (memory, packshot_manifest_get_id (self->manifest), MORE_KEY, FALSE));
  packshot_form_update (self);
}

/**
 * packshot_form_remember_more:
 * @self: a form
 *
 * Remembers whether somebody opened the options that few people need, for this service.
 */
void
packshot_form_remember_more (PackshotForm *self)
{
  if (self->memory != NULL)
    packshot_memory_set_int (self->memory, packshot_manifest_get_id (self->manifest), MORE_KEY,
                             adw_expander_row_get_expanded (self->more));
}

/**
 * packshot_form_remember:
 * @self: a form
 * @memory: where to
 *
 * Remembers what is chosen for this service. Texts and pictures are not: they are about one
 * product, and would be wrong under the next one.
 */
void
packshot_form_remember (PackshotForm *self, PackshotMemory *memory)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && self->manifest != NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);
      PackshotOptionKind kind = packshot_option_get_kind (field->option);
      g_autofree char *text = packshot_form_field_dup_chosen (field);

      if (kind != PACKSHOT_OPTION_TEXT && kind != PACKSHOT_OPTION_PICTURE)
        packshot_memory_set_string (memory, packshot_manifest_get_id (self->manifest),
                                    packshot_option_get_name (field->option), text);
    }
}

/**
 * packshot_form_dup_chosen:
 * @self: a form
 *
 * Returns: (transfer full) (element-type utf8 utf8): what somebody chose, right or wrong, by the
 *   names of the options
 */
GHashTable *
packshot_form_dup_chosen (PackshotForm *self)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_val_if_fail (PACKSHOT_IS_FORM (self), texts);

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);
      char *text = packshot_form_field_dup_chosen (field);

      if (text != NULL)
        g_hash_table_insert (texts, g_strdup (packshot_option_get_name (field->option)), text);
    }

  return texts;
}

/**
 * packshot_form_choose:
 * @self: a form with a service
 * @texts: (element-type utf8 utf8): what somebody chose before, by the names of options
 *
 * Shows that where the service has such options and they take it.
 */
void
packshot_form_choose (PackshotForm *self, GHashTable *texts)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && texts != NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);
      const char *name = packshot_option_get_name (field->option);

      packshot_form_field_choose (field, g_hash_table_lookup (texts, name));
    }

  packshot_form_update (self);
}

/**
 * packshot_form_forget:
 * @self: a form with a service
 * @option: an option of the service
 *
 * Shows it as if nobody had chosen anything for it.
 */
void
packshot_form_forget (PackshotForm *self, PackshotOption *option)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_OPTION (option));

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);

      if (field->option == option)
        packshot_form_field_show (field, NULL);
    }

  packshot_form_update (self);
}

/**
 * packshot_form_change_manifest:
 * @self: a form with a service
 * @manifest: another service
 * @memory: what was remembered
 *
 * Shows the options of another service: with what was chosen here where it has the same, and with
 * what was chosen last for it otherwise.
 */
void
packshot_form_change_manifest (PackshotForm *self,
                               PackshotManifest *manifest,
                               PackshotMemory *memory)
{
  g_autoptr (GHashTable) texts = NULL;

  g_return_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_MANIFEST (manifest));

  texts = packshot_form_dup_chosen (self);
  packshot_form_set_manifest (self, manifest);
  packshot_form_recall (self, memory);
  packshot_form_choose (self, texts);
}
