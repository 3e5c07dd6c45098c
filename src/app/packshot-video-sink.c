/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-video-sink.h"

#include <gst/app/gstappsink.h>
#include <gst/video/video.h>

/* Without alpha, which no frame has: GTK would blend it, pixel by pixel. Measured without a
 * graphics card at 1920 × 1080, 30 frames a second: 48 % of a core, with alpha 61 %, premultiplied
 * 79 %. */
#define SINK_FORMAT    "RGB"
#define TEXTURE_FORMAT GDK_MEMORY_R8G8B8

/* Scaling comes first, in the planes of the decoder: measured, a third of the work of converting
 * the whole frame and scaling that. A later frame always replaces one that waits. */
#define DESCRIPTION                                                                                \
  "videoflip name=flip video-direction=auto ! videoscale add-borders=false ! videoconvert"         \
  " ! capsfilter name=filter"                                                                      \
  " ! appsink name=sink sync=true qos=true max-lateness=20000000 max-buffers=1 drop=true"          \
  " enable-last-sample=false"

/* How long a frame is shown where the video doesn't say so. */
#define UNKNOWN_FRAME (GST_SECOND / 25)

struct _PackshotVideoSink
{
  GObject parent_instance;

  GMutex mutex;

  /* Under the mutex. */
  GstElement *filter;           /* (owned) (nullable) */
  PackshotVideoSize video_size; /* with square pixels; 0 × 0 until known */
  PackshotVideoSize box;        /* 0 × 0: as large as the video */
  PackshotVideoSize scaled;     /* what frames are scaled to; 0 × 0 until known */
  PackshotVideoPicture waiting; /* texture is (nullable) */
  GstBuffer *last;              /* (owned) (nullable): what waiting or the one before was made of */
  gboolean told;                /* whether the main thread knows of the picture that waits */
};

enum
{
  SIGNAL_PICTURE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotVideoSink, packshot_video_sink, G_TYPE_OBJECT)

static gboolean
tell_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_PICTURE], 0);

  return G_SOURCE_REMOVE;
}

/* Not g_main_context_invoke (), which runs on this thread while nobody else turns the context. */
static void
tell (PackshotVideoSink *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[packshot] picture");
  g_source_set_callback (source, tell_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, NULL);
}

static void
unmap_cb (gpointer data)
{
  g_autofree GstVideoFrame *mapped = data;

  gst_video_frame_unmap (mapped);
}

/* The texture is the memory of the buffer itself, which it keeps. */
static GdkTexture *
make_texture (GstSample *sample, GstVideoInfo *info)
{
  g_autofree GstVideoFrame *mapped = g_new0 (GstVideoFrame, 1);
  g_autoptr (GBytes) bytes = NULL;
  int stride, width, height;
  gpointer pixels;

  if (!gst_video_frame_map (mapped, info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return NULL;

  width = GST_VIDEO_FRAME_WIDTH (mapped);
  height = GST_VIDEO_FRAME_HEIGHT (mapped);
  stride = GST_VIDEO_FRAME_PLANE_STRIDE (mapped, 0);
  pixels = GST_VIDEO_FRAME_PLANE_DATA (mapped, 0);
  bytes = g_bytes_new_with_free_func (pixels, (gsize) stride * (gsize) height, unmap_cb,
                                      g_steal_pointer (&mapped));

  return gdk_memory_texture_new (width, height, TEXTURE_FORMAT, bytes, (gsize) stride);
}

static void
read_time (PackshotVideoPicture *picture, GstSample *sample, const GstVideoInfo *info)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstSegment *segment = gst_sample_get_segment (sample);
  GstClockTime duration = GST_BUFFER_DURATION (buffer);

  picture->time = gst_segment_to_stream_time (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));
  if (!GST_CLOCK_TIME_IS_VALID (picture->time))
    picture->time = 0;
  picture->frame = UNKNOWN_FRAME;
  if (info->fps_n > 0 && info->fps_d > 0)
    picture->frame = gst_util_uint64_scale_int (GST_SECOND, GST_VIDEO_INFO_FPS_D (info),
                                                GST_VIDEO_INFO_FPS_N (info));
  if (!GST_CLOCK_TIME_IS_VALID (duration) || duration == 0)
    duration = picture->frame;
  picture->end = picture->time + duration;
}

