/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Where the results of a job go when no other place is asked for. */

#include "packshot-job-folder.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-folder.h"

/* How often another program may take away the folder that ours is to be made in, because it was
 * empty at that moment. */
#define MAX_TRIES 100

/**
 * packshot_job_folder_dup_new_id:
 *
 * Returns: (transfer full): a name for a job that sorts by time and is unique on this computer
 */
char *
packshot_job_folder_dup_new_id (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");

  return g_strdup_printf ("%s-%08x", time, g_random_int ());
}

/**
 * packshot_job_folder_dup_path:
 * @id: the id of a job
 *
 * Returns: (transfer full) (type filename): the absolute path of its folder
 */
char *
packshot_job_folder_dup_path (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return g_build_filename (g_get_user_data_dir (), "packshot", "jobs", id, NULL);
}

/**
 * packshot_job_folder_create:
 * @path: (type filename): the path of a job's folder
 * @error: return location for a #GIOErrorEnum, one sentence to show as it is
 *
 * Makes the folder, for this user's eyes only.
 *
 * Returns: whether it is there now
 */
gboolean
packshot_job_folder_create (const char *path, GError **error)
{
  int code = 0;

  g_return_val_if_fail (path != NULL, FALSE);

  for (guint i = 0; i < MAX_TRIES; i++)
    {
      if (g_mkdir_with_parents (path, 0700) == 0)
        return TRUE;

      code = errno;
      if (code != ENOENT)
        break;
    }

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _ ("The folder “%s” can’t be made: %s."), path, g_strerror (code));
  return FALSE;
}

static gboolean
is_same_file (const struct stat *info, const char *path)
{
  struct stat other;

  return path != NULL && stat (path, &other) == 0 && info->st_dev == other.st_dev
         && info->st_ino == other.st_ino;
}

static gboolean
is_result (const struct stat *info, const GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      const PackshotLedgerResult *result = g_ptr_array_index (results, i);

      if (is_same_file (info, result->video) || is_same_file (info, result->cover))
        return TRUE;
    }

  return FALSE;
}

/**
 * packshot_job_folder_tidy:
 * @path: (type filename): the path of a job's folder
 * @results: (element-type PackshotLedgerResult): all that came of the job, the oldest first; the
 *   last is a video
 *
 * Removes what was needed on the way to the video: what was sent, and what was downloaded where the
 * video has been delivered elsewhere. Nothing is removed while the video is not to be seen, nor
 * where a link is in the place of the folder.
 */
void
packshot_job_folder_tidy (const char *path, const GPtrArray *results)
{
  const PackshotLedgerResult *last;
  const struct dirent *entry;
  DIR *dir;

  g_return_if_fail (path != NULL && results != NULL && results->len > 0);

  last = g_ptr_array_index (results, results->len - 1);
  if (last->video == NULL || !g_file_test (last->video, G_FILE_TEST_IS_REGULAR))
    return;

  dir = packshot_folder_open (path);
  while (dir != NULL && (entry = readdir (dir)) != NULL)
    {
      const char *name = entry->d_name;
      struct stat info;

      /* Whatever they are called here, and by a link as well: what the job made is kept. */
      if (fstatat (dirfd (dir), name, &info, 0) != 0 || !S_ISREG (info.st_mode)
          || is_result (&info, results))
        continue;

      if (unlinkat (dirfd (dir), name, 0) != 0)
        g_debug ("The file %s in %s can’t be removed: %s", name, path, g_strerror (errno));
    }

  g_clear_pointer (&dir, closedir);
}

/**
 * packshot_job_folder_remove:
 * @path: (type filename): the path of a job's folder
 *
 * Removes the folder with the files in it, and those it was made in where nothing else is in them.
 * Folders within it are not made by anybody here, and would be left alone, as is what a link in its
 * place leads to.
 */
void
packshot_job_folder_remove (const char *path)
{
  g_autofree char *jobs = NULL;
  g_autofree char *packshot = NULL;

  g_return_if_fail (path != NULL);

  if (!packshot_folder_remove (path))
    g_warning ("The folder %s can’t be removed: %s", path, g_strerror (errno));

  /* The system refuses where they are in use. */
  jobs = g_path_get_dirname (path);
  packshot = g_path_get_dirname (jobs);
  if (g_rmdir (jobs) == 0)
    g_rmdir (packshot);
}
