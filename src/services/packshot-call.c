/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "packshot-call.h"

#include <string.h>

static PackshotCall *
call_new (const char *method, const char *path)
{
  PackshotCall *self = g_new0 (PackshotCall, 1);

  self->method = method;
  self->path = g_strdup (path);
  self->query = g_new0 (char *, 1);
  self->headers = g_new0 (char *, 1);
  self->fields = g_new0 (char *, 1);
  self->answer_seconds = PACKSHOT_CALL_DEFAULT_TIME;

  return self;
}

static void
file_free (PackshotCallFile *file)
{
  g_free (file->name);
  g_free (file->path);
  g_free (file->file_name);
  g_free (file->content_type);
  g_free (file);
}

/* A name of our own: what a file is called on this computer is nobody's business. Services tell the
 * format by the ending. */
static PackshotCallFile *
file_new (const char *name, const PackshotJobCopy *copy)
{
  PackshotCallFile *file = g_new0 (PackshotCallFile, 1);
  g_autofree char *base = g_path_get_basename (copy->path);
  const char *dot = strrchr (base, '.');

  file->name = g_strdup (name);
  file->path = g_strdup (copy->path);
  file->file_name = g_strconcat (copy->option, dot, NULL);
  file->content_type = g_strdup (packshot_call_find_content_type (base));

  return file;
}

static void
add_pair (GStrv *pairs, const char *name, const char *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) *pairs);
  g_strv_builder_add (builder, name);
  g_strv_builder_add (builder, value);

  g_strfreev (*pairs);
  *pairs = g_strv_builder_end (builder);
}

/* An adapter knows no secrets; this is for the day on which somebody gives it one. */
static gboolean
is_for_secrets (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return strstr (lower, "auth") != NULL || strstr (lower, "key") != NULL
         || strstr (lower, "token") != NULL || strstr (lower, "cookie") != NULL;
}

/**
 * packshot_call_new_get:
 * @path: begins with a slash
 *
 * Returns: (transfer full): a question
 */
PackshotCall *
packshot_call_new_get (const char *path)
{
  g_return_val_if_fail (path != NULL && *path == '/', NULL);

  return call_new ("GET", path);
}

/**
 * packshot_call_new_json:
 * @path: begins with a slash
 * @body: what to send
 *
 * Returns: (transfer full): a call that brings JSON
 */
PackshotCall *
packshot_call_new_json (const char *path, JsonNode *body)
{
  PackshotCall *self;
  char *text;

  g_return_val_if_fail (path != NULL && *path == '/' && body != NULL, NULL);

  self = call_new ("POST", path);
  text = json_to_string (body, FALSE);
  self->json = g_bytes_new_take (text, strlen (text));

  return self;
}

/**
 * packshot_call_new_form:
 * @path: begins with a slash
 * @name: the field of the form that takes the file
 * @copy: the file; the ending of its name tells what it is
 *
 * Returns: (transfer full): a form, as multipart/form-data, that brings a picture
 */
PackshotCall *
packshot_call_new_form (const char *path, const char *name, const PackshotJobCopy *copy)
{
  PackshotCall *self;

  g_return_val_if_fail (path != NULL && *path == '/' && name != NULL && copy != NULL, NULL);

  self = call_new ("POST", path);
  self->file = file_new (name, copy);

  return self;
}

/**
 * packshot_call_free:
 * @call: (transfer full): a call
 */
void
packshot_call_free (PackshotCall *call)
{
  g_free (call->path);
  g_strfreev (call->query);
  g_strfreev (call->headers);
  g_clear_pointer (&call->json, g_bytes_unref);
  g_strfreev (call->fields);
  g_clear_pointer (&call->file, file_free);
  g_free (call);
}

/**
 * packshot_call_add_query:
 * @call: a call
 * @name: the name of a parameter
 * @value: its value; commas stay as they are, for lists
 */
void
packshot_call_add_query (PackshotCall *call, const char *name, const char *value)
{
  g_return_if_fail (call != NULL && name != NULL && value != NULL);

  add_pair (&call->query, name, value);
}

/**
 * packshot_call_add_field:
 * @call: a form
 * @name: the name of a text field
 * @value: what it says
 */
void
packshot_call_add_field (PackshotCall *call, const char *name, const char *value)
{
  g_return_if_fail (call != NULL && call->file != NULL && name != NULL && value != NULL);

  add_pair (&call->fields, name, value);
}

/**
 * packshot_call_add_header:
 * @call: a call
 * @name: the name of a header, which must not be one that carries secrets
 * @value: what it says
 */
void
packshot_call_add_header (PackshotCall *call, const char *name, const char *value)
{
  g_return_if_fail (call != NULL && name != NULL && value != NULL);
  g_return_if_fail (!is_for_secrets (name));

  add_pair (&call->headers, name, value);
}

/**
 * packshot_call_dup_target:
 * @call: a call
 *
 * Whatever a value holds, it stays a value of its parameter (RFC 3986, 2.2).
 *
 * Returns: (transfer full): path and query as they go out, to be set behind the base address
 */
char *
packshot_call_dup_target (const PackshotCall *call)
{
  g_autoptr (GString) target = NULL;

  g_return_val_if_fail (call != NULL, NULL);

  target = g_string_new (call->path);
  for (guint i = 0; call->query[i] != NULL; i += 2)
    {
      g_string_append_c (target, i == 0 ? '?' : '&');
      g_string_append_uri_escaped (target, call->query[i], NULL, FALSE);
      g_string_append_c (target, '=');
      g_string_append_uri_escaped (target, call->query[i + 1], ",", FALSE);
    }

  return g_string_free (g_steal_pointer (&target), FALSE);
}

/**
 * packshot_call_find_content_type:
 * @name: (type filename): the name of a file, or its path
 *
 * Goes by the ending alone, which whoever made the file chose by what is in it.
 *
 * Returns: what it is: "image/png"
 */
const char *
packshot_call_find_content_type (const char *name)
{
  static const struct
  {
    const char *ending;
    const char *content_type;
  } types[] = {
    { ".jpg", "image/jpeg" },  { ".jpeg", "image/jpeg" }, { ".png", "image/png" },
    { ".webp", "image/webp" }, { ".gif", "image/gif" },   { ".bmp", "image/bmp" },
    { ".mp4", "video/mp4" },   { ".webm", "video/webm" },
  };
  const char *dot;

  g_return_val_if_fail (name != NULL, NULL);

  dot = strrchr (name, '.');
  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (types); i++)
    {
      if (g_ascii_strcasecmp (dot, types[i].ending) == 0)
        return types[i].content_type;
    }

  return "application/octet-stream";
}
