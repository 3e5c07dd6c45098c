/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The library that kills and that makes calls fail: what tests conclude from it can be no truer
 * than it is. A small program makes the calls that it is told. */

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "packshot-test-utils.h"

/* What the peer sends at once. */
#define GREETING "hello, you"

typedef struct
{
  char *root;              /* (owned) */
  char *folder;            /* (owned): where the program runs */
  char *trace;             /* (owned): what it counted */
  GSocketListener *server; /* (owned) */
  guint16 port;

  int status;    /* of its end, or 128 + the signal that ended it */
  char *out;     /* (owned) */
  GBytes *heard; /* (owned): what the peer received */
} Fixture;

static void
set_up (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  self->root = g_build_filename (g_get_user_data_dir (), "preload-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (self->root));
  self->folder = g_build_filename (self->root, "folder", NULL);
  self->trace = g_build_filename (self->root, "trace", NULL);
  g_assert_no_errno (g_mkdir (self->folder, 0700));

  self->server = g_socket_listener_new ();
  self->port = g_socket_listener_add_any_inet_port (self->server, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  g_free (self->root);
  g_free (self->folder);
  g_free (self->trace);
  g_assert_finalize_object (self->server);
  g_free (self->out);
  g_clear_pointer (&self->heard, g_bytes_unref);
}

static GSubprocess *
spawn (Fixture *self, const char *point, const char *calls)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *line = g_strconcat (g_getenv ("PACKSHOT_EVERY_CALL"), " ", calls, NULL);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_cwd (launcher, self->folder);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", g_getenv ("PACKSHOT_FAULT_LIBRARY"), TRUE);
  g_subprocess_launcher_setenv (launcher, "PACKSHOT_FAULT_FOLDER", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "PACKSHOT_TRACE", self->trace, TRUE);
  if (point != NULL)
    g_subprocess_launcher_setenv (launcher, "PACKSHOT_POINT", point, TRUE);
  g_subprocess_launcher_setenv (launcher, "PEER", port, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);

  return process;
}

/* A program that is killed with something unread resets the connection: what came before it is
 * still there to be read. */
static GBytes *
listen_to (GSocketConnection *connection)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GByteArray *heard = g_byte_array_new ();
  guint8 buffer[256];
  gssize n;

  while ((n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (heard, buffer, (guint) n);

  return g_byte_array_free_to_bytes (heard);
}

static void
run (Fixture *self, const char *point, const char *calls)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->heard, g_bytes_unref);
  g_remove (self->trace);

  process = spawn (self, point, calls);
  connection = g_socket_listener_accept (self->server, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), GREETING,
                             strlen (GREETING), NULL, NULL, NULL);
  self->heard = listen_to (connection);

  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->out, NULL, &error);
  g_assert_no_error (error);
  self->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process)
                                                      : 128 + g_subprocess_get_term_sig (process);
}

static void
assert_trace (Fixture *self, const char *expected)
{
  g_autofree char *trace = NULL;

  g_file_get_contents (self->trace, &trace, NULL, NULL);
  g_assert_cmpstr (trace, ==, expected);
}

static void
assert_file (Fixture *self, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, expected);
}

static void
assert_heard (Fixture *self, const char *expected)
{
  gsize size;
  gconstpointer bytes = g_bytes_get_data (self->heard, &size);

  g_assert_cmpmem (bytes, size, expected, strlen (expected));
}

static void
remove_file (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_remove (path);
}

/* All of them, by their names and what they are about, and no call besides. */
static void
test_counted (Fixture *self, gconstpointer user_data)
{
  run (self, NULL,
       "write pwrite writev fwrite fsync fdatasync ftruncate link linkat unlinkat rename renameat "
       "write write-outside read-file");
  g_assert_cmpint (self->status, ==, 0);
  assert_trace (self, "1\twrite\tfile\n"
                      "2\twrite\tfile\n"
                      "3\twrite\tfile\n"
                      "4\twrite\tfile\n"
                      "5\tsync\t.\n"
                      "6\tsync\tfile\n"
                      "7\ttruncate\tfile\n"
                      "8\tlink\tlinked\n"
                      "9\tlink\tlinked too\n"
                      "10\tunlink\tlinked\n"
                      "11\trename\trenamed\n"
                      "12\trename\tagain\n"
                      "13\twrite\tagain\n");

  /* The first line of a request tells which one it is; a key is on none. */
  run (self, NULL, "unlink write send sendmsg send-by-write recv recvmsg read receive-nothing");
  g_assert_cmpint (self->status, ==, 0);
  assert_trace (self, "1\tunlink\tfile\n"
                      "2\twrite\tfile (deleted)\n"
                      "3\tsend\tGET /path HTTP/1.1\n"
                      "4\tsend\t3\n"
                      "5\tsend\t\n"
                      "6\treceive\t4\n"
                      "7\treceive\t4\n"
                      "8\treceive\t1\n");
  assert_heard (self, "GET /path HTTP/1.1\r\nKey: secretwritevwrite");
}

