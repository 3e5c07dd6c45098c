/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-decoder.h"

#define DIRECT_RENDERING "direct-rendering"

static void
element_added_cb (GstBin *bin, GstBin *part, GstElement *element, gpointer user_data)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (element), DIRECT_RENDERING) != NULL)
    g_object_set (element, DIRECT_RENDERING, FALSE, NULL);
}

/**
 * packshot_decoder_forbid_direct_rendering:
 * @bin: what looks for decoders by itself, and has none yet
 *
 * Has each decoder give copies of its frames away. Those of “libav” in GStreamer 1.26 otherwise end
 * the program now and then, where a video is not as wide as what its codec works on: “video meta
 * uses 1088x1920 instead of 1080x1920”.
 */
void
packshot_decoder_forbid_direct_rendering (GstBin *bin)
{
  g_return_if_fail (GST_IS_BIN (bin));

  g_signal_connect (bin, "deep-element-added", G_CALLBACK (element_added_cb), NULL);
}
