/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

#include "packshot-net-call.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-net-address-private.h"
#include "packshot-net-body-private.h"
#include "packshot-net-call-private.h"
#include "packshot-net-error.h"

struct _PackshotNetCall
{
  gatomicrefcount ref_count;
  const char *method;              /* interned, as libsoup wants it */
  char *url;                       /* (owned) */
  SoupMessageHeaders *headers;     /* (owned) */
  SoupMessageHeaders *credentials; /* (owned) */
  char *bad_header;                /* (owned) (nullable): the name of one that can't be sent */

  char *content_type; /* (owned) (nullable): NULL without a body */
  GBytes *body;       /* (owned) (nullable): NULL for a file or a form */
  char *path;         /* (owned) (nullable) (type filename): of a file, be it in a form or alone */
  char *boundary;     /* (owned) (nullable): between the parts of a form */
  GString *head;      /* (owned): of a form, what is before the file */
  GString *tail;      /* (owned): and what is behind it */

  goffset max_bytes;
  gboolean has_answer_time;
  guint answer_time; /* in ms */
  gboolean follow;
};

/**
 * packshot_net_call_new:
 * @method: such as “POST”
 * @url: where to
 *
 * Returns: (transfer full): a call without headers and body
 */
PackshotNetCall *
packshot_net_call_new (const char *method, const char *url)
{
  PackshotNetCall *self;

  g_return_val_if_fail (method != NULL && url != NULL, NULL);

  self = g_new0 (PackshotNetCall, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_intern_string (method);
  self->url = g_strdup (url);
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  self->credentials = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  self->head = g_string_new (NULL);
  self->tail = g_string_new (NULL);
  self->max_bytes = PACKSHOT_NET_CALL_MAX_BYTES;

  return self;
}

/**
 * packshot_net_call_ref:
 * @self: a call
 *
 * Returns: (transfer full): the same call
 */
PackshotNetCall *
packshot_net_call_ref (PackshotNetCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * packshot_net_call_unref:
 * @self: (transfer full): a call
 */
void
packshot_net_call_unref (PackshotNetCall *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  soup_message_headers_unref (self->headers);
  soup_message_headers_unref (self->credentials);
  g_string_free (self->head, TRUE);
  g_string_free (self->tail, TRUE);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->url);
  g_free (self->bad_header);
  g_free (self->content_type);
  g_free (self->boundary);
  g_free (self->path);
  g_free (self);
}

/* A line break in a header would begin another one, and a key is easily pasted with one. */
static gboolean
can_be_header (const char *name, const char *value)
{
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("!#$%&'*+-.^_`|~", *p) == NULL)
      return FALSE;
  for (const char *p = value; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) && *p != '\t')
      return FALSE;

  return *name != '\0';
}

static void
add (PackshotNetCall *self, SoupMessageHeaders *headers, const char *name, const char *value)
{
  if (can_be_header (name, value))
    {
      soup_message_headers_append (headers, name, value);
      return;
    }

  g_free (self->bad_header);
  self->bad_header = g_strdup (name);
}

/**
 * packshot_net_call_add_header:
 * @self: a call
 * @name: the name of a header that anybody may know
 * @value: its value; one that can't be sent makes sending fail
 */
void
packshot_net_call_add_header (PackshotNetCall *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL && name != NULL && value != NULL);

  add (self, self->headers, name, value);
}

/**
 * packshot_net_call_add_credential:
 * @self: a call
 * @name: the name of a header for the server of the address alone
 * @value: its value, such as a key; one that can't be sent makes sending fail
 */
void
packshot_net_call_add_credential (PackshotNetCall *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL && name != NULL && value != NULL);

  add (self, self->credentials, name, value);
}

/**
 * packshot_net_call_set_body:
 * @self: a call that has no body yet
 * @body: what to send
 * @content_type: what it is
 */
void
packshot_net_call_set_body (PackshotNetCall *self, GBytes *body, const char *content_type)
{
  g_return_if_fail (self != NULL && body != NULL && content_type != NULL);
  g_return_if_fail (self->content_type == NULL);

  self->content_type = g_strdup (content_type);
  self->body = g_bytes_ref (body);
}

/**
 * packshot_net_call_set_file:
 * @self: a call that has no body yet
 * @path: (type filename): a file to send as it is; it is opened when the call is sent
 * @content_type: what it is
 */
