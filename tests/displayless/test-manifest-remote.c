/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What manifests say of services on the web. */

#include "config.h"

#include <glib/gstdio.h>

#include "packshot-base-url.h"
#include "packshot-core-error.h"
#include "packshot-ledger-charge.h"
#include "packshot-manifest.h"
#include "packshot-request-json.h"
#include "packshot-request.h"
#include "packshot-test-manifest.h"
#include "packshot-test-utils.h"

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotManifest) manifest =
      packshot_test_manifest_read (packshot_test_manifest_get_remote (), &error);
  const PackshotCredentialSpec *credential;

  g_assert_no_error (error);
  g_assert_false (packshot_manifest_get_offline (manifest));
  g_assert_cmpstr (packshot_manifest_get_base_url (manifest), ==, "https://api.example.com/v1");
  g_assert_cmpstr (packshot_manifest_get_base_url_environment (manifest), ==, "TEST_URL");
  g_assert_cmpstr (packshot_manifest_get_website (manifest), ==, "https://example.com");
  g_assert_false (packshot_manifest_get_allow_http (manifest));

  g_assert_cmpuint (packshot_manifest_get_n_credentials (manifest), ==, 1);
  credential = packshot_manifest_get_credential (manifest, 0);
  g_assert_cmpstr (credential->name, ==, "api-key");
  g_assert_cmpstr (credential->environment, ==, "TEST_KEY");
  g_assert_cmpstr (credential->header, ==, "Authorization");
  g_assert_cmpstr (credential->prefix, ==, "Bearer ");

  g_assert_cmpstr (packshot_manifest_get_unit (manifest), ==, "credits");
  g_assert_cmpint (packshot_manifest_get_price (manifest, PACKSHOT_STEP_CREATE), ==, 3250000);
  g_assert_cmpint (packshot_manifest_get_price (manifest, PACKSHOT_STEP_POLL), ==, 0);
  g_assert_true (packshot_manifest_find_price (manifest, PACKSHOT_STEP_CREATE)->at_least);
  g_assert_null (packshot_manifest_find_price (manifest, PACKSHOT_STEP_POLL));

  g_assert_cmpfloat (packshot_manifest_get_poll_interval (manifest), ==, 2.5);
  g_assert_cmpuint (packshot_manifest_get_poll_batch (manifest), ==, 100);
  g_assert_cmpfloat (packshot_manifest_get_typical_wait (manifest), ==, 300);
  g_assert_cmpfloat (packshot_manifest_get_keeps_jobs (manifest), ==, 86400);
  g_assert_cmpfloat (packshot_manifest_get_link_lifetime (manifest), ==, 3600);
  g_assert_cmpstr (packshot_manifest_get_id_aliases (manifest)[0], ==, "task-id");
  g_assert_null (packshot_manifest_get_id_aliases (manifest)[1]);
  g_assert_true (packshot_manifest_get_can_resume (manifest));
  g_assert_true (packshot_manifest_get_can_list (manifest));
  g_assert_false (packshot_manifest_get_can_cancel (manifest));
  g_assert_finalize_object (g_steal_pointer (&manifest));
}

static void
test_picture (void)
{
  g_autoptr (PackshotManifest) manifest =
      packshot_test_manifest_read (packshot_test_manifest_get_remote (), NULL);
  PackshotOption *picture = packshot_manifest_get_main_picture (manifest);
  const PackshotPictureRules *limits = packshot_option_get_limits (picture);

  g_assert_cmpint (packshot_option_get_transport (picture), ==, PACKSHOT_PICTURE_TRANSPORT_ADDRESS);
  g_assert_true (packshot_option_accepts (picture, PACKSHOT_PICTURE_VALUE_FILE));
  g_assert_true (packshot_option_accepts (picture, PACKSHOT_PICTURE_VALUE_ADDRESS));
  g_assert_true (packshot_option_accepts (picture, PACKSHOT_PICTURE_VALUE_REFERENCE));

  g_assert_cmpstr (limits->formats[1], ==, "image/png");
  g_assert_cmpuint (limits->max_bytes, ==, 1000);
  g_assert_cmpuint (limits->min_width, ==, 300);
  g_assert_cmpuint (limits->max_width, ==, 6000);
  g_assert_cmpuint (limits->min_height, ==, 301);
  g_assert_cmpuint (limits->max_height, ==, 6001);
  g_assert_cmpuint (limits->max_address_length, ==, 50);
}

