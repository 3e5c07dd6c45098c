/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a large upload and a large download cost on loopback, in seconds and in memory, beside curl.
 * Each transfer is made by a process of its own. A download counts when it is on the disk, so
 * curl's is put there too. */

#include "packshot-net-download.h"
#include "packshot-net-send.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define UPLOAD   ((gsize) 100 * 1024 * 1024)
#define DOWNLOAD ((gsize) 1024 * 1024 * 1024)
#define PIECE    ((gsize) 1024 * 1024)
#define N_RUNS   7

/* In bytes a second. */
#define GIGABIT ((gsize) 125 * 1000 * 1000)

static char piece[PIECE];

static gboolean
read_head (int fd, char *head, gsize size)
{
  gsize n = 0;

  while (n < size - 1)
    {
      if (read (fd, head + n, 1) != 1)
        return FALSE;
      head[++n] = '\0';
      if (g_str_has_suffix (head, "\r\n\r\n"))
        return TRUE;
    }

  return FALSE;
}

static void
write_text (int fd, const char *text)
{
  g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize) strlen (text));
}

/* No faster than @pace bytes a second, unless that is 0. */
static void
take (int fd, gsize size, gsize pace)
{
  gint64 begin = g_get_monotonic_time ();
  gsize n = 0;

  while (n < size)
    {
      gssize m = read (fd, piece, PIECE);
      gint64 ahead;

      if (m <= 0)
        return;
      n += (gsize) m;
      ahead =
          pace == 0 ? 0 : begin + (gint64) (n * G_USEC_PER_SEC / pace) - g_get_monotonic_time ();
      if (ahead > 0)
        g_usleep ((gulong) ahead);
    }
  write_text (fd, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
}

static void
give (int fd, gsize size)
{
  g_autofree char *answer =
      g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", size);
  gsize n = 0;

  write_text (fd, answer);
  while (n < size)
    {
      gssize m = write (fd, piece, MIN (PIECE, size - n));

      if (m <= 0)
        return;
      n += (gsize) m;
    }
}

/* Takes what is posted at the pace the path says, and gives as many bytes as the path says. */
static void
serve (int fd)
{
  static const char length[] = "\r\nContent-Length: ";
  char head[4096] = "";
  const char *found;

  if (!read_head (fd, head, sizeof head))
    return;

  found = strstr (head, length);
  if (g_str_has_prefix (head, "GET /"))
    give (fd, g_ascii_strtoull (head + strlen ("GET /"), NULL, 10));
  else if (found != NULL)
    take (fd, g_ascii_strtoull (found + strlen (length), NULL, 10),
          g_ascii_strtoull (head + strlen ("POST /"), NULL, 10));
}

/* Returns its port. It ends with this program. */
static guint16
start_server (void)
{
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;

  g_assert_no_errno (bind (fd, (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (listen (fd, 8));
  g_assert_no_errno (getsockname (fd, (struct sockaddr *) &address, &size));
  if (fork () == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGTERM);
      memset (piece, 'x', PIECE);
      for (;;)
        {
          int connection = accept (fd, NULL, NULL);

          serve (connection);
          close (connection);
        }
    }
  close (fd);

  return ntohs (address.sin_port);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  PackshotNetAnswer **answer = user_data;

  *answer = packshot_net_send_finish (PACKSHOT_NET_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
upload (const char *url, const char *path)
{
  g_autoptr (PackshotNetSession) session = packshot_net_session_new ();
  g_autoptr (PackshotNetCall) call = packshot_net_call_new ("POST", url);
  g_autoptr (PackshotNetAnswer) answer = NULL;

  packshot_net_call_add_file (call, "file", path, "film.mp4", "video/mp4");
  packshot_net_send_async (session, call, NULL, NULL, NULL, sent_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *done = user_data;

  *done = packshot_net_download_finish (PACKSHOT_NET_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
download (const char *url, const char *path)
{
  g_autoptr (PackshotNetSession) session = packshot_net_session_new ();
  gboolean done = FALSE;

  packshot_net_download_async (session, url, path, (goffset) DOWNLOAD, NULL, NULL, NULL,
                               downloaded_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

typedef struct
{
  double seconds;
  long memory; /* at most, in KB */
} Cost;

static int
compare_costs (gconstpointer a, gconstpointer b)
{
  const Cost *first = a;
  const Cost *second = b;

  return (first->seconds > second->seconds) - (first->seconds < second->seconds);
}

static void
put_on_disk (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  g_assert_no_errno (fsync (fd));
  close (fd);
}

/* Also puts @saved on the disk, unless it is %NULL, which the program run has not done. */
static Cost
run (const char *const *arguments, const char *saved)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  Cost cost;
  int status;
  GPid pid;

  g_spawn_async (NULL, (char **) arguments, NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                 NULL, &pid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait4 (pid, &status, 0, &usage), ==, pid);
  g_assert_cmpint (status, ==, 0);
  if (saved != NULL)
    put_on_disk (saved);

  cost.seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  cost.memory = usage.ru_maxrss;

  return cost;
}

/* By turns, so that whatever else the machine does meets both; the best of each counts. */
static void
compare (const char *title,
         gsize size,
         const char *const *ours,
         const char *const *small,
         const char *const *curl,
         const char *saved)
{
  Cost our_costs[N_RUNS], curl_costs[N_RUNS];
  Cost small_cost = run (small, NULL);
  const Cost *our, *theirs;

  for (int i = 0; i < N_RUNS; i++)
    {
      if (saved != NULL)
        g_unlink (saved);
      our_costs[i] = run (ours, NULL);
      if (saved != NULL)
        g_unlink (saved);
      curl_costs[i] = run (curl, saved);
    }
  qsort (our_costs, N_RUNS, sizeof (Cost), compare_costs);
  qsort (curl_costs, N_RUNS, sizeof (Cost), compare_costs);
  our = &our_costs[0];
  theirs = &curl_costs[0];

  printf ("%s of %zu MB: %.3f s, curl %.3f s, %.2f of its speed; %ld KB more memory than for "
          "a small one\n",
          title, size / (1024 * 1024), our->seconds, theirs->seconds,
          theirs->seconds / our->seconds, our->memory - small_cost.memory);
}

static void
compare_uploads (const char *program,
                 guint16 port,
                 const char *folder,
                 const char *title,
                 gsize pace)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/%zu", port, pace);
  g_autofree char *path = g_build_filename (folder, "film", NULL);
  g_autofree char *small_path = g_build_filename (folder, "small", NULL);
  g_autofree char *form = g_strdup_printf ("file=@%s;type=video/mp4", path);
  const char *ours[] = { program, "upload", url, path, NULL };
  const char *small[] = { program, "upload", url, small_path, NULL };
  /* It would wait for leave to send. */
  const char *curl[] = { "curl", "-sf", "-H", "Expect:", "-F", form, url, NULL };

  g_assert_true (g_file_set_contents (small_path, "small", -1, NULL));
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_no_errno (truncate (path, (off_t) UPLOAD));
  compare (title, UPLOAD, ours, small, curl, NULL);
  g_unlink (path);
  g_unlink (small_path);
}

static void
compare_downloads (const char *program, guint16 port, const char *folder)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/%zu", port, DOWNLOAD);
  g_autofree char *small_url = g_strdup_printf ("http://127.0.0.1:%u/5", port);
  g_autofree char *path = g_build_filename (folder, "film", NULL);
  const char *ours[] = { program, "download", url, path, NULL };
  const char *small[] = { program, "download", small_url, path, NULL };
  const char *curl[] = { "curl", "-sf", "-o", path, url, NULL };

  compare ("Download", DOWNLOAD, ours, small, curl, path);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *curl = g_find_program_in_path ("curl");
  g_autofree char *folder = NULL;
  guint16 port;

  if (argc == 4)
    {
      (g_str_equal (argv[1], "upload") ? upload : download) (argv[2], argv[3]);
      return 0;
    }
  if (curl == NULL)
    {
      printf ("curl is not installed\n");
      return 0;
    }

  port = start_server ();
  folder = g_dir_make_tmp ("bench-net-XXXXXX", NULL);
  compare_uploads (argv[0], port, folder, "Upload", 0);
  compare_uploads (argv[0], port, folder, "Upload over a line of 1 Gbit/s,", GIGABIT);
  compare_downloads (argv[0], port, folder);
  g_rmdir (folder);

  return 0;
}
