/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-many-jobs.h"

#include "packshot-sql.h"
#include "packshot-test-ledger.h"

/* Each with a request of a thousand characters and six events, as a service leaves them. */
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

/* Fills a new ledger in @folder with PACKSHOT_TEST_MANY_JOBS jobs that are done.
 * Returns: (transfer full) (type filename): its file */
char *
packshot_test_many_jobs_make (const char *folder)
{
  PackshotLedger *ledger = packshot_test_ledger_open (folder);
  char *path = g_strdup (packshot_ledger_get_path (ledger));
  g_autoptr (sqlite3) db = packshot_sql_open (path, NULL);
  g_autoptr (GError) error = NULL;

  packshot_sql_run (db, "BEGIN", &error);
  g_assert_no_error (error);
  packshot_sql_run (db, fill, &error);
  g_assert_no_error (error);
  packshot_sql_run (db, "COMMIT", &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, sqlite3_close);
  packshot_test_ledger_close (ledger);

  return path;
}
