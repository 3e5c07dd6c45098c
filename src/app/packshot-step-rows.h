/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-request.h"

G_BEGIN_DECLS

/**
 * PackshotStepRows:
 *
 * What can still be said at a later step of a job, as rows, with what was said before: of a preview
 * that was reviewed, how the video is to move. It is out of sight where there is nothing to say.
 */
#define PACKSHOT_TYPE_STEP_ROWS (packshot_step_rows_get_type ())
G_DECLARE_FINAL_TYPE (PackshotStepRows,
                      packshot_step_rows,
                      PACKSHOT,
                      STEP_ROWS,
                      AdwPreferencesGroup)

void packshot_step_rows_set_request (PackshotStepRows *self,
                                     PackshotRequest *request,
                                     PackshotStep step);
PackshotRequest *packshot_step_rows_dup_request (PackshotStepRows *self);

G_END_DECLS
