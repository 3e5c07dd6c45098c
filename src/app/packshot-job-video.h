/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobVideo:
 *
 * The video that came out of a job, to be played and to be dragged elsewhere. Its signal
 * "fullscreen-requested" tells that its player wants the whole screen or wants it no more.
 */
#define PACKSHOT_TYPE_JOB_VIDEO (packshot_job_video_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobVideo, packshot_job_video, PACKSHOT, JOB_VIDEO, AdwBin)

void packshot_job_video_open (PackshotJobVideo *self, PackshotJob *job);
void packshot_job_video_close (PackshotJobVideo *self);

G_END_DECLS
