/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotMediaProbe:
 * @extension: ending of a name for such a file, without the dot: "mp4", "webm" or "mkv"; static
 * @width: columns, as stored
 * @height: rows, as stored
 * @duration: in nanoseconds; 0 where nothing tells
 * @has_audio: whether there is sound
 * @is_decoded: whether its first frame was decoded
 * @missing_decoder: (nullable): what GStreamer lacks to decode it, in its own words, such as "H.264
 *   (High Profile) decoder"
 *
 * What is known of a video file that is whole.
 */
typedef struct
{
  const char *extension;
  int width;
  int height;
  guint64 duration;
  gboolean has_audio;
  gboolean is_decoded;
  char *missing_decoder;
} PackshotMediaProbe;

PackshotMediaProbe *packshot_media_probe (const char *path,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void packshot_media_probe_free (PackshotMediaProbe *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotMediaProbe, packshot_media_probe_free)

G_END_DECLS
