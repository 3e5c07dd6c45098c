/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which photos are found among all that was dropped at once. */

#include "packshot-arrival-expand.h"
#include "packshot-arrival-gather.h"
#include "packshot-test-peer.h"
#include "packshot-test-utils.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A folder of its own for each test, and what is dropped of it. */
typedef struct
{
  char *folder;
  GPtrArray *items;
  PackshotArrivalHaul *haul;
} Room;

static GBytes *
make_png (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 4, 3);
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x406080ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &length, "png", &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (bytes, length);
}

static void
set_up (Room *room, gconstpointer data)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  room->folder = g_build_filename (g_get_user_runtime_dir (), "arrival", NULL);
  g_assert_cmpint (g_mkdir (room->folder, 0700), ==, 0);
  room->items = g_ptr_array_new_with_free_func (g_free);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir =
      g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Room *room, gconstpointer data)
{
  remove_all (room->folder);
  g_free (room->folder);
  g_ptr_array_unref (room->items);
  g_clear_pointer (&room->haul, packshot_arrival_haul_free);
}

static char *
dup_path (Room *room, const char *name)
{
  return g_build_filename (room->folder, name, NULL);
}

/* In folders that are made where they are not there. */
static void
write_bytes (Room *room, const char *name, gconstpointer bytes, gsize length)
{
  g_autofree char *path = dup_path (room, name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
write_photo (Room *room, const char *name)
{
  g_autoptr (GBytes) png = make_png ();

  write_bytes (room, name, g_bytes_get_data (png, NULL), g_bytes_get_size (png));
}

static void
write_text (Room *room, const char *name, const char *text)
{
  write_bytes (room, name, text, strlen (text));
}

static void
write_link (Room *room, const char *name, const char *target)
{
  g_autofree char *path = dup_path (room, name);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
drop (Room *room, const char *name)
{
  g_ptr_array_add (room->items, dup_path (room, name));
}

static void
expand (Room *room)
{
  room->haul = packshot_arrival_expand (room->items, NULL);
}

/* The names of what was found, one a line, within the folder. */
static void
assert_found (Room *room, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < room->haul->paths->len; i++)
    {
      const char *path = room->haul->paths->pdata[i];

      g_assert_true (g_str_has_prefix (path, room->folder));
      g_string_append_printf (names, "%s\n", path + strlen (room->folder) + 1);
    }

  g_assert_cmpstr (names->str, ==, expected);
}

static void
assert_words (Room *room, const char *expected)
{
  g_autofree char *words = packshot_arrival_haul_dup_words (room->haul);

  g_assert_cmpstr (words, ==, expected);
}

/* As a person counts, and what stands beside folders before what is in them. */
static void
test_order (Room *room, gconstpointer data)
{
  write_photo (room, "mug/10.png");
  write_photo (room, "mug/9.png");
  write_photo (room, "mug/back/1.png");
  write_photo (room, "shoe 2.png");
  write_photo (room, "shoe 10.png");
  drop (room, "mug");
  drop (room, "shoe 10.png");
  drop (room, "shoe 2.png");

  expand (room);
  assert_found (room, "shoe 2.png\nshoe 10.png\nmug/9.png\nmug/10.png\nmug/back/1.png\n");
  assert_words (room, NULL);
}

/* The name says nothing, and neither does a name in an encoding of long ago. */
static void
test_content (Room *room, gconstpointer data)
{
  write_photo (room, "all/a photo without an ending");
  write_photo (room, "all/b\xe4.txt");
  write_photo (room, "all/c ä %20#?.png");
  write_text (room, "all/notes.jpg", "These are no pixels.\n");
  write_text (room, "all/empty.png", "");
  drop (room, "all");

  expand (room);
  assert_found (room, "all/a photo without an ending\nall/b\xe4.txt\nall/c ä %20#?.png\n");
  assert_words (room, "2 files are not photos.");
}

static void
test_hidden (Room *room, gconstpointer data)
{
  write_photo (room, "all/.hidden.png");
  write_photo (room, "all/.thumbnails/1.png");
  write_photo (room, "all/old.png~");
  write_photo (room, "all/seen.png");
  write_photo (room, ".meant.png");
  drop (room, "all");
  drop (room, ".meant.png");

  expand (room);
  assert_found (room, ".meant.png\nall/seen.png\n");
  assert_words (room, NULL);
}

/* A picture nobody here can read is named, and so is what is not there any more. */
static void
test_unusable (Room *room, gconstpointer data)
{
  /* The test has no data of the system otherwise. */
  static const char *const mime_dirs[] = { "/usr/share/mime", NULL };

  if (!g_file_test (mime_dirs[0], G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("what files are can’t be told here");
      return;
    }

  g_content_type_set_mime_dirs (mime_dirs);
  write_photo (room, "all/good.png");
  write_bytes (room, "all/cut.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  write_text (room, "all/logo.svg",
              "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
  drop (room, "all");
  drop (room, "gone");
  g_ptr_array_add (room->items, g_strdup ("sftp://server/far.png"));

  expand (room);
  assert_found (room, "all/good.png\n");
  g_assert_cmpuint (room->haul->unusable->len, ==, 4);
  assert_words (room, "“gone” and 3 others can’t be read.");

  g_ptr_array_set_size (room->haul->unusable, 2);
  assert_words (room, "“gone” and “far.png” can’t be read.");
  g_ptr_array_set_size (room->haul->unusable, 1);
  assert_words (room, "“gone” can’t be read.");
}

/* A file manager that asks no portal names a file that is not there in the sandbox. */
static void
test_kept_out (Room *room, gconstpointer data)
{
  drop (room, "mug.png");
  g_setenv ("SNAP_NAME", "packshot", TRUE);
  expand (room);
  g_unsetenv ("SNAP_NAME");
  assert_words (room, "“mug.png” can’t be read. The sandbox keeps out what comes from there: use "
                      "“Choose…” instead.");
}

/* Links that lead round in a circle, nowhere, or to what is there already. */
static void
test_links (Room *room, gconstpointer data)
{
  write_photo (room, "all/in/photo.png");
  write_photo (room, "elsewhere.png");
  write_link (room, "all/in/round", "..");
  write_link (room, "all/in/self", "self");
  write_link (room, "all/in/nowhere", "not-there.png");
  write_link (room, "all/same.png", "in/photo.png");
  write_link (room, "all/there.png", "../elsewhere.png");
  drop (room, "all");
  drop (room, "elsewhere.png");

  expand (room);
  assert_found (room, "elsewhere.png\nall/same.png\n");
  assert_words (room, NULL);
}

static void
test_limit (Room *room, gconstpointer data)
{
  for (guint i = 1; i <= PACKSHOT_ARRIVAL_MOST_PHOTOS + 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("all/%u.png", i);

      write_photo (room, name);
    }
  drop (room, "all");

  expand (room);
  g_assert_cmpuint (room->haul->paths->len, ==, PACKSHOT_ARRIVAL_MOST_PHOTOS);
  g_assert_true (g_str_has_suffix (room->haul->paths->pdata[0], "/1.png"));
  g_assert_true (g_str_has_suffix (room->haul->paths->pdata[199], "/200.png"));
  assert_words (room, "200 photos are taken at once: 3 were left out.");
}

static void
test_depth (Room *room, gconstpointer data)
{
  write_photo (room, "a/b/c/d/e/f/g/h/near.png");
  write_photo (room, "a/b/c/d/e/f/g/h/i/far.png");
  drop (room, "a");

  expand (room);
  assert_found (room, "a/b/c/d/e/f/g/h/near.png\n");
  assert_words (room, "Not all folders were looked through.");
}

/* What is wrong with a file that came alone, who opens it says. */
static void
test_single (Room *room, gconstpointer data)
{
  write_text (room, "notes.txt", "These are no pixels.\n");
  drop (room, "notes.txt");

  expand (room);
  assert_found (room, "notes.txt\n");
  assert_words (room, NULL);
}

static void
test_nothing (Room *room, gconstpointer data)
{
  write_text (room, "all/notes.txt", "These are no pixels.\n");
  drop (room, "all");

  expand (room);
  assert_found (room, "");
  assert_words (room, "1 file is not a photo.");
}

static void
serve (PackshotTestCaller *caller, gpointer user_data)
{
  GBytes *png = user_data;

  if (g_str_has_prefix (caller->path, "/missing"))
    packshot_test_caller_say (caller, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  else
    {
      gsize length = strcmp (caller->path, "/broken.png") == 0 ? 10 : g_bytes_get_size (png);

      packshot_test_caller_say (caller,
                                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
                                "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                length);
      packshot_test_caller_send (caller, g_bytes_get_data (png, NULL), length);
    }
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static PackshotArrivalHaul *
gather (Room *room, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  PackshotNetSession *session = packshot_net_session_new ();
  PackshotArrivalHaul *haul;

  packshot_arrival_gather_async (session, room->items, cancellable, gathered_cb, &result);
  packshot_test_wait_until (result != NULL);
  haul = packshot_arrival_gather_finish (session, result, error);
  g_clear_object (&result);
  packshot_test_let_go (session);

  return haul;
}

/* Pictures on the web among files: they become files, and it is known where they came from. */
static void
test_web (Room *room, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png ();
  g_autoptr (PackshotTestPeer) peer = packshot_test_peer_new (serve, png);
  g_autofree char *address = packshot_test_peer_dup_url (peer, "/mug.png?size=1");
  g_autofree char *fetched = NULL;
  g_autoptr (GError) error = NULL;

  write_photo (room, "here.png");
  g_ptr_array_add (room->items, g_strdup (address));
  g_ptr_array_add (room->items, packshot_test_peer_dup_url (peer, "/missing.png"));
  g_ptr_array_add (room->items, packshot_test_peer_dup_url (peer, "/broken.png"));
  drop (room, "here.png");

  room->haul = gather (room, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (room->haul->paths->len, ==, 2);
  g_assert_true (g_str_has_suffix (room->haul->paths->pdata[0], "/here.png"));
  fetched = g_strdup (room->haul->paths->pdata[1]);
  g_assert_true (g_file_test (fetched, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (g_hash_table_lookup (room->haul->addresses, fetched), ==, address);
  assert_words (room, "“missing.png” and “broken.png” can’t be read.");

  g_clear_pointer (&room->haul, packshot_arrival_haul_free);
  g_assert_false (g_file_test (fetched, G_FILE_TEST_EXISTS));
}

/* Whoever takes the files over may free the haul. */
static void
test_hand_over (Room *room, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png ();
  g_autoptr (PackshotTestPeer) peer = packshot_test_peer_new (serve, png);
  g_autofree char *address = packshot_test_peer_dup_url (peer, "/mug.png");
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_net_file_free);
  g_autoptr (GHashTable) addresses =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_ptr_array_add (room->items, g_strdup (address));
  room->haul = gather (room, NULL, NULL);
  packshot_arrival_haul_hand_over (room->haul, files, addresses);
  g_clear_pointer (&room->haul, packshot_arrival_haul_free);

  g_assert_cmpuint (files->len, ==, 1);
  g_assert_true (
      g_file_test (packshot_net_file_get_path (files->pdata[0]), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (g_hash_table_lookup (addresses, packshot_net_file_get_path (files->pdata[0])),
                   ==, address);
}

static void
test_cancelled (Room *room, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_photo (room, "all/1.png");
  drop (room, "all");
  g_cancellable_cancel (cancellable);

  g_assert_null (gather (room, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add (const char *name, void (*test) (Room *room, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/arrival/", name, NULL);

  g_test_add (path, Room, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("order", test_order);
  add ("content", test_content);
  add ("hidden", test_hidden);
  add ("unusable", test_unusable);
  add ("kept-out", test_kept_out);
  add ("links", test_links);
  add ("limit", test_limit);
  add ("depth", test_depth);
  add ("single", test_single);
  add ("nothing", test_nothing);
  add ("web", test_web);
  add ("hand-over", test_hand_over);
  add ("cancelled", test_cancelled);

  return g_test_run ();
}
