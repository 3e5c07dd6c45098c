/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-cover.h"

#include "packshot-media-error.h"
#include "packshot-save-file.h"
#include "packshot-video-sample-private.h"

#include <glib/gi18n.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <string.h>

#define QUALITY 92

/* Where a cover is taken: the very first frame is often black. */
#define POSITION GST_SECOND

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
                 _ ("The disk is full: the cover can’t be written."));
  else if (failure->domain == GST_RESOURCE_ERROR)
    g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
                 _ ("The cover can’t be written: the disk reports an error."));
  else
    g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
                 _ ("The cover can’t be encoded: %s"), failure->message);
  return FALSE;
}

static gboolean
write_sample (GstSample *sample, int fd, GError **error)
{
  GstVideoInfo info;
  GstVideoFrame mapped;
  PackshotVideoFrame frame;
  gboolean written;

  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample))
      || !gst_video_frame_map (&mapped, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    {
      g_set_error_literal (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
                           _ ("The cover can’t be made: the decoder’s picture can’t be read."));
      return FALSE;
    }

  frame.width = GST_VIDEO_FRAME_WIDTH (&mapped);
  frame.height = GST_VIDEO_FRAME_HEIGHT (&mapped);
  for (guint plane = 0; plane < 3; plane++)
    {
      frame.planes[plane] = GST_VIDEO_FRAME_PLANE_DATA (&mapped, plane);
      frame.strides[plane] = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (&mapped, plane);
    }
  written = packshot_cover_write (&frame, fd, error);
  gst_video_frame_unmap (&mapped);

  return written;
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

/**
 * packshot_cover_make:
 * @video: (type filename): a video file
 * @path: (type filename): where the cover shall be
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #PackshotMediaError, %G_IO_ERROR_CANCELLED or an error of GStreamer
 *
 * Makes a cover, a JPEG, of the frame one second into a video, or in its middle if it is shorter
 * than two. It is there when all of it is on disk, and not before. Blocks: for a thread.
 *
 * Returns: whether there is a cover; %PACKSHOT_MEDIA_ERROR_NO_DECODER if nothing decodes the video
 */
gboolean
packshot_cover_make (const char *video, const char *path, GCancellable *cancellable, GError **error)
{
  g_auto (PackshotVideoSample) frame = { 0 };
  g_autoptr (PackshotSaveFile) file = NULL;

  g_return_val_if_fail (video != NULL && path != NULL, FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!packshot_video_sample_take (&frame, video, POSITION, cancellable, error))
    return FALSE;
  if (frame.sample == NULL)
    {
      g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_DECODER,
                   /* Translators: %s is what GStreamer calls it: "H.264 (High Profile) decoder" */
                   _ ("No cover can be made of the video: GStreamer lacks %s."),
                   frame.missing_decoder != NULL ? frame.missing_decoder : _ ("a decoder"));
      return FALSE;
    }

  file = packshot_save_file_new (path, error);
  return file != NULL && write_sample (frame.sample, packshot_save_file_get_fd (file), error)
         && packshot_save_file_commit (file, error);
}
