/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-web.h"

#include <string.h>

#include "packshot-answer.h"
#include "packshot-core-error.h"
#include "packshot-json.h"

#define COST 3

const char packshot_test_web_manifest[] =
    "{"
    "\"format\": 1, \"id\": \"test-web\", \"name\": \"Test Web\", \"summary\": \"A service.\","
    "\"engine\": \"test-web\","
    "\"options\": ["
    "  {\"name\": \"photo\", \"type\": \"picture\", \"label\": \"Photo\", \"help\": \"Fetched.\","
    "   \"main\": true, \"accepts\": [\"file\", \"address\"], \"transport\": \"address\","
    "   \"limits\": {\"formats\": [\"image/jpeg\", \"image/png\"], \"max_address_length\": 200}},"
    "  {\"name\": \"inset\", \"type\": \"picture\", \"label\": \"Inset\", \"help\": \"In it.\","
    "   \"accepts\": [\"file\", \"address\"], \"transport\": \"inline\", \"sends_address\": true,"
    "   \"limits\": {\"formats\": [\"image/jpeg\", \"image/png\"]}},"
    "  {\"name\": \"product-name\", \"type\": \"text\", \"label\": \"Name\", \"help\": \"Of it.\","
    "   \"max_length\": 20},"
    "  {\"name\": \"figure\", \"type\": \"text\", \"label\": \"Figure\", \"help\": \"Who.\","
    "   \"max_length\": 20, \"catalog\": true}"
    "],"
    "\"remote\": {"
    "  \"base_url_environment\": \"" PACKSHOT_TEST_WEB_BASE_URL "\","
    "  \"credentials\": ["
    "    {\"name\": \"api-id\", \"label\": \"ID\", \"environment\": \"TEST_WEB_ID\","
    "     \"header\": \"X-API-ID\"},"
    "    {\"name\": \"api-key\", \"label\": \"Key\", \"environment\": \"TEST_WEB_KEY\","
    "     \"header\": \"X-API-KEY\"}],"
    "  \"models\": [], \"unit\": \"credits\","
    "  \"prices\": [{\"step\": \"create\", \"label\": \"Preview\", \"amount\": 1},"
    "               {\"step\": \"approve\", \"label\": \"Video\", \"amount\": 2},"
    "               {\"step\": \"regenerate-picture\", \"label\": \"Preview\", \"amount\": 1},"
    "               {\"step\": \"regenerate-video\", \"label\": \"Video\", \"amount\": 2}],"
    "  \"poll_interval\": 5, \"poll_batch\": 10, \"typical_wait\": 600, \"keeps_jobs\": 3600,"
    "  \"balance_tells_cost\": true,"
    "  \"can_resume\": true, \"can_cancel\": false, \"can_list\": true"
    "}}";

static PackshotCall *
post (const char *path, const PackshotAdapterInput *input)
{
  const char *names[] = { "photo", "inset" };
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), body);

  for (guint i = 0; input->request != NULL && i < G_N_ELEMENTS (names); i++)
    {
      const char *picture = packshot_adapter_input_get_picture (input, names[i]);

      if (picture != NULL)
        json_object_set_string_member (body, names[i], picture);
    }
  json_object_set_int_member (body, "copies", input->copies != NULL ? input->copies->len : 0);
  json_object_set_boolean_member (body, "local", input->is_local);

  return packshot_call_new_json (path, node);
}

static PackshotCall *
build_create (const PackshotAdapterInput *input, GError **error)
{
  g_autofree char *name = packshot_adapter_input_dup_text (input, "product-name");
  PackshotCall *call;

  if (g_strcmp0 (name, PACKSHOT_TEST_WEB_TABOO) == 0)
    {
      g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                           "Not that name.");
      return NULL;
    }

  call = post ("/create", input);
  if (g_strcmp0 (name, PACKSHOT_TEST_WEB_SLOW) == 0)
    call->answer_seconds = 3600;

  return call;
}