/* Puts a frame where the main thread finds it. The first one after a pause comes twice. */
static void
hand_over (PackshotVideoSink *self, GstSample *sample)
{
  g_autoptr (GdkTexture) replaced = NULL;
  g_autoptr (GstBuffer) released = NULL;
  PackshotVideoPicture picture = { .texture = NULL };
  GstVideoInfo info;
  gboolean known;

  g_mutex_lock (&self->mutex);
  known = self->last == gst_sample_get_buffer (sample);
  g_mutex_unlock (&self->mutex);
  if (known || !gst_video_info_from_caps (&info, gst_sample_get_caps (sample)))
    return;

  read_time (&picture, sample, &info);
  picture.texture = make_texture (sample, &info);
  if (picture.texture == NULL)
    return;

  g_mutex_lock (&self->mutex);
  picture.size = self->video_size;
  picture.n_replaced = self->waiting.n_replaced + (self->waiting.texture != NULL ? 1 : 0);
  replaced = self->waiting.texture;
  self->waiting = picture;
  released = self->last;
  self->last = gst_buffer_ref (gst_sample_get_buffer (sample));
  if (!self->told)
    tell (self);
  self->told = TRUE;
  g_mutex_unlock (&self->mutex);
}

static GstFlowReturn
new_preroll_cb (GstAppSink *sink, gpointer user_data)
{
  g_autoptr (GstSample) sample = gst_app_sink_try_pull_preroll (sink, 0);

  if (sample != NULL)
    hand_over (user_data, sample);

  return GST_FLOW_OK;
}

static GstFlowReturn
new_sample_cb (GstAppSink *sink, gpointer user_data)
{
  g_autoptr (GstSample) sample = gst_app_sink_try_pull_sample (sink, 0);

  if (sample != NULL)
    hand_over (user_data, sample);

  return GST_FLOW_OK;
}

/* Returns whether that changes anything. */
static gboolean
update_filter (PackshotVideoSink *self)
{
  g_autoptr (GstElement) filter = NULL;
  g_autoptr (GstCaps) caps = NULL;
  PackshotVideoSize size;

  g_mutex_lock (&self->mutex);
  size = packshot_video_fit (self->video_size, self->box);
  if (size.width == 0 || size.width > self->video_size.width)
    size = self->video_size;
  if (self->filter != NULL
      && (size.width != self->scaled.width || size.height != self->scaled.height))
    filter = gst_object_ref (self->filter);
  self->scaled = size;
  g_mutex_unlock (&self->mutex);

  if (filter == NULL)
    return FALSE;

  caps = gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, SINK_FORMAT, "width",
                              G_TYPE_INT, size.width, "height", G_TYPE_INT, size.height,
                              "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, NULL);
  g_object_set (filter, "caps", caps, NULL);

  return TRUE;
}

static void
set_video_size (PackshotVideoSink *self, GstCaps *caps)
{
  GstVideoInfo info;
  gint64 width;

  if (!gst_video_info_from_caps (&info, caps))
    return;

  width = gst_util_uint64_scale_int_round ((guint64) info.width, info.par_n, info.par_d);
  g_mutex_lock (&self->mutex);
  self->video_size.width = (int) CLAMP (width, 1, G_MAXINT16);
  self->video_size.height = info.height;
  g_mutex_unlock (&self->mutex);
  update_filter (self);
}

/* Before the scaler hears of them, so that not even the first frame is converted as a whole. */
static GstPadProbeReturn
caps_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  GstEvent *event = gst_pad_probe_info_get_event (info);
  GstCaps *caps;

  if (GST_EVENT_TYPE (event) != GST_EVENT_CAPS)
    return GST_PAD_PROBE_OK;

  gst_event_parse_caps (event, &caps);
  set_video_size (user_data, caps);

  return GST_PAD_PROBE_OK;
}

