/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-encoder-kind.h"
#include "packshot-video-frame.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotEncoder:
 *
 * Turns frames into a video file. All calls come from one thread, and none needs a main loop.
 */
typedef struct _PackshotEncoder PackshotEncoder;

PackshotEncoder *packshot_encoder_new (const PackshotEncoderKind *kind,
                                       int width,
                                       int height,
                                       int frames_per_second,
                                       int fd,
                                       int scratch_fd,
                                       GCancellable *cancellable,
                                       GError **error);
void packshot_encoder_free (PackshotEncoder *self);
gboolean
packshot_encoder_begin_frame (PackshotEncoder *self, PackshotVideoFrame *frame, GError **error);
gboolean packshot_encoder_end_frame (PackshotEncoder *self, GError **error);
gboolean packshot_encoder_finish (PackshotEncoder *self, GError **error);
guint packshot_encoder_get_n_encoded (PackshotEncoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotEncoder, packshot_encoder_free)

G_END_DECLS
