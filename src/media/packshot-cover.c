/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-cover.h"

#include "packshot-media-error.h"

#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <string.h>

#define QUALITY 92

static GstBuffer *
copy_frame (const PackshotVideoFrame *frame, GstVideoInfo *info)
{
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, info->size, NULL);
  GstVideoFrame mapped;

  gst_video_frame_map (&mapped, info, buffer, GST_MAP_WRITE);
  for (guint plane = 0; plane < 3; plane++)
    for (int row = 0; row < GST_VIDEO_FRAME_COMP_HEIGHT (&mapped, plane); row++)
      memcpy ((guint8 *) GST_VIDEO_FRAME_PLANE_DATA (&mapped, plane)
                  + row * GST_VIDEO_FRAME_PLANE_STRIDE (&mapped, plane),
              frame->planes[plane] + (gsize) row * frame->strides[plane],
              (gsize) GST_VIDEO_FRAME_COMP_WIDTH (&mapped, plane));
  gst_video_frame_unmap (&mapped);

  return buffer;
}

static gboolean
wait_for_end (GstElement *pipeline, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message =
      gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
  g_autoptr (GError) failure = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    return TRUE;

  gst_message_parse_error (message, &failure, NULL);
  if (g_error_matches (failure, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NO_SPACE_LEFT))
    g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_SPACE,
                 "The disk is full: the cover can’t be written.");
  else if (failure->domain == GST_RESOURCE_ERROR)
    g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
                 "The cover can’t be written: the disk reports an error.");
  else
    g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
                 "The cover can’t be encoded: %s", failure->message);
  return FALSE;
}

/**
 * packshot_cover_write:
 * @frame: the picture
 * @fd: an open file
 * @error: return location for a #PackshotMediaError or an error of GStreamer
 *
 * Writes a JPEG of one frame. JPEG wants other colours than video (JFIF: BT.601, full range), so
 * the picture goes by way of RGB, and to that by way of 16 bits: GStreamer's short cut loses up to
 * three levels. GStreamer must be initialized.
 *
 * Returns: whether the picture was written
 */
gboolean
packshot_cover_write (const PackshotVideoFrame *frame, int fd, GError **error)
{
  g_autofree char *description = g_strdup_printf ("appsrc name=source format=time"
                                                  " ! videoconvert ! video/x-raw,format=AYUV64"
                                                  " ! videoconvert ! video/x-raw,format=RGB"
                                                  " ! jpegenc quality=%d ! fdsink fd=%d sync=false",
                                                  QUALITY, fd);
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, error);
  g_autoptr (GstElement) source = NULL;
  g_autoptr (GstCaps) caps = NULL;
  GstVideoInfo info;
  gboolean written;

  if (pipeline == NULL)
    return FALSE;

  gst_video_info_set_format (&info, GST_VIDEO_FORMAT_I420, (guint) frame->width,
                             (guint) frame->height);
  info.chroma_site = GST_VIDEO_CHROMA_SITE_MPEG2;
  gst_video_colorimetry_from_string (&info.colorimetry, GST_VIDEO_COLORIMETRY_BT709);
  caps = gst_video_info_to_caps (&info);

  source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  gst_app_src_set_caps (GST_APP_SRC (source), caps);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  gst_app_src_push_buffer (GST_APP_SRC (source), copy_frame (frame, &info));
  gst_app_src_end_of_stream (GST_APP_SRC (source));
  written = wait_for_end (pipeline, error);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return written;
}
