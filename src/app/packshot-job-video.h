/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobVideo:
 *
 * One thing that came of a job, large: a video in a player, or a picture; and to be dragged
 * elsewhere. Its signal "fullscreen-requested" says that the player wants the whole screen or
 * wants it no more.
 */
#define PACKSHOT_TYPE_JOB_VIDEO (packshot_job_video_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobVideo, packshot_job_video, PACKSHOT, JOB_VIDEO, AdwBin)

void packshot_job_video_show_video (PackshotJobVideo *self,
                                    PackshotJob *job,
                                    const char *path,
                                    const char *cover_path);
void packshot_job_video_show_picture (PackshotJobVideo *self,
                                      PackshotJob *job,
                                      const char *path,
                                      gboolean is_result,
                                      const char *label);
void packshot_job_video_close (PackshotJobVideo *self);

G_END_DECLS
