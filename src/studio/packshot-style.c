/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "config.h"
#include "packshot-style.h"

#include "packshot-json.h"
#include "packshot-studio-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#define FORMAT    1
#define MAX_SIZE  65536
#define MAX_SHOTS 40

typedef struct
{
  const char *word;
  int value;
} Word;

static const Word framings[] = {
  { "whole", PACKSHOT_FRAMING_WHOLE },   { "product", PACKSHOT_FRAMING_PRODUCT },
  { "detail", PACKSHOT_FRAMING_DETAIL }, { "title", PACKSHOT_FRAMING_TITLE },
  { "card", PACKSHOT_FRAMING_CARD },
};

static const Word places[] = {
  { "lower", PACKSHOT_TITLE_LOWER },
  { "card", PACKSHOT_TITLE_CARD },
};

static const char *const style_keys[] = { "format",     "id",    "name",  "fonts",
                                          "transition", "cover", "shots", NULL };
static const char *const shot_keys[] = {
  "name", "weight", "from", "to", "softness", "title", NULL
};
static const char *const aim_keys[] = { "framing", "zoom", "x", "y", NULL };
static const char *const title_keys[] = { "place", "from", "to", NULL };

static gboolean
read_word (JsonObject *object,
           const char *path,
           const char *key,
           const Word *words,
           gsize n_words,
           int *value,
           GError **error)
{
  const char *text = NULL;

  if (!packshot_json_get_string (object, path, key, PACKSHOT_JSON_REQUIRED, &text, error))
    return FALSE;

  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i].word, text))
      {
        *value = words[i].value;
        return TRUE;
      }

  return packshot_json_fail (error, path, key, "there is no “%s”", text);
}

static gboolean
read_number (JsonObject *object,
             const char *path,
             const char *key,
             double minimum,
             double maximum,
             double *value,
             GError **error)
{
  if (!packshot_json_get_number (object, path, key, PACKSHOT_JSON_OPTIONAL, value, error))
    return FALSE;
  if (*value < minimum || *value > maximum)
    return packshot_json_fail (error, path, key, "expected %g to %g", minimum, maximum);

  return TRUE;
}

static JsonObject *
get_object (JsonObject *object, const char *path, const char *key, GError **error)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  packshot_json_fail (error, path, key, "expected an object");
  return NULL;
}

static gboolean
read_aim (JsonObject *shot, const char *path, const char *key, PackshotAim *aim, GError **error)
{
  JsonObject *object = get_object (shot, path, key, error);
  g_autofree char *here = g_strdup_printf ("%s.%s", path, key);
  int framing = 0;

  aim->zoom = 1;
  if (object == NULL || !packshot_json_check_keys (object, here, aim_keys, error)
      || !read_word (object, here, "framing", framings, G_N_ELEMENTS (framings), &framing, error)
      || !read_number (object, here, "zoom", 0.25, 8, &aim->zoom, error)
      || !read_number (object, here, "x", -1, 1, &aim->x, error)
      || !read_number (object, here, "y", -1, 1, &aim->y, error))
    return FALSE;

  aim->framing = (PackshotFraming) framing;
  return TRUE;
}

static gboolean
read_title (JsonObject *shot, const char *path, PackshotStyleShot *self, GError **error)
{
  g_autofree char *here = g_strdup_printf ("%s.title", path);
  JsonObject *object;
  int place = 0;

  self->title_to = 1;
  if (!json_object_has_member (shot, "title"))
    return TRUE;

  object = get_object (shot, path, "title", error);
  if (object == NULL || !packshot_json_check_keys (object, here, title_keys, error)
      || !read_word (object, here, "place", places, G_N_ELEMENTS (places), &place, error)
      || !read_number (object, here, "from", 0, 1, &self->title_from, error)
      || !read_number (object, here, "to", self->title_from, 1, &self->title_to, error))
    return FALSE;

  self->title = (PackshotTitlePlace) place;
  return TRUE;
}

