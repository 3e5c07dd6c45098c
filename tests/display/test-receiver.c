/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is taken of what browsers, file managers and others offer, each in its own way. The
 * clipboard offers here what a drop would: it is read by the same code. */

#include <adwaita.h>
#include <string.h>

#include "packshot-receiver.h"
#include "packshot-test-flood.h"
#include "packshot-test-peer.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#define SAMPLE g_getenv ("PACKSHOT_SAMPLE")

typedef struct
{
  GtkWindow *window;
  PackshotReceiver *receiver;
  PackshotTestPeer *peer; /* serves the sample as whatever is asked for */

  /* What came. */
  PackshotPhoto *photo;
  char *address;
  GPtrArray *paths;
  char *words;
  gboolean gave_up;
} Fixture;

static void
received_cb (Fixture *fixture, PackshotPhoto *photo, const char *address)
{
  g_set_object (&fixture->photo, photo);
  g_free (fixture->address);
  fixture->address = g_strdup (address);
}

static void
received_files_cb (Fixture *fixture, GPtrArray *paths, const char *words)
{
  g_clear_pointer (&fixture->paths, g_ptr_array_unref);
  fixture->paths = g_ptr_array_ref (paths);
  g_free (fixture->words);
  fixture->words = g_strdup (words);
}

static void
gave_up_cb (Fixture *fixture)
{
  fixture->gave_up = TRUE;
}

static void
serve (PackshotTestCaller *caller, gpointer user_data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (SAMPLE, &bytes, &length, NULL));
  packshot_test_caller_say (
      caller, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
      g_str_has_suffix (caller->path, ".jpg") ? "image/jpeg" : "text/html", length);
  packshot_test_caller_send (caller, bytes, length);
}

static void
set_up (Fixture *fixture, gconstpointer takes_many)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *widget = adw_bin_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), widget);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 600, 400);
  gtk_window_set_child (fixture->window, overlay);
  gtk_window_present (fixture->window);

  fixture->receiver = packshot_receiver_new (widget, PACKSHOT_PHOTO_TILE_PIXELS);
  packshot_receiver_set_takes_many (fixture->receiver, GPOINTER_TO_INT (takes_many));
  g_signal_connect_swapped (fixture->receiver, "received", G_CALLBACK (received_cb), fixture);
  g_signal_connect_swapped (fixture->receiver, "received-files", G_CALLBACK (received_files_cb),
                            fixture);
  g_signal_connect_swapped (fixture->receiver, "gave-up", G_CALLBACK (gave_up_cb), fixture);
  fixture->peer = packshot_test_peer_new (serve, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer takes_many)
{
  packshot_test_let_go (fixture->receiver);
  gtk_window_destroy (fixture->window);
  packshot_test_peer_free (fixture->peer);
  g_clear_object (&fixture->photo);
  g_clear_pointer (&fixture->paths, g_ptr_array_unref);
  g_free (fixture->address);
  g_free (fixture->words);
}

static GdkContentProvider *
offer_bytes (const char *type, gconstpointer data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  return gdk_content_provider_new_for_bytes (type, bytes);
}

static GdkContentProvider *
offer_text (const char *type, const char *text)
{
  return offer_bytes (type, text, strlen (text));
}

/* Takes the providers, up to a %NULL. */
static void
paste (Fixture *fixture, GdkContentProvider *first, ...)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  g_autoptr (GPtrArray) providers = g_ptr_array_new ();
  g_autoptr (GdkContentProvider) all = NULL;
  va_list list;

  va_start (list, first);
  for (GdkContentProvider *p = first; p != NULL; p = va_arg (list, GdkContentProvider *))
    g_ptr_array_add (providers, p);
  va_end (list);

  all = gdk_content_provider_new_union ((GdkContentProvider **) providers->pdata, providers->len);
  g_assert_true (gdk_clipboard_set_content (clipboard, all));
  packshot_receiver_paste (fixture->receiver);
}

static void
assert_toast (Fixture *fixture, const char *words)
{
  packshot_test_wait_until (packshot_test_find_label (gtk_window_get_child (fixture->window), words)
                            != NULL);
}

static char *
dup_uri (const char *path)
{
  return g_filename_to_uri (path, NULL, NULL);
}

static char *
copy_sample (const char *name)
{
  g_autofree char *bytes = NULL;
  gsize length;
  char *path = packshot_test_write_file (name, "");

  g_assert_true (g_file_get_contents (SAMPLE, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));

  return path;
}