static void
packshot_video_sink_finalize (GObject *object)
{
  PackshotVideoSink *self = PACKSHOT_VIDEO_SINK (object);

  gst_clear_object (&self->filter);
  g_clear_object (&self->waiting.texture);
  gst_clear_buffer (&self->last);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (packshot_video_sink_parent_class)->finalize (object);
}

static void
packshot_video_sink_class_init (PackshotVideoSinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_video_sink_finalize;

  /**
   * PackshotVideoSink::picture:
   *
   * A picture waits for packshot_video_sink_take(). Emitted on the main thread.
   */
  signals[SIGNAL_PICTURE] = g_signal_new ("picture", PACKSHOT_TYPE_VIDEO_SINK, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
packshot_video_sink_init (PackshotVideoSink *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * packshot_video_sink_new:
 *
 * Returns: (transfer full): a sink that belongs to no pipeline yet
 */
PackshotVideoSink *
packshot_video_sink_new (void)
{
  return g_object_new (PACKSHOT_TYPE_VIDEO_SINK, NULL);
}

/**
 * packshot_video_sink_make_element:
 * @self: a sink
 * @error: return location for a #GstParseError
 *
 * Makes the element that belongs into the pipeline, once. Any thread may do so.
 *
 * Returns: (transfer floating) (nullable): the element, or %NULL where GStreamer lacks a part of it
 */
GstElement *
packshot_video_sink_make_element (PackshotVideoSink *self, GError **error)
{
  GstAppSinkCallbacks callbacks = { .new_preroll = new_preroll_cb, .new_sample = new_sample_cb };
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstElement) flip = NULL;
  g_autoptr (GstPad) pad = NULL;
  GstElement *bin;

  g_return_val_if_fail (PACKSHOT_IS_VIDEO_SINK (self), NULL);
  g_return_val_if_fail (self->filter == NULL, NULL);

  bin = gst_parse_bin_from_description (DESCRIPTION, TRUE, error);
  if (bin == NULL)
    return NULL;

  sink = gst_bin_get_by_name (GST_BIN (bin), "sink");
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, g_object_ref (self), g_object_unref);
  self->filter = gst_bin_get_by_name (GST_BIN (bin), "filter");
  flip = gst_bin_get_by_name (GST_BIN (bin), "flip");
  pad = gst_element_get_static_pad (flip, "src");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, caps_cb, g_object_ref (self),
                     g_object_unref);

  return bin;
}

/**
 * packshot_video_sink_set_box:
 * @self: a sink
 * @box: the room on the screen, in its pixels; 0 × 0 for as much as the video fills
 *
 * Sets how large frames are made from now on: as large as fits, and never larger than the video.
 * Any thread may do so.
 *
 * Returns: whether frames will have another size than those before
 */
gboolean
packshot_video_sink_set_box (PackshotVideoSink *self, PackshotVideoSize box)
{
  g_return_val_if_fail (PACKSHOT_IS_VIDEO_SINK (self), FALSE);

  g_mutex_lock (&self->mutex);
  self->box = box;
  g_mutex_unlock (&self->mutex);

  return update_filter (self);
}

/**
 * packshot_video_sink_take:
 * @self: a sink
 * @picture: (out caller-allocates): the newest picture; its texture is the caller's
 *
 * Takes the picture that waits. Call it on the main thread, on ::picture.
 *
 * Returns: whether there was one
 */
gboolean
packshot_video_sink_take (PackshotVideoSink *self, PackshotVideoPicture *picture)
{
  g_return_val_if_fail (PACKSHOT_IS_VIDEO_SINK (self), FALSE);

  g_mutex_lock (&self->mutex);
  *picture = self->waiting;
  self->waiting = (PackshotVideoPicture){ .texture = NULL };
  self->told = FALSE;
  g_mutex_unlock (&self->mutex);

  return picture->texture != NULL;
}
