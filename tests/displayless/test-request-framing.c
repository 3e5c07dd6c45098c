/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* How a photo comes into the shape of a video, with the manifests as they ship. */

#include "packshot-core-error.h"
#include "packshot-request-json.h"
#include "packshot-request.h"
#include "packshot-test-manifest.h"
#include "packshot-test-utils.h"

static PackshotRequest *
make_request (const char *service, const char *picture)
{
  g_autofree char *path = g_strdup_printf (SERVICES "/%s.json", service);
  g_autoptr (PackshotManifest) manifest = packshot_test_manifest_load (path);
  PackshotRequest *request = packshot_request_new (manifest);
  g_autoptr (GError) error = NULL;

  if (picture != NULL)
    {
      packshot_request_set (request, "image", picture, &error);
      g_assert_no_error (error);
    }
  return request;
}

static PackshotPictureFraming
parse (const char *text)
{
  PackshotPictureFraming framing;
  g_autoptr (GError) error = NULL;

  packshot_picture_framing_parse (text, &framing, &error);
  g_assert_no_error (error);
  return framing;
}

static void
set (PackshotRequest *request, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;

  packshot_request_set (request, name, text, &error);
  g_assert_no_error (error);
}

static void
assert_text (const char *text, const char *again)
{
  PackshotPictureFraming framing = parse (text);
  g_autofree char *written = packshot_picture_framing_dup_text (&framing);
  PackshotPictureFraming back = parse (written);

  g_assert_cmpstr (written, ==, again);
  g_assert_true (packshot_picture_framing_equal (&framing, &back));
}

static void
test_text (void)
{
  static const char *const wrong[] = {
    "",
    "stretch",
    "Fill",
    "whole 0.5,0.5",
    "fit 0.5,0.5",
    "fill 0.5",
    "fill 0.5,",
    "fill ,0.5",
    "fill 0.5,0.5,0.5",
    "fill 1.01,0.5",
    "fill -0.1,0.5",
    "fill 0x1p-1,0.5",
    "fill nan,0.5",
    "fill 1e-1,0.5",
    "fill 0.5,0.5 2",
    "fill  0.5,0.5",
    "crop 0.5,0.5 0.9",
    "crop 0.5,0.5 8.1",
    "crop 0.5,0.5 inf",
    "crop 0.5,0.5 2 ",
    "crop 0.5,0.5 2 2",
    "crop 2",
  };

  assert_text ("whole", "whole");
  assert_text ("fit", "fit");
  assert_text ("fill", "fill 0.5,0.5");
  assert_text ("fill 0.5,0.4", "fill 0.5,0.4");
  assert_text ("fill 0,1", "fill 0,1");
  assert_text ("fill 0.123456789,0.99999", "fill 0.1235,1");
  assert_text ("crop", "crop 0.5,0.5 1");
  assert_text ("crop 0.25,0.4 1.6", "crop 0.25,0.4 1.6");
  assert_text ("crop 0.25,0.4 7.12345", "crop 0.25,0.4 7.1235");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      PackshotPictureFraming framing = parse ("fill 0.1,0.2");
      g_autoptr (GError) error = NULL;

      g_assert_false (packshot_picture_framing_parse (wrong[i], &framing, &error));
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
      g_assert_cmpfloat (framing.x, ==, 0.1);
    }
}

/* Whatever numbers a program computes, what is kept reads as what was shown. */
static void
test_any_numbers (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      PackshotPictureFraming framing = { g_test_rand_int_range (0, 4),
                                         g_test_rand_double_range (-1, 2),
                                         g_test_rand_double_range (-1, 2),
                                         g_test_rand_double_range (0, 10) };
      g_autofree char *text = NULL;

      packshot_picture_framing_normalize (&framing);
      text = packshot_picture_framing_dup_text (&framing);
      assert_text (text, text);
      {
        PackshotPictureFraming back = parse (text);

        g_assert_true (packshot_picture_framing_equal (&framing, &back));
      }
    }
}