/* What a service that is offline answers to the same questions. */
static void
test_offline (void)
{
  static const char text[] =
      "{\"format\":1,\"id\":\"test\",\"name\":\"T\",\"summary\":\"T.\",\"engine\":\"none\","
      "\"offline\":true,\"options\":[]}";
  g_autoptr (PackshotManifest) manifest = packshot_test_manifest_read (text, NULL);
  g_autoptr (PackshotRequest) request = packshot_request_new (manifest);

  g_assert_null (packshot_manifest_get_base_url (manifest));
  g_assert_cmpuint (packshot_manifest_get_n_credentials (manifest), ==, 0);
  g_assert_cmpuint (packshot_manifest_get_n_models (manifest), ==, 0);
  g_assert_null (packshot_manifest_get_default_model (manifest));
  g_assert_null (packshot_manifest_find_model (manifest, "Old"));
  g_assert_null (packshot_request_get_model (request));
  g_assert_null (packshot_manifest_get_unit (manifest));
  g_assert_cmpint (packshot_manifest_get_price (manifest, PACKSHOT_STEP_MAKE), ==, 0);
  g_assert_cmpuint (packshot_manifest_get_poll_batch (manifest), ==, 1);
  g_assert_null (packshot_manifest_get_id_aliases (manifest)[0]);
  g_assert_false (packshot_manifest_get_can_resume (manifest));
}

/* A service on the web that names no prices is not free: it does not say what it takes. */
static void
test_no_prices (void)
{
  g_autofree char *text = packshot_test_manifest_dup_remote_with ("remote", "prices", "[]");
  g_autoptr (PackshotManifest) manifest = packshot_test_manifest_read (text, NULL);

  g_assert_cmpint (packshot_manifest_get_price (manifest, PACKSHOT_STEP_CREATE), ==,
                   PACKSHOT_MONEY_UNKNOWN);
}

static void
test_unknown_price (void)
{
  g_autofree char *text = packshot_test_manifest_dup_remote_with (
      "remote", "prices", "[{\"step\":\"create\",\"label\":\"Video\"}]");
  g_autoptr (PackshotManifest) manifest = packshot_test_manifest_read (text, NULL);

  g_assert_cmpint (packshot_manifest_get_price (manifest, PACKSHOT_STEP_CREATE), ==,
                   PACKSHOT_MONEY_UNKNOWN);
}

static void
test_models (void)
{
  g_autoptr (PackshotManifest) manifest =
      packshot_test_manifest_read (packshot_test_manifest_get_remote (), NULL);
  PackshotOption *option = packshot_manifest_lookup (manifest, "model");
  const PackshotModel *old = packshot_manifest_find_model (manifest, "Old");

  g_assert_cmpuint (packshot_manifest_get_n_models (manifest), ==, 2);
  g_assert_true (packshot_manifest_get_model (manifest, 0) == old);
  g_assert_cmpint (old->status, ==, PACKSHOT_MODEL_WITHDRAWN);
  g_assert_cmpstr (old->since, ==, "2026-11-11");
  g_assert_cmpstr (old->note, ==, "It was good.");
  g_assert_cmpint (packshot_manifest_get_model (manifest, 1)->status, ==, PACKSHOT_MODEL_CURRENT);
  g_assert_null (packshot_manifest_get_model (manifest, 1)->since);
  g_assert_null (packshot_manifest_find_model (manifest, "New"));

  /* The first that still runs, not the first. */
  g_assert_cmpstr (packshot_manifest_get_default_model (manifest), ==, "Wan2.6-I2V");

  g_assert_cmpint (packshot_option_get_kind (option), ==, PACKSHOT_OPTION_CHOICE);
  g_assert_cmpuint (packshot_option_get_n_choices (option), ==, 2);
  g_assert_cmpstr (packshot_option_get_choice (option, 0)->value, ==, "Old");
  g_assert_cmpstr (packshot_option_get_choice (option, 0)->help, ==,
                   "Withdrawn since 2026-11-11. It was good.");
  g_assert_null (packshot_option_get_choice (option, 1)->help);
  g_assert_cmpstr (g_variant_get_string (packshot_option_get_default (option), NULL), ==,
                   "Wan2.6-I2V");
}

