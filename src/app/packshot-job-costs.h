/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobCosts:
 *
 * What a job was to cost and did cost, step by step. Of one that costs nothing it is out of sight.
 */
#define PACKSHOT_TYPE_JOB_COSTS (packshot_job_costs_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobCosts,
                      packshot_job_costs,
                      PACKSHOT,
                      JOB_COSTS,
                      AdwPreferencesGroup)

void packshot_job_costs_show (PackshotJobCosts *self, PackshotJob *job, const GPtrArray *charges);

G_END_DECLS
