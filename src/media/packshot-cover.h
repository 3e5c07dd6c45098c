/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-video-frame.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean packshot_cover_write (const PackshotVideoFrame *frame, int fd, GError **error);
gboolean packshot_cover_make (const char *video,
                              const char *path,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
