/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-request-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-option-models.h"
#include "packshot-text.h"

/* How much of an unknown name a message shows. */
#define SHOWN_LENGTH 40

G_DEFINE_FINAL_TYPE (PackshotRequest, packshot_request, G_TYPE_OBJECT)

static GVariant *
lookup_value (PackshotRequest *self, const char *name, const GVariantType *type)
{
  PackshotOption *option = packshot_manifest_lookup (self->manifest, name);
  GVariant *value;

  g_return_val_if_fail (option != NULL, NULL);

  value = packshot_request_get_value (self, option);
  g_return_val_if_fail (value == NULL || g_variant_is_of_type (value, type), NULL);

  return value;
}

static void
packshot_request_finalize (GObject *object)
{
  PackshotRequest *self = PACKSHOT_REQUEST (object);

  g_hash_table_unref (self->values);
  g_hash_table_unref (self->defaults);
  g_clear_pointer (&self->facts, g_hash_table_unref);
  g_clear_object (&self->manifest);
  g_free (self->model);

  G_OBJECT_CLASS (packshot_request_parent_class)->finalize (object);
}

static void
packshot_request_class_init (PackshotRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_request_finalize;
}

static void
packshot_request_init (PackshotRequest *self)
{
  self->values = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_variant_unref);
  self->defaults = g_hash_table_new (NULL, NULL);
  self->step = PACKSHOT_STEP_CREATE;
  self->framing = (PackshotPictureFraming) PACKSHOT_PICTURE_FRAMING_INIT;
}

/**
 * packshot_request_new:
 * @manifest: what may be asked
 *
 * Returns: (transfer full): a request with no value given yet
 */
PackshotRequest *
packshot_request_new (PackshotManifest *manifest)
{
  PackshotRequest *self;

  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (manifest), NULL);

  self = g_object_new (PACKSHOT_TYPE_REQUEST, NULL);
  self->manifest = g_object_ref (manifest);

  return self;
}

/**
 * packshot_request_set:
 * @self: a request
 * @name: the name or an alias of an option
 * @text: what a person typed, any bytes ended by NUL
 * @error: return location for a #PackshotCoreError: BAD_VALUE with one sentence to show,
 *   UNKNOWN_OPTION, or STATE where @self is frozen
 *
 * Gives an option its value, in place of an earlier one. On error the earlier one stays.
 *
 * Returns: whether the value was taken
 */
gboolean
packshot_request_set (PackshotRequest *self, const char *name, const char *text, GError **error)
{
  PackshotOption *option;
  GVariant *value;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self) && name != NULL && text != NULL, FALSE);

  if (self->frozen)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                   _ ("This request can no longer be changed."));
      return FALSE;
    }

  option = packshot_manifest_lookup (self->manifest, name);
  if (option == NULL)
    {
      g_autofree char *shown = packshot_text_printable (name, SHOWN_LENGTH);

      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_OPTION,
                   /* Translators: the name of a service, and what was typed. */
                   _ ("%s has no option “%s”."), packshot_manifest_get_name (self->manifest),
                   shown);
      return FALSE;
    }

  value = packshot_option_parse (option, text, error);
  if (value == NULL)
    return FALSE;

  packshot_request_take (self, option, value);
  return TRUE;
}

/**
 * packshot_request_unset:
 * @self: a request, not frozen
 * @name: the name or an alias of an option
 *
 * Takes back what was set, so that the option has its default again, if any.
 */
void
packshot_request_unset (PackshotRequest *self, const char *name)
{
  PackshotOption *option;

  g_return_if_fail (PACKSHOT_IS_REQUEST (self) && name != NULL && !self->frozen);

  option = packshot_manifest_lookup (self->manifest, name);
  g_return_if_fail (option != NULL);

  packshot_request_take (self, option, NULL);
}

/**
 * packshot_request_freeze:
 * @self: a request
 * @error: return location for a #PackshotCoreError, as of packshot_request_check()
 *
 * Takes the defaults for what was not given, and closes the request. Does nothing where it is
 * closed already.
 *
 * Returns: %FALSE where it can't be sent as it is; the request is as it was then
 */
