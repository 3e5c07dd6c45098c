/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-video-frame.h"

G_BEGIN_DECLS

gboolean packshot_cover_write (const PackshotVideoFrame *frame, int fd, GError **error);

G_END_DECLS
