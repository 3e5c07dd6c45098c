/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

double packshot_cli_progress_line_get_usual_left (PackshotJob *job);
char *packshot_cli_progress_line_dup_state (PackshotJob *job);
char *packshot_cli_progress_line_dup_trouble (PackshotJob *job, gint64 now);
char *
packshot_cli_progress_line_dup_job (PackshotJob *job, gint64 now, guint width, gboolean unicode);
char *packshot_cli_progress_line_dup_jobs (GPtrArray *jobs, guint width);

G_END_DECLS
