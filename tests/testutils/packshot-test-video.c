/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-video.h"

#include "packshot-test-frame.h"

#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>

/* Nothing a test decodes takes longer than this many seconds, but a hang. */
#define PATIENCE 300

static GstElement *
start (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) source = NULL;
  GstElement *pipeline;

  g_assert_true (gst_init_check (NULL, NULL, &error));
  pipeline = gst_parse_launch ("filesrc name=source ! decodebin ! video/x-raw,format=I420"
                               " ! appsink name=sink sync=false max-buffers=4",
                               &error);
  g_assert_no_error (error);
  source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_object_set (source, "location", path, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);

  return pipeline;
}

static void
read_caps (PackshotTestVideo *self, GstCaps *caps)
{
  const GstStructure *structure = gst_caps_get_structure (caps, 0);

  g_assert_true (gst_structure_get_int (structure, "width", &self->width));
  g_assert_true (gst_structure_get_int (structure, "height", &self->height));
  g_assert_true (gst_structure_get_fraction (structure, "framerate", &self->fps_n, &self->fps_d));
  self->colorimetry = g_strdup (gst_structure_get_string (structure, "colorimetry"));
  self->chroma_site = g_strdup (gst_structure_get_string (structure, "chroma-site"));
}

static void
show_frame (GstSample *sample, PackshotTestFrameFunc func, guint index, gpointer user_data)
{
  GstVideoFrame mapped;
  GstVideoInfo info;
  PackshotVideoFrame frame;

  g_assert_true (gst_video_info_from_caps (&info, gst_sample_get_caps (sample)));
  g_assert_true (
      gst_video_frame_map (&mapped, &info, gst_sample_get_buffer (sample), GST_MAP_READ));
  frame.width = GST_VIDEO_FRAME_WIDTH (&mapped);
  frame.height = GST_VIDEO_FRAME_HEIGHT (&mapped);
  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    {
      frame.planes[plane] = GST_VIDEO_FRAME_PLANE_DATA (&mapped, plane);
      frame.strides[plane] = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (&mapped, plane);
    }

  func (&frame, index, user_data);
  gst_video_frame_unmap (&mapped);
}

static void
read_frames (PackshotTestVideo *self,
             GstElement *pipeline,
             PackshotTestFrameFunc func,
             gpointer user_data)
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");

  for (;;)
    {
      g_autoptr (GstSample) sample =
          gst_app_sink_try_pull_sample (GST_APP_SINK (sink), PATIENCE * GST_SECOND);
      guint64 time;

      if (sample == NULL)
        break;
      if (self->times->len == 0)
        read_caps (self, gst_sample_get_caps (sample));
      if (func != NULL)
        show_frame (sample, func, self->times->len, user_data);
      time = gst_segment_to_stream_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                         GST_BUFFER_PTS (gst_sample_get_buffer (sample)));
      g_array_append_val (self->times, time);
    }

  g_assert_true (gst_app_sink_is_eos (GST_APP_SINK (sink)));
}

static void
assert_no_error (GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);
  g_autoptr (GError) error = NULL;

  if (message != NULL)
    gst_message_parse_error (message, &error, NULL);
  g_assert_no_error (error);
}

/**
 * packshot_test_video_read:
 * @path: a video file
 * @func: (nullable) (scope call): gets every frame
 * @user_data: data for @func
 *
 * Decodes a whole video by GStreamer's own choice of decoder. Fails the test if that can't be done
 * to the end.
 *
 * Returns: (transfer full): what it is
 */
PackshotTestVideo *
packshot_test_video_read (const char *path, PackshotTestFrameFunc func, gpointer user_data)
{
  PackshotTestVideo *self = g_new0 (PackshotTestVideo, 1);
  GstElement *pipeline = start (path);
  gint64 duration = 0;

  self->times = g_array_new (FALSE, FALSE, sizeof (guint64));
  read_frames (self, pipeline, func, user_data);
  assert_no_error (pipeline);
  g_assert_true (gst_element_query_duration (pipeline, GST_FORMAT_TIME, &duration));
  self->duration = (guint64) duration;

  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
  return self;
}

void
packshot_test_video_free (PackshotTestVideo *self)
{
  g_array_unref (self->times);
  g_free (self->colorimetry);
  g_free (self->chroma_site);
  g_free (self);
}

/**
 * packshot_test_video_keep_cb:
 * @frame: a frame
 * @index: its number
 * @user_data: (type GPtrArray): takes copies, which end with g_free()
 *
 * For packshot_test_video_read(): keeps all frames of a short video.
 */
void
packshot_test_video_keep_cb (const PackshotVideoFrame *frame, guint index, gpointer user_data)
{
  GPtrArray *frames = user_data;

  g_assert_cmpuint (frames->len, ==, index);
  g_ptr_array_add (frames, packshot_test_frame_copy (frame));
}
