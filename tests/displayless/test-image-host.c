/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The image host of the user: what is put there, and what is told where that fails. */

#include <string.h>

#include "packshot-core-error.h"
#include "packshot-fake-host.h"
#include "packshot-services.h"
#include "packshot-test-photo.h"
#include "packshot-test-utils.h"

#define USER     "jane"
#define PASSWORD "pw-fake-canary"
#define VARIABLE "PACKSHOT_IMAGE_HOST_PASSWORD"

typedef struct
{
  PackshotFakeHost *fake;
  PackshotSettings *settings;
  PackshotRegistry *registry;
  PackshotImageHost *host; /* (unowned): of the registry */
  char *photo;
} Fixture;

static void
set_host (Fixture *fixture, const char *url, const char *public_url, const char *user)
{
  const PackshotImageHostSettings image_host = {
    .kind = PACKSHOT_IMAGE_HOST_PUT,
    .url = (char *) url,
    .public_url = (char *) public_url,
    .user = (char *) user,
  };
  g_autoptr (GError) error = NULL;

  packshot_settings_set_image_host (fixture->settings, &image_host, &error);
  g_assert_no_error (error);
}

static void
set_service (Fixture *fixture, const char *id)
{
  const PackshotImageHostSettings image_host = { .kind = PACKSHOT_IMAGE_HOST_SERVICE,
                                                 .service = (char *) id };
  g_autoptr (GError) error = NULL;

  packshot_settings_set_image_host (fixture->settings, &image_host, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (GdkPixbuf) pixels = packshot_test_photo_new_detailed (64, 48, 7);

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_setenv (VARIABLE, PASSWORD, TRUE);
  fixture->fake = packshot_fake_host_new (USER, PASSWORD);
  fixture->settings = packshot_settings_new ();
  fixture->registry = packshot_registry_new ();
  fixture->photo = packshot_test_photo_save (pixels, "photo.png");
  packshot_services_add (fixture->registry, credentials, fixture->settings);
  fixture->host = packshot_services_get_image_host (fixture->registry);
  set_host (fixture, packshot_fake_host_get_url (fixture->fake),
            packshot_fake_host_get_public_url (fixture->fake), USER);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_unsetenv (VARIABLE);
  packshot_test_let_go (fixture->registry);
  packshot_test_let_go (fixture->settings);
  /* Nobody who only looks brings a password. */
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "leak"), ==, 0);
  packshot_fake_host_free (fixture->fake);
  g_free (fixture->photo);
}

typedef struct
{
  char *address;
  PackshotReply *trouble;
  gboolean is_there;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->address);
  g_clear_pointer (&outcome->trouble, packshot_reply_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->address =
      packshot_image_host_put_finish (PACKSHOT_IMAGE_HOST (source), result, &outcome->trouble);
  outcome->is_there = TRUE;
}

static void
put (Fixture *fixture, Outcome *outcome)
{
  packshot_image_host_put_async (fixture->host, fixture->photo, "image/png", NULL, put_cb, outcome);
  packshot_test_wait_until (outcome->is_there);
  g_assert_true ((outcome->address != NULL) != (outcome->trouble != NULL));
  if (outcome->trouble != NULL)
    g_assert_null (strstr (outcome->trouble->words, PASSWORD));
}

static void
assert_put (Fixture *fixture)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GBytes) kept = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  put (fixture, &outcome);
  g_assert_null (outcome.trouble);
  kept = packshot_fake_host_ref_file (fixture->fake, outcome.address);
  g_assert_nonnull (kept);
  g_assert_true (g_file_get_contents (fixture->photo, &bytes, &size, NULL));
  g_assert_cmpmem (bytes, size, g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));
  g_assert_true (g_str_has_suffix (outcome.address, ".png"));
  g_assert_null (strstr (outcome.address, "photo.png"));
}

