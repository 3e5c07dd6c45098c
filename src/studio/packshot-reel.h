/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-film-photo.h"
#include "packshot-film-plan.h"
#include "packshot-video-frame.h"

G_BEGIN_DECLS

/**
 * PackshotReel:
 *
 * A film of which any frame can be painted. What is seen in a frame depends on photo and plan
 * alone, and is the same at every size of the frames. It may be handed from thread to thread, but
 * one at a time uses it.
 */
typedef struct _PackshotReel PackshotReel;

PackshotReel *packshot_reel_new (const PackshotFilmPlan *plan,
                                 const PackshotFilmPhoto *photo,
                                 int width,
                                 int height,
                                 GPtrArray *warnings,
                                 GCancellable *cancellable,
                                 GError **error);
void packshot_reel_free (PackshotReel *self);
int packshot_reel_get_n_frames (PackshotReel *self);
int packshot_reel_get_cover (PackshotReel *self);
void packshot_reel_paint (PackshotReel *self, int frame, PackshotVideoFrame *painted);
guint8 *packshot_reel_paint_still (PackshotReel *self, int frame, PackshotVideoFrame *painted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotReel, packshot_reel_free)

G_END_DECLS
