/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake-client.h"

#include <string.h>

#include "packshot-test-utils.h"

static void
forget (PackshotFakeClient *self)
{
  self->status = 0;
  self->done = FALSE;
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotFakeClient *self = user_data;
  SoupSession *session = SOUP_SESSION (source);
  SoupMessage *message = soup_session_get_async_result_message (session, result);

  self->body = soup_session_send_and_read_finish (session, result, &self->error);
  self->status = soup_message_get_status (message);
  self->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  self->done = TRUE;
}

/**
 * packshot_fake_client_new:
 * @fake: (transfer none): whom to ask; outlives the client
 *
 * Returns: (transfer full): a client
 */
PackshotFakeClient *
packshot_fake_client_new (PackshotFake *fake)
{
  PackshotFakeClient *self = g_new0 (PackshotFakeClient, 1);

  self->fake = fake;
  self->session = soup_session_new ();

  return self;
}

/**
 * packshot_fake_client_free:
 * @self: (transfer full): a client that waits for nothing
 */
void
packshot_fake_client_free (PackshotFakeClient *self)
{
  forget (self);
  g_clear_object (&self->session);
  g_free (self);
}

/**
 * packshot_fake_client_message:
 * @self: a client
 * @method: of the request
 * @target: its path and query, at the API
 *
 * Returns: (transfer full): a request with the right key
 */
SoupMessage *
packshot_fake_client_message (PackshotFakeClient *self, const char *method, const char *target)
{
  g_autofree char *url = g_strconcat (packshot_fake_get_base_url (self->fake), target, NULL);
  const PackshotFakeService *service = packshot_fake_get_service (self->fake);
  SoupMessage *message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (service->key_header != NULL)
    {
      g_autofree char *key =
          g_strconcat (service->key_prefix, packshot_fake_default_settings.key, NULL);

      soup_message_headers_append (headers, service->key_header, key);
    }
  if (service->id_header != NULL)
    soup_message_headers_append (headers, service->id_header, packshot_fake_default_settings.id);

  return message;
}

/**
 * packshot_fake_client_begin:
 * @self: a client
 * @message: a request
 * @cancellable: (nullable): to break it off
 *
 * Sends a request, and waits for nothing: @self is done later.
 */
void
packshot_fake_client_begin (PackshotFakeClient *self,
                            SoupMessage *message,
                            GCancellable *cancellable)
{
  forget (self);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, cancellable,
                                    sent_cb, self);
}

/**
 * packshot_fake_client_send:
 * @self: a client
 * @message: (transfer full): a request
 *
 * Sends a request and waits for the answer, or for what comes in its place.
 */
void
packshot_fake_client_send (PackshotFakeClient *self, SoupMessage *message)
{
  packshot_fake_client_begin (self, message, NULL);
  g_object_unref (message);
  packshot_test_wait_until (self->done);
}

/**
 * packshot_fake_client_get:
 * @self: a client
 * @target: a path and a query, at the API
 */
void
packshot_fake_client_get (PackshotFakeClient *self, const char *target)
{
  packshot_fake_client_send (self, packshot_fake_client_message (self, "GET", target));
}

/**
 * packshot_fake_client_post:
 * @self: a client
 * @target: a path, at the API
 * @json: what to send
 */
void
packshot_fake_client_post (PackshotFakeClient *self, const char *target, const char *json)
{
  SoupMessage *message = packshot_fake_client_message (self, "POST", target);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  packshot_fake_client_send (self, message);
}

/**
 * packshot_fake_client_post_form:
 * @self: a client
 * @target: a path, at the API
 * @fields: %NULL-terminated pairs of name and text
 * @part: (nullable): a file
 *
 * Sends a form: the texts, then the file.
 */
void
packshot_fake_client_post_form (PackshotFakeClient *self,
                                const char *target,
                                const char *const *fields,
                                const PackshotFakePart *part)
{
  SoupMessage *message = packshot_fake_client_message (self, "POST", target);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  SoupMultipart *multipart = soup_multipart_new ("multipart/form-data");
  g_autoptr (GBytes) body = NULL;
  g_autofree char *type = NULL;

  for (guint i = 0; fields[i] != NULL; i += 2)
    soup_multipart_append_form_string (multipart, fields[i], fields[i + 1]);
  if (part != NULL)
    soup_multipart_append_form_file (multipart, part->name, part->file_name, part->content_type,
                                     part->bytes);
  soup_multipart_to_message (multipart, headers, &body);
  type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  soup_message_set_request_body_from_bytes (message, type, body);
  soup_multipart_free (multipart);
  packshot_fake_client_send (self, message);
}

/**
 * packshot_fake_client_fetch:
 * @self: a client
 * @url: of a result
 * @range: (nullable): which part of it: "bytes=1000-"
 * @version: (nullable): of which version that should be
 *
 * Asks for a result as a stranger, without a key.
 */
void
packshot_fake_client_fetch (PackshotFakeClient *self,
                            const char *url,
                            const char *range,
                            const char *version)
{
  SoupMessage *message = soup_message_new ("GET", url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (range != NULL)
    soup_message_headers_append (headers, "Range", range);
  if (version != NULL)
    soup_message_headers_append (headers, "If-Range", version);
  packshot_fake_client_send (self, message);
}

/**
 * packshot_fake_client_read:
 * @self: a client that was answered
 *
 * Returns: (transfer full): the answer, which must be JSON
 */
JsonNode *
packshot_fake_client_read (PackshotFakeClient *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonNode *node;

  g_assert_no_error (self->error);
  text = g_strndup (g_bytes_get_data (self->body, NULL), g_bytes_get_size (self->body));
  node = json_from_string (text, &error);
  g_assert_no_error (error);

  return node;
}
