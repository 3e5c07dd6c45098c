/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake-data-url.h"

#include <string.h>

#include "packshot-fake-form.h"

#define START  "data:"
#define MIDDLE ";base64,"

/**
 * packshot_fake_data_url_read:
 * @url: an address
 *
 * Returns: (transfer full) (nullable): the picture that stands in it (RFC 2397); %NULL where it is
 *   no such address, or not the whole picture it is said to be
 */
GBytes *
packshot_fake_data_url_read (const char *url)
{
  const char *middle = strstr (url, MIDDLE);
  g_autofree char *content_type = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  PackshotFakePart part = { 0 };
  guchar *data;
  gsize size;

  if (!g_str_has_prefix (url, START "image/") || middle == NULL)
    return NULL;

  content_type = g_strndup (url + strlen (START), (gsize) (middle - url) - strlen (START));
  data = g_base64_decode (middle + strlen (MIDDLE), &size);
  bytes = g_bytes_new_take (data, size);
  /* The decoder passes over what it does not know. */
  again = g_base64_encode (data, size);
  if (!g_str_equal (again, middle + strlen (MIDDLE)))
    return NULL;

  part.file_name = (char *) "";
  part.content_type = content_type;
  part.bytes = bytes;
  return packshot_fake_part_is_picture (&part) ? g_steal_pointer (&bytes) : NULL;
}
