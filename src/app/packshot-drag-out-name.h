/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

char *packshot_drag_out_dup_path (PackshotJob *job, const char *path, GHashTable *names);

G_END_DECLS
