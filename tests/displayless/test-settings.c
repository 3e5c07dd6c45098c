/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include <sys/stat.h>

#include <glib/gstdio.h>

#include "packshot-base-url.h"
#include "packshot-core-error.h"
#include "packshot-settings.h"

#define VARIABLE "PACKSHOT_TEST_BASE_URL"

typedef struct
{
  PackshotManifest *manifest;
  PackshotSettings *settings;
  char *path;
} Fixture;

static PackshotManifest *
make_manifest (const char *members)
{
  g_autofree char *text = g_strdup_printf (
      "{\"format\":1,\"id\":\"test\",\"name\":\"Test\",\"summary\":\"S.\",\"engine\":\"none\","
      "\"options\":[],\"remote\":{%s,\"base_url_environment\":\"" VARIABLE "\",\"credentials\":[],"
      "\"models\":[],\"prices\":[],\"typical_wait\":60,\"can_resume\":false,\"can_cancel\":false,"
      "\"can_list\":false}}",
      members);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  PackshotManifest *manifest = packshot_manifest_new_from_bytes (bytes, "test.json", &error);

  g_assert_no_error (error);
  return manifest;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->manifest = make_manifest ("\"base_url\":\"https://api.example.com/\"");
  fixture->settings = packshot_settings_new ();
  fixture->path = g_build_filename (g_get_user_config_dir (), "packshot", "settings.ini", NULL);
  g_unsetenv (VARIABLE);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_unsetenv (VARIABLE);
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

static void
assert_base_url (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base_url =
      packshot_settings_dup_base_url (fixture->settings, fixture->manifest, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (base_url, ==, expected);
}

static void
assert_trouble (Fixture *fixture, const char *format, const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base_url =
      packshot_settings_dup_base_url (fixture->settings, fixture->manifest, &error);
  g_auto (GStrv) parts = g_strsplit (format, "PLACE", 2);
  g_autofree char *message = g_strjoinv (place, parts);

  g_assert_null (base_url);
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, message);
}

/* The environment, then the settings, then the manifest. */
static void
test_order (Fixture *fixture, gconstpointer user_data)
{
  assert_base_url (fixture, "https://api.example.com");

  write_settings (fixture, "[other]\nbase-url=https://other.example.com\n");
  assert_base_url (fixture, "https://api.example.com");

  write_settings (fixture, "[test]\nbase-url=https://mine.example.com/v1//\n");
  assert_base_url (fixture, "https://mine.example.com/v1");

  g_setenv (VARIABLE, "http://127.0.0.1:8080/", TRUE);
  assert_base_url (fixture, "http://127.0.0.1:8080");

  /* Empty is as good as not set. */
  g_setenv (VARIABLE, "", TRUE);
  assert_base_url (fixture, "https://mine.example.com/v1");
}

/* A setting that can't be used is not passed over for the next one. */
static void
test_trouble (Fixture *fixture, gconstpointer user_data)
{
  static const char http[] =
      "The address of Test, which is set in PLACE, can’t be used. The address must begin with "
      "“https://”: over “http://” anybody on the way could read the key.";

  write_settings (fixture, "[test]\nbase-url=http://mine.example.com\n");
  assert_trouble (fixture, http, fixture->path);

  g_setenv (VARIABLE, "http://192.168.1.7", TRUE);
  assert_trouble (fixture, http, VARIABLE);
  g_unsetenv (VARIABLE);

  write_settings (fixture, "no settings\n");
  assert_trouble (fixture,
                  "The settings in “PLACE” can’t be read: Key file contains line “no settings” "
                  "which is not a key-value pair, group, or comment.",
                  fixture->path);
}

/* A service at home, for which no key goes over the wire. */
static void
test_allow_http (Fixture *fixture, gconstpointer user_data)
{
  g_clear_object (&fixture->manifest);
  fixture->manifest = make_manifest ("\"allow_http\":true");

  assert_trouble (fixture, "Nobody has set where Test is to be found.", "");

  g_setenv (VARIABLE, "http://192.168.1.7:16688", TRUE);
  assert_base_url (fixture, "http://192.168.1.7:16688");
}

static void
test_set (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  GStatBuf info;

  packshot_settings_set_base_url (fixture->settings, fixture->manifest, "https://a.example.com/",
                                  &error);
  g_assert_no_error (error);
  assert_base_url (fixture, "https://a.example.com");
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  /* What somebody wrote by hand stays. */
  write_settings (fixture, "# mine\n[other]\nbase-url=https://other.example.com\n\n"
                           "[test]\nbase-url=https://b.example.com\n");
  packshot_settings_set_base_url (fixture->settings, fixture->manifest, NULL, &error);
  g_assert_no_error (error);
  assert_base_url (fixture, "https://api.example.com");
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "# mine\n"));
  g_assert_nonnull (strstr (contents, "[other]\nbase-url=https://other.example.com\n"));

  g_assert_false (packshot_settings_set_base_url (fixture->settings, fixture->manifest,
                                                  "http://example.com", &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  assert_base_url (fixture, "https://api.example.com");
}

static void
test_unwritable (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  /* A file stands where the folder would be. */
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "x", -1, NULL));

  g_assert_false (packshot_settings_set_base_url (fixture->settings, fixture->manifest,
                                                  "https://example.com", &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, fixture->path));
}

static void
test_origin (void)
{
  static const struct
  {
    const char *base_url;
    const char *origin;
  } cases[] = {
    { "https://api.example.com", "https://api.example.com" },
    { "https://API.Example.com/v1", "https://api.example.com" },
    { "https://api.example.com:443/v1", "https://api.example.com" },
    { "https://api.example.com:8443", "https://api.example.com:8443" },
    { "http://127.0.0.1:80", "http://127.0.0.1" },
    { "http://[::1]:8080/x", "http://[::1]:8080" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *origin = packshot_base_url_dup_origin (cases[i].base_url);

      g_assert_cmpstr (origin, ==, cases[i].origin);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/settings/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("order", test_order);
  ADD ("trouble", test_trouble);
  ADD ("allow-http", test_allow_http);
  ADD ("set", test_set);
  ADD ("unwritable", test_unwritable);
  g_test_add_func ("/settings/origin", test_origin);

  return g_test_run ();
}
