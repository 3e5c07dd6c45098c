/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-video-frame.h"

G_BEGIN_DECLS

GBytes *packshot_frame_to_rgb (const PackshotVideoFrame *frame);

G_END_DECLS
