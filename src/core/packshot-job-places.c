/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Where the files of a job are to be. Each preview and each video has a name of its own: what was
 * paid for is never overwritten by what is paid for after it. */

#include "packshot-job-private.h"

#include "packshot-job-folder.h"
#include "packshot-output.h"

static guint
count_results (PackshotJob *self, gboolean is_video)
{
  guint n_results = 0;

  for (guint i = 0; i < self->results->len; i++)
    if ((((const PackshotLedgerResult *) g_ptr_array_index (self->results, i))->video != NULL)
        == is_video)
      n_results++;

  return n_results;
}

/* Which video it is that is made, or was made last. */
static guint
get_number (PackshotJob *self)
{
  guint n_videos = count_results (self, TRUE);

  return packshot_job_state_is_end (self->state) ? MAX (n_videos, 1) : n_videos + 1;
}

static char *
dup_own_path (PackshotJob *self, const char *stem, guint number, const char *extension)
{
  g_autofree char *folder = packshot_job_folder_dup_path (self->id);
  g_autofree char *name = number > 1 ? g_strdup_printf ("%s-%u%s", stem, number, extension)
                                     : g_strconcat (stem, extension, NULL);

  return g_build_filename (folder, name, NULL);
}

/* Made when they are asked for, since most jobs of a long ledger never are. */
static void
set_destinations (PackshotJob *self)
{
  gboolean is_again = get_number (self) > 1;
  gboolean is_there = is_again && packshot_job_state_is_end (self->state);

  if (self->destination != NULL)
    return;

  if (is_there)
    self->destination = g_strdup (self->video_path);
  else if (is_again && self->beside != NULL)
    self->destination = g_strdup (self->beside);
  else if (self->output != NULL && !is_again)
    self->destination = g_strdup (self->output);

  if (self->destination != NULL)
    {
      self->cover_destination = is_there && self->cover_path != NULL
                                    ? g_strdup (self->cover_path)
                                    : packshot_output_dup_cover (self->destination);
      return;
    }

  self->destination = packshot_job_dup_fetch_path (self);
  self->cover_destination = packshot_job_dup_cover_path (self);
}

/**
 * packshot_job_get_destination:
 * @self: a job
 *
 * Returns: (transfer none) (type filename): where the service writes the video. A service whose
 *   container is another may change the extension; its reply names the file it really wrote
 */
const char *
packshot_job_get_destination (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  set_destinations (self);
  return self->destination;
}

/**
 * packshot_job_get_cover_destination:
 * @self: a job
 *
 * Returns: (transfer none) (type filename): where the service writes the cover, a JPEG
 */
const char *
packshot_job_get_cover_destination (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  set_destinations (self);
  return self->cover_destination;
}

/**
 * packshot_job_dup_fetch_path:
 * @self: a job
 *
 * Returns: (transfer full) (type filename): where a download of the video goes, in the job's own
 *   folder: another place for each video of the job
 */
char *
packshot_job_dup_fetch_path (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return dup_own_path (self, "video", get_number (self), ".mp4");
}

/**
 * packshot_job_dup_cover_path:
 * @self: a job
 *
 * Returns: (transfer full) (type filename): where the cover of that video goes, in the same folder
 */
char *
packshot_job_dup_cover_path (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return dup_own_path (self, "cover", get_number (self), ".jpg");
}

/**
 * packshot_job_dup_preview_path:
 * @self: a job whose service has a preview
 *
 * Returns: (transfer full) (type filename): where its picture goes, in the job's own folder:
 * another place for each preview of the job. It may be given another extension
 */
char *
packshot_job_dup_preview_path (PackshotJob *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (self), NULL);

  return dup_own_path (self, "preview", count_results (self, FALSE) + 1, ".jpg");
}
