/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Where keys are, with a real keyring: open, locked, never set up, and none at all. */

#include <libsecret/secret.h>

#include "packshot-core-error.h"
#include "packshot-credentials.h"
#include "packshot-test-keyring.h"
#include "packshot-test-utils.h"

#define HERE  "https://api.example.com"
#define THERE "https://proxy.example.com:8443"

typedef struct
{
  PackshotTestKeyring *keyring;
  PackshotManifest *manifest; /* with two keys */
  PackshotCredentials *credentials;
  GString *changes; /* the services whose keys changed */
} Fixture;

static PackshotManifest *
make_manifest (const char *id, const char *credentials)
{
  g_autofree char *text = g_strdup_printf (
      "{\"format\":1,\"id\":\"%s\",\"name\":\"Test\",\"summary\":\"S.\",\"engine\":\"none\","
      "\"options\":[],\"remote\":{\"credentials\":[%s],\"models\":[],\"prices\":[],"
      "\"typical_wait\":60,\"can_resume\":false,\"can_cancel\":false,\"can_list\":false}}",
      id, credentials);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  PackshotManifest *manifest = packshot_manifest_new_from_bytes (bytes, "test.json", &error);

  g_assert_no_error (error);
  return manifest;
}

static void
changed_cb (PackshotCredentials *credentials, const char *service, gpointer user_data)
{
  g_string_append_printf (user_data, "%s;", service);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_unsetenv ("TEST_ID");
  g_unsetenv ("TEST_KEY");

  fixture->keyring = packshot_test_keyring_new ();
  fixture->manifest = make_manifest (
      "test",
      "{\"name\":\"api-id\",\"label\":\"API ID\",\"environment\":\"TEST_ID\",\"header\":\"X-ID\"},"
      "{\"name\":\"api-key\",\"label\":\"API key\",\"environment\":\"TEST_KEY\","
      "\"header\":\"X-KEY\"}");
  fixture->credentials = packshot_credentials_new ();
  fixture->changes = g_string_new (NULL);
  g_signal_connect (fixture->credentials, "changed", G_CALLBACK (changed_cb), fixture->changes);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->credentials);
  g_assert_finalize_object (fixture->manifest);
  g_string_free (fixture->changes, TRUE);
  packshot_test_keyring_free (fixture->keyring);
  g_unsetenv ("TEST_ID");
  g_unsetenv ("TEST_KEY");
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static PackshotKeys *
look_up (Fixture *fixture, const char *origin, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  packshot_credentials_lookup_async (fixture->credentials, fixture->manifest, origin, NULL,
                                     keep_result_cb, &result);
  packshot_test_wait_until (result != NULL);

  return packshot_credentials_lookup_finish (fixture->credentials, result, error);
}

/* @expected: the two keys with a space between them, or NULL for none. */
static void
assert_keys (Fixture *fixture,
             const char *origin,
             PackshotKeysStatus status,
             PackshotKeysSource source,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotKeys) keys = look_up (fixture, origin, &error);
  g_autofree char *both = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (packshot_keys_get_status (keys), ==, status);
  g_assert_cmpint (packshot_keys_get_source (keys), ==, source);
  g_assert_null (packshot_keys_get (keys, "other"));
  if (packshot_keys_get (keys, "api-id") != NULL && packshot_keys_get (keys, "api-key") != NULL)
    both = g_strjoin (" ", packshot_keys_get (keys, "api-id"), packshot_keys_get (keys, "api-key"),
                      NULL);
  g_assert_cmpstr (both, ==, expected);
}

static void
assert_none (Fixture *fixture, const char *origin)
{
  assert_keys (fixture, origin, PACKSHOT_KEYS_NONE, PACKSHOT_KEYS_SOURCE_NONE, NULL);
}

static gboolean
store (Fixture *fixture,
       const char *origin,
       const char *api_id,
       const char *api_key,
       gboolean *kept,
       GError **error)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GAsyncResult) result = NULL;

  if (api_id != NULL)
    g_hash_table_insert (values, (char *) "api-id", (char *) api_id);
  if (api_key != NULL)
    g_hash_table_insert (values, (char *) "api-key", (char *) api_key);

  packshot_credentials_store_async (fixture->credentials, fixture->manifest, origin, values, NULL,
                                    keep_result_cb, &result);
  packshot_test_wait_until (result != NULL);

  return packshot_credentials_store_finish (fixture->credentials, result, kept, error);
}

static void
store_well (Fixture *fixture, const char *origin, const char *api_id, const char *api_key)
{
  g_autoptr (GError) error = NULL;
  gboolean kept = FALSE;

  g_assert_true (store (fixture, origin, api_id, api_key, &kept, &error));
  g_assert_no_error (error);
  g_assert_true (kept);
}

static gboolean
clear (Fixture *fixture, const char *origin, const char *name, gboolean *removed, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  packshot_credentials_clear_async (fixture->credentials, fixture->manifest, origin, name, NULL,
                                    keep_result_cb, &result);
  packshot_test_wait_until (result != NULL);

  return packshot_credentials_clear_finish (fixture->credentials, result, removed, error);
}