static void
assert_trouble (Fixture *fixture, PackshotVerdict verdict, const char *words)
{
  g_auto (Outcome) outcome = { 0 };

  put (fixture, &outcome);
  g_assert_null (outcome.address);
  g_test_message ("%s", outcome.trouble->words);
  g_assert_nonnull (strstr (outcome.trouble->words, words));
  g_assert_cmpint (outcome.trouble->verdict, ==, verdict);
}

static void
test_put (Fixture *fixture, gconstpointer user_data)
{
  assert_put (fixture);
  assert_put (fixture);
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "put"), ==, 2);
  /* The same photo has another name each time. */
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "file"), ==, 2);
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "look"), ==, 2);

  packshot_fake_host_add_fault (fixture->fake, PACKSHOT_FAKE_HOST_SLOW, 1);
  assert_put (fixture);
}

static void
test_open_to_all (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotFakeHost) fake = packshot_fake_host_new (NULL, NULL);

  g_unsetenv (VARIABLE);
  set_host (fixture, packshot_fake_host_get_url (fake), packshot_fake_host_get_public_url (fake),
            NULL);
  packshot_fake_host_free (g_steal_pointer (&fixture->fake));
  fixture->fake = g_steal_pointer (&fake);
  assert_put (fixture);
}

static void
test_faults (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    PackshotFakeHostFault fault;
    PackshotVerdict verdict;
    const char *words;
  } lines[] = {
    { PACKSHOT_FAKE_HOST_WRONG, PACKSHOT_VERDICT_KEY_REFUSED, "user name or the password" },
    { PACKSHOT_FAKE_HOST_FORBIDDEN, PACKSHOT_VERDICT_KEY_REFUSED, "user name or the password" },
    { PACKSHOT_FAKE_HOST_NO_FOLDER, PACKSHOT_VERDICT_REFUSED, "no such folder" },
    { PACKSHOT_FAKE_HOST_NO_PUT, PACKSHOT_VERDICT_REFUSED, "PUT" },
    { PACKSHOT_FAKE_HOST_LIMIT, PACKSHOT_VERDICT_BUSY, "too many requests" },
    { PACKSHOT_FAKE_HOST_ERROR, PACKSHOT_VERDICT_UNCERTAIN, "status 500" },
    { PACKSHOT_FAKE_HOST_FULL, PACKSHOT_VERDICT_REFUSED, "no space left" },
    { PACKSHOT_FAKE_HOST_MOVED, PACKSHOT_VERDICT_MOVED, "has moved" },
    { PACKSHOT_FAKE_HOST_RESET, PACKSHOT_VERDICT_UNCERTAIN, "127.0.0.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      packshot_fake_host_add_fault (fixture->fake, lines[i].fault, 1);
      assert_trouble (fixture, lines[i].verdict, lines[i].words);
      g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "put"), ==, i + 1);
    }

  /* What was not taken is not looked for. */
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "look"), ==, 0);
}

/* A photo that nobody else can get is of no use, and its owner is told where to look. */
static void
test_not_public (Fixture *fixture, gconstpointer user_data)
{
  const char *address = packshot_fake_host_get_public_url (fixture->fake);

  packshot_fake_host_add_fault (fixture->fake, PACKSHOT_FAKE_HOST_HIDDEN, 1);
  assert_trouble (fixture, PACKSHOT_VERDICT_REFUSED, address);
  packshot_fake_host_add_fault (fixture->fake, PACKSHOT_FAKE_HOST_LOGIN, 1);
  assert_trouble (fixture, PACKSHOT_VERDICT_REFUSED, "web page");
  packshot_fake_host_add_fault (fixture->fake, PACKSHOT_FAKE_HOST_OTHER, 1);
  assert_trouble (fixture, PACKSHOT_VERDICT_REFUSED, "something else");

  /* It would only be in the way of its owner. */
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "file"), ==, 0);

  set_host (fixture, packshot_fake_host_get_url (fixture->fake), "http://127.0.0.1:1/p", USER);
  assert_trouble (fixture, PACKSHOT_VERDICT_REFUSED, "http://127.0.0.1:1/p/");
}

