/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What the files of a job are called where they leave it. */

#include "packshot-job-name.h"

#include <string.h>

#include "packshot-file-name.h"
#include "packshot-words.h"

/**
 * packshot_job_name_dup_stem:
 * @job: a job
 *
 * Returns: (transfer full): what it is called, for a name of a file that is yet to be made safe:
 *   "mug.jpg" becomes "mug", where that is the name of its photo
 */
char *
packshot_job_name_dup_stem (PackshotJob *job)
{
  PackshotRequest *request;
  const char *photo;
  g_autofree char *photo_name = NULL;
  char *title, *dot;

  g_return_val_if_fail (PACKSHOT_IS_JOB (job), NULL);

  request = packshot_job_get_request (job);
  photo = request != NULL ? packshot_words_find_photo (request) : NULL;
  photo_name = photo != NULL ? g_filename_display_basename (photo) : NULL;
  title = packshot_words_dup_title (job);
  dot = strrchr (title, '.');
  if (dot != NULL && dot != title && g_strcmp0 (title, photo_name) == 0)
    *dot = '\0';

  return title;
}

/**
 * packshot_job_name_dup_file:
 * @job: a job
 * @path: (type filename): one of its files
 * @number: 1, or a number to tell it from others of the same title
 *
 * Returns: (transfer full): a name for a copy of the file, made of what the job is called and safe
 *   whatever that is, see packshot_file_name_dup_safe()
 */
char *
packshot_job_name_dup_file (PackshotJob *job, const char *path, guint number)
{
  g_autofree char *stem = NULL;
  const char *slash;

  g_return_val_if_fail (PACKSHOT_IS_JOB (job) && path != NULL, NULL);

  stem = packshot_job_name_dup_stem (job);
  slash = strrchr (path, G_DIR_SEPARATOR);
  return packshot_file_name_dup_safe (stem, strrchr (slash != NULL ? slash : path, '.'), number);
}
