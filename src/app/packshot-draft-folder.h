/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-draft.h"

G_BEGIN_DECLS

char *packshot_draft_folder_dup_path (void);
PackshotDraft *packshot_draft_folder_read (const char *folder, char **complaint);
gboolean packshot_draft_folder_write (const char *folder, PackshotDraft *draft, GError **error);
void packshot_draft_folder_forget (const char *folder);

G_END_DECLS
