/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a service gets of a photo that is framed, with everything real but the service. */

#include "packshot-core-error.h"
#include "packshot-fake-creatify.h"
#include "packshot-fake-host.h"
#include "packshot-fake-shortvideo.h"
#include "packshot-fake-sophnet.h"
#include "packshot-settings-image-host.h"
#include "packshot-test-peer.h"
#include "packshot-test-photo.h"
#include "packshot-test-remote.h"
#include "packshot-test-utils.h"

#define WIDTH  480
#define HEIGHT 360

/* The left third of the photo. */
#define LEFT_COLOUR 0xd02020ff

static void
set_up (PackshotTestRemote *remote, gconstpointer user_data)
{
  packshot_test_remote_set_up_service (remote, user_data, &packshot_fake_default_settings);
}

static void
tear_down (PackshotTestRemote *remote, gconstpointer user_data)
{
  packshot_test_remote_tear_down (remote);
}

static char *
make_photo (const char *name)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_plain (WIDTH, HEIGHT, 0xe0dcd8ff);

  packshot_test_photo_add_box (photo, 0, 0, WIDTH / 3, HEIGHT, LEFT_COLOUR, LEFT_COLOUR);
  return packshot_test_photo_save (photo, name);
}

/* (transfer none): a job the user said yes to. */
static PackshotJob *
submit (PackshotTestRemote *remote, const char *const *values, const char *text)
{
  const char *service = packshot_fake_get_service (remote->fake)->name;
  g_autoptr (PackshotRequest) request =
      packshot_request_new (packshot_registry_lookup (remote->registry, service));
  PackshotPictureFraming framing;
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; values[i] != NULL; i += 2)
    {
      packshot_request_set (request, values[i], values[i + 1], &error);
      g_assert_no_error (error);
    }
  packshot_picture_framing_parse (text, &framing, &error);
  g_assert_no_error (error);
  packshot_request_set_framing (request, &framing);

  job = packshot_queue_add (remote->queue, request, NULL, &error);
  g_assert_no_error (error);
  packshot_queue_submit (remote->queue, job, &error);
  g_assert_no_error (error);
  packshot_test_remote_wait (remote, job);
  return job;
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  const guint8 *start = g_bytes_get_data (bytes, NULL);
  g_autoptr (GError) error = NULL;
  /* In isolated folders nobody guesses types. */
  g_autoptr (GdkPixbufLoader) loader =
      gdk_pixbuf_loader_new_with_mime_type (start[0] == 0xff ? "image/jpeg" : "image/png", &error);

  g_assert_no_error (error);
  gdk_pixbuf_loader_write_bytes (loader, bytes, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static gboolean
is_red (GdkPixbuf *pixbuf, double x, double y)
{
  const guint8 *p =
      gdk_pixbuf_read_pixels (pixbuf)
      + (int) (y * (gdk_pixbuf_get_height (pixbuf) - 1)) * gdk_pixbuf_get_rowstride (pixbuf)
      + (int) (x * (gdk_pixbuf_get_width (pixbuf) - 1)) * gdk_pixbuf_get_n_channels (pixbuf);

  return p[0] > 180 && p[1] < 80 && p[2] < 80;
}

static void
assert_size (GdkPixbuf *pixbuf, int width, int height)
{
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
}

/* The copy that the send dialog shows is what was sent. */
static GdkPixbuf *
take_sent (PackshotTestRemote *remote, PackshotJob *job, guint index)
{
  const PackshotJobCopy *copy = g_ptr_array_index (packshot_job_get_copies (job), 0);
  g_autoptr (GBytes) sent = packshot_fake_ref_picture (remote->fake, index);
  g_autofree char *sha256 = NULL;

  g_assert_nonnull (sent);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, sent);
  g_assert_cmpstr (copy->sha256, ==, sha256);
  return decode (sent);
}

static void
test_upload (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  const char *const values[] = { "image", photo, "product-name", "Watch", "aspect-ratio",
                                 "9:16",  NULL };
  g_autoptr (GdkPixbuf) left = take_sent (remote, submit (remote, values, "fill 0,0.5"), 0);
  g_autoptr (GdkPixbuf) right = take_sent (remote, submit (remote, values, "fill 1,0.5"), 1);
  g_autoptr (GdkPixbuf) close = take_sent (remote, submit (remote, values, "crop 0,0 2"), 2);
  g_autoptr (GdkPixbuf) fit = take_sent (remote, submit (remote, values, "fit"), 3);
  g_autoptr (GdkPixbuf) whole = take_sent (remote, submit (remote, values, "whole"), 4);

  assert_size (left, 203, 360);
  g_assert_true (is_red (left, 0.02, 0.5));
  g_assert_false (is_red (left, 0.98, 0.5));
  assert_size (right, 203, 360);
  g_assert_false (is_red (right, 0.02, 0.5));
  assert_size (close, 101, 180);
  g_assert_true (is_red (close, 0.98, 0.98));
  assert_size (fit, 480, 853);
  g_assert_true (is_red (fit, 0.02, 0.5));
  g_assert_false (is_red (fit, 0.98, 0.5));
  assert_size (whole, WIDTH, HEIGHT);
}

