/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is taken of what file managers and others offer, each in its own way; test-receiver-browser
 * has what browsers do. */

#include <adwaita.h>

#include "packshot-test-flood.h"
#include "packshot-test-receiver.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

static void
assert_toast (PackshotTestReceiver *fixture, const char *words)
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

  g_assert_true (g_file_get_contents (PACKSHOT_TEST_RECEIVER_SAMPLE, &bytes, &length, NULL));
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

  return packshot_test_receiver_offer_text ("text/uri-list", uris);
}

static void
test_files (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  packshot_test_receiver_paste (fixture, offer_two (&first, &second), NULL);
  packshot_test_wait_until (fixture->paths != NULL);
  g_assert_cmpuint (fixture->paths->len, ==, 2);
  g_assert_cmpstr (fixture->paths->pdata[0], ==, second);
  g_assert_cmpstr (fixture->paths->pdata[1], ==, first);
  g_assert_null (fixture->words);
  g_assert_null (fixture->photo);
}

/* Who takes one photo takes the first, and says so. */
static void
test_first_of_files (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  packshot_test_receiver_paste (fixture, offer_two (&first, &second), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (packshot_photo_get_path (fixture->photo), ==, first);
  g_assert_null (fixture->paths);
  assert_toast (fixture, "1 other file was not");
}

/* With one photo in it, a folder is that photo. */
static void
test_folder (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "shop", NULL);
  g_autofree char *photo = NULL;
  g_autofree char *notes = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  photo = copy_sample ("shop/mug.jpg");
  notes = packshot_test_write_file ("shop/notes.txt", "These are no pixels.\n");

  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain;charset=utf-8", folder), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (packshot_photo_get_path (fixture->photo), ==, photo);
  g_assert_null (fixture->paths);
  assert_toast (fixture, "1 file is not a photo.");
}

static void
test_bad_files (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *one = packshot_test_write_file ("one.txt", "These are no pixels.\n");
  g_autofree char *two = packshot_test_write_file ("two.txt", "Neither are these.\n");
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", one, two);

  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain;charset=utf-8", text), NULL);
  packshot_test_wait_until (fixture->gave_up);
  assert_toast (fixture, "2 files are not photos.");

  fixture->gave_up = FALSE;
  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain;charset=utf-8", one), NULL);
  packshot_test_wait_until (fixture->gave_up);
  assert_toast (fixture, "“one.txt” is not a picture");
}

static void
test_elsewhere (PackshotTestReceiver *fixture, gconstpointer data)
{
  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/uri-list", "sftp://server/mug.jpg\r\n"),
      NULL);
  assert_toast (fixture, "“mug.jpg” is not on this computer. Copy it here first.");

  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain;charset=utf-8", "A mug for 5 EUR"),
      NULL);
  assert_toast (fixture, "There is no picture on the clipboard.");
  g_assert_null (fixture->photo);
}

static void
test_address (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");

  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain;charset=utf-8", address),
      packshot_test_receiver_offer_text ("text/html", "<a href=\"x\">mug</a>"), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);
}

/* Several addresses, one a line, become files; it stays known where they came from. */
static void
test_addresses (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *first = packshot_test_peer_dup_url (fixture->peer, "/1.jpg");
  g_autofree char *second = packshot_test_peer_dup_url (fixture->peer, "/2.jpg");
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", first, second);

  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain;charset=utf-8", text), NULL);
  packshot_test_wait_until (fixture->paths != NULL);
  g_assert_cmpuint (fixture->paths->len, ==, 2);
  g_assert_cmpstr (packshot_receiver_find_address (fixture->receiver, fixture->paths->pdata[1]), ==,
                   second);
  g_assert_true (g_file_test (fixture->paths->pdata[1], G_FILE_TEST_IS_REGULAR));
}

/* More than anybody takes, of which nothing is kept. */
static void
assert_too_much (PackshotTestReceiver *fixture, const char *type, const char *size)
{
  g_autofree char *words =
      g_strdup_printf ("What came is larger than %s, and was not taken.", size);

  packshot_test_receiver_paste (fixture, packshot_test_flood_new (type), NULL);
  assert_toast (fixture, words);
  g_assert_null (fixture->photo);
}

static void
test_too_many_bytes (PackshotTestReceiver *fixture, gconstpointer data)
{
  assert_too_much (fixture, "application/octet-stream", "104.9\302\240MB");
}

static void
test_too_many_pixels (PackshotTestReceiver *fixture, gconstpointer data)
{
  assert_too_much (fixture, "image/png", "104.9\302\240MB");
}

static void
test_too_long (PackshotTestReceiver *fixture, gconstpointer data)
{
  assert_too_much (fixture, "text/plain;charset=utf-8", "33.6\302\240MB");
}

/* Where something else was offered as well, that is taken. */
static void
test_too_much_but (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *address = packshot_test_peer_dup_url (fixture->peer, "/mug.jpg");

  packshot_test_receiver_paste (
      fixture, packshot_test_receiver_offer_text ("text/plain;charset=utf-8", address),
      packshot_test_flood_new ("image/png"), NULL);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_cmpstr (fixture->address, ==, address);
}

/* What comes later wins over what is on its way. */
static void
test_later (PackshotTestReceiver *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  packshot_test_receiver_paste (fixture, offer_two (&first, &second), NULL);
  packshot_receiver_open (fixture->receiver, PACKSHOT_TEST_RECEIVER_SAMPLE);
  packshot_test_wait_until (fixture->photo != NULL);
  g_assert_null (fixture->paths);
  g_assert_false (fixture->gave_up);
}

#define ADD(path, takes_many, function)                                                            \
  g_test_add ("/receiver/" path, PackshotTestReceiver, GINT_TO_POINTER (takes_many),               \
              packshot_test_receiver_set_up, function, packshot_test_receiver_tear_down)

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
  ADD ("address", TRUE, test_address);
  ADD ("addresses", TRUE, test_addresses);
  ADD ("too-many-bytes", FALSE, test_too_many_bytes);
  ADD ("too-many-pixels", FALSE, test_too_many_pixels);
  ADD ("too-long", FALSE, test_too_long);
  ADD ("too-much-but", FALSE, test_too_much_but);
  ADD ("later", TRUE, test_later);

  return g_test_run ();
}
