/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-utils.h"

gboolean
packshot_test_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * packshot_test_write_file:
 * @name: the name of a file in the test's own temporary folder
 * @contents: what to write
 *
 * Returns: (transfer full) (type filename): the absolute path of the file
 */
char *
packshot_test_write_file (const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

/**
 * packshot_test_hash_file:
 * @path: (type filename): a file
 *
 * Returns: (transfer full) (nullable): the SHA-256 of its bytes in hexadecimal, or %NULL where it
 * is not there
 */
char *
packshot_test_hash_file (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return NULL;

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
}

/**
 * packshot_test_is_empty_folder:
 * @path: (type filename): a folder
 *
 * Returns: whether there is nothing in it, or it is not there at all
 */
gboolean
packshot_test_is_empty_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir == NULL || g_dir_read_name (dir) == NULL;
}

/* Asserts that an object ends with the reference that is given away here. A thread that has just
 * called back may hold it for a moment. */
void
packshot_test_let_go (gpointer object)
{
  gpointer pointer = object;

  g_object_add_weak_pointer (object, &pointer);
  g_object_unref (object);
  packshot_test_wait_until (pointer == NULL);
}
