/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobNumbers:
 *
 * What a job is called, here and at its service, and where its files are: each to be copied.
 */
#define PACKSHOT_TYPE_JOB_NUMBERS (packshot_job_numbers_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobNumbers,
                      packshot_job_numbers,
                      PACKSHOT,
                      JOB_NUMBERS,
                      AdwPreferencesGroup)

void packshot_job_numbers_show (PackshotJobNumbers *self, PackshotJob *job);

G_END_DECLS
