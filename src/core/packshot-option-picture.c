/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What is particular to an option that is a picture. */

#include "packshot-option-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-json.h"
#include "packshot-picture-path.h"
#include "packshot-text.h"

/* How much of a value a message shows. */
#define SHOWN_LENGTH        120
#define SHOWN_REASON_LENGTH 500

static const char *const transport_names[] = {
  [PACKSHOT_PICTURE_TRANSPORT_UPLOAD] = "upload",
  [PACKSHOT_PICTURE_TRANSPORT_INLINE] = "inline",
  [PACKSHOT_PICTURE_TRANSPORT_ADDRESS] = "address",
};

static int
find_transport (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (transport_names); i++)
    {
      if (g_strcmp0 (transport_names[i], name) == 0)
        return (int) i;
    }

  return -1;
}

static gboolean
read_accepts (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  g_auto (GStrv) accepts = NULL;

  if (!packshot_json_get_strv (object, path, "accepts", PACKSHOT_JSON_REQUIRED, &accepts, error))
    return FALSE;

  for (guint i = 0; accepts[i] != NULL; i++)
    {
      int kind = packshot_picture_value_kind_from_name (accepts[i]);

      if (kind < 0)
        return packshot_json_fail (error, path, "accepts", "expected file, address or reference");
      self->accepts |= 1u << kind;
    }

  /* A drop and a file chooser bring files. */
  if (!packshot_option_accepts (self, PACKSHOT_PICTURE_VALUE_FILE))
    return packshot_json_fail (error, path, "accepts", "expected file among them");

  return TRUE;
}

static gboolean
read_pattern (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *pattern = NULL;
  gboolean wanted = packshot_option_accepts (self, PACKSHOT_PICTURE_VALUE_REFERENCE);
  g_autofree char *reason = NULL;

  if (!packshot_json_get_string (object, path, "reference_pattern", PACKSHOT_JSON_OPTIONAL,
                                 &pattern, error))
    return FALSE;
  if (wanted && pattern == NULL)
    return packshot_json_fail (error, path, "reference_pattern",
                               "missing: what do references look like?");
  if (!wanted && pattern != NULL)
    return packshot_json_fail (error, path, "reference_pattern", "no reference is accepted");
  if (pattern == NULL)
    return TRUE;

  self->reference_pattern =
      g_regex_new (pattern, G_REGEX_ANCHORED | G_REGEX_DOLLAR_ENDONLY, 0, &local_error);
  if (self->reference_pattern != NULL)
    return TRUE;

  /* It repeats the pattern as it is. */
  reason = packshot_text_printable (local_error->message, SHOWN_REASON_LENGTH);
  return packshot_json_fail (error, path, "reference_pattern", "%s", reason);
}

static gboolean
read_transport (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  const char *name = NULL;
  int transport;

  if (!packshot_json_get_string (object, path, "transport", PACKSHOT_JSON_OPTIONAL, &name, error))
    return FALSE;
  if (name == NULL)
    return TRUE;

  transport = find_transport (name);
  if (transport < 0)
    return packshot_json_fail (error, path, "transport", "expected upload, inline or address");

  self->transport = (PackshotPictureTransport) transport;
  return TRUE;
}

/* With the transport "address" one that was typed goes out as it is anyway. */
static gboolean
read_sends_address (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  if (!packshot_json_get_boolean (object, path, "sends_address", PACKSHOT_JSON_OPTIONAL,
                                  &self->sends_address, error))
    return FALSE;
  if (self->sends_address && self->transport != PACKSHOT_PICTURE_TRANSPORT_UPLOAD
      && self->transport != PACKSHOT_PICTURE_TRANSPORT_INLINE)
    return packshot_json_fail (error, path, "sends_address",
                               "only with the transport upload or inline");
  if (self->sends_address && !packshot_option_accepts (self, PACKSHOT_PICTURE_VALUE_ADDRESS))
    return packshot_json_fail (error, path, "sends_address", "no address is accepted");

  return TRUE;
}

/* What leaves this computer needs limits, and the reverse. */
static gboolean
read_limits (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  g_autofree char *place = g_strconcat (path, ".limits", NULL);
  gboolean wanted = self->transport != PACKSHOT_PICTURE_TRANSPORT_NONE;
  JsonNode *node = json_object_get_member (object, "limits");

  if (!wanted && self->accepts != 1u << PACKSHOT_PICTURE_VALUE_FILE)
    return packshot_json_fail (error, path, "accepts", "without a transport only file");
  if (wanted && node == NULL)
    return packshot_json_fail (error, path, "limits", "missing: which pictures does it take?");
  if (!wanted && node != NULL)
    return packshot_json_fail (error, path, "limits", "only a picture with a transport has them");
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return packshot_json_fail (error, path, "limits", "expected an object");

  self->limits = packshot_picture_rules_new_from_json (json_node_get_object (node), place, error);
  if (self->limits == NULL)
    return FALSE;
  if (self->limits->max_address_length > 0 && self->transport != PACKSHOT_PICTURE_TRANSPORT_ADDRESS)
    return packshot_json_fail (error, place, "max_address_length", "the transport is not address");

  return TRUE;
}

