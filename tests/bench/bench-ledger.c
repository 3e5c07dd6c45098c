/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a ledger of ten thousand jobs costs: to open it and to read what a list shows, with the file
 * in the system's cache and without, and a change of a job, which waits for the disk. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-job-folder.h"
#include "packshot-queue.h"
#include "packshot-test-ledger.h"
#include "packshot-test-many-jobs.h"
#include "packshot-test-utils.h"

#define N_JOBS    PACKSHOT_TEST_MANY_JOBS
#define N_ROUNDS  9
#define N_CHANGES 200

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

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (packshot_queue_open_finish (PACKSHOT_QUEUE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (packshot_queue_shutdown_finish (PACKSHOT_QUEUE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* What the programs do: a list of jobs to look at. */
static void
measure_queue (const char *folder)
{
  g_autoptr (PackshotRegistry) registry = packshot_registry_new ();
  double opened[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (PackshotQueue) queue = packshot_queue_new (registry);
      gint64 begin = g_get_monotonic_time ();
      gboolean is_open = FALSE, is_closed = FALSE;

      packshot_queue_open_async (queue, folder, NULL, opened_cb, &is_open);
      while (!is_open)
        g_main_context_iteration (NULL, TRUE);
      opened[i] = milliseconds_since (begin);
      g_assert_cmpuint (g_list_model_get_n_items (packshot_queue_get_jobs (queue)), ==, N_JOBS);

      packshot_queue_shutdown_async (queue, NULL, closed_cb, &is_closed);
      packshot_test_wait_until (is_closed);
    }

  printf ("  open a queue with all its jobs: %.1f ms\n", median (opened, N_ROUNDS));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("packshot-bench-XXXXXX", NULL);
  g_autofree char *path = packshot_test_many_jobs_make (folder);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  printf ("A ledger of %d jobs, %.1f MB; medians:\n", N_JOBS, (double) info.st_size / 1e6);
  measure_opening (folder, path, FALSE);
  measure_opening (folder, path, TRUE);
  measure_queue (folder);
  measure_changes (folder);
  packshot_job_folder_remove (folder);

  return 0;
}
