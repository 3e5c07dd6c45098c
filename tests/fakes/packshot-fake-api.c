/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* How a fake service answers calls of its API, well or badly. */

#include <string.h>

#include "packshot-fake-private.h"

/* More than anybody should read of an answer in JSON. */
#define OVERSIZE (32 * 1024 * 1024)

/* As a gateway says it, so that a client that looks for words of the service finds none. */
static const char gateway_page[] = "<html><body><h1>Trouble at the gateway</h1></body></html>";

static void
call_clear (PackshotFakeCall *call)
{
  g_clear_object (&call->message);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_clear_pointer (&call->remote_id, g_free);
  g_clear_pointer (&call->picture, g_bytes_unref);
  g_clear_pointer (&call->words, g_free);
  g_clear_pointer (&call->answer, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotFakeCall, call_clear)

static gboolean
fits_path (const PackshotFakeRoute *route, const char *path)
{
  g_auto (GStrv) wanted = g_strsplit (route->path, "/", -1);
  g_auto (GStrv) found = g_strsplit (path, "/", -1);

  if (g_strv_length (wanted) != g_strv_length (found))
    return FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      gboolean is_any = g_str_equal (wanted[i], "*") && *found[i] != '\0';

      if (!is_any && !g_str_equal (wanted[i], found[i]))
        return FALSE;
    }

  return TRUE;
}

/* Where only the method is wrong, a route of the other one. */
static const PackshotFakeRoute *
find_route (PackshotFake *self, SoupServerMessage *message, const char *path, GHashTable *query)
{
  const char *method = soup_server_message_get_method (message);
  const PackshotFakeRoute *other = NULL;

  for (const PackshotFakeRoute *route = self->service->routes; route->method != NULL; route++)
    {
      gboolean has_parameter =
          route->parameter == NULL
          || (query != NULL && g_hash_table_contains (query, route->parameter));

      if (!has_parameter || !fits_path (route, path))
        continue;
      if (g_str_equal (route->method, method))
        return route;
      if (other == NULL)
        other = route;
    }

  return other;
}

static gboolean
says (SoupServerMessage *message, const char *header, const char *value)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return g_strcmp0 (soup_message_headers_get_list (headers, header), value) == 0;
}

static gboolean
has_right_key (PackshotFake *self, SoupServerMessage *message)
{
  const PackshotFakeService *service = self->service;
  g_autofree char *wanted = NULL;

  if (service->key_header == NULL)
    {
      if (!packshot_fake_has_key (self, message))
        return TRUE;
      self->n_leaks++;
      return FALSE;
    }

  wanted = g_strconcat (service->key_prefix, self->settings.key, NULL);
  return says (message, service->key_header, wanted)
         && (service->id_header == NULL || says (message, service->id_header, self->settings.id));
}

static gboolean
is_before_work (PackshotFakeFault fault)
{
  return fault >= PACKSHOT_FAKE_FAULT_RESET && fault <= PACKSHOT_FAKE_FAULT_MISSING;
}

static void
say_json (SoupServerMessage *message, guint status, JsonNode *answer)
{
  g_autofree char *text = json_to_string (answer, FALSE);
  gsize size = strlen (text);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE,
                                    g_steal_pointer (&text), size);
}

static void
say_text (SoupServerMessage *message, guint status, const char *content_type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, content_type, SOUP_MEMORY_COPY, text, strlen (text));
}

static void
say_refusal (PackshotFake *self, SoupServerMessage *message, guint status, const char *words)
{
  g_autoptr (JsonNode) answer = self->service->refuse (status, words);

  say_json (message, status, answer);
}

/* Some services repeat the key that they complain about. */
static void
say_echo (PackshotFake *self, SoupServerMessage *message, guint status)
{
  g_autofree char *words = g_strdup_printf ("invalid api key “%s”", self->settings.key);

  say_refusal (self, message, status, words);
}

/* JSON to its end, so that only its size is wrong. */
static void
say_oversized (SoupServerMessage *message)
{
  char *text = g_strnfill (OVERSIZE, ' ');

  text[0] = '{';
  text[OVERSIZE - 1] = '}';
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text, OVERSIZE);
}

