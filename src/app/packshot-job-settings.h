/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobSettings:
 *
 * What was asked for with a job, and the pictures that went with it.
 */
#define PACKSHOT_TYPE_JOB_SETTINGS (packshot_job_settings_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobSettings,
                      packshot_job_settings,
                      PACKSHOT,
                      JOB_SETTINGS,
                      AdwPreferencesGroup)

void packshot_job_settings_show (PackshotJobSettings *self, PackshotJob *job, gboolean is_read);

G_END_DECLS
