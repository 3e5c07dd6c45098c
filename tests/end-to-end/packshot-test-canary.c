/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-canary.h"

#include <string.h>

/* Of so many bytes each piece is looked for: one that was cut or broken into lines is found. */
#define PIECE 12

/**
 * packshot_test_canary_is_in:
 * @bytes: any bytes
 * @size: how many
 *
 * Returns: whether a piece of the key is among them
 */
gboolean
packshot_test_canary_is_in (const char *bytes, gsize size)
{
  for (guint i = 0; i + PIECE <= strlen (PACKSHOT_TEST_CANARY); i++)
    if (memmem (bytes, size, &PACKSHOT_TEST_CANARY[i], PIECE) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * packshot_test_canary_assert_text:
 * @text: what a program said
 *
 * Fails the test where a piece of the key is in it.
 */
void
packshot_test_canary_assert_text (const char *text)
{
  if (packshot_test_canary_is_in (text, strlen (text)))
    g_error ("The key is in “%s”", text);
}

static gboolean
is_in_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  return g_file_get_contents (path, &bytes, &size, NULL)
         && packshot_test_canary_is_in (bytes, size);
}

/**
 * packshot_test_canary_find_file:
 * @folder: (type filename): a folder
 *
 * Returns: (transfer full) (nullable) (type filename): a file in it, or in a folder of it, that has
 *   a piece of the key in its contents or its name
 */
char *
packshot_test_canary_find_file (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  char *found = NULL;

  while (found == NULL && dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (packshot_test_canary_is_in (name, strlen (name)))
        found = g_steal_pointer (&path);
      else if (g_file_test (path, G_FILE_TEST_IS_DIR)
               && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        found = packshot_test_canary_find_file (path);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && is_in_file (path))
        found = g_steal_pointer (&path);
    }

  return found;
}
