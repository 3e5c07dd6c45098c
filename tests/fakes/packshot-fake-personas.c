/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* People who present things. They follow from their number, so that nothing needs to be kept. */

#include "packshot-fake-personas.h"

#define EACH_INACTIVE  12
#define FIRST_INACTIVE 4
#define FIRST_WIDE     5

static char *
dup_id (guint number)
{
  return g_strdup_printf ("00000000-0000-4000-8000-%012u", number);
}

static gboolean
is_active (guint number)
{
  return number % EACH_INACTIVE != FIRST_INACTIVE;
}

/* Beginning with number 1. */
static const char *
choose (const char *const *names, guint n_names, guint number)
{
  return names[(number - 1) % n_names];
}

#define CHOOSE(names, number) choose (names, G_N_ELEMENTS (names), number)

static void
add_words (JsonObject *object, guint number)
{
  static const char *const names[] = { "Amelia", "Bruno", "Chloé", "Dmitri", "Eun-ji", "Farid" };
  static const char *const genders[] = { "f", "m", "nb" };
  static const char *const ages[] = { "adult", "teen", "senior", "child" };
  static const char *const locations[] = { "indoor", "outdoor", "fantasy", "other" };
  static const char *const styles[] = { "presenter", "selfie", "other" };
  static const char *const keywords[] = { "kitchen, friendly", "", "street, sport" };
  g_autofree char *name = g_strdup_printf ("%s %u", CHOOSE (names, number), number);

  json_object_set_string_member (object, "creator_name", name);
  json_object_set_string_member (object, "gender", CHOOSE (genders, number));
  json_object_set_string_member (object, "age_range", CHOOSE (ages, number));
  json_object_set_string_member (object, "location", CHOOSE (locations, number));
  json_object_set_string_member (object, "style", CHOOSE (styles, number));
  json_object_set_string_member (object, "keywords", CHOOSE (keywords, number));
  json_object_set_null_member (object, "video_scene");
  json_object_set_null_member (object, "suitable_industries");
  json_object_set_string_member (object, "process_status", "done");
  json_object_set_string_member (object, "failed_reason", "");
}

/* One has a picture of one shape alone, and one has none. */
static void
add_pictures (PackshotFake *fake, JsonObject *object, guint number, const char *id)
{
  g_autofree char *upright = packshot_fake_dup_preview_link (fake, id, TRUE);
  g_autofree char *wide = packshot_fake_dup_preview_link (fake, id, FALSE);
  g_autofree char *upright_url =
      g_strconcat (packshot_fake_get_results_url (fake), "/", upright, NULL);
  g_autofree char *wide_url = g_strconcat (packshot_fake_get_results_url (fake), "/", wide, NULL);

  json_object_set_null_member (object, "preview_image_1_1");
  if (number < FIRST_WIDE)
    json_object_set_string_member (object, "preview_image_9_16", upright_url);
  else
    json_object_set_null_member (object, "preview_image_9_16");
  if (number <= FIRST_WIDE)
    json_object_set_string_member (object, "preview_image_16_9", wide_url);
  else if (number == FIRST_WIDE + 1)
    json_object_set_string_member (object, "preview_image_16_9", "");
  else
    json_object_set_string_member (object, "preview_image_1_1", upright_url);
}

/**
 * packshot_fake_personas_list:
 * @fake: whose they are
 *
 * Returns: (transfer full): a list of them all, as the service gives it
 */
JsonNode *
packshot_fake_personas_list (PackshotFake *fake)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint number = 1; number <= PACKSHOT_FAKE_N_PERSONAS; number++)
    {
      JsonObject *object = json_object_new ();
      g_autofree char *id = dup_id (number);

      json_object_set_string_member (object, "id", id);
      json_object_set_boolean_member (object, "is_active", is_active (number));
      add_words (object, number);
      add_pictures (fake, object, number, id);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);

  return node;
}

/**
 * packshot_fake_personas_has:
 * @id: what a client calls one of them
 *
 * Returns: whether there is one who can be asked for
 */
gboolean
packshot_fake_personas_has (const char *id)
{
  for (guint number = 1; number <= PACKSHOT_FAKE_N_PERSONAS; number++)
    {
      g_autofree char *known = dup_id (number);

      if (g_str_equal (known, id))
        return is_active (number);
    }

  return FALSE;
}
