/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake-creatify-order.h"

static void
take_word_cb (JsonObject *asked, const char *name, JsonNode *value, gpointer user_data)
{
  PackshotFakeCreatifyOrder *self = user_data;

  if (json_node_get_value_type (value) == G_TYPE_STRING)
    g_hash_table_insert (self->words, g_strdup (name), json_node_dup_string (value));
}

/* With an offset, which a client has to reckon with: seven hours behind. */
static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_TIME_SPAN_SECOND);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-7 * 60 * 60);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *seconds = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%06d-07:00", seconds, (int) (time % G_TIME_SPAN_SECOND));
}

/* Some members are null where there is nothing, and some are empty: both is seen. */
static void
set_string (JsonObject *object, const char *name, const char *text, gboolean is_nullable)
{
  if (text == NULL && is_nullable)
    json_object_set_null_member (object, name);
  else
    json_object_set_string_member (object, name, text != NULL ? text : "");
}

static gboolean
is_upright (const PackshotFakeCreatifyOrder *self)
{
  return g_strcmp0 (packshot_fake_creatify_order_get (self, "aspect_ratio"), "9x16") == 0;
}

static void
set_link (JsonObject *object, const char *name, PackshotFake *fake, const char *link)
{
  g_autofree char *url = g_strconcat (packshot_fake_get_results_url (fake), "/", link, NULL);

  json_object_set_string_member (object, name, url);
}

static void
add_results (const PackshotFakeCreatifyOrder *self,
             PackshotFake *fake,
             JsonObject *object,
             const char *status)
{
  g_autofree char *video = packshot_fake_dup_video_link (fake, self->id, is_upright (self));
  g_autofree char *photo = packshot_fake_dup_preview_link (fake, self->id, is_upright (self));
  gboolean has_photo = self->is_video || g_str_equal (status, "image_generated");

  json_object_set_null_member (object, "generated_video_url");
  json_object_set_string_member (object, "generated_photo_url", "");
  if (has_photo)
    set_link (object, "generated_photo_url", fake, photo);
  if (g_str_equal (status, "video_generated"))
    set_link (object, "generated_video_url", fake, video);
}

/**
 * packshot_fake_creatify_order_new:
 * @id: the task
 *
 * Returns: (transfer full): one of which nothing is known yet
 */
PackshotFakeCreatifyOrder *
packshot_fake_creatify_order_new (const char *id)
{
  PackshotFakeCreatifyOrder *self = g_new0 (PackshotFakeCreatifyOrder, 1);

  self->id = g_strdup (id);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->made_at = g_get_real_time ();
  self->begun_at = g_get_monotonic_time ();

  return self;
}

/**
 * packshot_fake_creatify_order_copy:
 * @self: an order
 * @id: another task
 *
 * Returns: (transfer full): one in which the same is asked for
 */
PackshotFakeCreatifyOrder *
packshot_fake_creatify_order_copy (const PackshotFakeCreatifyOrder *self, const char *id)
{
  PackshotFakeCreatifyOrder *copy = packshot_fake_creatify_order_new (id);
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (copy->words, g_strdup (name), g_strdup (text));
  copy->source = g_strdup (self->id);

  return copy;
}

/**
 * packshot_fake_creatify_order_free:
 * @self: (transfer full): an order
 */
void
packshot_fake_creatify_order_free (PackshotFakeCreatifyOrder *self)
{
  g_free (self->id);
  g_hash_table_unref (self->words);
  g_free (self->source);
  g_free (self);
}

/**
 * packshot_fake_creatify_order_take:
 * @self: an order
 * @asked: members in which something is asked for
 *
 * Adds them to what is known, or changes that.
 */
void
packshot_fake_creatify_order_take (PackshotFakeCreatifyOrder *self, JsonObject *asked)
{
  json_object_foreach_member (asked, take_word_cb, self);
}

/**
 * packshot_fake_creatify_order_begin:
 * @self: an order
 * @is_video: whether the video is made now, and not the picture
 */
void
packshot_fake_creatify_order_begin (PackshotFakeCreatifyOrder *self, gboolean is_video)
{
  self->has_preview = is_video && !self->is_video && self->n_polls > 0;
  self->is_video = is_video;
  self->begun_at = g_get_monotonic_time ();
  self->n_polls = 0;
}

/**
 * packshot_fake_creatify_order_get:
 * @self: an order
 * @name: what it is called on the wire
 *
 * Returns: (transfer none) (nullable): what was asked for
 */
const char *
packshot_fake_creatify_order_get (const PackshotFakeCreatifyOrder *self, const char *name)
{
  return g_hash_table_lookup (self->words, name);
}

/**
 * packshot_fake_creatify_order_get_status:
 * @self: an order
 * @settings: how the service behaves
 *
 * Whoever asks for the first time after the video was ordered still hears of the picture.
 *
 * Returns: (transfer none): how far it is
 */
const char *
packshot_fake_creatify_order_get_status (const PackshotFakeCreatifyOrder *self,
                                         const PackshotFakeSettings *settings)
{
  double seconds = (double) (g_get_monotonic_time () - self->begun_at) / G_TIME_SPAN_SECOND;

  if (self->is_old)
    return "video_generated";
  if (self->n_polls <= settings->n_polls || seconds < settings->seconds_to_finish)
    {
      if (self->n_polls <= 1)
        return self->has_preview ? "image_generated" : "initializing";
      return self->is_video ? "video_generating" : "image_generating";
    }
  if (settings->failure != NULL && settings->fails_late == self->is_video)
    return "failed";

  return self->is_video ? "video_generated" : "image_generated";
}

/**
 * packshot_fake_creatify_order_describe:
 * @self: an order
 * @fake: whose it is
 *
 * Returns: (transfer full): what the service tells of it
 */
JsonObject *
packshot_fake_creatify_order_describe (const PackshotFakeCreatifyOrder *self, PackshotFake *fake)
{
  static const struct
  {
    const char *name;
    gboolean is_nullable;
  } words[] = {
    { "type", FALSE },           { "product_url", FALSE },  { "aspect_ratio", FALSE },
    { "override_avatar", TRUE }, { "motion_style", FALSE }, { "product_showcase_url", TRUE },
    { "image_prompt", FALSE },   { "video_prompt", FALSE }, { "webhook_url", TRUE },
  };
  const PackshotFakeSettings *settings = packshot_fake_get_settings (fake);
  const char *status = packshot_fake_creatify_order_get_status (self, settings);
  gboolean has_failed = g_str_equal (status, "failed");
  JsonObject *object = json_object_new ();
  g_autofree char *made_at = dup_time (self->made_at);

  json_object_set_string_member (object, "id", self->id);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    set_string (object, words[i].name, packshot_fake_creatify_order_get (self, words[i].name),
                words[i].is_nullable);
  json_object_set_string_member (object, "status", status);
  json_object_set_string_member (object, "failed_reason", has_failed ? settings->failure : "");
  add_results (self, fake, object, status);
  json_object_set_string_member (object, "created_at", made_at);
  json_object_set_string_member (object, "updated_at", made_at);
  set_string (object, "regen_type", self->regen, FALSE);
  set_string (object, "regen_source_id", self->source, TRUE);

  return object;
}
