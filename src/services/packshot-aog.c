/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* The service "image-to-video" of the AIPC Open Gateway, as its sources of August 2026 have it
 * (internal/api, internal/schedule, internal/provider/template): one call that is answered when the
 * video is ready. The gateway orders it from a provider of its own, and asks there in our stead. */

#include "packshot-aog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "packshot-answer.h"
#include "packshot-aog-words.h"
#include "packshot-core-error.h"
#include "packshot-wire.h"

#define SERVICE        "image-to-video"
#define PICTURE_OPTION "image"

/* The gateway itself gives up sooner or later; a video may take minutes. */
#define ANSWER_SECONDS (60 * 60)

static const char *
find_path (const PackshotAdapterInput *input)
{
  for (guint i = 0; input->copies != NULL && i < input->copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (input->copies, i);

      if (g_str_equal (copy->option, PICTURE_OPTION))
        return copy->path;
    }

  return NULL;
}

static gboolean
check_path (const PackshotAdapterInput *input, const char *path, GError **error)
{
  const char *name = packshot_manifest_get_name (input->manifest);

  if (path == NULL || !g_utf8_validate (path, -1, NULL))
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("%s can read a photo by its path only where it is a file."), name);
  else if (!input->is_local)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("%s runs on another computer, which can’t read the files of this one: send the "
                    "photo itself, as “base64”."),
                 name);
  else
    return TRUE;

  return FALSE;
}

/* "path" is a file that the gateway reads by itself, "base64" a whole data: address, and "url" one
 * that its provider fetches. */
static gboolean
choose_image (const PackshotAdapterInput *input,
              const char **type,
              const char **image,
              GError **error)
{
  g_autofree char *wanted = packshot_adapter_input_dup_text (input, "image-type");
  gboolean is_address;

  *image = packshot_adapter_input_get_picture (input, PICTURE_OPTION);
  if (!packshot_adapter_input_check (input, PICTURE_OPTION, *image, error))
    return FALSE;

  is_address = g_ascii_strncasecmp (*image, "http", strlen ("http")) == 0;
  *type = is_address ? "url" : "base64";
  if (g_strcmp0 (wanted, "path") != 0)
    return TRUE;

  *type = "path";
  *image = find_path (input);
  return check_path (input, *image, error);
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static PackshotCall *
build_create (const PackshotAdapterInput *input, GError **error)
{
  g_autofree char *prompt = packshot_adapter_input_dup_text (input, "prompt");
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) body = NULL;
  const char *type;
  const char *image;
  PackshotCall *call;

  if (!choose_image (input, &type, &image, error)
      || !packshot_adapter_input_check (input, "model", input->model, error))
    return NULL;

  json_builder_begin_object (builder);
  add_member (builder, "model", input->model);
  add_member (builder, "image", image);
  add_member (builder, "image_type", type);
  add_member (builder, "prompt", prompt);
  json_builder_end_object (builder);
  body = json_builder_get_root (builder);

  call = packshot_call_new_json ("/aog/v0.2/services/" SERVICE, body);
  call->answer_seconds = ANSWER_SECONDS;
  return call;
}

/* "data" is the address; plug-ins of the gateway may put it one level deeper or beside. */
static const char *
find_video (JsonObject *root)
{
  JsonObject *data = packshot_wire_get_object (root, "data");
  JsonArray *urls = packshot_wire_get_array (root, "url");
  const char *found[] = {
    packshot_wire_get_string (root, "data"),
    packshot_wire_get_string (data, "url"),
    packshot_wire_get_string (data, "video_url"),
    packshot_wire_get_string (root, "url"),
    urls != NULL && json_array_get_length (urls) > 0 ? packshot_wire_get_element (urls, 0) : NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      if (found[i] != NULL)
        return found[i];
    }

  return NULL;
}

/* Where the provider's job fails the gateway answers all the same, with its id and no address: the
 * reason stays in its log (schedule/task.go). */