static void
test_default_model (void)
{
  g_autofree char *chosen =
      packshot_test_manifest_dup_remote_with ("remote", "default_model", "\"Old\"");
  g_autofree char *one = packshot_test_manifest_dup_remote_with (
      "remote", "models",
      "[{\"id\":\"m\",\"label\":\"M\",\"status\":\"withdrawn\","
      "\"since\":\"2026-01-01\"}]");
  g_autoptr (PackshotManifest) with_chosen = packshot_test_manifest_read (chosen, NULL);
  g_autoptr (PackshotManifest) with_one = packshot_test_manifest_read (one, NULL);

  g_assert_cmpstr (packshot_manifest_get_default_model (with_chosen), ==, "Old");

  /* Nothing to choose, and so no option. */
  g_assert_cmpstr (packshot_manifest_get_default_model (with_one), ==, "m");
  g_assert_null (packshot_manifest_lookup (with_one, "model"));
}

static PackshotRequest *
make_request (PackshotManifest *manifest, const char *photo, const char *model)
{
  PackshotRequest *request = packshot_request_new (manifest);
  g_autoptr (GError) error = NULL;

  packshot_request_set (request, "photo", photo, &error);
  g_assert_no_error (error);
  if (model != NULL)
    packshot_request_set (request, "model", model, &error);
  g_assert_no_error (error);

  return request;
}