/* In the order itself, and in the shape of a size. The last frame is not the main picture. */
static void
test_inline (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *photo = make_photo ("photo.png");
  const char *const values[] = { "first-frame", photo,  "prompt",    "Turn", "model",
                                 "Wan2.6-I2V",  "size", "1440*1440", NULL };
  g_autoptr (GdkPixbuf) sent = take_sent (remote, submit (remote, values, "fill 0.5,0.5"), 0);

  assert_size (sent, 360, 360);
  g_assert_true (is_red (sent, 0.02, 0.5));
  g_assert_false (is_red (sent, 0.5, 0.5));
}

static void
set_host (PackshotFakeHost *host)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  const PackshotImageHostSettings image_host = {
    .kind = PACKSHOT_IMAGE_HOST_PUT,
    .url = (char *) packshot_fake_host_get_url (host),
    .public_url = (char *) packshot_fake_host_get_public_url (host),
  };

  g_assert_true (packshot_settings_set_image_host (settings, &image_host, NULL));
}

static void
test_host (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autoptr (PackshotFakeHost) host = packshot_fake_host_new (NULL, NULL);
  g_autofree char *photo = make_photo ("photo.png");
  const char *const values[] = { "image", photo, "aspect-ratio", "1:1", NULL };
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;
  PackshotJob *job;

  set_host (host);
  job = submit (remote, values, "fill 1,0.5");
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  kept = packshot_fake_host_ref_file (
      host, packshot_remote_id_find (packshot_job_get_remote_ids (job), "image"));
  picture = decode (kept);
  assert_size (picture, 360, 360);
  g_assert_false (is_red (picture, 0.2, 0.5));
}

static void
serve_photo (PackshotTestCaller *caller, gpointer user_data)
{
  GBytes *photo = user_data;

  packshot_test_caller_say (caller,
                            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
                            "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n\r\n",
                            g_bytes_get_size (photo));
  packshot_test_caller_send (caller, g_bytes_get_data (photo, NULL), g_bytes_get_size (photo));
}

/* What is fetched here is framed as a file is. */
static void
test_fetched (PackshotTestRemote *remote, gconstpointer user_data)
{
  g_autofree char *path = make_photo ("photo.png");
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) photo = g_mapped_file_get_bytes (file);
  g_autoptr (PackshotTestPeer) peer = packshot_test_peer_new (serve_photo, photo);
  g_autofree char *url = packshot_test_peer_dup_url (peer, "/watch.png");
  const char *const values[] = { "image", url, "product-name", "Watch", NULL };
  g_autoptr (GdkPixbuf) sent = take_sent (remote, submit (remote, values, "fill 0.5,0"), 0);

  assert_size (sent, 480, 270);
}

/* What the service fetches itself can't be; that is said before there is a job. */
static void
test_refused (PackshotTestRemote *remote, gconstpointer user_data)
{
  const PackshotPictureFraming fill = { PACKSHOT_PICTURE_FRAMING_FILL, 0, 0, 1 };
  g_autoptr (PackshotRequest) request =
      packshot_request_new (packshot_registry_lookup (remote->registry, "creatify"));
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (packshot_request_set (request, "image", "https://example.com/photo.jpg", NULL));
  packshot_request_set_framing (request, &fill);
  job = packshot_queue_add (remote->queue, request, NULL, &error);
  g_assert_null (job);
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "only a photo on this computer can be framed"));
}

#define ADD(path, service, function)                                                               \
  g_test_add ("/framing-sent/" path, PackshotTestRemote, &packshot_fake_##service, set_up,         \
              function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("upload", shortvideo, test_upload);
  ADD ("fetched", shortvideo, test_fetched);
  ADD ("inline", sophnet, test_inline);
  ADD ("host", creatify, test_host);
  ADD ("refused", creatify, test_refused);

  return g_test_run ();
}
