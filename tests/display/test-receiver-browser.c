/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is taken of what Firefox and Chromium offer of an image, as they do by drags and copies. */

#include <adwaita.h>

#include "packshot-test-receiver.h"
#include "packshot-test-utils.h"

/* An image in a page: its pixels, and its address as if it were a file. */
static void
test_firefox_image (PackshotTestReceiver *fixture, gconstpointer data)
{
  const guint8 pixels[2 * 3] = { 200, 100, 50, 200, 100, 50 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (2, 1, GDK_MEMORY_R8G8B8, bytes, 6);

  packshot_test_receiver_paste (
      fixture,
      packshot_test_receiver_offer_text ("text/uri-list", "http://localhost:1/mug.jpg\r\n"),
      gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpint (gdk_texture_get_width (packshot_photo_get_texture (fixture->photo)), ==, 2);
  g_assert_true (g_str_has_suffix (packshot_photo_get_path (fixture->photo), "/mug.png"));
}

/* Pixels that were promised and can't be read: then the address must do. */
static void
test_broken_pixels (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");

  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/uri-list", address),
      packshot_test_receiver_offer_text ("image/png", "These are no pixels."), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);
}

/* A picture that is a link to a page: the text is the address of that page. */
static void
assert_picture_of_link (PackshotTestReceiver *fixture,
                        GdkContentProvider *html,
                        const char *address)
{
  g_autofree char *page = packshot_test_peer_dup_url (fixture->peer, "/page.html");

  g_clear_object (&fixture->photo);
  packshot_test_receiver_paste (
      fixture, html, packshot_test_receiver_offer_text ("text/plain;charset=utf-8", page), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);
}

static void
test_linked_image (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");
  g_autofree char *html = g_strdup_printf ("<a href=\"x\"><img src=\"%s\"></a>", address);
  g_autofree char *utf16 = NULL;
  gsize length;

  assert_picture_of_link (fixture, packshot_test_receiver_offer_text ("text/html", html), address);

  utf16 = g_convert (html, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  assert_picture_of_link (fixture, packshot_test_receiver_offer_bytes ("text/html", utf16, length),
                          address);
}

/* What Chromium gives of an image: its address, and what is at it, since nobody else may see it. */
static void
test_chromium_image (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");
  g_autofree char *private = packshot_test_peer_dup_url (fixture->peer, "/log-in");
  gsize length;

  g_assert_true (g_file_get_contents (PACKSHOT_TEST_RECEIVER_SAMPLE, &bytes, &length, NULL));

  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain", address),
      packshot_test_receiver_offer_bytes ("application/octet-stream", bytes, length), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);

  g_clear_object (&fixture->photo);
  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain", private),
      packshot_test_receiver_offer_bytes ("application/octet-stream", bytes, length), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_null (fixture->address);

  g_clear_object (&fixture->photo);
  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain", "blob:https://shop.example/1"),
      packshot_test_receiver_offer_bytes ("application/octet-stream", bytes, length), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_null (fixture->address);
  g_assert_false (fixture->gave_up);
}

/* The whole picture in a text: as an address of its own, or in a piece of a page. */
static void
test_data (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (PACKSHOT_TEST_RECEIVER_SAMPLE, &bytes, &length, NULL));
  base64 = g_base64_encode ((guchar *) bytes, length);
  text = g_strconcat ("data:image/jpeg;base64,", base64, NULL);
  html = g_strconcat ("<img src=\"", text, "\">", NULL);

  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain;charset=utf-8", text), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_null (fixture->address);

  g_clear_object (&fixture->photo);
  packshot_test_receiver_paste (fixture, packshot_test_receiver_offer_text ("text/html", html),
                                NULL);
  packshot_test_wait_until (fixture->photo != NULL);
}

#define ADD(path, takes_many, function)                                                            \
  g_test_add ("/receiver-browser/" path, PackshotTestReceiver, GINT_TO_POINTER (takes_many),       \
              packshot_test_receiver_set_up, function, packshot_test_receiver_tear_down)

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("firefox-image", TRUE, test_firefox_image);
  ADD ("broken-pixels", FALSE, test_broken_pixels);
  ADD ("linked-image", FALSE, test_linked_image);
  ADD ("chromium-image", TRUE, test_chromium_image);
  ADD ("data", TRUE, test_data);

  return g_test_run ();
}