static void
assert_cleared (Fixture *fixture, const char *origin, const char *name, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  gboolean removed = !expected;

  g_assert_true (clear (fixture, origin, name, &removed, &error));
  g_assert_no_error (error);
  g_assert_cmpint (removed, ==, expected);
}

static void
test_open (Fixture *fixture, gconstpointer user_data)
{
  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);

  assert_none (fixture, HERE);

  /* Half of the keys are as good as none. */
  store_well (fixture, HERE, "an-id", NULL);
  assert_none (fixture, HERE);
  store_well (fixture, HERE, NULL, " a+key/= \n");
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING, "an-id a+key/=");
  g_assert_cmpstr (fixture->changes->str, ==, "test;test;");

  store_well (fixture, HERE, "an-id", "another");
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING, "an-id another");
}

/* Another program, a day later. */
static void
test_kept (Fixture *fixture, gconstpointer user_data)
{
  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);
  store_well (fixture, HERE, "an-id", "a-key");

  packshot_test_keyring_close (fixture->keyring);
  g_assert_finalize_object (fixture->credentials);
  fixture->credentials = packshot_credentials_new ();
  packshot_test_keyring_open (fixture->keyring);

  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING, "an-id a-key");
}

static void
test_origin (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotManifest) other = NULL;

  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);

  store_well (fixture, HERE, "an-id", "a-key");
  assert_none (fixture, THERE);
  store_well (fixture, THERE, "there", "too");
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING, "an-id a-key");

  /* Nor does another service at the same place get them. */
  other = g_steal_pointer (&fixture->manifest);
  fixture->manifest = make_manifest ("other", "{\"name\":\"api-key\",\"label\":\"K\","
                                              "\"environment\":\"TEST_KEY\",\"header\":\"X-KEY\"}");
  assert_none (fixture, HERE);

  g_assert_finalize_object (fixture->manifest);
  fixture->manifest = g_steal_pointer (&other);
}

static void
test_clear (Fixture *fixture, gconstpointer user_data)
{
  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);

  assert_cleared (fixture, HERE, NULL, FALSE);
  g_assert_cmpstr (fixture->changes->str, ==, "");

  store_well (fixture, HERE, "an-id", "a-key");
  store_well (fixture, THERE, "there", "too");
  assert_cleared (fixture, HERE, "api-key", TRUE);
  assert_none (fixture, HERE);
  store_well (fixture, HERE, NULL, "a-key");
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING, "an-id a-key");

  g_string_truncate (fixture->changes, 0);
  assert_cleared (fixture, HERE, NULL, TRUE);
  g_assert_cmpstr (fixture->changes->str, ==, "test;");
  assert_cleared (fixture, HERE, NULL, FALSE);
  assert_none (fixture, HERE);
  assert_keys (fixture, THERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING, "there too");
}

static void
assert_locked (Fixture *fixture)
{
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) clear_error = NULL;

  g_assert_false (store (fixture, HERE, "an-id", "a-key", NULL, &store_error));
  g_assert_error (store_error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_KEYRING);
  g_assert_cmpstr (store_error->message, ==, "The keyring is locked, so the key was not stored.");

  g_assert_false (clear (fixture, HERE, NULL, NULL, &clear_error));
  g_assert_error (clear_error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_KEYRING);
  g_assert_cmpstr (clear_error->message, ==, "The keyring is locked, so no key in it was removed.");
  g_assert_cmpstr (fixture->changes->str, ==, "");
}

static void
test_locked (Fixture *fixture, gconstpointer user_data)
{
  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);
  store_well (fixture, HERE, "an-id", "a-key");
  packshot_test_keyring_close (fixture->keyring);
  g_string_truncate (fixture->changes, 0);

  packshot_test_keyring_open_locked (fixture->keyring);
  assert_keys (fixture, HERE, PACKSHOT_KEYS_LOCKED, PACKSHOT_KEYS_SOURCE_KEYRING, NULL);
  /* What it has not, nobody can tell either. */
  assert_keys (fixture, THERE, PACKSHOT_KEYS_LOCKED, PACKSHOT_KEYS_SOURCE_KEYRING, NULL);
  assert_locked (fixture);
  packshot_test_keyring_close (fixture->keyring);

  packshot_test_keyring_open (fixture->keyring);
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING, "an-id a-key");
}

/* Nobody ever gave the keyring a password, and nobody is there to ask for one. */
static void
test_never_set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open_locked (fixture->keyring);

  assert_none (fixture, HERE);
  g_assert_false (store (fixture, HERE, "an-id", "a-key", NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_KEYRING);
  assert_none (fixture, HERE);
}

