/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Under which name a file leaves for another program. In its folder each video is "video.mp4": a
 * file manager, or a page that it is sent to, would keep that name. So it gets a second one, which
 * is a hard link beside the first: it takes no room, and goes when the job goes. */

#include "packshot-drag-out-name.h"

#include <errno.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "packshot-job-folder.h"
#include "packshot-job-name.h"

/* How many files of the same title that are others there may be in a folder, or in one drag. */
#define MOST_TRIES 1000

/* What was delivered elsewhere has the name that somebody chose. */
static gboolean
is_in_job_folder (const char *path)
{
  g_autofree char *jobs = packshot_job_folder_dup_path ("");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autoptr (GFile) expected = g_file_new_for_path (jobs);
  g_autoptr (GFile) actual = g_file_new_for_path (parent);

  return g_file_equal (expected, actual);
}

static gboolean
is_same_file (const char *first, const char *second)
{
  GStatBuf one, other;

  return g_stat (first, &one) == 0 && g_stat (second, &other) == 0 && one.st_dev == other.st_dev
         && one.st_ino == other.st_ino;
}

/* Returns whether the file can be had under @link; @goes_on tells whether another name may do. */
static gboolean
ensure_link (const char *path, const char *link_path, gboolean *goes_on)
{
  gboolean linked = link (path, link_path) == 0;
  int code = errno;

  *goes_on = !linked && code == EEXIST;
  return linked || (*goes_on && is_same_file (path, link_path));
}

/**
 * packshot_drag_out_dup_path:
 * @job: a job
 * @path: (type filename): the absolute path of one of its files
 * @names: (nullable) (element-type filename): the names of files that leave together, to which this
 *   one is added
 *
 * Gives a file of a job a name that says what it is, and that is none of @names. Where the file
 * system knows no hard links, it stays as it is.
 *
 * Returns: (transfer full) (type filename): its path under that name
 */
char *
packshot_drag_out_dup_path (PackshotJob *job, const char *path, GHashTable *names)
{
  g_autofree char *folder = NULL;
  gboolean goes_on = TRUE;

  g_return_val_if_fail (PACKSHOT_IS_JOB (job) && path != NULL, NULL);

  if (!is_in_job_folder (path))
    return g_strdup (path);

  folder = g_path_get_dirname (path);
  for (guint number = 1; goes_on && number <= MOST_TRIES; number++)
    {
      g_autofree char *name = packshot_job_name_dup_file (job, path, number);
      g_autofree char *link_path = g_build_filename (folder, name, NULL);

      if (names != NULL && g_hash_table_contains (names, name))
        continue;
      if (!ensure_link (path, link_path, &goes_on))
        continue;

      if (names != NULL)
        g_hash_table_add (names, g_strdup (name));
      return g_steal_pointer (&link_path);
    }

  return g_strdup (path);
}
