/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The user's own descriptions of services. */

#include <errno.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "packshot-dummy-service.h"
#include "packshot-registry.h"
#include "packshot-test-utils.h"

/* A description of @id, which the dummy runs. */
static char *
dup_description (const char *id, const char *name)
{
  return g_strdup_printf ("{\"format\":1,\"id\":\"%s\",\"name\":\"%s\",\"summary\":\"S.\","
                          "\"engine\":\"dummy\",\"offline\":true,\"options\":[]}",
                          id, name);
}

static char *
dup_path (const char *name)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_config_dir (), "packshot", "services", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  return g_build_filename (folder, name, NULL);
}

static void
write_file (const char *name, const char *contents)
{
  g_autofree char *path = dup_path (name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

static PackshotRegistry *
load (void)
{
  PackshotRegistry *registry = packshot_registry_new ();

  packshot_registry_add_engine (registry, "dummy", packshot_dummy_service_new);
  return registry;
}

static const char *
get_name (PackshotRegistry *registry, const char *id)
{
  return packshot_manifest_get_name (packshot_registry_lookup (registry, id));
}

static void
assert_complaint (PackshotRegistry *registry, guint index, const char *file, const char *format)
{
  g_autofree char *path = dup_path (file);
  g_autofree char *place = g_strdup_printf ("%s: ", path);
  const char *complaint = packshot_registry_get_complaints (registry)[index];

  g_assert_nonnull (complaint);
  g_assert_nonnull (strstr (complaint, place));
  g_assert_cmpstr (strstr (complaint, place) + strlen (place), ==, format);
}

static void
test_none (void)
{
  g_autoptr (PackshotRegistry) registry = load ();

  g_assert_cmpstr (get_name (registry, "dummy"), ==, "Dummy");
  g_assert_null (packshot_registry_get_complaints (registry)[0]);
  g_assert_finalize_object (g_steal_pointer (&registry));
}

static void
test_replace (void)
{
  g_autofree char *mine = dup_description ("dummy", "My Dummy");
  g_autofree char *more = dup_description ("second", "Second");
  g_autoptr (PackshotRegistry) registry = NULL;

  write_file ("dummy.json", mine);
  write_file ("second.json", more);
  /* What editors leave behind. */
  write_file (".dummy.json", "x");
  write_file ("dummy.json~", "x");
  registry = load ();

  g_assert_cmpstr (get_name (registry, "dummy"), ==, "My Dummy");
  g_assert_cmpstr (get_name (registry, "second"), ==, "Second");
  g_assert_cmpuint (g_list_model_get_n_items (packshot_registry_get_manifests (registry)), ==, 2);
  g_assert_null (packshot_registry_get_complaints (registry)[0]);
}

static void
test_broken (void)
{
  g_autofree char *other = dup_description ("other", "Other");
  g_autofree char *spaces = g_strnfill (PACKSHOT_MANIFEST_MAX_SIZE + 1, ' ');
  g_autoptr (PackshotRegistry) registry = NULL;
  const char *const *complaints;

  write_file ("dummy.json", "{\"format\":1,\"id\":\"dummy\",\"name\":7}");
  write_file ("empty.json", "");
  write_file ("huge.json", spaces);
  write_file ("misnamed.json", other);
  write_file ("nameless.json", "{\"format\":1,\"id\":\"nameless\",\"name\":\" \"}");
  write_file ("strange.json", "{\"format\":1,\"id\":\"strange\",\"name\":\"S\",\"summary\":\"S.\","
                              "\"engine\":\"dumy\",\"offline\":true,\"options\":[]}");
  registry = load ();

  g_assert_cmpstr (get_name (registry, "dummy"), ==, "Dummy");
  g_assert_cmpuint (g_list_model_get_n_items (packshot_registry_get_manifests (registry)), ==, 1);

  complaints = packshot_registry_get_complaints (registry);
  g_assert_cmpuint (g_strv_length ((GStrv) complaints), ==, 6);
  g_assert_true (g_str_has_prefix (complaints[0],
                                   "A description of a service can’t be used, and the one that "
                                   "came with Packshot is used instead: /"));
  g_assert_true (g_str_has_prefix (complaints[1],
                                   "A description of a service can’t be used, and the service is "
                                   "left out: /"));
  assert_complaint (registry, 0, "dummy.json", "name: expected a string.");
  assert_complaint (registry, 1, "empty.json", "expected an object.");
  assert_complaint (registry, 2, "huge.json", "larger than 262144 bytes.");
  assert_complaint (registry, 3, "misnamed.json",
                    "id: expected “misnamed”, as the file is called.");
  assert_complaint (registry, 4, "nameless.json", "name: “name” is empty.");
  assert_complaint (registry, 5, "strange.json", "engine: there is no “dumy”.");
}

/* One that wants an engine nobody has does not take the place of the one that works. */
static void
test_strange_engine (void)
{
  g_autoptr (PackshotRegistry) registry = NULL;

  write_file ("dummy.json", "{\"format\":1,\"id\":\"dummy\",\"name\":\"Mine\",\"summary\":\"S.\","
                            "\"engine\":\"dumy\",\"offline\":true,\"options\":[]}");
  registry = load ();

  g_assert_cmpstr (get_name (registry, "dummy"), ==, "Dummy");
  g_assert_cmpstr (packshot_manifest_get_name (packshot_registry_get_default (registry)), ==,
                   "Dummy");
  g_assert_true (g_str_has_prefix (packshot_registry_get_complaints (registry)[0],
                                   "A description of a service can’t be used, and the one that "
                                   "came with Packshot is used instead: /"));
  assert_complaint (registry, 0, "dummy.json", "engine: there is no “dumy”.");
}

/* Where no file says which one is the default, it is one that costs nothing. */
static void
test_default (void)
{
  g_autofree char *mine = dup_description ("dummy", "Dummy");
  g_autoptr (PackshotRegistry) registry = NULL;

  write_file ("dummy.json", mine);
  write_file ("away.json", "{\"format\":1,\"id\":\"away\",\"name\":\"Away\",\"summary\":\"S.\","
                           "\"engine\":\"dummy\",\"options\":[],\"remote\":{\"credentials\":[],"
                           "\"models\":[],\"prices\":[],\"typical_wait\":1,\"can_resume\":false,"
                           "\"can_cancel\":false,\"can_list\":false}}");
  registry = load ();

  g_assert_cmpstr (get_name (registry, "away"), ==, "Away");
  g_assert_cmpstr (packshot_manifest_get_id (packshot_registry_get_default (registry)), ==,
                   "dummy");
}

/* Nothing that can lie in a folder keeps the program from starting. */
static void
test_no_files (void)
{
  g_autofree char *pipe = dup_path ("dummy.json");
  g_autofree char *folder = dup_path ("folder.json");
  g_autofree char *link = dup_path ("nowhere.json");
  g_autofree char *missing = g_strdup_printf ("%s.", g_strerror (ENOENT));
  g_autoptr (PackshotRegistry) registry = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("/nowhere/at/all", link), ==, 0);
  registry = load ();

  g_assert_cmpstr (get_name (registry, "dummy"), ==, "Dummy");
  assert_complaint (registry, 0, "dummy.json", "not a file.");
  assert_complaint (registry, 1, "folder.json", "not a file.");
  assert_complaint (registry, 2, "nowhere.json", missing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/overrides/none", test_none);
  g_test_add_func ("/overrides/replace", test_replace);
  g_test_add_func ("/overrides/broken", test_broken);
  g_test_add_func ("/overrides/strange-engine", test_strange_engine);
  g_test_add_func ("/overrides/default", test_default);
  g_test_add_func ("/overrides/no-files", test_no_files);

  return g_test_run ();
}
