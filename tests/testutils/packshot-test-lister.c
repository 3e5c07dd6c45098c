/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-lister.h"

/**
 * packshot_test_lister_set_up:
 * @self: what is filled in
 * @user_data: nothing
 *
 * As packshot_test_queue_set_up(), with a service that can tell which jobs it has: what is on the
 * list of the remote dummy.
 */
void
packshot_test_lister_set_up (PackshotTestQueue *self, gconstpointer user_data)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_config_dir (), "packshot", "services", NULL);
  g_autofree char *path = g_build_filename (folder, "remote-dummy.json", NULL);
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data ("/io/github/packshot/Packshot/tests/remote-dummy.json", 0, NULL);
  g_autoptr (GString) text =
      g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  g_assert_cmpuint (g_string_replace (text, "\"can_list\": false", "\"can_list\": true", 0), ==, 1);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  packshot_test_queue_set_up (self, user_data);
  g_assert_true (packshot_manifest_get_can_list (self->manifest));
}
