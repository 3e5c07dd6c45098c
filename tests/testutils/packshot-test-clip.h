/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-encoder.h"

/* Paints a frame of a clip. */
typedef void (*PackshotTestPaint) (PackshotVideoFrame *frame, int index);

/* A short video to be made by an encoder alone. */
typedef struct
{
  const PackshotEncoderKind *kind; /* (unowned) */
  int width;
  int height;
  int fps;
  int n_frames;
  PackshotTestPaint paint;
} PackshotTestClip;

const PackshotEncoderKind *packshot_test_find_encoder (const char *name);
int packshot_test_open_file (const char *path);
int packshot_test_open_scratch (void);
guint8 packshot_test_patch_at (guint plane, int column, int row, int index);
void packshot_test_paint_patches (PackshotVideoFrame *frame, int index);
void packshot_test_paint_noise (PackshotVideoFrame *frame, int index);
gboolean packshot_test_push_frames (PackshotEncoder *encoder,
                                    PackshotTestPaint paint,
                                    int n_frames,
                                    GError **error);
char *packshot_test_clip_encode (const PackshotTestClip *self, const char *folder);
