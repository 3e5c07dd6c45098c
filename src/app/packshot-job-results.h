/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobResults:
 *
 * All that came of a job: one of it large, or two beside each other, and the others in a row to be
 * chosen from; the photo while nothing has come. Its signals: "chosen" when another is the large
 * one, and "fullscreen-requested" when a player wants the whole screen or wants it no more.
 */
#define PACKSHOT_TYPE_JOB_RESULTS (packshot_job_results_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobResults, packshot_job_results, PACKSHOT, JOB_RESULTS, AdwBin)

void packshot_job_results_set_job (PackshotJobResults *self, PackshotJob *job);
void packshot_job_results_refresh (PackshotJobResults *self);
void packshot_job_results_set_charges (PackshotJobResults *self, const GPtrArray *charges);
void packshot_job_results_set_fullscreen (PackshotJobResults *self, gboolean fullscreen);

const char *packshot_job_results_get_video (PackshotJobResults *self);
const char *packshot_job_results_get_picture (PackshotJobResults *self);

G_END_DECLS