/* What was agreed to stays, though the manifest no longer names it. */
static void
test_request_model (void)
{
  g_autofree char *one = packshot_test_manifest_dup_remote_with (
      "remote", "models", "[{\"id\":\"New\",\"label\":\"New\",\"status\":\"current\"}]");
  g_autoptr (PackshotManifest) manifest =
      packshot_test_manifest_read (packshot_test_manifest_get_remote (), NULL);
  g_autoptr (PackshotManifest) later = packshot_test_manifest_read (one, NULL);
  g_autoptr (PackshotRequest) request = make_request (manifest, "oss://bucket/x", "old");
  g_autoptr (PackshotRequest) standard = make_request (manifest, "oss://bucket/x", NULL);
  g_autoptr (PackshotRequest) copy = NULL;
  g_autoptr (PackshotRequest) late = NULL;
  g_autofree char *json = NULL;
  g_auto (GStrv) dropped = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (packshot_request_get_model (standard), ==, "Wan2.6-I2V");
  g_assert_cmpstr (packshot_request_get_model (request), ==, "Old");
  packshot_request_freeze (request, &error);
  g_assert_no_error (error);

  json = packshot_request_to_json (request);
  copy = packshot_request_from_json (manifest, json, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (packshot_request_get_model (copy), ==, "Old");
  g_assert_cmpstr (packshot_request_get_string (copy, "model"), ==, "Old");
  g_assert_cmpstr (packshot_request_get_string (copy, "photo"), ==, "oss://bucket/x");

  late = packshot_request_from_json (later, json, &dropped, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (packshot_request_get_model (late), ==, "Old");
  g_assert_cmpuint (g_strv_length (dropped), ==, 0);
}

static void
test_base_url (void)
{
  static const struct
  {
    const char *text;
    gboolean allow_http;
    const char *checked; /* NULL: refused */
  } cases[] = {
    { "https://api.example.com", FALSE, "https://api.example.com" },
    { "https://api.example.com/", FALSE, "https://api.example.com" },
    { "https://api.example.com:8443/v1//", FALSE, "https://api.example.com:8443/v1" },
    { "http://127.0.0.1:16688", FALSE, "http://127.0.0.1:16688" },
    { "http://localhost:1/", FALSE, "http://localhost:1" },
    { "http://[::1]:1", FALSE, "http://[::1]:1" },
    { "http://192.168.1.7:16688", TRUE, "http://192.168.1.7:16688" },
    { "http://192.168.1.7:16688", FALSE, NULL },
    { "http://127.0.0.1.example.com", FALSE, NULL },
    { "http://localhost.example.com", FALSE, NULL },
    { "https://", FALSE, NULL },
    { "https:///x", FALSE, NULL },
    { "", FALSE, NULL },
    { "api.example.com", FALSE, NULL },
    { "file:///etc/passwd", TRUE, NULL },
    { "https://user@example.com", FALSE, NULL },
    { "https://user:secret@example.com", FALSE, NULL },
    { "https://example.com/?key=1", FALSE, NULL },
    { "https://example.com/#x", FALSE, NULL },
    { "https://example.com/a b", FALSE, NULL },
    { "https://example.com/\r\nX: y", FALSE, NULL },
    { "https://example.com/ä", FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *checked =
          packshot_base_url_check (cases[i].text, cases[i].allow_http, &error);

      g_assert_cmpstr (checked, ==, cases[i].checked);
      if (cases[i].checked == NULL)
        g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
    }
}

static void
assert_value (PackshotRequest *request,
              const char *text,
              PackshotPictureValueKind kind,
              const char *value,
              const char *choice)
{
  PackshotOption *option =
      packshot_manifest_lookup (packshot_request_get_manifest (request), "image");
  g_autofree char *sentence = packshot_option_describe_picture_choice (option, text);
  g_autoptr (GError) error = NULL;

  packshot_request_set (request, "image", text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (packshot_request_get_string (request, "image"), ==, value);
  g_assert_cmpint (packshot_picture_value_classify (value), ==, kind);
  g_assert_cmpstr (sentence, ==, choice);
}

static void
assert_no_value (PackshotRequest *request, const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (packshot_request_set (request, "image", text, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_values (void)
{
  g_autoptr (PackshotManifest) manifest =
      packshot_test_manifest_read (packshot_test_manifest_get_remote (), NULL);
  g_autoptr (PackshotRequest) request = packshot_request_new (manifest);
  g_autofree char *path = packshot_test_write_file ("d2mm4m9addr0008000a0.png", "a photo");
  g_autofree char *folder = g_path_get_dirname (path);

  assert_value (request, path, PACKSHOT_PICTURE_VALUE_FILE, path, NULL);
  assert_value (request, "https://example.com/a.jpg?x=%20", PACKSHOT_PICTURE_VALUE_ADDRESS,
                "https://example.com/a.jpg?x=%20", NULL);
  assert_value (request, "HTTP://example.com/a", PACKSHOT_PICTURE_VALUE_ADDRESS,
                "HTTP://example.com/a", NULL);
  assert_value (request, "oss://bucket/x", PACKSHOT_PICTURE_VALUE_REFERENCE, "oss://bucket/x",
                NULL);
  assert_value (request, "d2mm4m9addr0008000a0.png", PACKSHOT_PICTURE_VALUE_REFERENCE,
                "d2mm4m9addr0008000a0.png",
                "There is no file “d2mm4m9addr0008000a0.png” here, so it is taken for the name of "
                "a picture that the service has.");

  assert_no_value (request, "https://", "“https://” is not the web address of a picture.");
  assert_no_value (request, "https://example.com/a b",
                   "“https://example.com/a b” is not the web address of a picture.");
  assert_no_value (request, "https://me:secret@example.com/a.png",
                   "The web address of the picture has a user name or a password in it; please "
                   "save the picture first and give its file name.");
  assert_no_value (request, "https://example.com/a-name-that-is-longer-than-it-may-be",
                   "The web address of the picture has 56 characters; this service takes at most "
                   "50.");
  assert_no_value (request, "My Photo.png", "There is no file “My Photo.png”.");
  assert_no_value (request, "x.png.exe", "There is no file “x.png.exe”.");

  /* A file of that name wins. */
  g_assert_cmpint (g_chdir (folder), ==, 0);
  assert_value (request, "d2mm4m9addr0008000a0.png", PACKSHOT_PICTURE_VALUE_FILE, path,
                "“d2mm4m9addr0008000a0.png” is a file here, so this file is used, and not the "
                "picture of that name that the service may have.");
}

/* A service on the web that takes files alone. */
static void
test_no_address (void)
{
  g_autofree char *text = packshot_test_manifest_dup_remote_with (
      NULL, "options",
      "[{\"name\":\"photo\",\"type\":\"picture\",\"label\":\"P\",\"help\":\"H.\","
      "\"main\":true,\"accepts\":[\"file\"],\"transport\":\"upload\","
      "\"limits\":{\"formats\":[\"image/jpeg\"]}}]");
  g_autoptr (PackshotManifest) manifest = packshot_test_manifest_read (text, NULL);
  g_autoptr (PackshotRequest) request = packshot_request_new (manifest);

  assert_no_value (request, "https://example.com/a.png",
                   "“https://example.com/a.png” is a web address, and this service takes none; "
                   "please save the picture first and give its file name.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-remote/good", test_good);
  g_test_add_func ("/manifest-remote/picture", test_picture);
  g_test_add_func ("/manifest-remote/offline", test_offline);
  g_test_add_func ("/manifest-remote/no-prices", test_no_prices);
  g_test_add_func ("/manifest-remote/unknown-price", test_unknown_price);
  g_test_add_func ("/manifest-remote/models", test_models);
  g_test_add_func ("/manifest-remote/default-model", test_default_model);
  g_test_add_func ("/manifest-remote/request-model", test_request_model);
  g_test_add_func ("/manifest-remote/base-url", test_base_url);
  g_test_add_func ("/manifest-remote/values", test_values);
  g_test_add_func ("/manifest-remote/no-address", test_no_address);

  return g_test_run ();
}
