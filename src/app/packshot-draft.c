/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-draft.h"

#include <string.h>

#include "packshot-json.h"

/* In bytes: two hundred photos with long names. */
#define MAX_SIZE (1024 * 1024)

#define FORMAT 1

static void
photo_free (PackshotDraftPhoto *photo)
{
  g_free (photo->path);
  g_free (photo->address);
  g_free (photo->name);
  g_free (photo);
}

/* Paths need not be UTF-8, and JSON has to be. */
static char *
dup_path (const char *uri, const char *place, GError **error)
{
  char *path = g_filename_from_uri (uri, NULL, NULL);

  if (path == NULL)
    packshot_json_fail (error, place, "file", "not the address of a file");

  return path;
}

static gboolean
read_framing (const char *text, PackshotPictureFraming *framing, GError **error)
{
  return text == NULL || packshot_picture_framing_parse (text, framing, error);
}

static gboolean
read_photo (PackshotDraft *self, JsonObject *object, const char *place, GError **error)
{
  static const char *const known[] = { "file", "address", "name", "framing", NULL };
  const char *uri = NULL, *address = NULL, *name = NULL, *text = NULL;
  PackshotPictureFraming framing = PACKSHOT_PICTURE_FRAMING_INIT;
  g_autofree char *path = NULL;

  if (!packshot_json_check_keys (object, place, known, error)
      || !packshot_json_get_string (object, place, "file", PACKSHOT_JSON_REQUIRED, &uri, error)
      || !packshot_json_get_string (object, place, "address", PACKSHOT_JSON_OPTIONAL, &address,
                                    error)
      || !packshot_json_get_string (object, place, "name", PACKSHOT_JSON_OPTIONAL, &name, error)
      || !packshot_json_get_string (object, place, "framing", PACKSHOT_JSON_OPTIONAL, &text, error)
      || !read_framing (text, &framing, error))
    return FALSE;

  path = dup_path (uri, place, error);
  if (path == NULL)
    return FALSE;

  packshot_draft_add_photo (self, path, address, name, &framing);
  return TRUE;
}

static gboolean
read_pair (JsonObject *object,
           const char *place,
           const char **name,
           const char **value,
           GError **error)
{
  static const char *const known[] = { "name", "value", NULL };

  return packshot_json_check_keys (object, place, known, error)
         && packshot_json_get_string (object, place, "name", PACKSHOT_JSON_REQUIRED, name, error)
         && packshot_json_get_string (object, place, "value", PACKSHOT_JSON_REQUIRED, value, error);
}

static gboolean
read_option (PackshotDraft *self, JsonObject *object, const char *place, GError **error)
{
  const char *name, *value;

  if (!read_pair (object, place, &name, &value, error))
    return FALSE;

  g_hash_table_replace (self->options, g_strdup (name), g_strdup (value));
  return TRUE;
}

static gboolean
read_picture (PackshotDraft *self, JsonObject *object, const char *place, GError **error)
{
  const char *name, *value;
  char *picture;

  if (!read_pair (object, place, &name, &value, error))
    return FALSE;

  picture = g_str_has_prefix (value, "file:") ? dup_path (value, place, error) : g_strdup (value);
  if (picture != NULL)
    g_hash_table_replace (self->pictures, g_strdup (name), picture);

  return picture != NULL;
}

