/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-picture-rules.h"

#include "packshot-json.h"

static const char *const keys[] = {
  "formats",    "max_bytes",  "min_width",          "max_width",
  "min_height", "max_height", "max_address_length", NULL,
};

/* Those we can read, and so check before they are sent. */
static const char *const known_formats[] = {
  "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff", NULL,
};

static gboolean
read_formats (PackshotPictureRules *self, JsonObject *object, const char *path, GError **error)
{
  if (!packshot_json_get_strv (object, path, "formats", PACKSHOT_JSON_REQUIRED, &self->formats,
                               error))
    return FALSE;

  for (guint i = 0; self->formats[i] != NULL; i++)
    {
      if (!g_strv_contains (known_formats, self->formats[i]))
        return packshot_json_fail (error, path, "formats",
                                   "expected types of pictures such as image/jpeg");
    }

  /* What a picture is turned into when it can't go as it is. */
  if (!g_strv_contains ((const char *const *) self->formats, "image/jpeg"))
    return packshot_json_fail (error, path, "formats", "expected image/jpeg among them");

  return TRUE;
}

static gboolean
read_numbers (PackshotPictureRules *self, JsonObject *object, const char *path, GError **error)
{
  const struct
  {
    const char *key;
    guint *value;
  } numbers[] = {
    { "max_bytes", &self->max_bytes },   { "min_width", &self->min_width },
    { "max_width", &self->max_width },   { "min_height", &self->min_height },
    { "max_height", &self->max_height }, { "max_address_length", &self->max_address_length },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (!packshot_json_get_uint (object, path, numbers[i].key, PACKSHOT_JSON_OPTIONAL,
                                   numbers[i].value, error))
        return FALSE;
    }

  if (self->max_width > 0 && self->max_width < self->min_width)
    return packshot_json_fail (error, path, "max_width", "expected no less than min_width");
  if (self->max_height > 0 && self->max_height < self->min_height)
    return packshot_json_fail (error, path, "max_height", "expected no less than min_height");

  return TRUE;
}

/**
 * packshot_picture_rules_new_from_json:
 * @object: the "limits" of a picture option, see packshot-manifest.h
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: (transfer full): new rules, or %NULL on error
 */
PackshotPictureRules *
packshot_picture_rules_new_from_json (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (PackshotPictureRules) self = g_new0 (PackshotPictureRules, 1);

  if (!packshot_json_check_keys (object, path, keys, error)
      || !read_formats (self, object, path, error) || !read_numbers (self, object, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * packshot_picture_rules_free:
 * @rules: (transfer full): rules
 */
void
packshot_picture_rules_free (PackshotPictureRules *rules)
{
  g_strfreev (rules->formats);
  g_free (rules);
}
