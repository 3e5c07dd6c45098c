/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is taken of what Firefox and Chromium offer of an image, as they do by drags and copies. */

#include <adwaita.h>

#include "packshot-test-receiver.h"
#include "packshot-test-utils.h"

static GdkTexture *
make_texture (void)
{
  static const guint8 pixels[2 * 3] = { 200, 100, 50, 200, 100, 50 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);

  return gdk_memory_texture_new (2, 1, GDK_MEMORY_R8G8B8, bytes, 6);
}

/* A picture that is nowhere to be fetched. */
static GBytes *
make_picture (void)
{
  g_autoptr (GdkTexture) texture = make_texture ();

  return gdk_texture_save_to_png_bytes (texture);
}

/* Waits for the picture that make_picture() makes. */
static void
assert_shown (PackshotTestReceiver *fixture, const char *name)
{
  g_autofree char *shown = NULL;

  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpint (gdk_texture_get_width (packshot_photo_get_texture (fixture->photo)), ==, 2);
  shown = g_path_get_basename (packshot_photo_get_path (fixture->photo));
  g_assert_cmpstr (shown, ==, name);
  g_assert_null (fixture->address);
  g_assert_false (fixture->gave_up);
  g_assert_cmpuint (packshot_test_peer_count (fixture->peer), ==, 0);
}

/* An image in a page: its pixels, and its address as if it were a file. */
static void
test_firefox_image (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autoptr (GdkTexture) texture = make_texture ();

  packshot_test_receiver_paste (
      fixture,
      packshot_test_receiver_offer_text ("text/uri-list", "http://localhost:1/mug.jpg\r\n"),
      gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture), NULL);
  assert_shown (fixture, "mug.png");
}

/* What is given as a file is the page that the image is a link to; only the HTML has its name. */
static void
test_firefox_link (PackshotTestReceiver *fixture, gconstpointer data)
{
  const char *html = "<a href=\"http://localhost:1/page.html\">"
                     "<img src=\"http://localhost:1/mug.jpg\"></a>";
  g_autoptr (GdkTexture) texture = make_texture ();

  packshot_test_receiver_paste (
      fixture,
      packshot_test_receiver_offer_text ("text/uri-list", "http://localhost:1/page.html\r\n"),
      packshot_test_receiver_offer_text ("text/html", html),
      gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture), NULL);
  assert_shown (fixture, "mug.png");
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

/* What Chromium gives of an image: the address of what it shows, or of what that is a link to, the
 * image as it stands in the page, and the bytes of what it shows. */
static void
take_from_chromium (PackshotTestReceiver *fixture,
                    const char *address,
                    const char *html,
                    GBytes *bytes)
{
  gsize length;
  g_autofree char *utf16 = g_convert (html, -1, "UTF-16", "UTF-8", NULL, &length, NULL);

  g_clear_object (&fixture->photo);
  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain", address),
      packshot_test_receiver_offer_bytes ("text/html", utf16, length),
      gdk_content_provider_new_for_bytes ("application/octet-stream", bytes), NULL);
}

/* At the address may be another picture for who is no browser, and it is not asked. */
static void
test_chromium_image (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autoptr (GBytes) picture = make_picture ();
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");
  g_autofree char *page = packshot_test_peer_dup_url (fixture->peer, "/page.html");
  g_autofree char *html = g_strdup_printf ("<img src=\"%s\">", address);

  take_from_chromium (fixture, address, html, picture);
  assert_shown (fixture, "mug.png");

  take_from_chromium (fixture, page, html, picture);
  assert_shown (fixture, "mug (2).png");

  take_from_chromium (fixture, "blob:https://shop.example/1",
                      "<img src=\"blob:https://shop.example/1\">", picture);
  assert_shown (fixture, "Picture.png");
}

/* The bytes are those of a file, and called as that would be. */
static void
test_chromium_name (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (g_file_get_contents (PACKSHOT_TEST_RECEIVER_SAMPLE, &contents, &length, NULL));
  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);

  take_from_chromium (fixture, "http://localhost:1/mug.webp", "", bytes);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_true (g_str_has_suffix (packshot_photo_get_path (fixture->photo), "/mug.jpeg"));

  take_from_chromium (fixture, "http://localhost:1/mug.webp", "", bytes);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_true (g_str_has_suffix (packshot_photo_get_path (fixture->photo), "/mug (2).jpeg"));
}

