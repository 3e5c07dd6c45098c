/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Reading forms (RFC 7578) with libsoup's eyes, which did not write them. */

#include "packshot-fake-form.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

static void
part_free (gpointer data)
{
  PackshotFakePart *part = data;

  g_free (part->name);
  g_free (part->file_name);
  g_free (part->content_type);
  g_bytes_unref (part->bytes);
  g_free (part);
}

/* (nullable): it is no part of a form. libsoup's own look at this header is not asked, since it
 * makes a decent file name of any. */
static PackshotFakePart *
read_part (SoupMultipart *multipart, guint index)
{
  GHashTable *params;
  SoupMessageHeaders *headers;
  const char *disposition;
  PackshotFakePart *part = NULL;
  GBytes *bytes;

  soup_multipart_get_part (multipart, (int) index, &headers, &bytes);
  disposition = soup_message_headers_get_one (headers, "Content-Disposition");
  if (disposition == NULL)
    return NULL;
  params = soup_header_parse_semi_param_list (disposition);
  if (g_hash_table_contains (params, "form-data") && g_hash_table_lookup (params, "name") != NULL)
    {
      part = g_new0 (PackshotFakePart, 1);
      part->name = g_strdup (g_hash_table_lookup (params, "name"));
      part->file_name = g_strdup (g_hash_table_lookup (params, "filename"));
      part->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
      part->bytes = g_bytes_ref (bytes);
    }
  soup_header_free_param_list (params);

  return part;
}

/* How the files of a format begin, and end. */
typedef struct
{
  const char *content_type;
  gsize offset;
  const char *start;
  const char *end;
} Format;

static const Format formats[] = {
  { "image/jpeg", 0, "\xff\xd8\xff", "\xff\xd9" },
  { "image/png", 0, "\x89PNG\r\n\x1a\n", "IEND\xae\x42\x60\x82" },
  { "image/webp", 8, "WEBP", "" },
  { "image/gif", 0, "GIF8", ";" },
  { "image/bmp", 0, "BM", "" },
};

static gboolean
has_at (GBytes *bytes, gsize offset, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize length = strlen (text);

  return size >= length && offset <= size - length && memcmp (data + offset, text, length) == 0;
}

/* A loader is content with a part of a picture: whether it is all there its end tells. */
static gboolean
is_whole (GBytes *bytes, const char *content_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const Format *format = &formats[i];

      if (g_str_equal (format->content_type, content_type))
        return has_at (bytes, format->offset, format->start)
               && has_at (bytes, g_bytes_get_size (bytes) - strlen (format->end), format->end);
    }

  return FALSE;
}

/* A format that this machine has no loader for is not held against it. */
static gboolean
can_decode (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;
  gboolean written = gdk_pixbuf_loader_write_bytes (loader, bytes, &error);
  gboolean closed = gdk_pixbuf_loader_close (loader, error == NULL ? &error : NULL);

  return (written && closed)
         || g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE);
}

/**
 * packshot_fake_form_read:
 * @message: a request
 * @body: its body
 *
 * Returns: (transfer full) (nullable) (element-type PackshotFakePart): its parts; %NULL where it is
 *   no form, or one that can't be read
 */
GPtrArray *
packshot_fake_form_read (SoupServerMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMultipart *multipart = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  guint n_parts;

  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "multipart/form-data") == 0)
    multipart = soup_multipart_new_from_message (headers, body);
  if (multipart == NULL)
    return NULL;

  n_parts = (guint) soup_multipart_get_length (multipart);
  for (guint i = 0; i < n_parts; i++)
    {
      PackshotFakePart *part = read_part (multipart, i);

      if (part != NULL)
        g_ptr_array_add (parts, part);
    }
  soup_multipart_free (multipart);

  return parts->len == n_parts ? g_steal_pointer (&parts) : NULL;
}

/**
 * packshot_fake_form_find:
 * @parts: (element-type PackshotFakePart): the parts of a form
 * @name: the name of a field
 *
 * Returns: (transfer none) (nullable): the first part of this name
 */
const PackshotFakePart *
packshot_fake_form_find (GPtrArray *parts, const char *name)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const PackshotFakePart *part = g_ptr_array_index (parts, i);

      if (g_str_equal (part->name, name))
        return part;
    }

  return NULL;
}

/**
 * packshot_fake_part_is_text:
 * @part: (nullable): a part
 * @text: what it should say
 *
 * Returns: whether it is a plain field that says this
 */
gboolean
packshot_fake_part_is_text (const PackshotFakePart *part, const char *text)
{
  gsize size;
  const char *data;

  if (part == NULL || part->file_name != NULL)
    return FALSE;

  data = g_bytes_get_data (part->bytes, &size);
  return size == strlen (text) && memcmp (data, text, size) == 0;
}

/**
 * packshot_fake_part_is_picture:
 * @part: (nullable): a part
 *
 * Returns: whether it is a file that is wholly there, and the picture it is said to be
 */
gboolean
packshot_fake_part_is_picture (const PackshotFakePart *part)
{
  return part != NULL && part->file_name != NULL && part->content_type != NULL
         && is_whole (part->bytes, part->content_type) && can_decode (part->bytes);
}