static void
test_not_there (Fixture *fixture, gconstpointer user_data)
{
  set_host (fixture, "http://127.0.0.1:1/dav", "http://127.0.0.1:1/p", NULL);
  assert_trouble (fixture, PACKSHOT_VERDICT_NOT_SENT, "127.0.0.1");
}

static void
test_wrong_password (Fixture *fixture, gconstpointer user_data)
{
  g_setenv (VARIABLE, "another", TRUE);
  assert_trouble (fixture, PACKSHOT_VERDICT_KEY_REFUSED, "user name or the password");

  g_unsetenv (VARIABLE);
  assert_trouble (fixture, PACKSHOT_VERDICT_NO_KEY, "password");
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "put"), ==, 1);

  set_host (fixture, packshot_fake_host_get_url (fixture->fake),
            packshot_fake_host_get_public_url (fixture->fake), NULL);
  assert_trouble (fixture, PACKSHOT_VERDICT_KEY_REFUSED, "wants a user name");
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean kept = TRUE;

  packshot_image_host_store_password_finish (PACKSHOT_IMAGE_HOST (source), result, &kept, &error);
  g_assert_no_error (error);
  /* There is no keyring here. */
  g_assert_false (kept);
  *(gboolean *) user_data = TRUE;
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean removed = FALSE;

  packshot_image_host_clear_password_finish (PACKSHOT_IMAGE_HOST (source), result, &removed,
                                             &error);
  g_assert_no_error (error);
  g_assert_true (removed);
  *(gboolean *) user_data = TRUE;
}

/* It belongs to the place for which it was stored. */
static void
test_stored_password (Fixture *fixture, gconstpointer user_data)
{
  gboolean is_stored = FALSE;
  gboolean is_cleared = FALSE;

  g_unsetenv (VARIABLE);
  packshot_image_host_store_password_async (fixture->host, PASSWORD, NULL, stored_cb, &is_stored);
  packshot_test_wait_until (is_stored);
  assert_put (fixture);

  set_host (fixture, "https://elsewhere.example.com/dav", "https://elsewhere.example.com", USER);
  assert_trouble (fixture, PACKSHOT_VERDICT_NO_KEY, "password");

  set_host (fixture, packshot_fake_host_get_url (fixture->fake),
            packshot_fake_host_get_public_url (fixture->fake), USER);
  packshot_image_host_clear_password_async (fixture->host, NULL, cleared_cb, &is_cleared);
  packshot_test_wait_until (is_cleared);
  assert_trouble (fixture, PACKSHOT_VERDICT_NO_KEY, "password");
}

static void
test_stopped (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) later = { 0 };

  packshot_fake_host_add_fault (fixture->fake, PACKSHOT_FAKE_HOST_SLOW, 1);
  packshot_image_host_put_async (fixture->host, fixture->photo, "image/png", cancellable, put_cb,
                                 &outcome);
  packshot_test_wait_until (packshot_fake_host_count (fixture->fake, "put") == 1);
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "file"), ==, 1);
  g_cancellable_cancel (cancellable);
  packshot_test_wait_until (outcome.is_there);
  g_assert_cmpint (outcome.trouble->verdict, ==, PACKSHOT_VERDICT_CANCELLED);

  /* Nobody else shall see the photo of somebody who thought better of it. */
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "file"), ==, 0);

  g_cancellable_reset (cancellable);
  packshot_image_host_put_async (fixture->host, fixture->photo, "image/png", cancellable, put_cb,
                                 &later);
  packshot_test_wait_until (packshot_fake_host_count (fixture->fake, "look") == 1);
  g_cancellable_cancel (cancellable);
  packshot_test_wait_until (later.is_there);
  g_assert_cmpint (later.trouble->verdict, ==, PACKSHOT_VERDICT_CANCELLED);
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "file"), ==, 0);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotReply **reply = user_data;

  *reply = packshot_image_host_test_finish (PACKSHOT_IMAGE_HOST (source), result, NULL);
  g_assert_nonnull (*reply);
}