/* As file managers do: two files, and nothing else that counts. */
static GdkContentProvider *
offer_two (char **first, char **second)
{
  g_autofree char *uris = NULL;
  g_autofree char *first_uri = NULL;
  g_autofree char *second_uri = NULL;

  *first = copy_sample ("mug 10 ä#%.jpg");
  *second = copy_sample ("mug 9.jpg");
  first_uri = dup_uri (*first);
  second_uri = dup_uri (*second);
  uris = g_strdup_printf ("%s\r\n%s\r\n", first_uri, second_uri);

  return offer_text ("text/uri-list", uris);
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  paste (fixture, offer_two (&first, &second), NULL);
  packshot_test_wait_until (fixture->paths != NULL);
  g_assert_cmpuint (fixture->paths->len, ==, 2);
  g_assert_cmpstr (fixture->paths->pdata[0], ==, second);
  g_assert_cmpstr (fixture->paths->pdata[1], ==, first);
  g_assert_null (fixture->words);
  g_assert_null (fixture->photo);
}

/* Who takes one photo takes the first, and says so. */
static void
test_first_of_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  paste (fixture, offer_two (&first, &second), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (packshot_photo_get_path (fixture->photo), ==, first);
  g_assert_null (fixture->paths);
  assert_toast (fixture, "1 other file was not");
}

/* With one photo in it, a folder is that photo. */
static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "shop", NULL);
  g_autofree char *photo = NULL;
  g_autofree char *notes = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  photo = copy_sample ("shop/mug.jpg");
  notes = packshot_test_write_file ("shop/notes.txt", "These are no pixels.\n");

  paste (fixture, offer_text ("text/plain;charset=utf-8", folder), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (packshot_photo_get_path (fixture->photo), ==, photo);
  g_assert_null (fixture->paths);
  assert_toast (fixture, "1 file is not a photo.");
}

static void
test_bad_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = packshot_test_write_file ("one.txt", "These are no pixels.\n");
  g_autofree char *two = packshot_test_write_file ("two.txt", "Neither are these.\n");
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", one, two);

  paste (fixture, offer_text ("text/plain;charset=utf-8", text), NULL);
  packshot_test_wait_until (fixture->gave_up);
  assert_toast (fixture, "2 files are not photos.");

  fixture->gave_up = FALSE;
  paste (fixture, offer_text ("text/plain;charset=utf-8", one), NULL);
  packshot_test_wait_until (fixture->gave_up);
  assert_toast (fixture, "“one.txt” is not a picture");
}

static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  paste (fixture, offer_text ("text/uri-list", "sftp://server/mug.jpg\r\n"), NULL);
  assert_toast (fixture, "“mug.jpg” is not on this computer. Copy it here first.");

  paste (fixture, offer_text ("text/plain;charset=utf-8", "A mug for 5 EUR"), NULL);
  assert_toast (fixture, "There is no picture on the clipboard.");
  g_assert_null (fixture->photo);
}

