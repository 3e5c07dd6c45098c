/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-encoder-kind.h"

#include "packshot-media-error.h"

#include <glib/gi18n.h>
#include <gst/gst.h>

#define MP4                  "mp4mux name=muxer faststart=true"
#define H264_STAGES(profile) "video/x-h264,profile=" profile " ! h264parse"

/* In the order in which they are tried when nobody asks for one: first what gives the best picture
 * for its size, last what every system has. The settings are constant quality; those after the
 * first are set to its picture quality, as the "quality" benchmark measures it; that of hardware,
 * which few machines have, is a guess.
 *
 * x264enc: without a buffer capacity of 0 its bitrate property would cap the quality. openh264enc:
 * quantizers count only where a rate is asked for, so one is that is never reached. vp9enc: its
 * cq-level alone changes little; of the frames it holds back it loses some at the end, if they are
 * many bytes. */
static const PackshotEncoderKind kinds[] = {
  {
      .name = "x264",
      .title = "x264",
      .factory = "x264enc",
      .settings = "speed-preset=veryfast pass=qual quantizer=20 bitrate=100000 vbv-buf-capacity=0",
      .keyframe_property = "key-int-max",
      .stages = H264_STAGES ("high"),
      .muxer = MP4,
      .needs_scratch = TRUE,
      .extension = "mp4",
  },
  {
      .name = "openh264",
      .title = "OpenH264",
      .factory = "openh264enc",
      .settings = "rate-control=bitrate bitrate=100000000 max-bitrate=120000000"
                  " qp-min=23 qp-max=23 complexity=medium slice-mode=auto",
      .holds_nothing = TRUE,
      .keyframe_property = "gop-size",
      .stages = "h264parse",
      .muxer = MP4,
      .needs_scratch = TRUE,
      .extension = "mp4",
  },
  {
      .name = "va",
      .title = "VA-API",
      .factory = "vah264enc",
      .settings = "rate-control=cqp qpi=22 qpp=22 qpb=24",
      .keyframe_property = "key-int-max",
      .stages = "h264parse",
      .muxer = MP4,
      .needs_scratch = TRUE,
      .extension = "mp4",
  },
  {
      .name = "nvenc",
      .title = "NVENC",
      .factory = "nvh264enc",
      .settings = "rc-mode=constqp qp-const=22",
      .keyframe_property = "gop-size",
      .stages = "h264parse",
      .muxer = MP4,
      .needs_scratch = TRUE,
      .extension = "mp4",
  },
  {
      .name = "vp9",
      .title = "VP9",
      .factory = "vp9enc",
      .settings = "end-usage=cq cq-level=20 min-quantizer=20 max-quantizer=20 lag-in-frames=0"
                  " target-bitrate=100000000 deadline=1 cpu-used=6 row-mt=true tile-columns=2",
      .keyframe_property = "keyframe-max-dist",
      .stages = "video/x-vp9",
      .muxer = "webmmux name=muxer",
      .needs_scratch = FALSE,
      .extension = "webm",
  },
};

static gboolean
is_installed (const PackshotEncoderKind *kind)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (kind->factory);

  return factory != NULL;
}

static const PackshotEncoderKind *
find_installed (GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (is_installed (&kinds[i]))
      return &kinds[i];

  g_set_error (
      error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_ENCODER,
      _ ("No video encoder is installed; GStreamer’s x264enc, openh264enc or vp9enc would do."));
  return NULL;
}

static const PackshotEncoderKind *
find_named (const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const PackshotEncoderKind *kind = &kinds[i];

      if (!g_str_equal (kind->name, name))
        continue;
      if (is_installed (kind))
        return kind;

      g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_ENCODER,
                   /* Translators: both are names, such as “x264” and “x264enc”. */
                   _ ("The encoder %s is not on this computer: GStreamer has no element %s."),
                   kind->title, kind->factory);
      return NULL;
    }

  g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_ENCODER,
               _ ("There is no encoder “%s”."), name);
  return NULL;
}

/**
 * packshot_encoder_kind_find:
 * @name: a name, or %PACKSHOT_ENCODER_AUTO for the best one that is installed
 * @error: return location for a #PackshotMediaError or an error of GStreamer
 *
 * Looks for an encoder. The first call of a process reads GStreamer's registry.
 *
 * Returns: (transfer none) (nullable): an encoder that is installed, or %NULL
 */
const PackshotEncoderKind *
packshot_encoder_kind_find (const char *name, GError **error)
{
  if (!gst_init_check (NULL, NULL, error))
    return NULL;
  if (g_str_equal (name, PACKSHOT_ENCODER_AUTO))
    return find_installed (error);

  return find_named (name, error);
}