static PackshotCall *
build_approve (const PackshotAdapterInput *input, GError **error)
{
  return post ("/approve", input);
}

static PackshotCall *
build_regenerate_picture (const PackshotAdapterInput *input, GError **error)
{
  return post ("/picture", input);
}

static PackshotCall *
build_regenerate_video (const PackshotAdapterInput *input, GError **error)
{
  return post ("/video", input);
}

static PackshotReply *
read_paid (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);

  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_POLL, "job-1", "create");
  return reply;
}

static char *
dup_body (PackshotNetAnswer *answer)
{
  gsize size;
  const char *body = g_bytes_get_data (packshot_net_answer_get_body (answer), &size);

  return size > 0 ? g_strndup (body, size) : g_strdup ("");
}

static char *
read_words (PackshotNetAnswer *answer)
{
  g_autofree char *body = dup_body (answer);

  return *body != '\0' ? g_steal_pointer (&body) : NULL;
}

static PackshotCall *
build_test (const PackshotAdapterInput *input, GError **error)
{
  return packshot_call_new_get ("/balance");
}

static PackshotReply *
read_test (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  g_autofree char *body = dup_body (answer);

  reply->balance = g_ascii_strtoll (body, NULL, 10) * PACKSHOT_MONEY_ONE;
  return reply;
}

static PackshotCall *
build_poll (PackshotManifest *manifest, const GPtrArray *ids)
{
  PackshotCall *call = packshot_call_new_get ("/poll");

  packshot_call_add_query (call, "ids", g_ptr_array_index (ids, 0));
  return call;
}

static void
read_poll (PackshotManifest *manifest,
           const GPtrArray *ids,
           PackshotNetAnswer *answer,
           GPtrArray *replies)
{
  g_autofree char *state = dup_body (answer);
  PackshotVerdict verdict = PACKSHOT_VERDICT_WORKING;

  if (g_str_equal (state, "review"))
    verdict = PACKSHOT_VERDICT_REVIEW;
  else if (g_str_equal (state, "done"))
    verdict = PACKSHOT_VERDICT_DONE;
  else if (g_str_equal (state, "failed"))
    verdict = PACKSHOT_VERDICT_FAILED;

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (replies, packshot_reply_new_take_words (verdict, g_strdup (state)));
}

static PackshotCall *
build_list (PackshotManifest *manifest, const char *option)
{
  PackshotCall *call = packshot_call_new_get (option != NULL ? "/catalog" : "/list");

  if (option != NULL)
    packshot_call_add_query (call, "of", option);
  return call;
}

/* One of each line. */
static GPtrArray *
read_lines (PackshotNetAnswer *answer, gboolean is_catalog)
{
  g_autofree char *body = dup_body (answer);
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  GPtrArray *list =
      g_ptr_array_new_with_free_func (is_catalog ? (GDestroyNotify) packshot_catalog_item_free
                                                 : (GDestroyNotify) packshot_listing_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (is_catalog)
        g_ptr_array_add (list, packshot_catalog_item_new (lines[i], lines[i]));
      else
        g_ptr_array_add (list, packshot_listing_new (lines[i], 0));
    }

  return list;
}

static GPtrArray *
read_list (PackshotManifest *manifest,
           const char *option,
           PackshotNetAnswer *answer,
           PackshotReply **trouble)
{
  g_autofree char *words = read_words (answer);

  if (words == NULL)
    {
      *trouble = packshot_answer_new_puzzle (PACKSHOT_STEP_POLL, NULL);
      return NULL;
    }

  return read_lines (answer, option != NULL);
}

static PackshotCall *
build_host (const PackshotAdapterInput *input, GError **error)
{
  return packshot_call_new_form ("/host", "file", input->file);
}

static PackshotReply *
read_host (const PackshotAdapterInput *input, PackshotNetAnswer *answer)
{
  PackshotReply *reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  g_autofree char *body = dup_body (answer);

  packshot_reply_add_remote_id (reply, PACKSHOT_REMOTE_ID_HOSTED_URL, body, "host");
  return reply;
}