static PackshotReply *
read_create (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  g_autoptr (JsonNode) root = packshot_wire_parse (packshot_net_answer_get_body (answer));
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  const char *video = object != NULL ? find_video (object) : NULL;
  g_autofree char *url = packshot_wire_join_url (NULL, video);
  PackshotReply *reply;

  if (object == NULL || (video != NULL && url == NULL))
    return packshot_answer_new_puzzle (PACKSHOT_STEP_CREATE, NULL);
  if (url == NULL)
    return packshot_reply_new_take_words (
        PACKSHOT_VERDICT_FAILED, g_strdup (_ ("The provider behind the gateway made no video. Its "
                                              "reason stands in the log of the gateway.")));

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_VIDEO_URL, url, "create");
  return reply;
}

static PackshotCall *
build_test (const PackshotAdapterInput *input, GError **error)
{
  return packshot_call_new_get ("/health");
}

static PackshotReply *
read_test (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  g_autoptr (JsonNode) root = packshot_wire_parse (packshot_net_answer_get_body (answer));
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  JsonObject *data = packshot_wire_get_object (object, "data");

  if (g_strcmp0 (packshot_wire_get_string (data, "status"), "UP") == 0)
    return packshot_reply_new (PACKSHOT_VERDICT_DONE);

  return packshot_answer_new_puzzle (PACKSHOT_STEP_POLL, NULL);
}

/* Older gateways say it in other ways, or not; all say what they are. */
static PackshotCall *
build_probe (const PackshotAdapterInput *input, GError **error)
{
  return packshot_call_new_get ("/");
}

static PackshotReply *
read_probe (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  gsize size;
  const char *text = g_bytes_get_data (packshot_net_answer_get_body (answer), &size);

  if (text != NULL && g_strstr_len (text, (gssize) size, "AIPC Open Gateway") != NULL)
    return packshot_reply_new (PACKSHOT_VERDICT_DONE);

  return packshot_reply_new_take_words (
      PACKSHOT_VERDICT_UNCERTAIN,
      g_strdup (_ ("Something else than the gateway answers at this address.")));
}

static PackshotCall *
build_catalog (PackshotManifest *manifest, const char *option)
{
  return packshot_call_new_get ("/aog/v0.2/model");
}

static PackshotCatalogItem *
read_model (JsonObject *model)
{
  const char *name = packshot_wire_get_string (model, "model_name");
  PackshotCatalogItem *item;

  if (!packshot_wire_is_id (name)
      || g_strcmp0 (packshot_wire_get_string (model, "service_name"), SERVICE) != 0
      || g_strcmp0 (packshot_wire_get_string (model, "status"), "downloaded") != 0)
    return NULL;

  item = packshot_catalog_item_new (name, name);
  item->details = packshot_wire_dup_words (model, (const char *const[]){ "provider_name", NULL });
  return item;
}

/* It lists the models of all its services, and those that are not there yet. */
static GPtrArray *
read_catalog (PackshotManifest *manifest,
              const char *option,
              PackshotNetAnswer *answer,
              PackshotReply **trouble)
{
  g_autoptr (JsonNode) root = packshot_wire_parse (packshot_net_answer_get_body (answer));
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  JsonArray *models = packshot_wire_get_array (object, "data");
  GPtrArray *items;

  if (models == NULL)
    {
      *trouble = packshot_answer_new_puzzle (PACKSHOT_STEP_POLL, NULL);
      return NULL;
    }

  items = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_catalog_item_free);
  for (guint i = 0; i < json_array_get_length (models); i++)
    {
      JsonNode *node = json_array_get_element (models, i);
      PackshotCatalogItem *item =
          JSON_NODE_HOLDS_OBJECT (node) ? read_model (json_node_get_object (node)) : NULL;

      if (item != NULL)
        g_ptr_array_add (items, item);
    }

  return items;
}

const PackshotAdapter packshot_aog_adapter = {
  .name = "aog",
  .build_create = build_create,
  .read_create = read_create,
  .build_test = build_test,
  .read_test = read_test,
  .build_probe = build_probe,
  .read_probe = read_probe,
  .build_catalog = build_catalog,
  .read_catalog = read_catalog,
  .read_words = packshot_aog_read_words,
  .is_refusal = packshot_aog_is_refusal,
  .explain = packshot_aog_explain,
};
