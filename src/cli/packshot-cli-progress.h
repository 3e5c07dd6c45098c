/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

typedef struct _PackshotCliProgress PackshotCliProgress;

PackshotCliProgress *packshot_cli_progress_new (GPtrArray *jobs);
void packshot_cli_progress_free (PackshotCliProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotCliProgress, packshot_cli_progress_free)

G_END_DECLS