static void
test_test (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotReply) good = NULL;
  g_autoptr (PackshotReply) bad = NULL;
  g_autoptr (PackshotReply) none = NULL;
  const PackshotImageHostSettings nothing = { 0 };

  packshot_image_host_test_async (fixture->host, NULL, tested_cb, &good);
  packshot_test_wait_until (good != NULL);
  g_assert_cmpint (good->verdict, ==, PACKSHOT_VERDICT_DONE);
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "put"), ==, 1);
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "look"), ==, 1);

  packshot_fake_host_add_fault (fixture->fake, PACKSHOT_FAKE_HOST_HIDDEN, 1);
  packshot_image_host_test_async (fixture->host, NULL, tested_cb, &bad);
  packshot_test_wait_until (bad != NULL);
  g_assert_cmpint (bad->verdict, ==, PACKSHOT_VERDICT_REFUSED);

  /* Nothing of it is left there. */
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "file"), ==, 0);

  g_assert_true (packshot_settings_set_image_host (fixture->settings, &nothing, NULL));
  packshot_image_host_test_async (fixture->host, NULL, tested_cb, &none);
  packshot_test_wait_until (none != NULL);
  g_assert_cmpint (none->verdict, ==, PACKSHOT_VERDICT_BAD_INPUT);
}

static void
assert_check (Fixture *fixture, guint max_length, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean is_good = packshot_image_host_check (fixture->host, "/photo.png", max_length, &error);

  g_assert_cmpint (is_good, ==, code < 0);
  if (!is_good)
    g_assert_error (error, PACKSHOT_CORE_ERROR, code);
}

static void
test_check (Fixture *fixture, gconstpointer user_data)
{
  const PackshotImageHostSettings none = { 0 };
  g_autofree char *name = NULL;
  guint length;

  {
    g_auto (Outcome) outcome = { 0 };

    put (fixture, &outcome);
    length = (guint) strlen (outcome.address);
  }
  assert_check (fixture, 0, -1);
  assert_check (fixture, length, -1);
  assert_check (fixture, length - 1, PACKSHOT_CORE_ERROR_BAD_VALUE);
  name = packshot_image_host_describe (fixture->host, NULL);
  g_assert_cmpstr (name, ==, packshot_fake_host_get_url (fixture->fake));

  g_assert_true (packshot_settings_set_image_host (fixture->settings, &none, NULL));
  assert_check (fixture, 0, PACKSHOT_CORE_ERROR_MISSING_VALUE);
  g_assert_null (packshot_image_host_describe (fixture->host, NULL));
  assert_trouble (fixture, PACKSHOT_VERDICT_BAD_INPUT, "No image host");
}

/* A service only where it keeps files, and only after it was chosen. */
static void
test_service (Fixture *fixture, gconstpointer user_data)
{
  GListModel *manifests = packshot_registry_get_manifests (fixture->registry);
  guint n_hosts = 0;

  set_service (fixture, "no-such-service");
  assert_check (fixture, 0, PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE);
  assert_trouble (fixture, PACKSHOT_VERDICT_BAD_INPUT, "no-such-service");

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      gboolean can_host = packshot_service_can_host (
          packshot_registry_get_service (fixture->registry, manifest, NULL));

      set_service (fixture, packshot_manifest_get_id (manifest));
      assert_check (fixture, 0, can_host ? -1 : PACKSHOT_CORE_ERROR_BAD_VALUE);
      n_hosts += can_host ? 1 : 0;
    }

  g_assert_cmpuint (n_hosts, >=, 1);
  g_assert_cmpuint (packshot_fake_host_count (fixture->fake, "put"), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/image-host/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("put", test_put);
  ADD ("open-to-all", test_open_to_all);
  ADD ("faults", test_faults);
  ADD ("not-public", test_not_public);
  ADD ("not-there", test_not_there);
  ADD ("wrong-password", test_wrong_password);
  ADD ("stored-password", test_stored_password);
  ADD ("stopped", test_stopped);
  ADD ("test", test_test);
  ADD ("check", test_check);
  ADD ("service", test_service);

  return g_test_run ();
}
