/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger-result.h"

G_BEGIN_DECLS

char *packshot_job_folder_dup_new_id (void);
char *packshot_job_folder_dup_path (const char *id);
gboolean packshot_job_folder_create (const char *path, GError **error);
void packshot_job_folder_tidy (const char *path, const GPtrArray *results);
void packshot_job_folder_remove (const char *path);

G_END_DECLS
