/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The user's image host, as the settings have it. */

#include <glib/gstdio.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-settings-image-host.h"

static void
write_settings (const char *contents)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "packshot", NULL);
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

static char *
read_settings (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "packshot", "settings.ini", NULL);
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

static void
test_none (void)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autoptr (PackshotImageHostSettings) host = packshot_settings_dup_image_host (settings, NULL);

  g_assert_nonnull (host);
  g_assert_cmpint (host->kind, ==, PACKSHOT_IMAGE_HOST_NONE);
}

static void
test_put (void)
{
  const PackshotImageHostSettings wanted = {
    .kind = PACKSHOT_IMAGE_HOST_PUT,
    .url = (char *) "https://dav.example.com/photos/",
    .public_url = (char *) "http://photos.example.com//",
    .user = (char *) "jane doe",
    .service = (char *) "of no interest",
  };
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autoptr (PackshotImageHostSettings) host = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  write_settings ("# mine\n[service]\nbase-url=https://example.com\n");
  packshot_settings_set_image_host (settings, &wanted, &error);
  g_assert_no_error (error);

  host = packshot_settings_dup_image_host (settings, &error);
  g_assert_no_error (error);
  g_assert_cmpint (host->kind, ==, PACKSHOT_IMAGE_HOST_PUT);
  g_assert_cmpstr (host->url, ==, "https://dav.example.com/photos");
  g_assert_cmpstr (host->public_url, ==, "http://photos.example.com");
  g_assert_cmpstr (host->user, ==, "jane doe");
  g_assert_cmpstr (host->service, ==, NULL);

  /* What else is there stays. */
  contents = read_settings ();
  g_assert_nonnull (strstr (contents, "# mine"));
  g_assert_nonnull (strstr (contents, "base-url=https://example.com"));
}

static void
test_change (void)
{
  const PackshotImageHostSettings put = { .kind = PACKSHOT_IMAGE_HOST_PUT,
                                          .url = (char *) "http://127.0.0.1:8080/dav",
                                          .public_url = (char *) "http://127.0.0.1:8080/p",
                                          .user = (char *) "" };
  const PackshotImageHostSettings service = { .kind = PACKSHOT_IMAGE_HOST_SERVICE,
                                              .service = (char *) "keeper" };
  const PackshotImageHostSettings none = { 0 };
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autoptr (PackshotImageHostSettings) first = NULL;
  g_autoptr (PackshotImageHostSettings) second = NULL;
  g_autoptr (PackshotImageHostSettings) third = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (packshot_settings_set_image_host (settings, &put, NULL));
  first = packshot_settings_dup_image_host (settings, NULL);
  g_assert_cmpstr (first->user, ==, NULL);

  g_assert_true (packshot_settings_set_image_host (settings, &service, NULL));
  second = packshot_settings_dup_image_host (settings, NULL);
  g_assert_cmpint (second->kind, ==, PACKSHOT_IMAGE_HOST_SERVICE);
  g_assert_cmpstr (second->service, ==, "keeper");
  contents = read_settings ();
  g_assert_null (strstr (contents, "127.0.0.1"));

  g_assert_true (packshot_settings_set_image_host (settings, &none, NULL));
  third = packshot_settings_dup_image_host (settings, NULL);
  g_assert_cmpint (third->kind, ==, PACKSHOT_IMAGE_HOST_NONE);
}

/* What can't be used is neither written nor passed over. */
static void
test_bad (void)
{
#define GOOD_URL    "url=https://dav.example.com\n"
#define GOOD_PUBLIC "public-url=https://photos.example.com\n"
  static const char *const cases[] = {
    "kind=ftp\n",
    "kind=service\n",
    "kind=put\n",
    "kind=put\n" GOOD_URL,
    "kind=put\n" GOOD_PUBLIC,
    "kind=put\nurl=http://dav.example.com\n" GOOD_PUBLIC,
    "kind=put\nurl=ftp://dav.example.com\n" GOOD_PUBLIC,
    "kind=put\nurl=https://jane:secret@dav.example.com\n" GOOD_PUBLIC,
    "kind=put\nurl=https://dav.example.com?folder=1\n" GOOD_PUBLIC,
    "kind=put\n" GOOD_URL "public-url=photos.example.com\n",
    "kind=put\n" GOOD_URL GOOD_PUBLIC "user=jane:doe\n",
    "kind=put\n" GOOD_URL GOOD_PUBLIC "user=jane\\ndoe\n",
  };
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *contents = g_strconcat ("[image-host]\n", cases[i], NULL);
      g_autoptr (PackshotImageHostSettings) host = NULL;
      g_autoptr (GError) error = NULL;

      write_settings (contents);
      host = packshot_settings_dup_image_host (settings, &error);
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
      g_assert_null (host);
      g_assert_null (strstr (error->message, "secret"));
      g_test_message ("%s", error->message);
    }
}

static void
test_bad_set (void)
{
  const PackshotImageHostSettings bad = { .kind = PACKSHOT_IMAGE_HOST_PUT,
                                          .url = (char *) "http://dav.example.com",
                                          .public_url = (char *) "https://photos.example.com" };
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  write_settings ("[image-host]\nkind=service\nservice=keeper\n");
  g_assert_false (packshot_settings_set_image_host (settings, &bad, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  contents = read_settings ();
  g_assert_nonnull (strstr (contents, "keeper"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/settings-image-host/none", test_none);
  g_test_add_func ("/settings-image-host/put", test_put);
  g_test_add_func ("/settings-image-host/change", test_change);
  g_test_add_func ("/settings-image-host/bad", test_bad);
  g_test_add_func ("/settings-image-host/bad-set", test_bad_set);

  return g_test_run ();
}
