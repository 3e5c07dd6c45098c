/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PACKSHOT_ENCODER_AUTO "auto"

/**
 * PackshotEncoderKind:
 * @name: how it is asked for
 * @title: its proper name
 * @factory: the GStreamer element
 * @settings: the element's properties, as for gst-launch
 * @holds_nothing: whether it gives out every frame before it takes the next
 * @keyframe_property: property that takes the most frames from one key frame to the next
 * @stages: elements between encoder and muxer, as for gst-launch
 * @muxer: the muxer and its properties, as for gst-launch
 * @needs_scratch: whether the muxer writes by way of a second file
 * @extension: ending of the file's name, without the dot
 *
 * A way to encode a video.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *factory;
  const char *settings;
  gboolean holds_nothing;
  const char *keyframe_property;
  const char *stages;
  const char *muxer;
  gboolean needs_scratch;
  const char *extension;
} PackshotEncoderKind;

const PackshotEncoderKind *packshot_encoder_kind_find (const char *name, GError **error);

G_END_DECLS
