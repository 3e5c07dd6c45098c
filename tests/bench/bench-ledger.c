/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a ledger of ten thousand jobs costs: to open it and to read what a list shows, with the file
 * in the system's cache and without, and a change of a job, which waits for the disk. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "packshot-job-folder.h"
#include "packshot-sql.h"
#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

#define N_JOBS    10000
#define N_ROUNDS  9
#define N_CHANGES 200

/* Jobs that are done, with a request of a thousand characters and six events, as a service leaves
 * them. */
static const char fill[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
    "INSERT INTO jobs (id, service, state, title, created, changed, price, charged, unit, output,"
    "  video, video_size, video_sha256, cover, cover_size, cover_sha256, width, height, duration) "
    "SELECT printf ('20261121-%06d-%08x', i, i), 'dummy', 'done', 'Premium Headphones ' || i,"
    "  1795000000000000 + i, 1795000000000000 + i, 100000000, 100000000, 'credits', NULL,"
    "  CAST ('/home/somebody/.local/share/packshot/jobs/' || i || '/video.mp4' AS BLOB), 5000000,"
    "  hex (randomblob (32)),"
    "  CAST ('/home/somebody/.local/share/packshot/jobs/' || i || '/cover.jpg' AS BLOB), 50000,"
    "  hex (randomblob (32)), 1920, 1080, 12.0 FROM n;"
    "INSERT INTO requests SELECT job, "
    "'{\"format\":1,\"service\":\"dummy\",\"values\":{\"prompt\":\"'"
    "  || hex (randomblob (500)) || '\"}}' FROM jobs;"
    "INSERT INTO remote_ids SELECT job, 'task', hex (randomblob (12)), 'create' FROM jobs;"
    "INSERT INTO remote_ids SELECT job, 'video', hex (randomblob (12)), 'create' FROM jobs;"
    "INSERT INTO copies SELECT job, 'image',"
    "  CAST ('/home/somebody/.local/share/packshot/jobs/' || job || '/image.jpg' AS BLOB), 1000000,"
    "  hex (randomblob (32)) FROM jobs;"
    "INSERT INTO charges (job, id, service, title, step, asked, asked_at, charged, settled_at, "
    "unit)"
    "  SELECT job, id, service, title, 'create', price, created, charged, changed, unit FROM jobs;"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6)"
    "INSERT INTO events (job, at, kind, step, state)"
    "  SELECT job, created, 'answered', 'poll', 'waiting' FROM n, jobs;";

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare);

  return values[n / 2];
}

static double
milliseconds_since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

/* A file that was synced can be dropped from the cache. */
static void
forget_file (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fsync (fd), ==, 0);
  g_assert_cmpint (posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED), ==, 0);
  close (fd);
}

static void
measure_opening (const char *folder, const char *path, gboolean is_cold)
{
  double opened[N_ROUNDS], listed[N_ROUNDS], together[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GPtrArray) list = NULL;
      PackshotLedger *ledger;
      gint64 begin;

      if (is_cold)
        forget_file (path);

      begin = g_get_monotonic_time ();
      ledger = packshot_test_ledger_open (folder);
      opened[i] = milliseconds_since (begin);
      list = packshot_test_ledger_list (ledger);
      together[i] = milliseconds_since (begin);
      listed[i] = together[i] - opened[i];

      g_assert_cmpuint (list->len, ==, N_JOBS);
      packshot_test_ledger_close (ledger);
    }

  printf ("  %s: open %.1f ms, list %.1f ms, together %.1f ms\n",
          is_cold ? "from disk" : "from the cache", median (opened, N_ROUNDS),
          median (listed, N_ROUNDS), median (together, N_ROUNDS));
}

static void
measure_changes (const char *folder)
{
  PackshotLedger *ledger = packshot_test_ledger_open (folder);
  double added[N_CHANGES], changed[N_CHANGES], loaded[N_CHANGES];

  for (guint i = 0; i < N_CHANGES; i++)
    {
      g_autofree char *id = packshot_job_folder_dup_new_id ();
      gint64 begin = g_get_monotonic_time ();
      gint64 row = packshot_test_ledger_add (ledger, id);

      added[i] = milliseconds_since (begin);
      begin = g_get_monotonic_time ();
      packshot_test_ledger_submit (ledger, row);
      changed[i] = milliseconds_since (begin);
      begin = g_get_monotonic_time ();
      packshot_test_ledger_get_state (ledger, row);
      loaded[i] = milliseconds_since (begin);
    }

  printf ("  add a job %.2f ms, change one %.2f ms, load one %.2f ms\n", median (added, N_CHANGES),
          median (changed, N_CHANGES), median (loaded, N_CHANGES));
  packshot_test_ledger_close (ledger);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("packshot-bench-XXXXXX", NULL);
  PackshotLedger *ledger = packshot_test_ledger_open (folder);
  g_autofree char *path = g_strdup (packshot_ledger_get_path (ledger));
  g_autoptr (sqlite3) db = packshot_sql_open (path, NULL);
  g_autoptr (GError) error = NULL;
  gint64 n_pages;

  packshot_sql_run (db, "BEGIN", &error);
  g_assert_no_error (error);
  packshot_sql_run (db, fill, &error);
  g_assert_no_error (error);
  packshot_sql_run (db, "COMMIT", &error);
  g_assert_no_error (error);
  g_assert_true (packshot_sql_query_int (db, "PRAGMA page_count", &n_pages, NULL));
  g_clear_pointer (&db, sqlite3_close);
  packshot_test_ledger_close (ledger);

  printf ("A ledger of %d jobs, %.1f MB; medians:\n", N_JOBS, (double) n_pages * 4096 / 1e6);
  measure_opening (folder, path, FALSE);
  measure_opening (folder, path, TRUE);
  measure_changes (folder);
  packshot_job_folder_remove (folder);

  return 0;
}