void
packshot_net_call_set_file (PackshotNetCall *self, const char *path, const char *content_type)
{
  g_return_if_fail (self != NULL && path != NULL && content_type != NULL);
  g_return_if_fail (self->content_type == NULL);

  self->content_type = g_strdup (content_type);
  self->path = g_strdup (path);
}

static void
begin_form (PackshotNetCall *self)
{
  g_autofree char *id = NULL;

  if (self->boundary != NULL)
    return;

  id = g_uuid_string_random ();
  self->boundary = g_strdup_printf ("packshot-%s", id);
  self->content_type = g_strdup_printf ("multipart/form-data; boundary=%s", self->boundary);
}

/* As browsers do it (HTML standard, “multipart/form-data encoding algorithm”). */
static char *
escape_name (const char *name)
{
  GString *escaped = g_string_new (name);

  g_string_replace (escaped, "\r", "%0D", 0);
  g_string_replace (escaped, "\n", "%0A", 0);
  g_string_replace (escaped, "\"", "%22", 0);

  return g_string_free (escaped, FALSE);
}

static void
append_part (PackshotNetCall *self, const char *part)
{
  GString *target = self->path == NULL ? self->head : self->tail;

  if (self->head->len > 0)
    g_string_append (target, "\r\n");
  g_string_append_printf (target, "--%s\r\n%s", self->boundary, part);
}

/**
 * packshot_net_call_add_field:
 * @self: a call without a body, or with a form
 * @name: the name of a field
 * @value: its text
 *
 * Adds a field to a form (RFC 7578).
 */
void
packshot_net_call_add_field (PackshotNetCall *self, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;
  g_autofree char *part = NULL;

  g_return_if_fail (self != NULL && name != NULL && value != NULL);
  g_return_if_fail (self->content_type == NULL || self->boundary != NULL);

  begin_form (self);
  escaped = escape_name (name);
  part = g_strdup_printf ("Content-Disposition: form-data; name=\"%s\"\r\n\r\n%s", escaped, value);
  append_part (self, part);
}

/**
 * packshot_net_call_add_file:
 * @self: a call without a body, or with a form that has no file yet
 * @name: the name of a field
 * @path: (type filename): a file; it is opened when the call is sent, and never held in memory
 * @file_name: what the server shall call it
 * @content_type: what it is
 *
 * Adds a file to a form (RFC 7578).
 */
void
packshot_net_call_add_file (PackshotNetCall *self,
                            const char *name,
                            const char *path,
                            const char *file_name,
                            const char *content_type)
{
  g_autofree char *escaped = NULL;
  g_autofree char *escaped_file = NULL;
  g_autofree char *part = NULL;

  g_return_if_fail (self != NULL && name != NULL && path != NULL);
  g_return_if_fail (file_name != NULL && content_type != NULL);
  g_return_if_fail (self->content_type == NULL || self->boundary != NULL);
  g_return_if_fail (self->path == NULL);

  begin_form (self);
  escaped = escape_name (name);
  escaped_file = escape_name (file_name);
  part = g_strdup_printf ("Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                          "Content-Type: %s\r\n\r\n",
                          escaped, escaped_file, content_type);
  append_part (self, part);
  self->path = g_strdup (path);
}

/**
 * packshot_net_call_set_max_bytes:
 * @self: a call
 * @max_bytes: the most the body of the answer may have, %PACKSHOT_NET_CALL_MAX_BYTES at first
 */
void
packshot_net_call_set_max_bytes (PackshotNetCall *self, goffset max_bytes)
{
  g_return_if_fail (self != NULL && max_bytes > 0);

  self->max_bytes = max_bytes;
}

/**
 * packshot_net_call_set_answer_time:
 * @self: a call
 * @milliseconds: how long its answer may take in place of what the session says, or
 *   %PACKSHOT_NET_CALL_NO_LIMIT
 *
 * For servers that answer only when the work is done.
 */
void
packshot_net_call_set_answer_time (PackshotNetCall *self, guint milliseconds)
{
  g_return_if_fail (self != NULL);

  self->has_answer_time = TRUE;
  self->answer_time = milliseconds;
}

/**
 * packshot_net_call_set_follow:
 * @self: a call whose method is GET
 * @follow: whether redirects are followed; they are not at first
 *
 * Credentials are left behind where the way leaves scheme, host or port of the address.
 */
