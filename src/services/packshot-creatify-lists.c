/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* The lists of Creatify: of tasks (GET /api/product_to_videos/, also of those that are polled) and
 * of avatars (GET /api/personas/). */

#include "packshot-creatify-lists.h"

#include <glib/gi18n.h>

#include "packshot-answer.h"
#include "packshot-creatify-words.h"
#include "packshot-text-join.h"
#include "packshot-wire.h"

/* How a member of a task is called among the options. */
typedef struct
{
  const char *member;
  const char *option;
  gboolean needs_avatar;
} Field;

static const Field fields[] = {
  { "product_url", "image", FALSE },
  { "type", "type", FALSE },
  { "aspect_ratio", "aspect-ratio", FALSE },
  { "override_avatar", "override-avatar", TRUE },
  { "motion_style", "motion-style", TRUE },
  { "product_showcase_url", "product-showcase-url", FALSE },
  { "image_prompt", "image-prompt", FALSE },
  { "video_prompt", "video-prompt", FALSE },
  { "webhook_url", "webhook-url", FALSE },
};

/* A code of the service, and the word for it. */
typedef struct
{
  const char *member;
  const char *code;
  const char *word;
} Trait;

static const Trait traits[] = {
  { "gender", "f", N_ ("female") },           { "gender", "m", N_ ("male") },
  { "gender", "nb", N_ ("non-binary") },      { "age_range", "child", N_ ("child") },
  { "age_range", "teen", N_ ("teenager") },   { "age_range", "adult", N_ ("adult") },
  { "age_range", "senior", N_ ("senior") },   { "location", "indoor", N_ ("indoors") },
  { "location", "outdoor", N_ ("outdoors") }, { "location", "fantasy", N_ ("fantasy place") },
  { "style", "presenter", N_ ("presenter") }, { "style", "selfie", N_ ("selfie") },
};

/* "2025-05-30T04:11:05.449603-07:00". Returns: microseconds since 1970, UTC; 0 where unknown. */
static gint64
read_time (JsonObject *task)
{
  const char *text = packshot_wire_get_string (task, "created_at");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return time != NULL
             ? g_date_time_to_unix (time) * G_TIME_SPAN_SECOND + g_date_time_get_microsecond (time)
             : 0;
}

/* The service tells of an avatar where none was asked for, too. */
static PackshotListing *
read_task (JsonObject *task)
{
  const char *id = packshot_wire_get_string (task, "id");
  const char *type = packshot_wire_get_string (task, "type");
  gboolean has_avatar = g_strcmp0 (type, "product_avatar") == 0;
  PackshotListing *listing;

  if (!packshot_wire_is_id (id))
    return NULL;

  listing = packshot_listing_new (id, read_time (task));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (has_avatar || !fields[i].needs_avatar)
        packshot_listing_set (listing, fields[i].option,
                              packshot_wire_get_string (task, fields[i].member));
    }

  return listing;
}

static char *
describe_persona (JsonObject *persona)
{
  static const char *const keywords[] = { "keywords", NULL };
  g_autofree char *more = packshot_wire_dup_words (persona, keywords);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (traits); i++)
    {
      const char *code = packshot_wire_get_string (persona, traits[i].member);

      if (g_strcmp0 (code, traits[i].code) == 0)
        packshot_text_join_item (words, _ (traits[i].word));
    }
  if (more != NULL)
    packshot_text_join_item (words, more);

  return g_string_free (words, words->len == 0);
}

/* Of whatever shape there is one. */
static char *
dup_picture_url (JsonObject *persona)
{
  static const char *const members[] = { "preview_image_1_1", "preview_image_9_16",
                                         "preview_image_16_9" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = packshot_wire_get_string (persona, members[i]);
      char *url = packshot_wire_join_url (NULL, text);

      if (url != NULL)
        return url;
    }

  return NULL;
}

static gboolean
is_inactive (JsonObject *persona)
{
  JsonNode *node = json_object_get_member (persona, "is_active");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node);
}