/* An image in a page: its pixels, and its address as if it were a file. */
static void
test_firefox_image (Fixture *fixture, gconstpointer data)
{
  const guint8 pixels[2 * 3] = { 200, 100, 50, 200, 100, 50 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (2, 1, GDK_MEMORY_R8G8B8, bytes, 6);

  paste (fixture, offer_text ("text/uri-list", "http://localhost:1/mug.jpg\r\n"),
         gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpint (gdk_texture_get_width (packshot_photo_get_texture (fixture->photo)), ==, 2);
  g_assert_true (g_str_has_suffix (packshot_photo_get_path (fixture->photo), "/mug.png"));
}

/* Pixels that were promised and can't be read: then the address must do. */
static void
test_broken_pixels (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");

  paste (fixture, offer_text ("text/uri-list", address),
         offer_text ("image/png", "These are no pixels."), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);
}

/* A picture that is a link to a page: the text is the address of that page. */
static void
assert_picture_of_link (Fixture *fixture, GdkContentProvider *html, const char *address)
{
  g_autofree char *page = packshot_test_peer_dup_url (fixture->peer, "/page.html");

  g_clear_object (&fixture->photo);
  paste (fixture, html, offer_text ("text/plain;charset=utf-8", page), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);
}

static void
test_linked_image (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");
  g_autofree char *html = g_strdup_printf ("<a href=\"x\"><img src=\"%s\"></a>", address);
  g_autofree char *utf16 = NULL;
  gsize length;

  assert_picture_of_link (fixture, offer_text ("text/html", html), address);

  utf16 = g_convert (html, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  assert_picture_of_link (fixture, offer_bytes ("text/html", utf16, length), address);
}

static void
test_address (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");

  paste (fixture, offer_text ("text/plain;charset=utf-8", address),
         offer_text ("text/html", "<a href=\"x\">mug</a>"), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);
}

/* Several addresses, one a line, become files; it stays known where they came from. */
static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = packshot_test_peer_dup_url (fixture->peer, "/1.jpg");
  g_autofree char *second = packshot_test_peer_dup_url (fixture->peer, "/2.jpg");
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", first, second);

  paste (fixture, offer_text ("text/plain;charset=utf-8", text), NULL);
  packshot_test_wait_until (fixture->paths != NULL);
  g_assert_cmpuint (fixture->paths->len, ==, 2);
  g_assert_cmpstr (packshot_receiver_find_address (fixture->receiver, fixture->paths->pdata[1]), ==,
                   second);
  g_assert_true (g_file_test (fixture->paths->pdata[1], G_FILE_TEST_IS_REGULAR));
}

/* What Chromium gives of an image: its address, and what is at it, since nobody else may see it. */
static void
test_chromium_image (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");
  g_autofree char *private = packshot_test_peer_dup_url (fixture->peer, "/log-in");
  gsize length;

  g_assert_true (g_file_get_contents (SAMPLE, &bytes, &length, NULL));

  paste (fixture, offer_text ("text/plain", address),
         offer_bytes ("application/octet-stream", bytes, length), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);

  g_clear_object (&fixture->photo);
  paste (fixture, offer_text ("text/plain", private),
         offer_bytes ("application/octet-stream", bytes, length), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_null (fixture->address);

  g_clear_object (&fixture->photo);
  paste (fixture, offer_text ("text/plain", "blob:https://shop.example/1"),
         offer_bytes ("application/octet-stream", bytes, length), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_null (fixture->address);
  g_assert_false (fixture->gave_up);
}

/* The whole picture in a text: as an address of its own, or in a piece of a page. */
static void
test_data (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (SAMPLE, &bytes, &length, NULL));
  base64 = g_base64_encode ((guchar *) bytes, length);
  text = g_strconcat ("data:image/jpeg;base64,", base64, NULL);
  html = g_strconcat ("<img src=\"", text, "\">", NULL);

  paste (fixture, offer_text ("text/plain;charset=utf-8", text), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_null (fixture->address);

  g_clear_object (&fixture->photo);
  paste (fixture, offer_text ("text/html", html), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
}

/* More than anybody takes, of which nothing is kept. */
static void
assert_too_much (Fixture *fixture, const char *type, const char *size)
{
  g_autofree char *words =
      g_strdup_printf ("What came is larger than %s, and was not taken.", size);

  paste (fixture, packshot_test_flood_new (type), NULL);
  assert_toast (fixture, words);
  g_assert_null (fixture->photo);
}

static void
test_too_many_bytes (Fixture *fixture, gconstpointer data)
{
  assert_too_much (fixture, "application/octet-stream", "104.9\302\240MB");
}

static void
test_too_many_pixels (Fixture *fixture, gconstpointer data)
{
  assert_too_much (fixture, "image/png", "104.9\302\240MB");
}

static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  assert_too_much (fixture, "text/plain;charset=utf-8", "33.6\302\240MB");
}

/* Where something else was offered as well, that is taken. */
static void
test_too_much_but (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");

  paste (fixture, offer_text ("text/plain;charset=utf-8", address),
         packshot_test_flood_new ("image/png"), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);
}

/* What comes later wins over what is on its way. */
static void
test_later (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  paste (fixture, offer_two (&first, &second), NULL);
  packshot_receiver_open (fixture->receiver, SAMPLE);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_null (fixture->paths);
  g_assert_false (fixture->gave_up);
}

#define ADD(path, takes_many, function)                                                            \
  g_test_add ("/receiver/" path, Fixture, GINT_TO_POINTER (takes_many), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("files", TRUE, test_files);
  ADD ("first-of-files", FALSE, test_first_of_files);
  ADD ("folder", TRUE, test_folder);
  ADD ("bad-files", TRUE, test_bad_files);
  ADD ("elsewhere", FALSE, test_elsewhere);
  ADD ("firefox-image", TRUE, test_firefox_image);
  ADD ("broken-pixels", FALSE, test_broken_pixels);
  ADD ("linked-image", FALSE, test_linked_image);
  ADD ("address", TRUE, test_address);
  ADD ("addresses", TRUE, test_addresses);
  ADD ("chromium-image", TRUE, test_chromium_image);
  ADD ("data", TRUE, test_data);
  ADD ("too-many-bytes", FALSE, test_too_many_bytes);
  ADD ("too-many-pixels", FALSE, test_too_many_pixels);
  ADD ("too-long", FALSE, test_too_long);
  ADD ("too-much-but", FALSE, test_too_much_but);
  ADD ("later", TRUE, test_later);

  return g_test_run ();
}