static void
say_redirect (PackshotFake *self, SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  g_autofree char *target =
      g_strconcat (self->other_url, g_uri_get_path (uri), query != NULL ? "?" : "", query, NULL);

  soup_server_message_set_redirect (message, SOUP_STATUS_TEMPORARY_REDIRECT, target);
}

static void
say_limit (PackshotFake *self, SoupServerMessage *message, guint status)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *seconds = g_strdup_printf ("%u", self->settings.retry_after);

  soup_message_headers_replace (headers, "Retry-After", seconds);
  say_refusal (self, message, status, "too many requests");
}

/* Says no, or does the work. */
static void
serve (PackshotFake *self, const PackshotFakeRoute *route, PackshotFakeCall *call)
{
  if (!has_right_key (self, call->message))
    {
      call->status = SOUP_STATUS_UNAUTHORIZED;
      packshot_fake_refuse (call, "invalid api key");
    }
  else if (route == NULL)
    {
      call->status = SOUP_STATUS_NOT_FOUND;
      call->text = self->service->missing;
      packshot_fake_refuse (call, "no such endpoint");
    }
  else if (!g_str_equal (soup_server_message_get_method (call->message), route->method))
    {
      call->status = SOUP_STATUS_METHOD_NOT_ALLOWED;
      packshot_fake_refuse (call, "method not allowed");
    }
  else
    {
      route->serve (self, call);
    }
}

static void
finish (PackshotFake *self, PackshotFakeCall *call, PackshotFakeFault fault)
{
  if (fault != PACKSHOT_FAKE_FAULT_NONE)
    packshot_fake_spoil (self, call->message, fault);
  else if (call->text != NULL)
    say_text (call->message, call->status, "text/plain", call->text);
  else if (call->words != NULL)
    say_refusal (self, call->message, call->status, call->words);
  else
    say_json (call->message, call->status, call->answer);

  if (fault == PACKSHOT_FAKE_FAULT_NONE && call->seconds > 0)
    packshot_fake_harm_delay (self->harm, call->message, call->seconds);
}

/**
 * packshot_fake_spoil:
 * @self: a fake service
 * @message: a request
 * @fault: what goes wrong with its answer, not one that only downloads have
 */
void
packshot_fake_spoil (PackshotFake *self, SoupServerMessage *message, PackshotFakeFault fault)
{
  guint status = packshot_fake_get_fault_status (self, fault);

  switch (fault)
    {
    case PACKSHOT_FAKE_FAULT_RESET:
      packshot_fake_harm_reset (self->harm, message);
      break;
    case PACKSHOT_FAKE_FAULT_LOST:
      packshot_fake_harm_close (self->harm, message);
      break;
    case PACKSHOT_FAKE_FAULT_HANG:
      packshot_fake_harm_hang (self->harm, message);
      break;
    case PACKSHOT_FAKE_FAULT_LIMIT:
      say_limit (self, message, status);
      break;
    case PACKSHOT_FAKE_FAULT_REDIRECT:
      say_redirect (self, message);
      break;
    case PACKSHOT_FAKE_FAULT_REFUSE:
      say_refusal (self, message, status, "not today");
      break;
    case PACKSHOT_FAKE_FAULT_KEY:
      say_echo (self, message, status);
      break;
    case PACKSHOT_FAKE_FAULT_MISSING:
      say_refusal (self, message, status, "not found");
      break;
    case PACKSHOT_FAKE_FAULT_GARBAGE:
      say_text (message, status, "application/json", "{\"code\":0,\"data\":{\"vid");
      break;
    case PACKSHOT_FAKE_FAULT_OVERSIZED:
      say_oversized (message);
      break;
    case PACKSHOT_FAKE_FAULT_ERROR:
    case PACKSHOT_FAKE_FAULT_GATEWAY:
      say_text (message, status, "text/html", gateway_page);
      break;
    case PACKSHOT_FAKE_FAULT_NONE:
    case PACKSHOT_FAKE_FAULT_SLOW:
    case PACKSHOT_FAKE_FAULT_EXPIRED:
    case PACKSHOT_FAKE_FAULT_HTML:
    case PACKSHOT_FAKE_FAULT_CHANGED:
    case PACKSHOT_FAKE_FAULT_NO_RANGE:
    case PACKSHOT_FAKE_FAULT_SHORT:
    default:
      g_error ("“%s” is no fault of this step.", packshot_fake_fault_to_string (fault));
    }
}