const PackshotAdapter packshot_test_web_adapter = {
  .name = "test-web",
  .build_create = build_create,
  .read_create = read_paid,
  .build_poll = build_poll,
  .read_poll = read_poll,
  .build_test = build_test,
  .read_test = read_test,
  .build_approve = build_approve,
  .read_approve = read_paid,
  .build_regenerate_picture = build_regenerate_picture,
  .read_regenerate_picture = read_paid,
  .build_regenerate_video = build_regenerate_video,
  .read_regenerate_video = read_paid,
  .build_list = build_list,
  .read_list = read_list,
  .build_catalog = build_list,
  .read_catalog = read_list,
  .build_host = build_host,
  .read_host = read_host,
  .read_words = read_words,
};

static gboolean
is_paid (const char *path)
{
  return g_str_equal (path, "/create") || g_str_equal (path, "/approve")
         || g_str_equal (path, "/picture") || g_str_equal (path, "/video");
}

static void
assert_keys (SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gboolean needs_keys = !g_str_equal (path, "/preview.png");

  g_assert_cmpstr (soup_message_headers_get_one (headers, "X-API-ID"), ==,
                   needs_keys ? PACKSHOT_TEST_WEB_ID : NULL);
  g_assert_cmpstr (soup_message_headers_get_one (headers, "X-API-KEY"), ==,
                   needs_keys ? PACKSHOT_TEST_WEB_KEY : NULL);
}

static char *
dup_answer (PackshotTestWeb *self, const char *path)
{
  if (self->words != NULL)
    return g_strdup (self->words);
  if (g_str_equal (path, "/balance"))
    return g_strdup_printf ("%" G_GINT64_FORMAT, self->credits);
  if (g_str_equal (path, "/poll"))
    return g_strdup (self->state);

  return g_strdup ("");
}

static void
serve_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  PackshotTestWeb *self = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GUri *uri = soup_server_message_get_uri (message);
  g_autofree char *answer = NULL;

  assert_keys (message, path);
  g_string_append_printf (self->journal, "%s %s%s%s\n", soup_server_message_get_method (message),
                          path, g_uri_get_query (uri) != NULL ? "?" : "",
                          g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "");
  if (soup_server_message_get_method (message) == SOUP_METHOD_POST)
    {
      g_free (self->body);
      self->body = g_strndup (body->data, (gsize) body->length);
    }
  if (is_paid (path) && self->status == 200)
    self->credits -= COST;

  soup_server_message_set_status (message, self->status, NULL);
  if (g_str_equal (path, "/preview.png") && self->picture != NULL)
    {
      soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY,
                                        g_bytes_get_data (self->picture, NULL),
                                        g_bytes_get_size (self->picture));
      return;
    }

  answer = dup_answer (self, path);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, answer,
                                    strlen (answer));
}

/**
 * packshot_test_web_start:
 * @self: (out caller-allocates): a server
 *
 * Lets it listen, and tells the environment where and with which keys.
 */
void
packshot_test_web_start (PackshotTestWeb *self)
{
  GSList *uris;
  g_autoptr (GError) error = NULL;

  *self = (PackshotTestWeb){ .status = 200, .state = "working", .credits = 100 };
  self->server = soup_server_new (NULL, NULL);
  self->journal = g_string_new (NULL);
  soup_server_add_handler (self->server, NULL, serve_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_setenv (PACKSHOT_TEST_WEB_BASE_URL, self->url, TRUE);
  g_setenv ("TEST_WEB_ID", PACKSHOT_TEST_WEB_ID, TRUE);
  g_setenv ("TEST_WEB_KEY", PACKSHOT_TEST_WEB_KEY, TRUE);
}

/**
 * packshot_test_web_stop:
 * @self: a server
 */
void
packshot_test_web_stop (PackshotTestWeb *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_string_free (self->journal, TRUE);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_free (self->body);
  g_free (self->url);
}
