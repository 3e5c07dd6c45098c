/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-manifest.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

static const char remote[] =
    "{\"format\":1,\"id\":\"test\",\"name\":\"Test\",\"summary\":\"A test.\",\"engine\":\"none\","
    "\"options\":[{\"name\":\"photo\",\"type\":\"picture\",\"label\":\"Photo\",\"help\":\"H.\","
    "\"main\":true,\"accepts\":[\"file\",\"address\",\"reference\"],"
    "\"reference_pattern\":\"oss://\\\\S+|[a-z0-9]+[.]png$\",\"transport\":\"address\","
    "\"limits\":{\"formats\":[\"image/jpeg\",\"image/png\"],\"max_bytes\":1000,\"min_width\":300,"
    "\"max_width\":6000,\"min_height\":301,\"max_height\":6001,\"max_address_length\":50}}],"
    "\"remote\":{\"base_url\":\"https://api.example.com/v1/\","
    "\"base_url_environment\":\"TEST_URL\",\"website\":\"https://example.com\","
    "\"credentials\":[{\"name\":\"api-key\",\"label\":\"API key\",\"environment\":\"TEST_KEY\","
    "\"header\":\"Authorization\",\"prefix\":\"Bearer \"}],"
    "\"models\":[{\"id\":\"Old\",\"label\":\"Old\",\"status\":\"withdrawn\",\"since\":"
    "\"2026-11-11\",\"note\":\"It was good.\"},"
    "{\"id\":\"Wan2.6-I2V\",\"label\":\"Wan\",\"status\":\"current\"}],"
    "\"unit\":\"credits\",\"prices\":[{\"step\":\"create\",\"label\":\"Video\",\"amount\":3.25,"
    "\"at_least\":true}],"
    "\"poll_interval\":2.5,\"poll_batch\":100,\"typical_wait\":300,\"keeps_jobs\":86400,"
    "\"link_lifetime\":3600,\"id_aliases\":[\"task-id\"],"
    "\"can_resume\":true,\"can_cancel\":false,\"can_list\":true}}";

/**
 * packshot_test_manifest_read:
 * @text: a manifest
 * @error: return location for what is wrong with it
 *
 * Returns: (transfer full) (nullable): the manifest, of a file "test.json"
 */
PackshotManifest *
packshot_test_manifest_read (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return packshot_manifest_new_from_bytes (bytes, "test.json", error);
}

/**
 * packshot_test_manifest_load:
 * @path: (type filename): of a file in which nothing is wrong
 *
 * Returns: (transfer full): the manifest in it
 */
PackshotManifest *
packshot_test_manifest_load (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  PackshotManifest *manifest;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  manifest = packshot_test_manifest_read (text, &error);
  g_assert_no_error (error);

  return manifest;
}

/**
 * packshot_test_manifest_get_remote:
 *
 * Returns: (transfer none): a manifest that says much of a service on the web, and nothing wrong
 */
const char *
packshot_test_manifest_get_remote (void)
{
  return remote;
}

/**
 * packshot_test_manifest_dup_remote_with:
 * @parent: (nullable): a member of the root that is an object; %NULL for the root
 * @key: which member of that
 * @value: (nullable): what is in its place, as JSON; %NULL to leave it out
 *
 * Returns: (transfer full): packshot_test_manifest_get_remote() with one member changed
 */
char *
packshot_test_manifest_dup_remote_with (const char *parent, const char *key, const char *value)
{
  g_autoptr (JsonNode) root = json_from_string (remote, NULL);
  JsonObject *object = json_node_get_object (root);

  if (parent != NULL)
    object = json_object_get_object_member (object, parent);

  if (value != NULL)
    json_object_set_member (object, key, json_from_string (value, NULL));
  else
    json_object_remove_member (object, key);

  return json_to_string (root, FALSE);
}

/**
 * packshot_test_manifest_be_quick:
 * @service: the id of a service
 *
 * Has it described as it is, but asked each second: each of its waits would be many.
 */
void
packshot_test_manifest_be_quick (const char *service)
{
  g_autofree char *name = g_strconcat (service, ".json", NULL);
  g_autofree char *resource = g_strconcat ("/io/github/packshot/Packshot/services/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonNode) root = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  JsonObject *remote_member = json_object_get_object_member (json_node_get_object (root), "remote");
  g_autofree char *folder =
      g_build_filename (g_get_user_config_dir (), "packshot", "services", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *quick = NULL;

  g_assert_cmpfloat (json_object_get_double_member (remote_member, "poll_interval"), >, 1);
  json_object_set_int_member (remote_member, "poll_interval", 1);
  quick = json_to_string (root, FALSE);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, quick, -1, NULL));
}