/**
 * packshot_fake_serve_api:
 * @self: a fake service, locked
 * @message: a request
 * @path: what is asked for
 * @query: (nullable): its parameters
 */
void
packshot_fake_serve_api (PackshotFake *self,
                         SoupServerMessage *message,
                         const char *path,
                         GHashTable *query)
{
  const PackshotFakeRoute *route = find_route (self, message, path, query);
  g_auto (PackshotFakeCall) call = { .query = query, .status = SOUP_STATUS_OK };
  PackshotFakeEntry entry = { .origin = "api" };

  /* Who breaks off a connection would otherwise take the request along. */
  call.message = g_object_ref (message);
  call.body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  if (route != NULL)
    entry.fault = packshot_fake_take_fault (self, route->step);
  if (!is_before_work (entry.fault))
    serve (self, route, &call);
  /* What is refused is refused, whatever else should go wrong. */
  if (call.words != NULL)
    entry.fault = PACKSHOT_FAKE_FAULT_NONE;

  entry.step = route != NULL ? route->step : NULL;
  entry.has_key = packshot_fake_has_key (self, message);
  entry.status = entry.fault != PACKSHOT_FAKE_FAULT_NONE
                     ? packshot_fake_get_fault_status (self, entry.fault)
                     : call.status;
  entry.is_order = call.is_order;
  entry.remote_id = call.remote_id;
  entry.words = call.words;
  entry.picture = call.picture;
  packshot_fake_journal_add (self->journal, message, &entry);
  if (call.picture != NULL)
    g_ptr_array_add (self->pictures, g_bytes_ref (call.picture));

  finish (self, &call, entry.fault);
}

/**
 * packshot_fake_get_state:
 * @self: a fake service
 *
 * Returns: (transfer none): what the service remembers
 */
gpointer
packshot_fake_get_state (PackshotFake *self)
{
  return self->state;
}

/**
 * packshot_fake_get_settings:
 * @self: a fake service
 *
 * Returns: (transfer none): how it behaves
 */
const PackshotFakeSettings *
packshot_fake_get_settings (PackshotFake *self)
{
  return &self->settings;
}

/**
 * packshot_fake_pay:
 * @self: a fake service
 * @call: a call that is paid for
 * @credits: how much it costs
 *
 * Returns: whether there was as much left; if so, it is spent
 */
gboolean
packshot_fake_pay (PackshotFake *self, PackshotFakeCall *call, guint credits)
{
  if (self->credits < credits)
    return FALSE;

  self->credits -= credits;
  self->n_orders++;
  call->is_order = TRUE;

  return TRUE;
}

/**
 * packshot_fake_get_credits:
 * @self: a fake service
 *
 * Returns: how much is left to spend
 */
guint
packshot_fake_get_credits (PackshotFake *self)
{
  return self->credits;
}

/**
 * packshot_fake_call_dup_part:
 * @call: a call
 * @index: which part of the path: 1 is the one behind the first slash
 *
 * Returns: (transfer full): that part
 */
char *
packshot_fake_call_dup_part (PackshotFakeCall *call, guint index)
{
  GUri *uri = soup_server_message_get_uri (call->message);
  g_auto (GStrv) parts = g_strsplit (g_uri_get_path (uri), "/", -1);

  g_assert (index < g_strv_length (parts));
  return g_strdup (parts[index]);
}

/**
 * packshot_fake_call_read_json:
 * @call: a call
 *
 * Returns: (transfer full) (nullable): its body; %NULL where that is no JSON, or not said to be
 */
JsonNode *
packshot_fake_call_read_json (PackshotFakeCall *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size;
  const char *text = g_bytes_get_data (call->body, &size);

  if (g_strcmp0 (type, "application/json") != 0
      || !json_parser_load_from_data (parser, text, (gssize) size, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

/**
 * packshot_fake_refuse:
 * @call: a call
 * @format: why it is refused
 *
 * Refuses in the service's way, with the status the call has.
 */
void
packshot_fake_refuse (PackshotFakeCall *call, const char *format, ...)
{
  va_list arguments;

  g_free (call->words);
  va_start (arguments, format);
  call->words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}
