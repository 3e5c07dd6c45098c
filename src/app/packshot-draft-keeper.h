/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-draft.h"

G_BEGIN_DECLS

/**
 * PackshotDraftKeeper:
 *
 * Brings drafts to the disk on a thread, one after the other: of several that wait, only the last.
 */
#define PACKSHOT_TYPE_DRAFT_KEEPER (packshot_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PackshotDraftKeeper, packshot_draft_keeper, PACKSHOT, DRAFT_KEEPER, GObject)

PackshotDraftKeeper *packshot_draft_keeper_new (const char *folder);

const char *packshot_draft_keeper_get_folder (PackshotDraftKeeper *self);
void packshot_draft_keeper_take (PackshotDraftKeeper *self, PackshotDraft *draft);
void packshot_draft_keeper_forget (PackshotDraftKeeper *self);
void packshot_draft_keeper_flush (PackshotDraftKeeper *self);

G_END_DECLS
