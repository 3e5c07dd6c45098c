/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Finds pictures in texts, which browsers offer where file managers offer files. */

#include "packshot-arrival-text.h"

#include <string.h>

#include <gio/gio.h>

#include "packshot-words.h"

#define SPACES " \t\r\n\f"

/* The characters that have names in the addresses of a page: a browser that writes HTML has to
 * write these so, and only these. */
static char *
dup_unescaped (const char *start, gsize length)
{
  static const struct
  {
    const char *name;
    char character;
  } escapes[] = {
    { "&amp;", '&' }, { "&quot;", '"' }, { "&#39;", '\'' }, { "&lt;", '<' }, { "&gt;", '>' },
  };
  GString *text = g_string_sized_new (length);

  for (gsize i = 0; i < length;)
    {
      gsize n_taken = 1;
      char character = start[i];

      for (gsize e = 0; e < G_N_ELEMENTS (escapes) && n_taken == 1; e++)
        if (g_str_has_prefix (start + i, escapes[e].name))
          {
            n_taken = strlen (escapes[e].name);
            character = escapes[e].character;
          }
      g_string_append_c (text, character);
      i += n_taken;
    }

  return g_string_free (text, FALSE);
}

/* Reads an attribute and stands behind it; @name is %NULL at the end of the tag. */
static const char *
read_attribute (const char *html, char **name, char **value)
{
  const char *start = html + strspn (html, SPACES "/");
  const char *end = start + strcspn (start, SPACES "/=>");
  char quote;

  *name = *start != '>' && *start != '\0' ? g_ascii_strdown (start, end - start) : NULL;
  *value = NULL;
  html = end + strspn (end, SPACES);
  if (*name == NULL || *html != '=')
    /* A stray character would hold this up for ever. */
    return *name != NULL && end == start ? start + 1 : end;

  html += 1 + strspn (html + 1, SPACES);
  quote = *html == '"' || *html == '\'' ? *html : '\0';
  start = quote != '\0' ? html + 1 : html;
  end = quote == '"'    ? start + strcspn (start, "\"")
        : quote == '\'' ? start + strcspn (start, "'")
                        : start + strcspn (start, SPACES ">");
  *value = dup_unescaped (start, (gsize) (end - start));

  return quote != '\0' && *end == quote ? end + 1 : end;
}

/* Reads how large a candidate of a `srcset` is, as many columns or times as sharp, and stands
 * behind it. */
static const char *
read_size (const char *start, double *size)
{
  start += strspn (start, SPACES);
  *size = *start == ',' || *start == '\0' ? 1 : g_ascii_strtod (start, NULL);

  return start + strcspn (start, ",");
}

/* The largest picture of a `srcset` with an address that is whole: what page the others belong to
 * is not told. (transfer full) (nullable) */
static char *
dup_largest (const char *candidates)
{
  char *largest = NULL;
  double most = 0;

  for (const char *start = candidates + strspn (candidates, SPACES ","); *start != '\0';
       start += strspn (start, SPACES ","))
    {
      gsize length = strcspn (start, SPACES);
      g_autofree char *address = g_strndup (start, length);
      double size = 1;

      /* A comma within an address is a part of it; one behind it ends the candidate. */
      if (address[length - 1] == ',')
        address[length - 1] = '\0';
      else
        length = (gsize) (read_size (start + length, &size) - start);
      start += length;

      if (size > most && packshot_words_is_web_address (address))
        {
          most = size;
          g_free (largest);
          largest = g_steal_pointer (&address);
        }
    }

  return largest;
}

/* Chooses one of what an `<img>` names: on the web, or the picture itself; what stands there until
 * the picture is on its way is such a picture too. (transfer full) (nullable) */
static char *
choose_source (const char *source, const char *candidates)
{
  char *largest;

  if (source != NULL && packshot_words_is_web_address (source))
    return g_strdup (source);

  largest = candidates != NULL ? dup_largest (candidates) : NULL;
  if (largest == NULL && source != NULL && packshot_arrival_text_is_data (source))
    return g_strdup (source);

  return largest;
}

/* Reads the attributes of an `<img>`, of which the first of a name counts, and stands behind them.
 */
static const char *
read_image (const char *attributes, char **image)
{
  g_autofree char *source = NULL;
  g_autofree char *candidates = NULL;

  while (TRUE)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      attributes = read_attribute (attributes, &name, &value);
      if (name == NULL)
        break;
      if (strcmp (name, "src") == 0 && source == NULL)
        source = g_steal_pointer (&value);
      else if (strcmp (name, "srcset") == 0 && candidates == NULL)
        candidates = g_steal_pointer (&value);
    }

  *image = choose_source (source, candidates);
  return attributes;
}

/* (transfer full) (nullable) */
static char *
find_item (const char *line)
{
  if (g_str_has_prefix (line, "file:"))
    return g_filename_from_uri (line, NULL, NULL);

  if (g_path_is_absolute (line))
    return g_filename_from_utf8 (line, -1, NULL, NULL, NULL);

  return packshot_words_is_web_address (line) ? g_strdup (line) : NULL;
}

