/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-encoder.h"

#include "packshot-encoder-failure.h"
#include "packshot-media-error.h"

#include <glib/gi18n.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <gst/video/video.h>

/* Frames that wait for the encoder: it never starves, and memory stays small. */
#define MAX_WAITING 4

/* A player can jump to within this many seconds. */
#define KEYFRAME_SECONDS 2

struct _PackshotEncoder
{
  GstElement *pipeline;      /* (owned) */
  GstAppSrc *source;         /* (owned) */
  GstBufferPool *pool;       /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  gulong cancel_handler;
  GstVideoInfo info;

  GstVideoFrame mapped; /* between begin_frame and end_frame */
  gboolean is_mapped;
  guint64 n_pushed;

  GMutex mutex;
  GCond changed;

  /* Under the mutex; written by the threads of the pipeline. */
  guint64 n_taken;
  guint64 n_encoded;
  gboolean ended;
  GError *failure; /* (owned) (nullable) */
};

/* Runs on the threads of the pipeline; nothing is left for a bus that nobody reads. */
static GstBusSyncReply
bus_sync_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  PackshotEncoder *self = user_data;

  g_mutex_lock (&self->mutex);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR && self->failure == NULL)
    self->failure = packshot_encoder_read_failure (message);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);

  /* Whoever drops a message is the one to free it, and with it its hold on the pipeline. */
  gst_message_unref (message);
  return GST_BUS_DROP;
}

static GstPadProbeReturn
frame_taken_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  PackshotEncoder *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_taken++;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);

  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
frame_encoded_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  PackshotEncoder *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_encoded++;
  g_mutex_unlock (&self->mutex);

  return GST_PAD_PROBE_OK;
}

/* openh264enc asks its library for frames that are left, though there never are any, and the
 * library complains of it on stderr: the end goes around it. */
static GstPadProbeReturn
end_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  GstEvent *event = gst_pad_probe_info_get_event (info);
  g_autoptr (GstElement) encoder = NULL;
  g_autoptr (GstPad) source = NULL;

  if (GST_EVENT_TYPE (event) != GST_EVENT_EOS)
    return GST_PAD_PROBE_OK;

  encoder = gst_pad_get_parent_element (pad);
  source = gst_element_get_static_pad (encoder, "src");
  gst_pad_push_event (source, gst_event_ref (event));

  return GST_PAD_PROBE_DROP;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  PackshotEncoder *self = user_data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* With the mutex held. */
static gboolean
is_broken (PackshotEncoder *self)
{
  return self->failure != NULL || g_cancellable_is_cancelled (self->cancellable);
}

/* With the mutex held. */
static gboolean
report (PackshotEncoder *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }

  return TRUE;
}

static void
watch_pad (PackshotEncoder *self,
           const char *element,
           const char *name,
           GstPadProbeType type,
           GstPadProbeCallback callback)
{
  g_autoptr (GstElement) found = gst_bin_get_by_name (GST_BIN (self->pipeline), element);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (found, name);

  gst_pad_add_probe (pad, type, callback, self, NULL);
}

static char *
describe_pipeline (const PackshotEncoderKind *kind, int frames_per_second, int fd, int scratch_fd)
{
  g_autofree char *scratch = NULL;

  /* The muxer opens a path; this one leads to a file that has no other. */
  if (kind->needs_scratch)
    scratch = g_strdup_printf (" faststart-file=/proc/self/fd/%d", scratch_fd);

  return g_strdup_printf ("appsrc name=source format=time"
                          " ! %s name=encoder %s %s=%d ! %s ! %s%s"
                          " ! fdsink name=sink fd=%d sync=false",
                          kind->factory, kind->settings, kind->keyframe_property,
                          frames_per_second * KEYFRAME_SECONDS, kind->stages, kind->muxer,
                          scratch != NULL ? scratch : "", fd);
}

static GstCaps *
make_caps (PackshotEncoder *self, int width, int height, int frames_per_second)
{
  gst_video_info_set_format (&self->info, GST_VIDEO_FORMAT_I420, (guint) width, (guint) height);
  self->info.fps_n = frames_per_second;
  self->info.fps_d = 1;
  self->info.chroma_site = GST_VIDEO_CHROMA_SITE_MPEG2;
  gst_video_colorimetry_from_string (&self->info.colorimetry, GST_VIDEO_COLORIMETRY_BT709);

  return gst_video_info_to_caps (&self->info);
}