static void
assert_view (const char *text,
             double photo_ratio,
             double ratio,
             double x,
             double y,
             double width,
             double height)
{
  PackshotPictureFraming framing = parse (text);
  PackshotPictureView view = packshot_picture_framing_get_view (&framing, photo_ratio, ratio);

  g_assert_cmpfloat_with_epsilon (view.x, x, 1e-9);
  g_assert_cmpfloat_with_epsilon (view.y, y, 1e-9);
  g_assert_cmpfloat_with_epsilon (view.width, width, 1e-9);
  g_assert_cmpfloat_with_epsilon (view.height, height, 1e-9);
}

static void
test_view (void)
{
  assert_view ("whole", 2, 1, 0, 0, 1, 1);
  assert_view ("fit", 2, 1, 0, -0.5, 1, 2);
  assert_view ("fit", 1, 2, -0.5, 0, 2, 1);
  assert_view ("fit", 2, 2, 0, 0, 1, 1);
  assert_view ("fill", 2, 1, 0.25, 0, 0.5, 1);
  assert_view ("fill 0,0", 2, 1, 0, 0, 0.5, 1);
  assert_view ("fill 0.3,1", 2, 1, 0.05, 0, 0.5, 1);
  assert_view ("fill 1,1", 1, 2, 0, 0.5, 1, 0.5);
  assert_view ("crop 0.5,0.5 2", 2, 1, 0.375, 0.25, 0.25, 0.5);
  assert_view ("crop 0,1 4", 2, 1, 0, 0.75, 0.125, 0.25);
}

static void
test_ratio (void)
{
  g_autoptr (PackshotRequest) studio = make_request ("studio", NULL);
  g_autoptr (PackshotRequest) sophnet = make_request ("sophnet", NULL);
  g_autoptr (PackshotRequest) aog = make_request ("aog", NULL);

  g_assert_cmpfloat (packshot_request_get_ratio (studio), ==, 16.0 / 9);
  set (studio, "aspect-ratio", "4:5");
  g_assert_cmpfloat (packshot_request_get_ratio (studio), ==, 0.8);

  g_assert_cmpfloat (packshot_request_get_ratio (sophnet), ==, 16.0 / 9);
  set (sophnet, "size", "832*1088");
  g_assert_cmpfloat (packshot_request_get_ratio (sophnet), ==, 832.0 / 1088);

  g_assert_cmpfloat (packshot_request_get_ratio (aog), ==, 0);
}

static void
assert_explained (PackshotRequest *request, const char *expected)
{
  const PackshotPictureFraming fill = { PACKSHOT_PICTURE_FRAMING_FILL, 0.1, 0.2, 1 };
  const PackshotPictureFraming whole = PACKSHOT_PICTURE_FRAMING_INIT;
  g_autofree char *words = packshot_request_explain_framing (request);
  g_autoptr (GError) error = NULL;

  if (expected == NULL)
    g_assert_cmpstr (words, ==, NULL);
  else if (!g_pattern_match_simple (expected, words))
    g_error ("“%s” is not like “%s”", words, expected);

  packshot_request_set_framing (request, &fill);
  g_assert_cmpint (packshot_request_check (request, &error), ==, expected == NULL);
  if (expected != NULL)
    {
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
      g_assert_cmpstr (error->message, ==, words);
    }

  packshot_request_set_framing (request, &whole);
  g_assert_true (packshot_request_check (request, NULL));
}

static void
test_explained (void)
{
  g_autofree char *photo = packshot_test_write_file ("photo.jpg", "a photo");
  const char *address = "https://example.com/photo.jpg";
  g_autoptr (PackshotRequest) studio = make_request ("studio", photo);
  g_autoptr (PackshotRequest) creatify = make_request ("creatify", photo);
  g_autoptr (PackshotRequest) creatify_address = make_request ("creatify", address);
  g_autoptr (PackshotRequest) aog = make_request ("aog", photo);
  g_autoptr (PackshotRequest) sophnet = make_request ("sophnet", photo);
  g_autoptr (PackshotRequest) sophnet_address = make_request ("sophnet", address);

  assert_explained (studio, NULL);
  assert_explained (creatify, NULL);
  assert_explained (creatify_address, "*fetches a photo with a web address itself*");
  assert_explained (sophnet_address, "*fetches a photo with a web address itself*");

  set (aog, "prompt", "Turn");
  assert_explained (aog, "*the shape of the photo*");

  set (sophnet, "model", "Wan2.6-I2V");
  set (sophnet, "prompt", "Turn");
  assert_explained (sophnet, NULL);
  set (sophnet, "resolution", "720P");
  assert_explained (sophnet, "Without “Size” nothing tells the shape*");
}