/**
 * packshot_arrival_text_list:
 * @text: what was dropped or pasted
 * @items: (element-type filename): where the absolute paths and the addresses on the web go that it
 *   names, each in a line of its own
 *
 * Finds what a text may name that is a picture. All else in it is left.
 */
void
packshot_arrival_text_list (const char *text, GPtrArray *items)
{
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (text != NULL && items != NULL);

  lines = g_strsplit_set (text, "\r\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *item = find_item (g_strstrip (*line));

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
}

/**
 * packshot_arrival_text_dup_utf8:
 * @bytes: (array length=length): a text, in UTF-8 or, as Firefox has it, in UTF-16
 * @length: its length, in bytes
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where it is none
 */
char *
packshot_arrival_text_dup_utf8 (const char *bytes, gsize length)
{
  g_autofree char *text = NULL;
  gsize text_length;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  text_length = length > 0 && bytes[length - 1] == '\0' ? length - 1 : length;
  if (text_length == 0 || g_utf8_validate_len (bytes, text_length, NULL))
    return g_strndup (bytes, text_length);

  if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    text = g_convert (bytes + 2, (gssize) length - 2, "UTF-8", "UTF-16LE", NULL, NULL, NULL);
  else if (length % 2 == 0)
    text = g_convert (bytes, (gssize) length, "UTF-8", "UTF-16LE", NULL, NULL, NULL);

  return g_steal_pointer (&text);
}

/**
 * packshot_arrival_text_find_image:
 * @html: a part of a page
 *
 * Returns: (transfer full) (nullable): the address of the first picture in it, which is on the web,
 *   or the picture itself where nothing on the web is named in its place
 */
char *
packshot_arrival_text_find_image (const char *html)
{
  g_return_val_if_fail (html != NULL, NULL);

  for (const char *tag = strchr (html, '<'); tag != NULL; tag = strchr (tag, '<'))
    {
      g_autofree char *image = NULL;

      /* What is within a tag is looked at once, or much of it would take ages. */
      if (g_ascii_strncasecmp (tag, "<img", 4) == 0 && tag[4] != '\0'
          && strchr (SPACES "/", tag[4]) != NULL)
        tag = read_image (tag + 4, &image);
      else
        tag++;
      if (image != NULL)
        return g_steal_pointer (&image);
    }

  return NULL;
}

/**
 * packshot_arrival_text_is_data:
 * @text: a text
 *
 * Returns: whether it is a picture as a `data:` address
 */
gboolean
packshot_arrival_text_is_data (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return g_ascii_strncasecmp (text, "data:image/", strlen ("data:image/")) == 0;
}

/**
 * packshot_arrival_text_decode:
 * @data_url: a `data:` address, as RFC 2397 has it
 *
 * Returns: (transfer full) (nullable): what is in it, or %NULL where that can't be told
 */
GBytes *
packshot_arrival_text_decode (const char *data_url)
{
  const char *comma;
  g_autofree char *head = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  guchar *decoded;
  gsize length;

  g_return_val_if_fail (data_url != NULL, NULL);

  comma = strchr (data_url, ',');
  if (comma == NULL)
    return NULL;

  head = g_ascii_strdown (data_url, comma - data_url);
  bytes = g_uri_unescape_bytes (comma + 1, -1, NULL, NULL);
  if (bytes == NULL || !g_str_has_suffix (head, ";base64"))
    return g_steal_pointer (&bytes);

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  decoded = g_base64_decode (text, &length);
  return g_bytes_new_take (decoded, length);
}

/**
 * packshot_arrival_text_dup_name:
 * @address: where something is on the web
 *
 * Returns: (transfer full) (nullable): what the picture there is called, without its ending, or
 *   %NULL where the address is, by its name, none of a picture
 */
char *
packshot_arrival_text_dup_name (const char *address)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  name = uri != NULL ? g_path_get_basename (g_uri_get_path (uri)) : NULL;
  type = name != NULL ? g_content_type_guess (name, NULL, 0, NULL) : NULL;
  if (type == NULL || !g_content_type_is_a (type, "image/*") || strrchr (name, '.') == NULL)
    return NULL;

  *strrchr (name, '.') = '\0';
  return g_steal_pointer (&name);
}

/**
 * packshot_arrival_text_pick:
 * @items: (element-type filename): what came
 *
 * Returns: (transfer none): the one to take where only one is taken: a file rather than what is on
 *   the web
 */
const char *
packshot_arrival_text_pick (GPtrArray *items)
{
  g_return_val_if_fail (items != NULL && items->len > 0, NULL);

  for (guint i = 0; i < items->len; i++)
    if (g_path_is_absolute (items->pdata[i]))
      return items->pdata[i];

  return items->pdata[0];
}