static gboolean
start_pool (PackshotEncoder *self, GstCaps *caps)
{
  GstStructure *config;

  self->pool = gst_video_buffer_pool_new ();
  config = gst_buffer_pool_get_config (self->pool);
  gst_buffer_pool_config_set_params (config, caps, (guint) self->info.size, 0, 0);

  return gst_buffer_pool_set_config (self->pool, config)
         && gst_buffer_pool_set_active (self->pool, TRUE);
}

static void
set_up_pipeline (PackshotEncoder *self, const PackshotEncoderKind *kind, GstCaps *caps)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

  gst_bus_set_sync_handler (bus, bus_sync_cb, self, NULL);
  self->source = GST_APP_SRC (gst_bin_get_by_name (GST_BIN (self->pipeline), "source"));
  gst_app_src_set_caps (self->source, caps);
  gst_app_src_set_max_bytes (self->source, 0);
  watch_pad (self, "source", "src", GST_PAD_PROBE_TYPE_BUFFER, frame_taken_cb);
  watch_pad (self, "encoder", "src", GST_PAD_PROBE_TYPE_BUFFER, frame_encoded_cb);
  if (kind->holds_nothing)
    watch_pad (self, "encoder", "sink", GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, end_cb);
}

static void
unmap (PackshotEncoder *self)
{
  if (self->is_mapped)
    gst_video_frame_unmap (&self->mapped);
  self->is_mapped = FALSE;
}

static void
stop_element (PackshotEncoder *self, const char *name)
{
  g_autoptr (GstElement) element = gst_bin_get_by_name (GST_BIN (self->pipeline), name);

  gst_element_set_state (element, GST_STATE_NULL);
}

static gpointer
stop_and_free (gpointer data)
{
  PackshotEncoder *self = data;

  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  if (self->pool != NULL)
    gst_buffer_pool_set_active (self->pool, FALSE);

  gst_clear_object (&self->source);
  gst_clear_object (&self->pipeline);
  gst_clear_object (&self->pool);
  g_clear_error (&self->failure);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);

  return NULL;
}

/* x264enc encodes all frames it holds back before it stops, which takes a quarter of a second and
 * serves nobody here. What is written to the files stops at once; the rest is left to itself. */
static void
abandon (PackshotEncoder *self)
{
  stop_element (self, "sink");
  stop_element (self, "muxer");
  g_thread_unref (g_thread_new ("packshot-abandon", stop_and_free, self));
}

/**
 * packshot_encoder_new:
 * @kind: an encoder that is installed
 * @width: width in pixels, even
 * @height: height in pixels, even
 * @frames_per_second: the constant rate
 * @fd: where to write the file; must allow seeking, and stay open as long as the encoder lives
 * @scratch_fd: an empty file for the muxer's use, where @kind needs one
 * @cancellable: (nullable): makes every waiting call return at once
 * @error: return location for a #PackshotMediaError
 *
 * Starts an encoder. The colours of the frames are told to whoever plays the file (BT.709, limited
 * range), and its index comes first.
 *
 * Returns: (transfer full) (nullable): an encoder, or %NULL on error
 */
PackshotEncoder *
packshot_encoder_new (const PackshotEncoderKind *kind,
                      int width,
                      int height,
                      int frames_per_second,
                      int fd,
                      int scratch_fd,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (PackshotEncoder) self = g_new0 (PackshotEncoder, 1);
  g_autofree char *description = describe_pipeline (kind, frames_per_second, fd, scratch_fd);
  g_autoptr (GstCaps) caps = NULL;

  g_debug ("encoding with: %s", description);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);

  self->pipeline = gst_parse_launch (description, error);
  if (self->pipeline == NULL)
    return NULL;

  caps = make_caps (self, width, height, frames_per_second);
  set_up_pipeline (self, kind, caps);

  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancel_handler =
          g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
    }

  if (!start_pool (self, caps)
      || gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    {
      g_mutex_lock (&self->mutex);
      if (report (self, error))
        g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
                     _ ("The encoder %s does not start."), kind->title);
      g_mutex_unlock (&self->mutex);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * packshot_encoder_free:
 * @self: (transfer full): an encoder
 *
 * Stops the encoder where it is: nothing is written to its files any more. A file that
 * packshot_encoder_finish() didn't finish is not playable.
 */
void
packshot_encoder_free (PackshotEncoder *self)
{
  gboolean cancelled = g_cancellable_is_cancelled (self->cancellable);

  g_cancellable_disconnect (self->cancellable, self->cancel_handler);
  g_clear_object (&self->cancellable);
  unmap (self);

  if (cancelled && self->pipeline != NULL)
    abandon (self);
  else
    stop_and_free (self);
}

/**
 * packshot_encoder_begin_frame:
 * @self: an encoder
 * @frame: (out caller-allocates): memory of the encoder to paint the next frame into
 * @error: return location for a #PackshotMediaError or %G_IO_ERROR_CANCELLED
 *
 * Waits until the encoder has room for another frame. packshot_encoder_end_frame() must follow.
 *
 * Returns: whether there is a frame to paint
 */
gboolean
packshot_encoder_begin_frame (PackshotEncoder *self, PackshotVideoFrame *frame, GError **error)
{
  g_autoptr (GstBuffer) buffer = NULL;
  gboolean sound;

  g_return_val_if_fail (!self->is_mapped, FALSE);

  g_mutex_lock (&self->mutex);
  while (!is_broken (self) && self->n_pushed - self->n_taken >= MAX_WAITING)
    g_cond_wait (&self->changed, &self->mutex);
  sound = report (self, error);
  g_mutex_unlock (&self->mutex);
  if (!sound)
    return FALSE;

  if (gst_buffer_pool_acquire_buffer (self->pool, &buffer, NULL) != GST_FLOW_OK
      || !gst_video_frame_map (&self->mapped, &self->info, buffer, GST_MAP_WRITE))
    {
      g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
                   _ ("There is no memory for another frame."));
      return FALSE;
    }

  self->is_mapped = TRUE;
  frame->width = GST_VIDEO_INFO_WIDTH (&self->info);
  frame->height = GST_VIDEO_INFO_HEIGHT (&self->info);
  for (guint i = 0; i < G_N_ELEMENTS (frame->planes); i++)
    {
      frame->planes[i] = GST_VIDEO_FRAME_PLANE_DATA (&self->mapped, i);
      frame->strides[i] = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (&self->mapped, i);
    }

  return TRUE;
}