static void
test_fails_once (Fixture *self, gconstpointer user_data)
{
  run (self, "2:28", "write write write");
  g_assert_cmpstr (self->out, ==, "write 5 \nwrite -1 ENOSPC\nwrite 5 \n");
  assert_file (self, "file", "writewrite");

  run (self, "3:5:sync", "write fsync write fdatasync fsync fsync");
  g_assert_cmpstr (self->out, ==,
                   "write 5 \nfsync 0 \nwrite 5 \nfdatasync 0 \nfsync -1 EIO\nfsync 0 \n");

  run (self, "2:5:rename,link,unlink", "write link linkat rename unlinkat");
  g_assert_cmpstr (self->out, ==, "write 5 \nlink 0 \nlinkat -1 EIO\nrename 0 \nunlinkat 0 \n");
  assert_file (self, "linked too", NULL);
}

static void
test_fails_for_good (Fixture *self, gconstpointer user_data)
{
  run (self, "2:28+:disk", "write writev pwrite fwrite fsync ftruncate");
  g_assert_cmpstr (self->out, ==,
                   "write 5 \nwritev 3 \npwrite -1 ENOSPC\nfwrite 0 ENOSPC\n"
                   "fsync -1 ENOSPC\nftruncate -1 ENOSPC\n");
  assert_file (self, "file", "writewri");

  remove_file (self, "file");
  run (self, "1:5+:sync", "write fsync fdatasync write");
  g_assert_cmpstr (self->out, ==, "write 5 \nfsync -1 EIO\nfdatasync -1 EIO\nwrite 5 \n");
}

static void
test_peer_fails (Fixture *self, gconstpointer user_data)
{
  run (self, "2:104:send", "sendmsg send send-by-write recv");
  g_assert_cmpstr (self->out, ==, "sendmsg 6 \nsend -1 ECONNRESET\nsend-by-write 5 \nrecv 4 \n");
  assert_heard (self, "writevwrite");

  run (self, "2:104:receive", "send-by-write recv recv read");
  g_assert_cmpstr (self->out, ==, "send-by-write 5 \nrecv 4 \nrecv -1 ECONNRESET\nread 1 \n");
}

static void
assert_killed (Fixture *self, const char *point, const char *calls, const char *out)
{
  remove_file (self, "file");
  remove_file (self, "renamed");
  run (self, point, calls);
  g_assert_cmpint (self->status, ==, 128 + SIGKILL);
  g_assert_cmpstr (self->out, ==, out);
}

static void
test_killed (Fixture *self, gconstpointer user_data)
{
  assert_killed (self, "2:kill-before", "write pwrite fsync", "write 5 \n");
  assert_file (self, "file", "write");
  assert_killed (self, "2:kill-amid", "write pwrite fsync", "write 5 \n");
  assert_file (self, "file", "PWRte");
  assert_killed (self, "2:kill-after", "write pwrite fsync", "write 5 \n");
  assert_file (self, "file", "PWRITE");

  assert_killed (self, "1:kill-before:rename", "write rename", "write 5 \n");
  assert_file (self, "file", "write");
  assert_killed (self, "1:kill-after:rename", "write rename", "write 5 \n");
  assert_file (self, "renamed", "write");

  assert_killed (self, "2:kill-before:net", "recv sendmsg", "recv 4 \n");
  assert_heard (self, "");
  assert_killed (self, "2:kill-amid:net", "recv sendmsg", "recv 4 \n");
  assert_heard (self, "wri");
  assert_killed (self, "2:kill-after:net", "recv sendmsg", "recv 4 \n");
  assert_heard (self, "writev");
  assert_killed (self, "1:kill-after:receive", "sendmsg recv send", "sendmsg 6 \n");
  assert_heard (self, "writev");
}

/* It shall not pass for a program that nothing harms. */
static void
test_nonsense (Fixture *self, gconstpointer user_data)
{
  static const char *const points[] = { "kill-before", "0:5", "3:murder", "3:5:disc", "" };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autoptr (GSubprocess) process = spawn (self, points[i], "write");

      g_assert_false (g_subprocess_wait_check (process, NULL, NULL));
      g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGABRT);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/preload/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("counted", test_counted);
  ADD ("fails-once", test_fails_once);
  ADD ("fails-for-good", test_fails_for_good);
  ADD ("peer-fails", test_peer_fails);
  ADD ("killed", test_killed);
  ADD ("nonsense", test_nonsense);

  return g_test_run ();
}
