/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "packshot-adapter.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"

/* Whether what was typed is what the service is told: its own name of a picture that it has, or an
 * address that it fetches itself. */
static gboolean
goes_out_as_it_is (PackshotOption *option, const char *value)
{
  switch (packshot_picture_value_classify (value))
    {
    case PACKSHOT_PICTURE_VALUE_REFERENCE:
      return TRUE;
    case PACKSHOT_PICTURE_VALUE_ADDRESS:
      return packshot_option_passes_address (option);
    case PACKSHOT_PICTURE_VALUE_FILE:
    default:
      return FALSE;
    }
}

/**
 * packshot_adapter_input_dup_text:
 * @input: an input with a request
 * @name: the name of an option
 *
 * Returns: (transfer full) (nullable): what was asked for, as packshot_option_format() writes it;
 *   %NULL where nothing was, or where the manifest has no such option
 */
char *
packshot_adapter_input_dup_text (const PackshotAdapterInput *input, const char *name)
{
  PackshotOption *option = packshot_manifest_lookup (input->manifest, name);

  g_return_val_if_fail (input->request != NULL, NULL);

  return option != NULL ? packshot_request_dup_text (input->request, option) : NULL;
}

/**
 * packshot_adapter_input_get_picture:
 * @input: an input with a request
 * @name: the name of a picture option
 *
 * Returns: (transfer none) (nullable): what the service is to be told in its place: what an upload
 *   or the user's image host gave, or the picture itself as a data: address; else the reference or
 *   the address that was given in place of a picture and goes out as it is. %NULL where no picture
 *   was given, or one that has not been uploaded
 */
const char *
packshot_adapter_input_get_picture (const PackshotAdapterInput *input, const char *name)
{
  PackshotOption *option = packshot_manifest_lookup (input->manifest, name);
  const char *uploaded =
      input->remote_ids != NULL ? packshot_remote_id_find (input->remote_ids, name) : NULL;
  const char *given;

  g_return_val_if_fail (input->request != NULL, NULL);

  if (uploaded != NULL)
    return uploaded;
  if (option == NULL || packshot_option_get_kind (option) != PACKSHOT_OPTION_PICTURE)
    return NULL;

  given = packshot_request_get_string (input->request, name);
  return given != NULL && goes_out_as_it_is (option, given) ? given : NULL;
}

/**
 * packshot_adapter_input_check:
 * @input: an input
 * @name: the name of an option
 * @value: (nullable): what it says
 * @error: return location for a #PACKSHOT_CORE_ERROR_MISSING_VALUE
 *
 * For what a service can't do without, whatever an edited manifest says.
 *
 * Returns: whether there is a value
 */
gboolean
packshot_adapter_input_check (const PackshotAdapterInput *input,
                              const char *name,
                              const char *value,
                              GError **error)
{
  if (value != NULL && *value != '\0')
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MISSING_VALUE,
               /* Translators: the name of a service, and an option. */
               _ ("%s needs the option “%s”, which has no value."),
               packshot_manifest_get_name (input->manifest), name);
  return FALSE;
}
