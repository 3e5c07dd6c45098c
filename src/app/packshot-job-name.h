/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

char *packshot_job_name_dup_stem (PackshotJob *job);
char *packshot_job_name_dup_file (PackshotJob *job, const char *path, guint number);

G_END_DECLS
