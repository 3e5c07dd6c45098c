/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-video-frame.h"

#define PACKSHOT_TEST_N_PLANES 3

PackshotVideoFrame *packshot_test_frame_new (int width, int height);
PackshotVideoFrame *packshot_test_frame_copy (const PackshotVideoFrame *frame);
int packshot_test_frame_get_width (const PackshotVideoFrame *frame, guint plane);
int packshot_test_frame_get_height (const PackshotVideoFrame *frame, guint plane);
guint8 *packshot_test_frame_at (const PackshotVideoFrame *frame, guint plane, int x, int y);
char *packshot_test_frame_hash (const PackshotVideoFrame *frame);
int packshot_test_frame_difference (const PackshotVideoFrame *a, const PackshotVideoFrame *b);
void packshot_test_frame_get_rgb (const PackshotVideoFrame *frame, int x, int y, double *rgb);

double packshot_test_ssim (const guint8 *a, const guint8 *b, int width, int height);