static char *
freeze (PackshotRequest *request)
{
  g_autoptr (GError) error = NULL;

  packshot_request_freeze (request, &error);
  g_assert_no_error (error);
  return packshot_request_to_json (request);
}

static void
test_kept (void)
{
  const PackshotPictureFraming crop = { PACKSHOT_PICTURE_FRAMING_CROP, 1.0 / 3, 0.2, 1.5 };
  g_autofree char *photo = packshot_test_write_file ("photo.jpg", "a photo");
  g_autoptr (PackshotRequest) request = make_request ("studio", photo);
  g_autoptr (PackshotRequest) back = NULL;
  g_autoptr (PackshotRequest) copy = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  packshot_request_set_framing (request, &crop);
  json = freeze (request);
  g_assert_nonnull (strstr (json, "\"framing\":\"crop 0.3333,0.2 1.5\""));

  back = packshot_request_from_json (packshot_request_get_manifest (request), json, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (packshot_picture_framing_equal (packshot_request_get_framing (request),
                                                 packshot_request_get_framing (back)));
  g_assert_cmpfloat (packshot_request_get_ratio (back), ==, 16.0 / 9);

  copy = packshot_request_copy (back);
  g_assert_true (packshot_picture_framing_equal (packshot_request_get_framing (request),
                                                 packshot_request_get_framing (copy)));
}

/* Of a request from before there were framings, and of one that was left whole, nothing is said. */
static void
test_whole (void)
{
  const PackshotPictureFraming whole = { PACKSHOT_PICTURE_FRAMING_WHOLE, 0.1, 0.2, 3 };
  g_autofree char *photo = packshot_test_write_file ("photo.jpg", "a photo");
  g_autoptr (PackshotRequest) request = make_request ("studio", photo);
  g_autoptr (PackshotRequest) back = NULL;
  g_autofree char *json = NULL;

  packshot_request_set_framing (request, &whole);
  json = freeze (request);
  g_assert_null (strstr (json, "\"framing\""));

  back = packshot_request_from_json (packshot_request_get_manifest (request), json, NULL, NULL);
  g_assert_cmpint (packshot_request_get_framing (back)->mode, ==, PACKSHOT_PICTURE_FRAMING_WHOLE);
  g_assert_cmpfloat (packshot_request_get_framing (back)->x, ==, 0.5);
}

static void
test_amended (void)
{
  static const char *const nothing[] = { NULL };
  const PackshotPictureFraming fill = { PACKSHOT_PICTURE_FRAMING_FILL, 0.25, 0.5, 1 };
  g_autofree char *photo = packshot_test_write_file ("photo.jpg", "a photo");
  g_autoptr (PackshotRequest) request = make_request ("creatify", photo);
  g_autoptr (PackshotRequest) amended = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  packshot_request_set_framing (request, &fill);
  json = freeze (request);
  amended = packshot_request_amend (request, PACKSHOT_STEP_APPROVE, nothing, &error);
  g_assert_no_error (error);
  g_assert_true (packshot_picture_framing_equal (&fill, packshot_request_get_framing (amended)));
}

static void
test_refused (void)
{
  static const char *const framings[] = { "7",           "null",     "{}", "\"\"", "\"fill 2,2\"",
                                          "\"crop\\n\"", "[\"fit\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (framings); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"format\":1,\"service\":\"studio\",\"framing\":%s,\"values\":{}}", framings[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (packshot_request_json_check (json, &error));
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNREADABLE_JOB);
      g_assert_nonnull (strstr (error->message, "framing"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/request-framing/text", test_text);
  g_test_add_func ("/request-framing/any-numbers", test_any_numbers);
  g_test_add_func ("/request-framing/view", test_view);
  g_test_add_func ("/request-framing/ratio", test_ratio);
  g_test_add_func ("/request-framing/explained", test_explained);
  g_test_add_func ("/request-framing/kept", test_kept);
  g_test_add_func ("/request-framing/whole", test_whole);
  g_test_add_func ("/request-framing/amended", test_amended);
  g_test_add_func ("/request-framing/refused", test_refused);

  return g_test_run ();
}