gboolean
packshot_request_freeze (PackshotRequest *self, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), FALSE);

  if (self->frozen)
    return TRUE;
  if (!packshot_request_check (self, error))
    return FALSE;

  packshot_request_take_defaults (self);
  if (self->model == NULL)
    self->model = g_strdup (packshot_request_get_model (self));
  self->frozen = TRUE;
  return TRUE;
}

/**
 * packshot_request_get_manifest:
 * @self: a request
 *
 * Returns: (transfer none): the manifest it is made for
 */
PackshotManifest *
packshot_request_get_manifest (PackshotRequest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), NULL);

  return self->manifest;
}

/**
 * packshot_request_get_model:
 * @self: a request
 *
 * A frozen request keeps its model, whatever the manifest says later.
 *
 * Returns: (transfer none) (nullable): what the service calls the model that is to make the video;
 *   %NULL where it has no names for models
 */
const char *
packshot_request_get_model (PackshotRequest *self)
{
  PackshotOption *option;
  GVariant *value = NULL;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), NULL);

  /* Of what was set alone: which defaults there are depends on the model. */
  if (self->model != NULL)
    return self->model;

  option = packshot_manifest_lookup (self->manifest, PACKSHOT_OPTION_MODEL);
  if (option != NULL)
    value = g_hash_table_lookup (self->values, option);

  return value != NULL ? g_variant_get_string (value, NULL)
                       : packshot_manifest_get_default_model (self->manifest);
}

/**
 * packshot_request_get_value:
 * @self: a request
 * @option: an option of its manifest
 *
 * Returns: (transfer none) (nullable): the value, of the type #PackshotOptionKind names: what was
 *   set, otherwise the default that is taken with the values of the others, or %NULL where there is
 *   none. It is good until another value is set
 */
GVariant *
packshot_request_get_value (PackshotRequest *self, PackshotOption *option)
{
  GVariant *value;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), NULL);

  value = g_hash_table_lookup (self->values, option);
  return value != NULL || self->frozen
             ? value
             : g_hash_table_lookup (packshot_request_get_facts (self), option);
}

/**
 * packshot_request_dup_text:
 * @self: a request
 * @option: an option of its manifest
 *
 * Returns: (transfer full) (nullable): the value as packshot_option_format() writes it, or %NULL
 *   where none was given
 */
char *
packshot_request_dup_text (PackshotRequest *self, PackshotOption *option)
{
  GVariant *value = packshot_request_get_value (self, option);

  return value != NULL ? packshot_option_format (option, value) : NULL;
}

/**
 * packshot_request_get_string:
 * @self: a request
 * @name: the name of an option that is a text, a choice or a picture
 *
 * Returns: (transfer none) (nullable): the text, the choice's value, or the picture's absolute
 *   path, address or reference; %NULL where none was given
 */
const char *
packshot_request_get_string (PackshotRequest *self, const char *name)
{
  PackshotOption *option;
  GVariant *value;
  gboolean is_path;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self) && name != NULL, NULL);

  option = packshot_manifest_lookup (self->manifest, name);
  is_path = option != NULL && packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE;
  value = lookup_value (self, name, is_path ? G_VARIANT_TYPE_BYTESTRING : G_VARIANT_TYPE_STRING);
  if (value == NULL)
    return NULL;

  return is_path ? g_variant_get_bytestring (value) : g_variant_get_string (value, NULL);
}

/**
 * packshot_request_get_double:
 * @self: a request
 * @name: the name of a range option
 *
 * Returns: the number, in the option's unit; 0 where none was given
 */
double
packshot_request_get_double (PackshotRequest *self, const char *name)
{
  GVariant *value;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self) && name != NULL, 0);

  value = lookup_value (self, name, G_VARIANT_TYPE_DOUBLE);
  return value != NULL ? g_variant_get_double (value) : 0;
}

/**
 * packshot_request_get_boolean:
 * @self: a request
 * @name: the name of a switch option
 *
 * Returns: whether it is on; %FALSE where nothing was said
 */
gboolean
packshot_request_get_boolean (PackshotRequest *self, const char *name)
{
  GVariant *value;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self) && name != NULL, FALSE);

  value = lookup_value (self, name, G_VARIANT_TYPE_BOOLEAN);
  return value != NULL && g_variant_get_boolean (value);
}
