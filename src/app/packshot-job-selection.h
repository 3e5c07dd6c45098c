/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobSelection:
 *
 * Which jobs of a list are selected. As long as it is not "active" nothing is, and to go from one
 * job to the next selects none: only somebody who wants several, with Ctrl, Shift or all at once,
 * makes it so. While it is active, to go on takes nothing away.
 */
#define PACKSHOT_TYPE_JOB_SELECTION (packshot_job_selection_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobSelection,
                      packshot_job_selection,
                      PACKSHOT,
                      JOB_SELECTION,
                      GObject)

PackshotJobSelection *packshot_job_selection_new (GListModel *jobs);

gboolean packshot_job_selection_get_active (PackshotJobSelection *self);
void packshot_job_selection_set_active (PackshotJobSelection *self, gboolean active);
void packshot_job_selection_toggle (PackshotJobSelection *self, guint position);
GPtrArray *packshot_job_selection_list (PackshotJobSelection *self);

G_END_DECLS
