/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobProgress:
 *
 * A job on its way: how far it is, what it waits for, and how to stop it by the action "job.cancel"
 * of whoever holds this.
 */
#define PACKSHOT_TYPE_JOB_PROGRESS (packshot_job_progress_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobProgress, packshot_job_progress, PACKSHOT, JOB_PROGRESS, AdwBin)

void packshot_job_progress_set_job (PackshotJobProgress *self, PackshotJob *job);

G_END_DECLS
