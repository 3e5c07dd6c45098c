/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A library as somebody has it after some time: jobs of two services in most states, of all ages,
 * with real covers and videos. */

#include "packshot-test-shelf.h"

#include <errno.h>
#include <unistd.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "packshot-sql.h"
#include "packshot-test-ledger.h"

/* Of a service on the web each fourth: one that failed, one whose outcome is unknown, one that was
 * stopped, one that is done; the others are done, by the Studio. */
static const char fill[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u) "
    "INSERT INTO jobs (id, service, state, failure, words, title, created, changed, price, charged,"
    "  unit, video, video_size, video_sha256, cover, cover_size, cover_sha256, width, height,"
    "  duration) "
    "SELECT printf ('20261121-%%06d-%%08x', i, i), iif (i %% 4, 'studio', 'shortvideo'),"
    "  CASE i %% 16 WHEN 4 THEN 'failed' WHEN 8 THEN 'cancelled' WHEN 12 THEN 'ready'"
    "  ELSE 'done' END,"
    "  iif (i %% 16 = 4, 'refused', 'none'), iif (i %% 16 = 4, 'The picture is too dark.', NULL),"
    "  CASE i %% 5 WHEN 0 THEN 'Premium Headphones' WHEN 1 THEN 'Blue Mug'"
    "  WHEN 2 THEN 'Amber Bottle with a rather long name that goes on' WHEN 3 THEN 'Alderwisp'"
    "  ELSE 'Red Scarf' END || ' ' || i,"
    "  %" G_GINT64_FORMAT " - (%u - i) * min (%u - i, 600) * 60000000,"
    "  %" G_GINT64_FORMAT " - (%u - i) * min (%u - i, 600) * 60000000,"
    "  iif (i %% 4, NULL, 100000000), iif (i %% 8, NULL, 100000000), iif (i %% 4, NULL, 'credits'),"
    "  CAST ('%s/' || i || '.mp4' AS BLOB), 7, hex (randomblob (32)),"
    "  CAST ('%s/' || i || '.jpg' AS BLOB), 50000, hex (randomblob (32)), 1920, 1080, 12.0 FROM n;"
    "UPDATE jobs SET video = NULL, video_size = NULL, video_sha256 = NULL, cover = NULL,"
    "  cover_size = NULL, cover_sha256 = NULL, width = NULL, height = NULL, duration = NULL"
    "  WHERE state != 'done';"
    "INSERT INTO requests SELECT job, json_object ('format', 1, 'service', service, 'values',"
    "  json_object ('image', '%s', 'aspect-ratio', '16:9', 'duration',"
    "  iif (service = 'studio', 12.0, '12'), 'product-name', title, 'product-info',"
    "  'It stands on driftwood number ' || job || ' ' || hex (randomblob (300)))) FROM jobs;";

static void
make_cover (GdkPixbuf *photo, const char *folder, guint shape)
{
  static const int sizes[][2] = { { 1920, 1080 }, { 1080, 1920 }, { 1080, 1080 } };
  const int *size = sizes[shape];
  int width = MIN (gdk_pixbuf_get_width (photo), gdk_pixbuf_get_height (photo) * size[0] / size[1]);
  int height =
      MIN (gdk_pixbuf_get_height (photo), gdk_pixbuf_get_width (photo) * size[1] / size[0]);
  g_autoptr (GdkPixbuf) part =
      gdk_pixbuf_new_subpixbuf (photo, (gdk_pixbuf_get_width (photo) - width) / 2,
                                (gdk_pixbuf_get_height (photo) - height) / 2, width, height);
  g_autoptr (GdkPixbuf) cover =
      gdk_pixbuf_scale_simple (part, size[0], size[1], GDK_INTERP_BILINEAR);
  g_autofree char *path = g_strdup_printf ("%s/cover-%u.jpg", folder, shape);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_save (cover, path, "jpeg", &error, "quality", "90", NULL);
  g_assert_no_error (error);
}

/* Each has a cover of its own, so that each is read by itself. */
static void
make_files (const char *photo, const char *folder, guint n_jobs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (photo, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (guint shape = 0; shape < 3; shape++)
    make_cover (pixbuf, folder, shape);

  for (guint i = 1; i <= n_jobs; i++)
    {
      g_autofree char *shape =
          g_strdup_printf ("%s/cover-%u.jpg", folder, i % 7 < 5 ? 0 : i % 2 + 1);
      g_autofree char *cover = g_strdup_printf ("%s/%u.jpg", folder, i);
      g_autofree char *video = g_strdup_printf ("%s/%u.mp4", folder, i);
      g_autofree char *bytes = g_strdup_printf ("film %u", i);

      g_assert_cmpint (link (shape, cover), ==, 0);
      g_assert_true (g_file_set_contents (video, bytes, -1, NULL));
    }
}

/**
 * packshot_test_shelf_fill:
 * @photo: (type filename): a photo to make covers of
 * @n_jobs: how many jobs there are to be; the latest are the last
 *
 * Fills the library of the user, who has none yet.
 */
void
packshot_test_shelf_fill (const char *photo, guint n_jobs)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "packshot", NULL);
  g_autofree char *shelf = g_build_filename (folder, "shelf", NULL);
  gint64 now = g_get_real_time () - 30 * G_USEC_PER_SEC;
  g_autofree char *sql =
      g_strdup_printf (fill, n_jobs, now, n_jobs, n_jobs, now, n_jobs, n_jobs, shelf, shelf, photo);
  g_autofree char *path = NULL;
  PackshotLedger *ledger;

  make_files (photo, shelf, n_jobs);
  ledger = packshot_test_ledger_open (folder);
  path = g_strdup (packshot_ledger_get_path (ledger));
  packshot_test_ledger_close (ledger);
  packshot_test_ledger_run_sql (path, sql);
}