/**
 * packshot_encoder_end_frame:
 * @self: an encoder
 * @error: return location for a #PackshotMediaError or %G_IO_ERROR_CANCELLED
 *
 * Hands the frame of packshot_encoder_begin_frame() over.
 *
 * Returns: whether the encoder took it
 */
gboolean
packshot_encoder_end_frame (PackshotEncoder *self, GError **error)
{
  GstBuffer *buffer;
  guint64 second = GST_SECOND;
  guint64 rate = (guint64) self->info.fps_n;
  gboolean sound;

  g_return_val_if_fail (self->is_mapped, FALSE);

  buffer = gst_buffer_ref (self->mapped.buffer);
  unmap (self);

  /* From the count, not by adding up: rounding never grows. */
  GST_BUFFER_PTS (buffer) = gst_util_uint64_scale (self->n_pushed, second, rate);
  GST_BUFFER_DURATION (buffer) =
      gst_util_uint64_scale (self->n_pushed + 1, second, rate) - GST_BUFFER_PTS (buffer);
  self->n_pushed++;
  gst_app_src_push_buffer (self->source, buffer);

  g_mutex_lock (&self->mutex);
  sound = report (self, error);
  g_mutex_unlock (&self->mutex);

  return sound;
}

/**
 * packshot_encoder_finish:
 * @self: an encoder
 * @error: return location for a #PackshotMediaError or %G_IO_ERROR_CANCELLED
 *
 * Waits until the last frame is encoded and the file is complete. A file with fewer frames than
 * were handed over is an error.
 *
 * Returns: whether the file is complete
 */
gboolean
packshot_encoder_finish (PackshotEncoder *self, GError **error)
{
  gboolean sound;
  guint64 n_lost;

  g_mutex_lock (&self->mutex);
  sound = !is_broken (self);
  g_mutex_unlock (&self->mutex);

  /* A muxer that is stopped while it begins a file complains of it. */
  if (sound)
    gst_app_src_end_of_stream (self->source);

  g_mutex_lock (&self->mutex);
  while (!is_broken (self) && !self->ended)
    g_cond_wait (&self->changed, &self->mutex);
  sound = report (self, error);
  n_lost = self->n_pushed - self->n_encoded;
  g_mutex_unlock (&self->mutex);

  /* An encoder that loses frames doesn't tell: the video would be shorter than anyone was told. */
  if (sound && n_lost != 0)
    g_set_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
                 /* Translators: how many of how many pictures of a video. */
                 _ ("The encoder lost frames: %lu of %lu."), (gulong) n_lost,
                 (gulong) self->n_pushed);

  return sound && n_lost == 0;
}

/**
 * packshot_encoder_get_n_encoded:
 * @self: an encoder
 *
 * Returns: how many frames have really been encoded so far
 */
guint
packshot_encoder_get_n_encoded (PackshotEncoder *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = (guint) self->n_encoded;
  g_mutex_unlock (&self->mutex);

  return n;
}
