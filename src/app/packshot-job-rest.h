/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobRest:
 *
 * A job that goes on no more by itself, without a video: what happened, what it cost, and what can
 * be done, by the actions "job.…" of whoever holds this.
 */
#define PACKSHOT_TYPE_JOB_REST (packshot_job_rest_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobRest, packshot_job_rest, PACKSHOT, JOB_REST, AdwBin)

void packshot_job_rest_set_job (PackshotJobRest *self, PackshotJob *job);
void packshot_job_rest_set_looked (PackshotJobRest *self, const char *words);

G_END_DECLS