/* Nor is one waited for that does not answer. */
static void
test_chromium_hang (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autoptr (GBytes) picture = make_picture ();
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/hang/mug.jpg");
  g_autofree char *html = g_strdup_printf ("<img src=\"%s\">", address);

  take_from_chromium (fixture, address, html, picture);
  assert_shown (fixture, "mug.png");
}

/* What the page shows is not always what stands in "src". */
static void
test_chromium_srcset (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autoptr (GBytes) picture = make_picture ();
  g_autofree char *small = packshot_test_peer_dup_url (fixture->peer, "/small.jpg");
  g_autofree char *large = packshot_test_peer_dup_url (fixture->peer, "/large.jpg");
  g_autofree char *html =
      g_strdup_printf ("<img src=\"%s\" srcset=\"small.jpg 400w, large.jpg 2200w\">", small);

  take_from_chromium (fixture, large, html, picture);
  assert_shown (fixture, "large.png");
}

#define PLACEHOLDER "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

/* A picture that a page loads late has another in its place, which may stay in "src". */
static void
test_chromium_lazy (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autoptr (GBytes) picture = make_picture ();
  g_autofree char *large = packshot_test_peer_dup_url (fixture->peer, "/large.jpg");
  g_autofree char *page = packshot_test_peer_dup_url (fixture->peer, "/page.html");

  take_from_chromium (fixture, page, "<img src=\"" PLACEHOLDER "\" srcset=\"large.jpg 1x\">",
                      picture);
  assert_shown (fixture, "Picture.png");

  take_from_chromium (fixture, large,
                      "<img src=\"data:image/svg+xml,%3Csvg/%3E\" srcset=\"large.jpg 1x\">",
                      picture);
  assert_shown (fixture, "large.png");
}

static void
assert_fetched (PackshotTestReceiver *fixture, const char *address)
{
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);
}

/* Bytes of a format that nothing here can read: then the address must do. */
static void
test_chromium_unreadable (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("These are no pixels.", 20);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");
  g_autofree char *large = packshot_test_peer_dup_url (fixture->peer, "/large.jpg");
  g_autofree char *html = g_strdup_printf ("<img src=\"%s\">", address);

  take_from_chromium (fixture, large, html, bytes);
  assert_fetched (fixture, address);

  take_from_chromium (fixture, address, html, none);
  assert_fetched (fixture, address);
}

/* What stands there until the picture is on its way is the last that is taken. */
static void
test_chromium_unreadable_lazy (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("These are no pixels.", 20);
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");
  g_autofree char *large = packshot_test_peer_dup_url (fixture->peer, "/large.jpg");
  g_autofree char *page = packshot_test_peer_dup_url (fixture->peer, "/page.html");
  g_autofree char *html =
      g_strdup_printf ("<img src=\"" PLACEHOLDER "\" srcset=\"%s 1x, %s 2x\">", address, large);

  take_from_chromium (fixture, page, html, bytes);
  assert_fetched (fixture, large);

  take_from_chromium (fixture, address, "<img src=\"" PLACEHOLDER "\">", bytes);
  assert_fetched (fixture, address);

  take_from_chromium (fixture, page, "<img src=\"" PLACEHOLDER "\">", bytes);
  assert_fetched (fixture, NULL);
  g_assert_cmpint (gdk_texture_get_width (packshot_photo_get_texture (fixture->photo)), ==, 1);
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
  ADD ("firefox-link", TRUE, test_firefox_link);
  ADD ("broken-pixels", FALSE, test_broken_pixels);
  ADD ("linked-image", FALSE, test_linked_image);
  ADD ("chromium-image", TRUE, test_chromium_image);
  ADD ("chromium-name", TRUE, test_chromium_name);
  ADD ("chromium-hang", TRUE, test_chromium_hang);
  ADD ("chromium-srcset", TRUE, test_chromium_srcset);
  ADD ("chromium-lazy", TRUE, test_chromium_lazy);
  ADD ("chromium-unreadable", TRUE, test_chromium_unreadable);
  ADD ("chromium-unreadable-lazy", TRUE, test_chromium_unreadable_lazy);
  ADD ("data", TRUE, test_data);

  return g_test_run ();
}
