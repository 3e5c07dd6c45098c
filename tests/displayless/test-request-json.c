/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include <glib/gstdio.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-dummy-service.h"
#include "packshot-registry.h"
#include "packshot-request-json.h"
#include "packshot-test-utils.h"

typedef struct
{
  PackshotRegistry *registry;
  PackshotManifest *manifest; /* (unowned) */
  char *photo;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->registry = packshot_registry_new ();
  packshot_registry_add_engine (fixture->registry, "dummy", packshot_dummy_service_new);
  fixture->manifest = packshot_registry_lookup (fixture->registry, "dummy");
  fixture->photo = packshot_test_write_file ("photo.jpg", "a photo");
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->registry);
  g_free (fixture->photo);
}

static PackshotRequest *
make_request (Fixture *fixture, const char *photo)
{
  PackshotRequest *request = packshot_request_new (fixture->manifest);

  g_assert_true (packshot_request_set (request, "photo", photo, NULL));
  return request;
}

static PackshotRequest *
read_back (Fixture *fixture, const char *json, GStrv *dropped)
{
  g_autoptr (GError) error = NULL;
  PackshotRequest *request = packshot_request_from_json (fixture->manifest, json, dropped, &error);

  g_assert_no_error (error);
  g_assert_true (packshot_request_json_check (json, NULL));
  return request;
}

static void
assert_same (PackshotRequest *one, PackshotRequest *other)
{
  PackshotManifest *manifest = packshot_request_get_manifest (one);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      GVariant *a = packshot_request_get_value (one, option);
      GVariant *b = packshot_request_get_value (other, option);

      g_assert_cmpint (a == NULL, ==, b == NULL);
      if (a != NULL)
        g_assert_cmpvariant (a, b);
    }
}

/* Freezes the request, and sees it come back as it was. */
static void
assert_round_trip (Fixture *fixture, PackshotRequest *request)
{
  g_autoptr (PackshotRequest) back = NULL;
  g_auto (GStrv) dropped = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;

  g_assert_true (packshot_request_freeze (request, NULL));
  json = packshot_request_to_json (request);
  back = read_back (fixture, json, &dropped);

  g_assert_cmpuint (g_strv_length (dropped), ==, 0);
  assert_same (request, back);
  again = packshot_request_to_json (back);
  g_assert_cmpstr (again, ==, json);
  g_assert_false (packshot_request_set (back, "product-name", "Cup", NULL));
}

static void
test_every_kind (Fixture *fixture, gconstpointer user_data)
{
  static const char *const names[] = { "Mug \"A\" \\ 100 %", "コーヒー", "👩‍👩‍👧",
                                       "Tom & Jerry <3" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PackshotRequest) request = make_request (fixture, fixture->photo);

      g_assert_true (packshot_request_set (request, "product-name", names[i], NULL));
      g_assert_true (packshot_request_set (request, "product-info", "one\ntwo\nthree", NULL));
      g_assert_true (packshot_request_set (request, "aspect-ratio", "9:16", NULL));
      g_assert_true (packshot_request_set (request, "duration", "4.5", NULL));
      g_assert_true (packshot_request_set (request, "loop", "yes", NULL));
      assert_round_trip (fixture, request);
    }
}

static void
test_defaults (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotRequest) request = make_request (fixture, fixture->photo);

  assert_round_trip (fixture, request);
  g_assert_null (packshot_request_get_string (request, "product-name"));
}

static void
test_odd_paths (Fixture *fixture, gconstpointer user_data)
{
  static const char *const names[] = { "a b%20.jpg", "\xff\xfe.jpg", "caf\xe9\n.jpg", "\"\\.jpg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *photo = packshot_test_write_file (names[i], "a photo");
      g_autoptr (PackshotRequest) request = make_request (fixture, photo);

      assert_round_trip (fixture, request);
      g_assert_cmpstr (packshot_request_get_string (request, "photo"), ==, photo);
    }
}

