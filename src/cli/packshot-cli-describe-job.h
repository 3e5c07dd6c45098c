/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

char *packshot_cli_describe_job_dup (PackshotJob *job, GPtrArray *events);

G_END_DECLS