static void
assert_memory (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean kept = TRUE;

  assert_none (fixture, HERE);
  assert_cleared (fixture, HERE, NULL, FALSE);

  g_assert_true (store (fixture, HERE, "an-id", "a-key", &kept, &error));
  g_assert_no_error (error);
  g_assert_false (kept);
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_MEMORY, "an-id a-key");
  assert_none (fixture, THERE);
  g_assert_cmpstr (fixture->changes->str, ==, "test;");
}

static void
test_no_keyring (Fixture *fixture, gconstpointer user_data)
{
  assert_memory (fixture);

  assert_cleared (fixture, HERE, "api-id", TRUE);
  assert_none (fixture, HERE);
  assert_cleared (fixture, HERE, NULL, TRUE);
  assert_cleared (fixture, HERE, NULL, FALSE);
}

static void
test_no_bus (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *address = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  assert_memory (fixture);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

/* A keyring that comes later takes the next key, and what memory had does not hide it. */
static void
test_keyring_comes (Fixture *fixture, gconstpointer user_data)
{
  if (!packshot_test_keyring_is_there ())
    return;

  assert_memory (fixture);
  packshot_test_keyring_open (fixture->keyring);
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_MEMORY, "an-id a-key");
  store_well (fixture, HERE, "new-id", "new-key");
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING, "new-id new-key");
}

static void
test_environment (Fixture *fixture, gconstpointer user_data)
{
  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);
  store_well (fixture, HERE, "an-id", "a-key");

  /* All of them come from one place. */
  g_setenv ("TEST_KEY", "env-key", TRUE);
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING, "an-id a-key");
  g_setenv ("TEST_ID", "", TRUE);
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_KEYRING, "an-id a-key");
  g_setenv ("TEST_ID", "env-id\n", TRUE);
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_ENVIRONMENT,
               "env-id env-key");
  assert_keys (fixture, THERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_ENVIRONMENT,
               "env-id env-key");
}

/* Each is a header that some server would read as two. */
static void
test_bad (Fixture *fixture, gconstpointer user_data)
{
  static const char *const bad[] = { "canary\r\nX: y", "can ary", "canary\xc3\xa4",
                                     "canary\x7f",     " ",       "" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) lookup_error = NULL;

      g_assert_false (store (fixture, HERE, "an-id", bad[i], NULL, &error));
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
      g_assert_nonnull (strstr (error->message, "“API key”"));
      g_assert_null (strstr (error->message, "ary"));
      assert_none (fixture, HERE);

      g_setenv ("TEST_ID", "an-id", TRUE);
      g_setenv ("TEST_KEY", bad[i], TRUE);
      if (*bad[i] != '\0')
        {
          g_assert_null (look_up (fixture, HERE, &lookup_error));
          g_assert_error (lookup_error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
          g_assert_nonnull (strstr (lookup_error->message, "“TEST_KEY”"));
          g_assert_null (strstr (lookup_error->message, "ary"));
        }
      g_unsetenv ("TEST_KEY");
    }
}

/* What another program put into the keyring under our names. */
static void
test_bad_in_keyring (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  SecretValue *value;

  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);
  store_well (fixture, HERE, "an-id", "a-key");

  attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (attributes, (char *) "service", (char *) "test");
  g_hash_table_insert (attributes, (char *) "origin", (char *) HERE);
  g_hash_table_insert (attributes, (char *) "name", (char *) "api-key");
  g_hash_table_insert (attributes, (char *) "xdg:schema",
                       (char *) "io.github.packshot.Packshot.Key");
  value = secret_value_new ("two\nlines", -1, "text/plain");
  secret_service_store_sync (NULL, NULL, attributes, NULL, "Label", value, NULL, &error);
  secret_value_unref (value);
  g_assert_no_error (error);

  g_assert_null (look_up (fixture, HERE, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_null (strstr (error->message, "lines"));
}

static void
test_none_needed (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->manifest);
  fixture->manifest = make_manifest ("test", "");
  assert_keys (fixture, HERE, PACKSHOT_KEYS_FOUND, PACKSHOT_KEYS_SOURCE_NONE, NULL);
}

static void
test_cancel (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);

  packshot_credentials_lookup_async (fixture->credentials, fixture->manifest, HERE, cancellable,
                                     keep_result_cb, &result);
  g_cancellable_cancel (cancellable);
  packshot_test_wait_until (result != NULL);
  g_assert_null (packshot_credentials_lookup_finish (fixture->credentials, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/credentials/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("open", test_open);
  ADD ("kept", test_kept);
  ADD ("origin", test_origin);
  ADD ("clear", test_clear);
  ADD ("locked", test_locked);
  ADD ("never-set-up", test_never_set_up);
  ADD ("no-keyring", test_no_keyring);
  ADD ("no-bus", test_no_bus);
  ADD ("keyring-comes", test_keyring_comes);
  ADD ("environment", test_environment);
  ADD ("bad", test_bad);
  ADD ("bad-in-keyring", test_bad_in_keyring);
  ADD ("none-needed", test_none_needed);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