static char *
check_value (PackshotOption *self, const char *text, const char *label, GError **error)
{
  g_autofree char *shown = NULL;

  if (packshot_picture_value_is_address (text))
    {
      if (packshot_option_accepts (self, PACKSHOT_PICTURE_VALUE_ADDRESS))
        return packshot_picture_value_check_address (text, self->limits->max_address_length, error);

      shown = packshot_text_printable (text, SHOWN_LENGTH);
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   self->transport == PACKSHOT_PICTURE_TRANSPORT_NONE
                       ? _ ("“%s” is a web address, and this service works offline; please save "
                            "the picture first and give its file name.")
                       : _ ("“%s” is a web address, and this service takes none; please save the "
                            "picture first and give its file name."),
                   shown);
      return NULL;
    }

  /* A file wins over a reference of the same name: it is the one a person can see. */
  if (packshot_option_accepts (self, PACKSHOT_PICTURE_VALUE_REFERENCE)
      && packshot_picture_value_is_reference (text, self->reference_pattern)
      && !g_file_test (text, G_FILE_TEST_EXISTS))
    return g_strdup (text);

  return packshot_picture_path_check (text, label, error);
}

/**
 * packshot_option_read_picture:
 * @self: a new picture option
 * @object: its description, see packshot-manifest.h
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Reads what only a picture has.
 *
 * Returns: whether it was well
 */
gboolean
packshot_option_read_picture (PackshotOption *self,
                              JsonObject *object,
                              const char *path,
                              GError **error)
{
  return packshot_json_get_boolean (object, path, "main", PACKSHOT_JSON_OPTIONAL, &self->main,
                                    error)
         && read_accepts (self, object, path, error) && read_pattern (self, object, path, error)
         && read_transport (self, object, path, error)
         && read_sends_address (self, object, path, error)
         && read_limits (self, object, path, error);
}

/**
 * packshot_option_parse_picture:
 * @self: a picture option
 * @text: what somebody gave: a path, a file:// address, a web address or a reference; in the bytes
 *   of the file system
 * @label: what the form calls it: "Photo"
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Checks what can be seen from here, see packshot_picture_path_check().
 *
 * Returns: (transfer full): the value, of the type "ay", or %NULL on error
 */
GVariant *
packshot_option_parse_picture (PackshotOption *self,
                               const char *text,
                               const char *label,
                               GError **error)
{
  g_autofree char *value = check_value (self, text, label, error);

  return value != NULL ? g_variant_ref_sink (g_variant_new_bytestring (value)) : NULL;
}

/**
 * packshot_option_get_transport:
 * @self: a picture option
 *
 * Returns: how the picture comes to the service
 */
PackshotPictureTransport
packshot_option_get_transport (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), PACKSHOT_PICTURE_TRANSPORT_NONE);

  return self->transport;
}

/**
 * packshot_option_get_sends_address:
 * @self: a picture option
 *
 * Returns: whether a web address that was typed goes to the service as it is, which fetches it;
 *   otherwise the picture is fetched here and prepared, unless its transport is "address"
 */
gboolean
packshot_option_get_sends_address (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return self->sends_address;
}

/**
 * packshot_option_passes_address:
 * @self: a picture option of a service on the web
 *
 * Returns: whether an address that was typed goes out as it is, for the service to fetch the
 *   picture; else it is fetched here
 */
gboolean
packshot_option_passes_address (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return self->transport == PACKSHOT_PICTURE_TRANSPORT_ADDRESS || self->sends_address;
}

/**
 * packshot_option_accepts:
 * @self: a picture option
 * @kind: where a picture may come from
 *
 * Returns: whether it may come from there
 */
gboolean
packshot_option_accepts (PackshotOption *self, PackshotPictureValueKind kind)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return (self->accepts & (1u << kind)) != 0;
}

/**
 * packshot_option_get_limits:
 * @self: a picture option
 *
 * Returns: (transfer none) (nullable): what the service wants of the picture; %NULL where it does
 *   not leave this computer
 */
const PackshotPictureRules *
packshot_option_get_limits (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), NULL);

  return self->limits;
}

/**
 * packshot_option_describe_picture_choice:
 * @self: a picture option
 * @text: what somebody gave for it, which packshot_option_parse() took
 *
 * A name may be that of a file and of a picture the service has: which one was taken has to be
 * said.
 *
 * Returns: (transfer full) (nullable): that, in one sentence; %NULL where there was no choice
 */
char *
packshot_option_describe_picture_choice (PackshotOption *self, const char *text)
{
  g_autofree char *shown = NULL;

  g_return_val_if_fail (PACKSHOT_IS_OPTION (self) && text != NULL, NULL);

  if (!packshot_option_accepts (self, PACKSHOT_PICTURE_VALUE_REFERENCE)
      || !packshot_picture_value_is_reference (text, self->reference_pattern)
      || strstr (text, "://") != NULL)
    return NULL;

  shown = packshot_text_printable (text, SHOWN_LENGTH);
  if (g_file_test (text, G_FILE_TEST_EXISTS))
    return g_strdup_printf (_ ("“%s” is a file here, so this file is used, and not the picture of "
                               "that name that the service may have."),
                            shown);

  return g_strdup_printf (_ ("There is no file “%s” here, so it is taken for the name of a picture "
                             "that the service has."),
                          shown);
}
