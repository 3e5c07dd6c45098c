/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person prefers, in the file that both programs read. */

#include "packshot-core-error.h"
#include "packshot-settings-general.h"

typedef struct
{
  PackshotSettings *settings;
  PackshotManifest *manifest; /* runs 2 at once, and up to 5 */
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  static const char text[] = "{\"format\":1,\"id\":\"test\",\"name\":\"Test\",\"summary\":\"S.\","
                             "\"engine\":\"none\",\"offline\":true,\"concurrency\":2,"
                             "\"max_concurrency\":5,\"options\":[]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GError) error = NULL;

  fixture->manifest = packshot_manifest_new_from_bytes (bytes, "test.json", &error);
  g_assert_no_error (error);
  fixture->settings = packshot_settings_new ();
  fixture->path = g_build_filename (g_get_user_config_dir (), "packshot", "settings.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->settings);
  g_assert_finalize_object (fixture->manifest);
  g_free (fixture->path);
}

static void
write_settings (Fixture *fixture, const char *contents)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (fixture->path, contents, -1, &error);
  g_assert_no_error (error);
}

/* Each keeps what the others have said, and nothing is there that nobody said. */
static void
test_round (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *none = packshot_settings_dup_default_service (fixture->settings);
  g_autofree char *nowhere = packshot_settings_dup_save_folder (fixture->settings);
  g_autofree char *service = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *taken_back = NULL;

  g_assert_null (none);
  g_assert_null (nowhere);
  g_assert_true (packshot_settings_set_default_service (fixture->settings, "test", NULL));
  g_assert_true (packshot_settings_set_save_folder (fixture->settings, "/tmp/Vidéos a;b", NULL));
  g_assert_true (packshot_settings_set_concurrency (fixture->settings, fixture->manifest, 3, NULL));
  service = packshot_settings_dup_default_service (fixture->settings);
  folder = packshot_settings_dup_save_folder (fixture->settings);
  g_assert_cmpstr (service, ==, "test");
  g_assert_cmpstr (folder, ==, "/tmp/Vidéos a;b");
  g_assert_cmpuint (packshot_settings_get_concurrency (fixture->settings, fixture->manifest), ==,
                    3);

  g_assert_true (packshot_settings_set_save_folder (fixture->settings, NULL, NULL));
  taken_back = packshot_settings_dup_save_folder (fixture->settings);
  g_assert_null (taken_back);
}

static void
test_bad_folder (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  g_assert_false (packshot_settings_set_save_folder (fixture->settings, "/tmp/\xff", &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  write_settings (fixture, "[general]\nsave-folder=Videos\n");
  folder = packshot_settings_dup_save_folder (fixture->settings);
  g_assert_null (folder);
}

static guint
get_concurrency (Fixture *fixture, const char *contents)
{
  write_settings (fixture, contents);

  return packshot_settings_get_concurrency (fixture->settings, fixture->manifest);
}

/* What somebody typed into the file never goes beyond what the manifest allows. */
static void
test_concurrency (Fixture *fixture, gconstpointer user_data)
{
  g_assert_cmpuint (get_concurrency (fixture, ""), ==, 2);
  g_assert_cmpuint (get_concurrency (fixture, "[test]\nconcurrency=1\n"), ==, 1);
  g_assert_cmpuint (get_concurrency (fixture, "[test]\nconcurrency=5\n"), ==, 5);
  g_assert_cmpuint (get_concurrency (fixture, "[test]\nconcurrency=50\n"), ==, 5);
  g_assert_cmpuint (get_concurrency (fixture, "[test]\nconcurrency=0\n"), ==, 2);
  g_assert_cmpuint (get_concurrency (fixture, "[test]\nconcurrency=-7\n"), ==, 2);
  g_assert_cmpuint (get_concurrency (fixture, "[test]\nconcurrency=many\n"), ==, 2);
  g_assert_cmpuint (get_concurrency (fixture, "no key file"), ==, 2);
}

static void
test_privacy (Fixture *fixture, gconstpointer user_data)
{
  PackshotSettings *settings = fixture->settings;

  g_assert_true (packshot_settings_get_privacy (settings, PACKSHOT_PRIVACY_KEEP_DRAFTS));
  g_assert_true (packshot_settings_get_privacy (settings, PACKSHOT_PRIVACY_REMEMBER));
  g_assert_true (packshot_settings_get_privacy (settings, PACKSHOT_PRIVACY_SHOW_TITLES));

  g_assert_true (
      packshot_settings_set_privacy (settings, PACKSHOT_PRIVACY_SHOW_TITLES, FALSE, NULL));
  g_assert_false (packshot_settings_get_privacy (settings, PACKSHOT_PRIVACY_SHOW_TITLES));
  g_assert_true (packshot_settings_get_privacy (settings, PACKSHOT_PRIVACY_KEEP_DRAFTS));

  /* Whoever forbade something there must not be passed over because of a slip. */
  write_settings (fixture, "[privacy\nkeep-drafts=false\n");
  g_assert_false (packshot_settings_get_privacy (settings, PACKSHOT_PRIVACY_KEEP_DRAFTS));
  write_settings (fixture, "[privacy]\nkeep-drafts=perhaps\n");
  g_assert_false (packshot_settings_get_privacy (settings, PACKSHOT_PRIVACY_KEEP_DRAFTS));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/settings-general/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("round", test_round);
  ADD ("bad-folder", test_bad_folder);
  ADD ("concurrency", test_concurrency);
  ADD ("privacy", test_privacy);

  return g_test_run ();
}
