/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Frozen requests as text, for the ledger:
 *
 *   { "format": 1, "service": "dummy", "values": { "photo": "/home/a/mug.jpg", "duration": 12.5 } }
 *
 * A text, a choice and a picture are strings, a range is a number, a switch a boolean. A path that
 * is not UTF-8 is an object with its bytes: { "base64": "L3RtcC//" }. A service that has names for
 * its models adds the one that was agreed to: "model": "Wan2.6-I2V". A photo that was not to be
 * taken whole adds how: "framing": "fill 0.5,0.4", see packshot_picture_framing_dup_text(). There
 * is nothing else in it, and a credential is never an option. */

#include "packshot-request-json.h"

#include <math.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "packshot-core-error.h"
#include "packshot-json.h"
#include "packshot-option-models.h"
#include "packshot-request-private.h"

#define FORMAT 1

/* 64 texts of 10000 characters, with room for escapes. */
#define MAX_BYTES (8 * 1024 * 1024)

static JsonNode *
path_to_node (const char *path)
{
  JsonNode *node = json_node_alloc ();
  g_autofree char *base64 = NULL;
  JsonObject *object;

  if (g_utf8_validate (path, -1, NULL))
    return json_node_init_string (node, path);

  base64 = g_base64_encode ((const guchar *) path, strlen (path));
  object = json_object_new ();
  json_object_set_string_member (object, "base64", base64);
  json_node_init_object (node, object);
  json_object_unref (object);

  return node;
}

static JsonNode *
value_to_node (PackshotOption *option, GVariant *value)
{
  JsonNode *node;

  switch (packshot_option_get_kind (option))
    {
    case PACKSHOT_OPTION_RANGE:
      node = json_node_alloc ();
      return json_node_init_double (node, g_variant_get_double (value));
    case PACKSHOT_OPTION_SWITCH:
      node = json_node_alloc ();
      return json_node_init_boolean (node, g_variant_get_boolean (value));
    case PACKSHOT_OPTION_PICTURE:
      return path_to_node (g_variant_get_bytestring (value));
    case PACKSHOT_OPTION_TEXT:
    case PACKSHOT_OPTION_CHOICE:
    default:
      node = json_node_alloc ();
      return json_node_init_string (node, g_variant_get_string (value, NULL));
    }
}

static const char *
get_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static GVariant *
path_from_node (JsonNode *node)
{
  const char *base64 = NULL;
  g_autofree guchar *bytes = NULL;
  g_autofree char *path = NULL;
  gsize size;

  if (get_string (node) != NULL)
    return g_variant_new_bytestring (get_string (node));
  if (!JSON_NODE_HOLDS_OBJECT (node)
      || !packshot_json_get_string (json_node_get_object (node), "", "base64",
                                    PACKSHOT_JSON_REQUIRED, &base64, NULL))
    return NULL;

  bytes = g_base64_decode (base64, &size);
  path = g_strndup ((const char *) bytes, size);

  return g_variant_new_bytestring (path);
}

/* What was frozen is history: it is not held against the rules of today, of which a choice that
 * was withdrawn since, or a picture that was moved away, would fail. */
static GVariant *
value_from_node (PackshotOption *option, JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  gboolean is_number = type == G_TYPE_DOUBLE || type == G_TYPE_INT64;

  switch (packshot_option_get_kind (option))
    {
    case PACKSHOT_OPTION_RANGE:
      return is_number && isfinite (json_node_get_double (node))
                 ? g_variant_new_double (json_node_get_double (node))
                 : NULL;
    case PACKSHOT_OPTION_SWITCH:
      return type == G_TYPE_BOOLEAN ? g_variant_new_boolean (json_node_get_boolean (node)) : NULL;
    case PACKSHOT_OPTION_PICTURE:
      return path_from_node (node);
    case PACKSHOT_OPTION_TEXT:
    case PACKSHOT_OPTION_CHOICE:
    default:
      return get_string (node) != NULL ? g_variant_new_string (get_string (node)) : NULL;
    }
}

static gboolean
check_head (JsonObject *root, GError **error)
{
  static const char *const known[] = { "format", "service", "model", "framing", "values", NULL };
  const char *service;
  const char *model;
  const char *framing = NULL;
  PackshotPictureFraming parsed;
  guint format = 0;

  if (!packshot_json_check_keys (root, "", known, error)
      || !packshot_json_get_uint (root, "", "format", PACKSHOT_JSON_REQUIRED, &format, error)
      || !packshot_json_get_string (root, "", "service", PACKSHOT_JSON_REQUIRED, &service, error)
      || !packshot_json_get_string (root, "", "model", PACKSHOT_JSON_OPTIONAL, &model, error)
      || !packshot_json_get_string (root, "", "framing", PACKSHOT_JSON_OPTIONAL, &framing, error))
    return FALSE;

  if (format != FORMAT)
    return packshot_json_fail (error, "", "format", "expected %d", FORMAT);
  if (!json_object_has_member (root, "values")
      || !JSON_NODE_HOLDS_OBJECT (json_object_get_member (root, "values")))
    return packshot_json_fail (error, "", "values", "expected an object");
  if (framing != NULL && !packshot_picture_framing_parse (framing, &parsed, NULL))
    return packshot_json_fail (error, "", "framing", "expected a framing");

  return TRUE;
}

