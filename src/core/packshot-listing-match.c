/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What a service lists, beside what was asked for here. */

#include "packshot-listing-match.h"

#include "packshot-option-models.h"
#include "packshot-remote-id.h"
#include "packshot-request-json.h"

static gboolean
is_same_text (const char *one, const char *other)
{
  g_autofree char *mine = g_strstrip (g_strdup (one));
  g_autofree char *theirs = g_strstrip (g_strdup (other));

  return g_str_equal (mine, theirs);
}

/* The address that the service was given, be it where a file of this computer was put for it. */
static gboolean
is_same_picture (PackshotRequest *request,
                 const GPtrArray *remote_ids,
                 const char *name,
                 const char *address)
{
  const char *sent = packshot_remote_id_find (remote_ids, name);
  const char *asked = packshot_request_get_string (request, name);

  if (sent == NULL && asked != NULL
      && packshot_picture_value_classify (asked) != PACKSHOT_PICTURE_VALUE_FILE)
    sent = asked;
  /* Of a file that stood in the call itself nobody can say what it is called there. */
  if (sent == NULL)
    return asked != NULL;

  return g_str_equal (sent, address);
}

/* What was not said here may be filled in there. */
static gboolean
is_same_value (PackshotRequest *request, PackshotOption *option, const char *text)
{
  GVariant *mine = packshot_request_get_value (request, option);
  g_autoptr (GVariant) theirs = NULL;
  g_autofree char *words = NULL;

  if (mine == NULL)
    return TRUE;

  if (packshot_option_get_kind (option) != PACKSHOT_OPTION_TEXT)
    theirs = packshot_option_parse (option, text, NULL);
  if (theirs != NULL)
    return g_variant_equal (mine, theirs);

  words = packshot_option_format (option, mine);
  return is_same_text (words, text);
}

static gboolean
fits (const PackshotListing *self, PackshotRequest *request, const GPtrArray *remote_ids)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      PackshotOption *option = packshot_manifest_lookup (manifest, name);

      if (g_str_equal (name, PACKSHOT_OPTION_MODEL))
        {
          if (packshot_request_get_model (request) != NULL
              && !is_same_text (packshot_request_get_model (request), text))
            return FALSE;
        }
      else if (option == NULL)
        continue;
      else if (packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE
                   ? !is_same_picture (request, remote_ids, name, text)
                   : !is_same_value (request, option, text))
        return FALSE;
    }

  return TRUE;
}

static JsonNode *
value_to_node (GVariant *value)
{
  JsonNode *node = json_node_alloc ();

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    return json_node_init_double (node, g_variant_get_double (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return json_node_init_boolean (node, g_variant_get_boolean (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BYTESTRING))
    return json_node_init_string (node, g_variant_get_bytestring (value));

  return json_node_init_string (node, g_variant_get_string (value, NULL));
}

/* A picture that a service names is never a file of this computer, whatever it says. */
static gboolean
is_strange (PackshotOption *option, GVariant *value)
{
  return packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE
         && packshot_picture_value_classify (g_variant_get_bytestring (value))
                == PACKSHOT_PICTURE_VALUE_FILE;
}

static void
add_values (JsonObject *object, const PackshotListing *self, PackshotManifest *manifest)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      const char *name = packshot_option_get_name (option);
      const char *text = g_hash_table_lookup (self->values, name);
      g_autoptr (GVariant) value = text != NULL ? packshot_option_parse (option, text, NULL) : NULL;

      if (value != NULL && !is_strange (option, value)
          && !g_str_equal (name, PACKSHOT_OPTION_MODEL))
        json_object_set_member (object, name, value_to_node (value));
    }
}

/**
 * packshot_listing_find:
 * @listings: (element-type PackshotListing): what a service has and nobody here knows of
 * @request: what was asked for
 * @remote_ids: (element-type PackshotRemoteId): what the service was given with it
 * @intended: when the call was about to be sent, in microseconds since 1970, UTC
 * @found: (out) (transfer none): the one, or %NULL
 *
 * Looks for what came of a call that nobody answered. It is what was ordered at that time with
 * nothing that speaks against it. Of one the service gives no time for it can't be told.
 *
 * Returns: how many can be it
 */
PackshotListingMatch
packshot_listing_find (const GPtrArray *listings,
                       PackshotRequest *request,
                       const GPtrArray *remote_ids,
                       gint64 intended,
                       const PackshotListing **found)
{
  guint n_fit = 0, n_timeless = 0;

  g_return_val_if_fail (listings != NULL && remote_ids != NULL, PACKSHOT_LISTING_NONE);
  g_return_val_if_fail (PACKSHOT_IS_REQUEST (request) && found != NULL, PACKSHOT_LISTING_NONE);

  *found = NULL;
  for (guint i = 0; i < listings->len; i++)
    {
      const PackshotListing *listing = g_ptr_array_index (listings, i);

      if ((listing->created != 0
           && (listing->created < intended - PACKSHOT_LISTING_EARLY
               || listing->created > intended + PACKSHOT_LISTING_LATE))
          || !fits (listing, request, remote_ids))
        continue;

      n_fit++;
      n_timeless += listing->created == 0 ? 1 : 0;
      *found = listing;
    }

  if (n_fit == 1 && n_timeless == 0)
    return PACKSHOT_LISTING_ONE;

  *found = NULL;
  return n_fit == 0 ? PACKSHOT_LISTING_NONE : PACKSHOT_LISTING_SEVERAL;
}

/**
 * packshot_listing_make_request:
 * @listing: what a service has
 * @manifest: what the service offers
 * @error: return location for a #PACKSHOT_CORE_ERROR_UNREADABLE_JOB
 *
 * As it was ordered elsewhere it is not held against the rules of today; what can't be read is left
 * out.
 *
 * Returns: (transfer full): what was asked for there, as far as the service tells; frozen
 */
PackshotRequest *
packshot_listing_make_request (const PackshotListing *listing,
                               PackshotManifest *manifest,
                               GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;
  const char *model;
  JsonObject *root, *values;

  g_return_val_if_fail (listing != NULL && PACKSHOT_IS_MANIFEST (manifest), NULL);

  root = json_object_new ();
  values = json_object_new ();
  json_node_take_object (node, root);
  json_object_set_int_member (root, "format", 1);
  json_object_set_string_member (root, "service", packshot_manifest_get_id (manifest));
  model = g_hash_table_lookup (listing->values, PACKSHOT_OPTION_MODEL);
  if (model != NULL && g_utf8_validate (model, -1, NULL))
    json_object_set_string_member (root, "model", model);
  json_object_set_object_member (root, "values", values);
  add_values (values, listing, manifest);

  json = json_to_string (node, FALSE);
  return packshot_request_from_json (manifest, json, NULL, error);
}
