/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* A name for a file that comes from somewhere else: never a path, never hidden, always printable.
 */

#include "packshot-net-name-private.h"

#include <string.h>

/* In bytes: room for what a program may add, where file systems allow 255. */
#define MAX_LENGTH    120
#define MAX_EXTENSION 10
#define FALLBACK      "download"

static char *
take_printable (const char *text)
{
  GString *name = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != '/' && c != '\\' && g_unichar_isprint (c))
        g_string_append_unichar (name, c);
    }

  return g_string_free (name, FALSE);
}

/* Keeps the extension, by which people tell a picture. */
static void
shorten (char *name)
{
  gsize length = strlen (name);
  const char *extension = strrchr (name, '.');
  gsize tail;
  char *cut;

  if (length <= MAX_LENGTH)
    return;

  if (extension == NULL || strlen (extension) > MAX_EXTENSION)
    extension = name + length;
  tail = strlen (extension);
  cut = g_utf8_find_prev_char (name, name + MAX_LENGTH - tail + 1);
  memmove (cut, extension, tail + 1);
}

/* (nullable): nothing of it can be used. */
static char *
make_safe (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *slash = strrchr (valid, '/');
  const char *backslash;
  g_autofree char *name = NULL;

  if (slash != NULL)
    slash++;
  else
    slash = valid;
  backslash = strrchr (slash, '\\');

  name = take_printable (backslash != NULL ? backslash + 1 : slash);
  g_strstrip (name);
  /* A name of dots alone is a folder, one that begins with a dot is not seen. */
  memmove (name, name + strspn (name, ". "), strlen (name + strspn (name, ". ")) + 1);
  shorten (name);

  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

static char *
get_disposition_name (SoupMessage *message)
{
  g_autofree char *disposition = NULL;
  g_autoptr (GHashTable) parameters = NULL;
  const char *name;

  if (!soup_message_headers_get_content_disposition (soup_message_get_response_headers (message),
                                                     &disposition, &parameters))
    return NULL;

  name = g_hash_table_lookup (parameters, "filename");

  return name != NULL ? make_safe (name) : NULL;
}

static char *
get_path_name (SoupMessage *message)
{
  const char *path = g_uri_get_path (soup_message_get_uri (message));
  const char *slash = strrchr (path, '/');
  const char *segment = slash != NULL ? slash + 1 : path;
  g_autofree char *name = g_uri_unescape_string (segment, NULL);

  return make_safe (name != NULL ? name : segment);
}

/**
 * packshot_net_name_choose:
 * @message: a request with its answer
 *
 * Takes the name from what the server says (RFC 6266), or else from the address.
 *
 * Returns: (transfer full): a name that is safe to show and to make a file of, in UTF-8, of at most
 *   120 bytes
 */
char *
packshot_net_name_choose (SoupMessage *message)
{
  char *name = get_disposition_name (message);

  if (name == NULL)
    name = get_path_name (message);

  return name != NULL ? name : g_strdup (FALLBACK);
}