static PackshotCatalogItem *
read_persona (JsonObject *persona)
{
  static const char *const names[] = { "creator_name", "id", NULL };
  const char *id = packshot_wire_get_string (persona, "id");
  g_autofree char *name = packshot_wire_dup_words (persona, names);
  PackshotCatalogItem *item;

  if (!packshot_wire_is_id (id) || name == NULL || is_inactive (persona))
    return NULL;

  item = packshot_catalog_item_new (id, name);
  item->details = describe_persona (persona);
  item->picture_url = dup_picture_url (persona);

  return item;
}

static PackshotReply *
new_trouble (PackshotNetAnswer *answer)
{
  g_autofree char *said = packshot_creatify_read_words (answer);

  return packshot_answer_new_puzzle (PACKSHOT_STEP_POLL, said);
}

/**
 * packshot_creatify_parse_list:
 * @answer: an answer with the status of a success
 * @list: (out) (transfer none): the list, which may hold anything; it belongs to what is returned
 *
 * Lists come bare; one that comes in pages, as other lists of the framework do, is
 * {"results":[…]}.
 *
 * Returns: (transfer full) (nullable): what @list is of; %NULL where there is none
 */
JsonNode *
packshot_creatify_parse_list (PackshotNetAnswer *answer, JsonArray **list)
{
  GBytes *body = packshot_net_answer_get_body (answer);
  JsonNode *root = packshot_wire_parse_list (body);

  if (root != NULL)
    {
      *list = json_node_get_array (root);
      return root;
    }

  root = packshot_wire_parse (body);
  *list = root != NULL ? packshot_wire_get_array (json_node_get_object (root), "results") : NULL;
  if (*list == NULL)
    g_clear_pointer (&root, json_node_unref);

  return root;
}

/**
 * packshot_creatify_build_list:
 * @manifest: what the service offers
 * @option: nothing
 *
 * Returns: (transfer full): the question which tasks there are
 */
PackshotCall *
packshot_creatify_build_list (PackshotManifest *manifest, const char *option)
{
  return packshot_call_new_get ("/api/product_to_videos/");
}

/**
 * packshot_creatify_read_list:
 * @manifest: what the service offers
 * @option: nothing
 * @answer: the answer
 * @trouble: (out) (transfer full): what is wrong, where it is no list
 *
 * Returns: (transfer full) (nullable) (element-type PackshotListing): the tasks
 */
GPtrArray *
packshot_creatify_read_list (PackshotManifest *manifest,
                             const char *option,
                             PackshotNetAnswer *answer,
                             PackshotReply **trouble)
{
  JsonArray *list = NULL;
  g_autoptr (JsonNode) root = packshot_creatify_parse_list (answer, &list);
  GPtrArray *listings;

  if (root == NULL)
    {
      *trouble = new_trouble (answer);
      return NULL;
    }

  listings = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_listing_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *task = packshot_wire_get_member (list, i);
      PackshotListing *listing = task != NULL ? read_task (task) : NULL;

      if (listing != NULL)
        g_ptr_array_add (listings, listing);
    }

  return listings;
}

/**
 * packshot_creatify_build_catalog:
 * @manifest: what the service offers
 * @option: the option of the avatar, the only one there is a catalog for
 *
 * Returns: (transfer full): the question which avatars there are
 */
PackshotCall *
packshot_creatify_build_catalog (PackshotManifest *manifest, const char *option)
{
  return packshot_call_new_get ("/api/personas/");
}

/**
 * packshot_creatify_read_catalog:
 * @manifest: what the service offers
 * @option: the option of the avatar
 * @answer: the answer
 * @trouble: (out) (transfer full): what is wrong, where it is no list
 *
 * Returns: (transfer full) (nullable) (element-type PackshotCatalogItem): the avatars in use
 */
GPtrArray *
packshot_creatify_read_catalog (PackshotManifest *manifest,
                                const char *option,
                                PackshotNetAnswer *answer,
                                PackshotReply **trouble)
{
  JsonArray *list = NULL;
  g_autoptr (JsonNode) root = packshot_creatify_parse_list (answer, &list);
  GPtrArray *items;

  if (root == NULL)
    {
      *trouble = new_trouble (answer);
      return NULL;
    }

  items = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_catalog_item_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *persona = packshot_wire_get_member (list, i);
      PackshotCatalogItem *item = persona != NULL ? read_persona (persona) : NULL;

      if (item != NULL)
        g_ptr_array_add (items, item);
    }

  return items;
}