static gboolean
read_list (PackshotDraft *self,
           JsonObject *root,
           const char *key,
           gboolean (*read) (PackshotDraft *, JsonObject *, const char *, GError **),
           GError **error)
{
  JsonArray *list = NULL;

  if (!packshot_json_get_array (root, "", key, PACKSHOT_JSON_REQUIRED, &list, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", key, i);
      JsonObject *object = packshot_json_array_get_object (list, key, i, error);

      if (object == NULL || !read (self, object, place, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_root (PackshotDraft *self, JsonObject *root, GError **error)
{
  static const char *const known[] = { "format", "service", "options", "pictures",
                                       "photos", "chosen",  NULL };
  const char *service = NULL;
  guint format = 0;

  if (!packshot_json_get_uint (root, "", "format", PACKSHOT_JSON_REQUIRED, &format, error))
    return FALSE;
  if (format != FORMAT)
    return packshot_json_fail (error, "", "format", "another version of Packshot wrote it");

  if (!packshot_json_check_keys (root, "", known, error)
      || !packshot_json_get_string (root, "", "service", PACKSHOT_JSON_OPTIONAL, &service, error)
      || !packshot_json_get_uint (root, "", "chosen", PACKSHOT_JSON_OPTIONAL, &self->chosen, error)
      || !read_list (self, root, "options", read_option, error)
      || !read_list (self, root, "pictures", read_picture, error)
      || !read_list (self, root, "photos", read_photo, error))
    return FALSE;

  self->service = g_strdup (service);
  return TRUE;
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
write_photo (JsonBuilder *builder, const PackshotDraftPhoto *photo)
{
  g_autofree char *uri = g_filename_to_uri (photo->path, NULL, NULL);
  g_autofree char *framing = packshot_picture_framing_dup_text (&photo->framing);

  json_builder_begin_object (builder);
  add_member (builder, "file", uri);
  add_member (builder, "address", photo->address);
  add_member (builder, "name", photo->name);
  add_member (builder, "framing", framing);
  json_builder_end_object (builder);
}

/* In an order of their own: the same draft is the same file. */
static void
write_pairs (JsonBuilder *builder, const char *key, GHashTable *pairs)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (pairs), (GCompareFunc) g_strcmp0);

  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *value = g_hash_table_lookup (pairs, l->data);
      g_autofree char *uri =
          g_str_equal (key, "pictures") ? g_filename_to_uri (value, NULL, NULL) : NULL;

      json_builder_begin_object (builder);
      add_member (builder, "name", l->data);
      add_member (builder, "value", uri != NULL ? uri : value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * packshot_draft_new:
 *
 * Returns: (transfer full): a draft of nothing
 */
PackshotDraft *
packshot_draft_new (void)
{
  PackshotDraft *self = g_new0 (PackshotDraft, 1);

  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->photos = g_ptr_array_new_with_free_func ((GDestroyNotify) photo_free);

  return self;
}

/**
 * packshot_draft_new_from_bytes:
 * @bytes: what packshot_draft_to_bytes() made, maybe damaged since
 * @error: return location for a #GError that says where it is damaged
 *
 * Returns: (transfer full): the draft, or %NULL on error
 */
PackshotDraft *
packshot_draft_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = packshot_json_parse (bytes, MAX_SIZE, error);
  g_autoptr (PackshotDraft) self = packshot_draft_new ();

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      packshot_json_fail (error, "", "format", "there is no object");
      return NULL;
    }

  return read_root (self, json_node_get_object (root), error) ? g_steal_pointer (&self) : NULL;
}

/**
 * packshot_draft_free:
 * @self: (transfer full): a draft
 */
void
packshot_draft_free (PackshotDraft *self)
{
  g_free (self->service);
  g_hash_table_unref (self->options);
  g_hash_table_unref (self->pictures);
  g_ptr_array_unref (self->photos);
  g_free (self);
}

/**
 * packshot_draft_add_photo:
 * @self: a draft
 * @path: (type filename): the absolute path of a photo
 * @address: (nullable): where on the web it came from
 * @name: (nullable): what its product is called, where that is another than the others are
 * @framing: how it comes into the shape of the video
 */
void
packshot_draft_add_photo (PackshotDraft *self,
                          const char *path,
                          const char *address,
                          const char *name,
                          const PackshotPictureFraming *framing)
{
  PackshotDraftPhoto *photo = g_new0 (PackshotDraftPhoto, 1);

  photo->path = g_strdup (path);
  photo->address = g_strdup (address);
  photo->name = g_strdup (name);
  photo->framing = *framing;
  g_ptr_array_add (self->photos, photo);
}

/**
 * packshot_draft_to_bytes:
 * @self: a draft
 *
 * Returns: (transfer full): what packshot_draft_new_from_bytes() reads
 */
GBytes *
packshot_draft_to_bytes (PackshotDraft *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_int_value (builder, FORMAT);
  add_member (builder, "service", self->service);
  write_pairs (builder, "options", self->options);
  write_pairs (builder, "pictures", self->pictures);
  json_builder_set_member_name (builder, "photos");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->photos->len; i++)
    write_photo (builder, g_ptr_array_index (self->photos, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "chosen");
  json_builder_add_int_value (builder, self->chosen);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}
