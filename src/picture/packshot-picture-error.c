/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-error.h"

#include <glib/gi18n.h>

#include "packshot-picture-private.h"

/* A name longer than this pushes the reason out of sight; the end is kept for its extension. */
#define NAME_LENGTH 60
#define NAME_TAIL   19

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER     0x200d

G_DEFINE_QUARK (packshot - picture - error - quark, packshot_picture_error)

static gboolean
can_be_shown (gunichar c)
{
  /* The joiners hold emoji and Persian words together; every other invisible sign could turn the
   * sentence around the name into another one. */
  return g_unichar_isprint (c) || c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
}

static char *
make_printable_name (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  GString *shown = g_string_new (NULL);
  glong length = g_utf8_strlen (name, -1);
  glong position = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p), position++)
    {
      gunichar c = g_utf8_get_char (p);

      if (length > NAME_LENGTH && position == NAME_LENGTH - NAME_TAIL - 1)
        g_string_append (shown, "…");
      if (length <= NAME_LENGTH || position < NAME_LENGTH - NAME_TAIL - 1
          || position >= length - NAME_TAIL)
        g_string_append_unichar (shown, can_be_shown (c) ? c : 0xfffd);
    }

  return g_string_free (shown, FALSE);
}

/*< private >
 * packshot_picture_set_error:
 * @error: (out) (optional): where to put it
 * @code: the reason
 * @path: the file; its base name begins the sentence
 * @format: the rest of the sentence, without its full stop
 */
void
packshot_picture_set_error (GError **error,
                            PackshotPictureError code,
                            const char *path,
                            const char *format,
                            ...)
{
  g_autofree char *name = make_printable_name (path);
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  /* Translators: the name of a file, and one of the texts that go on after it. */
  g_set_error (error, PACKSHOT_PICTURE_ERROR, code, _ ("“%s” %s."), name, reason);
}

/*< private >
 * packshot_picture_set_no_memory:
 * @path: the file
 * @error: (out) (optional): where to put a #PACKSHOT_PICTURE_ERROR_NO_MEMORY
 */
void
packshot_picture_set_no_memory (const char *path, GError **error)
{
  packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_NO_MEMORY, path,
                              _ ("needs more memory than there is"));
}