/* What was paid for has to be followed although the photo is gone and the rules are others. */
static void
test_history (Fixture *fixture, gconstpointer user_data)
{
  const char *json =
      "{\"format\":1,\"service\":\"dummy\",\"values\":{\"photo\":\"/gone.jpg\","
      "\"duration\":99,\"aspect-ratio\":\"21:9\",\"withdrawn\":\"x\",\"loop\":\"on\"}}";
  g_auto (GStrv) dropped = NULL;
  g_autoptr (PackshotRequest) request = read_back (fixture, json, &dropped);

  g_assert_cmpstr (packshot_request_get_string (request, "photo"), ==, "/gone.jpg");
  g_assert_cmpfloat (packshot_request_get_double (request, "duration"), ==, 99);
  g_assert_cmpstr (packshot_request_get_string (request, "aspect-ratio"), ==, "21:9");

  g_assert_cmpuint (g_strv_length (dropped), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) dropped, "withdrawn"));
  g_assert_true (g_strv_contains ((const char *const *) dropped, "loop"));
}

static void
test_wrong_kinds (Fixture *fixture, gconstpointer user_data)
{
  const char *json = "{\"format\":1,\"service\":\"dummy\",\"values\":{\"photo\":{\"base64\":1},"
                     "\"duration\":\"12\",\"aspect-ratio\":null,\"loop\":1,\"product-name\":[],"
                     "\"product-info\":{}}}";
  g_auto (GStrv) dropped = NULL;
  g_autoptr (PackshotRequest) request = read_back (fixture, json, &dropped);

  g_assert_cmpuint (g_strv_length (dropped), ==, 6);
  g_assert_nonnull (packshot_request_find_missing (request));
}

static void
test_refused (Fixture *fixture, gconstpointer user_data)
{
  static const char *const texts[] = {
    "",
    "null",
    "[]",
    "{",
    "\xff\xff",
    "{}",
    "{\"format\":1,\"service\":\"dummy\"}",
    "{\"format\":2,\"service\":\"dummy\",\"values\":{}}",
    "{\"format\":1,\"service\":\"dummy\",\"values\":[]}",
    "{\"format\":1,\"service\":7,\"values\":{}}",
    "{\"format\":1,\"values\":{}}",
    "{\"format\":1,\"service\":\"dummy\",\"values\":{},\"api-key\":\"secret\"}",
    "{\"format\":1,\"service\":\"dummy\",\"values\":{\"loop\":true,\"loop\":false}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (packshot_request_from_json (fixture->manifest, texts[i], NULL, &error));
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB);
      g_assert_false (packshot_request_json_check (texts[i], NULL));
    }
}

static void
test_other_service (Fixture *fixture, gconstpointer user_data)
{
  const char *json = "{\"format\":1,\"service\":\"other\",\"values\":{}}";
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_request_from_json (fixture->manifest, json, NULL, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB);
  g_assert_true (packshot_request_json_check (json, NULL));
}

/* Bytes changed at random: read or refused, and never a crash. */
static void
test_random_bytes (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotRequest) request = make_request (fixture, fixture->photo);
  g_autofree char *json = NULL;
  gsize length;
  guint n_read = 0;

  g_assert_true (packshot_request_freeze (request, NULL));
  json = packshot_request_to_json (request);
  length = strlen (json);

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *broken = g_strdup (json);
      g_autoptr (PackshotRequest) back = NULL;
      int n_changes = g_test_rand_int_range (1, 4);

      for (int j = 0; j < n_changes; j++)
        broken[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (0, 256);

      back = packshot_request_from_json (fixture->manifest, broken, NULL, NULL);
      n_read += back != NULL;
    }

  g_assert_cmpuint (n_read, >, 0);
  g_assert_cmpuint (n_read, <, 20000);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/request-json/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("every-kind", test_every_kind);
  ADD ("defaults", test_defaults);
  ADD ("odd-paths", test_odd_paths);
  ADD ("history", test_history);
  ADD ("wrong-kinds", test_wrong_kinds);
  ADD ("refused", test_refused);
  ADD ("other-service", test_other_service);
  ADD ("random-bytes", test_random_bytes);

  return g_test_run ();
}
