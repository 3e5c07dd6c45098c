/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-folder.h"

#include <glib/gstdio.h>

/* Descriptors that may be open beyond those counted before. */
#define FORGIVEN 6

/* Looks at the open files until there are no more too many, with a hundredth of a second between.
 */
#define PATIENCE 500

/**
 * packshot_test_folder_new:
 *
 * Returns: (transfer full) (type filename): a new empty folder within the test's own
 */
char *
packshot_test_folder_new (void)
{
  char *path = g_build_filename (g_get_user_data_dir (), "folder-XXXXXX", NULL);

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  g_assert_nonnull (g_mkdtemp (path));
  return path;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/**
 * packshot_test_folder_list:
 * @folder: (type filename): a folder
 *
 * Returns: (transfer full): the names of all that is in it, hidden or not, sorted, with a space
 *   behind each
 */
char *
packshot_test_folder_list (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) list = g_string_new (NULL);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (list, "%s ", (const char *) names->pdata[i]);

  return g_strdup (list->str);
}

/**
 * packshot_test_folder_assert:
 * @folder: (type filename): a folder
 * @...: names in their order, then %NULL
 *
 * Fails the test unless exactly these are in the folder.
 */
void
packshot_test_folder_assert (const char *folder, ...)
{
  g_autofree char *list = packshot_test_folder_list (folder);
  g_autoptr (GString) expected = g_string_new (NULL);
  const char *name;
  va_list names;

  va_start (names, folder);
  while ((name = va_arg (names, const char *)) != NULL)
    g_string_append_printf (expected, "%s ", name);
  va_end (names);

  g_assert_cmpstr (list, ==, expected->str);
}

/**
 * packshot_test_count_descriptors:
 *
 * Returns: how many files the program has open, the one it counts by among them
 */
guint
packshot_test_count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
list_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      g_test_message ("%s is %s", name, target != NULL ? target : "closed");
    }
}

/**
 * packshot_test_assert_descriptors:
 * @n: how many there may be
 *
 * Fails the test if the program has more files open, and goes on having them: what an encoder
 * leaves to a thread of its own ends a moment later. A few more are forgiven, since threads of
 * GStreamer come and go; callers do what they do so often that a leak makes more than those.
 */
void
packshot_test_assert_descriptors (guint n)
{
  n += FORGIVEN;
  for (int i = 0; i < PATIENCE && packshot_test_count_descriptors () > n; i++)
    g_usleep (10000);

  if (packshot_test_count_descriptors () > n)
    list_descriptors ();
  g_assert_cmpuint (packshot_test_count_descriptors (), <=, n);
}
