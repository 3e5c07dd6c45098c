/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Names of files out of what people call things. */

#include "packshot-file-name.h"

#include <string.h>

#include <glib/gi18n.h>

/* Most file systems take 255 bytes; a temporary name beside it is longer. */
#define MOST_BYTES 180

/* Devices of Windows, whatever their extension is: such a file could not be copied to a stick that
 * goes there. */
static gboolean
is_device (const char *stem)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul" };
  gsize length = strcspn (stem, ".");

  while (length > 0 && stem[length - 1] == ' ')
    length--;
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    if (length == 3 && g_ascii_strncasecmp (stem, devices[i], 3) == 0)
      return TRUE;

  return length == 4 && g_ascii_isdigit (stem[3])
         && (g_ascii_strncasecmp (stem, "com", 3) == 0
             || g_ascii_strncasecmp (stem, "lpt", 3) == 0);
}

/* Marks that turn the rest of a line around would show another extension than there is. */
static gboolean
is_safe (gunichar c)
{
  return !g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT && c != 0x2028
         && c != 0x2029 && (c >= 0x80 || strchr ("/\\:*?\"<>|", (int) c) == NULL);
}

static GString *
copy_safe (const char *title)
{
  GString *stem = g_string_new (NULL);

  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_safe (c))
        g_string_append_unichar (stem, c);
      else if (g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_c (stem, '-');
    }

  return stem;
}

/* Neither hidden, nor with an end that some systems cut off. */
static void
trim (GString *stem)
{
  gsize begin = strspn (stem->str, ". ");

  g_string_erase (stem, 0, (gssize) begin);
  if (stem->len > MOST_BYTES)
    {
      const char *end = g_utf8_find_prev_char (stem->str, stem->str + MOST_BYTES);

      g_string_truncate (stem, (gsize) (end - stem->str));
    }
  while (stem->len > 0 && strchr (". ", stem->str[stem->len - 1]) != NULL)
    g_string_truncate (stem, stem->len - 1);
}

/**
 * packshot_file_name_dup_safe:
 * @title: what somebody calls it
 * @extension: (nullable): with its dot
 * @number: 1, or a number to tell it from others of the same title
 *
 * Makes a name that leads to no other folder, is not hidden, shows its true extension, and can be
 * used on every system.
 *
 * Returns: (transfer full): "Mug.mp4", or for the second "Mug (2).mp4"
 */
char *
packshot_file_name_dup_safe (const char *title, const char *extension, guint number)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) stem = NULL;

  g_return_val_if_fail (title != NULL, NULL);

  valid = g_utf8_make_valid (title, -1);
  stem = copy_safe (valid);
  trim (stem);
  if (stem->len == 0)
    g_string_append (stem, _ ("Video"));
  if (is_device (stem->str))
    g_string_prepend_c (stem, '_');

  return number > 1
             ? g_strdup_printf ("%s (%u)%s", stem->str, number, extension != NULL ? extension : "")
             : g_strconcat (stem->str, extension, NULL);
}