void
packshot_net_call_set_follow (PackshotNetCall *self, gboolean follow)
{
  g_return_if_fail (self != NULL && g_str_equal (self->method, "GET"));

  self->follow = follow;
}

/*< private >
 * packshot_net_call_check:
 * @self: a call
 * @error: return location for %PACKSHOT_NET_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the address, if address and headers can be sent
 */
GUri *
packshot_net_call_check (PackshotNetCall *self, GError **error)
{
  if (self->bad_header != NULL)
    {
      g_autofree char *name = g_strescape (self->bad_header, NULL);

      g_set_error (
          error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_INVALID,
          _ ("The header “%s” holds a character that can’t be sent, such as a line break."), name);
      return NULL;
    }

  return packshot_net_address_parse (self->url, error);
}

static void
append_header (const char *name, const char *value, gpointer user_data)
{
  soup_message_headers_append (user_data, name, value);
}

static GBytes *
make_head (PackshotNetCall *self)
{
  if (self->body != NULL)
    return g_bytes_ref (self->body);

  return g_bytes_new (self->head->str, self->head->len);
}

static GBytes *
make_tail (PackshotNetCall *self)
{
  g_autofree char *tail = NULL;

  if (self->boundary == NULL)
    return g_bytes_new (NULL, 0);

  tail = g_strdup_printf ("%s\r\n--%s--\r\n", self->tail->str, self->boundary);

  return g_bytes_new (tail, strlen (tail));
}

static gboolean
set_body (PackshotNetCall *self, SoupMessage *message, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (PackshotNetBody) body = NULL;
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GBytes) tail = NULL;

  if (self->content_type == NULL)
    {
      /* Some servers want to be told that nothing comes. */
      if (self->method == SOUP_METHOD_POST || self->method == SOUP_METHOD_PUT)
        soup_message_headers_set_content_length (headers, 0);
      return TRUE;
    }

  head = make_head (self);
  tail = make_tail (self);
  body = packshot_net_body_new (head, self->path, tail, error);
  if (body == NULL)
    return FALSE;

  soup_message_set_request_body (message, self->content_type, G_INPUT_STREAM (body),
                                 packshot_net_body_get_length (body));

  return TRUE;
}

/*< private >
 * packshot_net_call_make_message:
 * @self: a call
 * @uri: its address
 * @error: return location for %PACKSHOT_NET_ERROR_LOCAL
 *
 * Returns: (transfer full) (nullable): the message for libsoup, with credentials, unless the file
 *   can't be read
 */
SoupMessage *
packshot_net_call_make_message (PackshotNetCall *self, GUri *uri, GError **error)
{
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (self->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_foreach (self->headers, append_header, headers);
  soup_message_headers_foreach (self->credentials, append_header, headers);

  return set_body (self, message, error) ? g_steal_pointer (&message) : NULL;
}

/*< private >
 * packshot_net_call_get_headers:
 * @self: a call
 *
 * Returns: (transfer none): the headers that anybody may know
 */
SoupMessageHeaders *
packshot_net_call_get_headers (PackshotNetCall *self)
{
  return self->headers;
}

/*< private >
 * packshot_net_call_get_credentials:
 * @self: a call
 *
 * Returns: (transfer none): the headers for the server of the address alone
 */
SoupMessageHeaders *
packshot_net_call_get_credentials (PackshotNetCall *self)
{
  return self->credentials;
}

/*< private >
 * packshot_net_call_get_follow:
 * @self: a call
 *
 * Returns: whether redirects are followed
 */
gboolean
packshot_net_call_get_follow (PackshotNetCall *self)
{
  return self->follow;
}

/*< private >
 * packshot_net_call_get_max_bytes:
 * @self: a call
 *
 * Returns: the most the body of the answer may have
 */
goffset
packshot_net_call_get_max_bytes (PackshotNetCall *self)
{
  return self->max_bytes;
}

/*< private >
 * packshot_net_call_get_patience:
 * @self: a call
 * @session: what it is sent by
 *
 * Returns: how long each phase may take
 */
PackshotNetPatience
packshot_net_call_get_patience (PackshotNetCall *self, PackshotNetSession *session)
{
  PackshotNetPatience patience = *packshot_net_session_get_patience (session);

  if (self->has_answer_time)
    patience.answer = self->answer_time;

  return patience;
}