static JsonNode *
parse (const char *json, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) root = packshot_json_parse (bytes, MAX_BYTES, &problem);

  if (root != NULL && check_head (json_node_get_object (root), &problem))
    return g_steal_pointer (&root);

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB, "request: %s",
               problem->message);
  return NULL;
}

static void
take_values (PackshotRequest *self, JsonObject *values, GStrvBuilder *dropped)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, values);
  while (json_object_iter_next (&iter, &name, &node))
    {
      PackshotOption *option = packshot_manifest_lookup (self->manifest, name);
      GVariant *value = option != NULL ? value_from_node (option, node) : NULL;

      if (value != NULL)
        g_hash_table_insert (self->values, option, g_variant_ref_sink (value));
      else
        g_strv_builder_add (dropped, name);
    }
}

/* Beside the values, since it outlives the option that chose it: a manifest may be left with one
 * model, and the request still means the one it was made for. */
static void
take_model (PackshotRequest *self, JsonObject *root)
{
  PackshotOption *option = packshot_manifest_lookup (self->manifest, PACKSHOT_OPTION_MODEL);

  if (!json_object_has_member (root, "model"))
    return;

  self->model = g_strdup (json_object_get_string_member (root, "model"));
  if (option != NULL)
    g_hash_table_insert (self->values, option,
                         g_variant_ref_sink (g_variant_new_string (self->model)));
}

/**
 * packshot_request_to_json:
 * @self: a request, frozen
 *
 * Returns: (transfer full): the request as JSON on one line, in the order of the manifest
 */
char *
packshot_request_to_json (PackshotRequest *self)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root, *values;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self) && self->frozen, NULL);

  root = json_object_new ();
  values = json_object_new ();
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, root);

  json_object_set_int_member (root, "format", FORMAT);
  json_object_set_string_member (root, "service", packshot_manifest_get_id (self->manifest));
  if (self->model != NULL)
    json_object_set_string_member (root, "model", self->model);
  if (self->framing.mode != PACKSHOT_PICTURE_FRAMING_WHOLE)
    {
      g_autofree char *framing = packshot_picture_framing_dup_text (&self->framing);

      json_object_set_string_member (root, "framing", framing);
    }
  json_object_set_object_member (root, "values", values);
  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);
      GVariant *value = packshot_request_get_value (self, option);

      if (value != NULL && !packshot_option_answers_to (option, PACKSHOT_OPTION_MODEL))
        json_object_set_member (values, packshot_option_get_name (option),
                                value_to_node (option, value));
    }

  return json_to_string (node, FALSE);
}

/**
 * packshot_request_from_json:
 * @manifest: the manifest of its service, as it is today
 * @json: what packshot_request_to_json() gave, or any bytes ended by NUL
 * @dropped: (out) (optional) (transfer full): the names of values that @manifest has no option
 *   for, or one of another kind; empty where the request is as it was
 * @error: return location for a #PACKSHOT_CORE_ERROR_UNREADABLE_JOB
 *
 * Brings a request back. It is for finishing what was begun: its values are not held against the
 * rules of today, and its pictures may be gone. One with @dropped values can be followed, but is no
 * longer what the user agreed to send.
 *
 * Returns: (transfer full): the request, frozen, or %NULL on error
 */
PackshotRequest *
packshot_request_from_json (PackshotManifest *manifest,
                            const char *json,
                            GStrv *dropped,
                            GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (PackshotRequest) self = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  JsonObject *root;

  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (manifest) && json != NULL, NULL);

  node = parse (json, error);
  if (node == NULL)
    return NULL;

  root = json_node_get_object (node);
  if (g_strcmp0 (json_object_get_string_member (root, "service"),
                 packshot_manifest_get_id (manifest))
      != 0)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB,
                   "request: made for another service than %s",
                   packshot_manifest_get_id (manifest));
      return NULL;
    }

  self = packshot_request_new (manifest);
  take_model (self, root);
  if (json_object_has_member (root, "framing"))
    packshot_picture_framing_parse (json_object_get_string_member (root, "framing"), &self->framing,
                                    NULL);
  take_values (self, json_object_get_object_member (root, "values"), names);
  self->frozen = TRUE;

  all = g_strv_builder_end (names);
  if (dropped != NULL)
    *dropped = g_steal_pointer (&all);

  return g_steal_pointer (&self);
}

/**
 * packshot_request_json_check:
 * @json: any bytes ended by NUL
 * @error: return location for a #PACKSHOT_CORE_ERROR_UNREADABLE_JOB
 *
 * For whoever has no manifest at hand, in any thread.
 *
 * Returns: whether packshot_request_from_json() could read it
 */
gboolean
packshot_request_json_check (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (json != NULL, FALSE);

  node = parse (json, error);
  return node != NULL;
}
