/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "packshot-adapter.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"

/* Whether the value of a picture option is what the service itself calls a picture that it has: all
 * that is neither a file nor an address. */
static gboolean
is_reference (const char *value)
{
  return !g_path_is_absolute (value) && g_ascii_strncasecmp (value, "https://", 8) != 0
         && g_ascii_strncasecmp (value, "http://", 7) != 0;
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
 *   gave, or else the reference that was given in place of a picture. %NULL where no picture was
 *   given, or one that has not been uploaded
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
  return given != NULL && is_reference (given) ? given : NULL;
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
               _ ("%s needs the option “%s”, which has no value."),
               packshot_manifest_get_name (input->manifest), name);
  return FALSE;
}