static gboolean
read_shot (JsonArray *array, guint index, PackshotStyleShot *shot, GError **error)
{
  g_autofree char *path = g_strdup_printf ("shots[%u]", index);
  JsonObject *object = packshot_json_array_get_object (array, "shots", index, error);
  const char *name = NULL;

  shot->weight = 1;
  shot->softness = 1;

  return object != NULL && packshot_json_check_keys (object, path, shot_keys, error)
         && packshot_json_get_string (object, path, "name", PACKSHOT_JSON_OPTIONAL, &name, error)
         && read_number (object, path, "weight", 0.1, 100, &shot->weight, error)
         && read_number (object, path, "softness", 0, 1, &shot->softness, error)
         && read_aim (object, path, "from", &shot->from, error)
         && read_aim (object, path, "to", &shot->to, error)
         && read_title (object, path, shot, error);
}

static gboolean
read_shots (JsonObject *object, PackshotStyle *self, GError **error)
{
  JsonArray *array = NULL;

  if (!packshot_json_get_array (object, "", "shots", PACKSHOT_JSON_REQUIRED, &array, error))
    return FALSE;
  if (json_array_get_length (array) < 1 || json_array_get_length (array) > MAX_SHOTS)
    return packshot_json_fail (error, "", "shots", "expected 1 to %d shots", MAX_SHOTS);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      PackshotStyleShot shot = { 0 };

      if (!read_shot (array, i, &shot, error))
        return FALSE;
      g_array_append_val (self->shots, shot);
    }

  return TRUE;
}

static gboolean
read_style (JsonObject *object, PackshotStyle *self, GError **error)
{
  const char *id = NULL, *name = NULL, *fonts = "Sans";
  guint format = 0;

  if (!packshot_json_get_uint (object, "", "format", PACKSHOT_JSON_REQUIRED, &format, error))
    return FALSE;
  if (format != FORMAT)
    return packshot_json_fail (error, "", "format", "expected %d", FORMAT);

  if (!packshot_json_check_keys (object, "", style_keys, error)
      || !packshot_json_get_string (object, "", "id", PACKSHOT_JSON_REQUIRED, &id, error)
      || !packshot_json_get_string (object, "", "name", PACKSHOT_JSON_REQUIRED, &name, error)
      || !packshot_json_get_string (object, "", "fonts", PACKSHOT_JSON_OPTIONAL, &fonts, error)
      || !read_number (object, "", "transition", 0, 3, &self->transition, error)
      || !read_number (object, "", "cover", 0, 1, &self->cover, error)
      || !read_shots (object, self, error))
    return FALSE;

  self->id = g_strdup (id);
  self->fonts = g_strdup (fonts);
  return TRUE;
}

/**
 * packshot_style_new_from_bytes:
 * @bytes: the JSON of a style
 * @name: what to call it in an error, such as its file name
 * @error: return location for a #PackshotStudioError
 *
 * Reads and checks a style. An unknown key is an error, because a misspelled one would be ignored
 * otherwise.
 *
 * Returns: (transfer full) (nullable): the style, or %NULL on error
 */
PackshotStyle *
packshot_style_new_from_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (PackshotStyle) self = g_new0 (PackshotStyle, 1);
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) root = packshot_json_parse (bytes, MAX_SIZE, &failure);

  self->shots = g_array_new (FALSE, TRUE, sizeof (PackshotStyleShot));
  if (root == NULL || !read_style (json_node_get_object (root), self, &failure))
    {
      g_set_error (
          error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_STYLE,
          /* Translators: a name, and what is wrong with it, in English as it is written. */
          _ ("The style %s is not valid: %s."), name, failure->message);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * packshot_style_load:
 * @id: which one
 * @error: return location for a #PackshotStudioError
 *
 * Loads one of the styles that come with Packshot.
 *
 * Returns: (transfer full) (nullable): the style, or %NULL on error
 */
PackshotStyle *
packshot_style_load (const char *id, GError **error)
{
  g_autofree char *path = g_strdup_printf (PACKSHOT_RESOURCE_PREFIX "/styles/%s.json", id);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    {
      g_set_error (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_STYLE,
                   _ ("There is no style “%s”."), id);
      return NULL;
    }

  return packshot_style_new_from_bytes (bytes, id, error);
}

/**
 * packshot_style_free:
 * @self: (transfer full): a style
 *
 * Frees it.
 */
void
packshot_style_free (PackshotStyle *self)
{
  g_clear_pointer (&self->shots, g_array_unref);
  g_free (self->fonts);
  g_free (self->id);
  g_free (self);
}
