/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-video-sample-private.h"

#include "packshot-decoder.h"
#include "packshot-media-error.h"

#include <glib/gi18n.h>
#include <gst/app/gstappsink.h>
#include <gst/pbutils/pbutils.h>

/* A decoder that has given nothing by then never will. */
#define PATIENCE (20 * G_USEC_PER_SEC)

/* Between two looks at the cancellable. */
#define SLICE (50 * GST_MSECOND)

#define SINK_CAPS "video/x-raw,format=I420,colorimetry=bt709,chroma-site=mpeg2"

typedef struct
{
  GstElement *pipeline;      /* (owned) */
  GstElement *convert;       /* (unowned): takes what is decoded */
  GstElement *sink;          /* (unowned) */
  GCancellable *cancellable; /* (unowned) (nullable) */
  gint64 deadline;           /* of the monotonic clock, in microseconds */
} Decoding;

/* What a wait for a frame ended with. */
typedef enum
{
  OUTCOME_FRAME,
  OUTCOME_NO_FRAME, /* the file has none that can be decoded */
  OUTCOME_MISSING_DECODER,
  OUTCOME_NO_ANSWER, /* the decoder failed for a reason of its own, or hangs */
  OUTCOME_CANCELLED,
} Outcome;

static void
pad_added_cb (GstElement *decoder, GstPad *pad, gpointer user_data)
{
  GstElement *convert = user_data;
  g_autoptr (GstPad) target = gst_element_get_static_pad (convert, "sink");
  g_autoptr (GstCaps) caps = gst_pad_query_caps (pad, NULL);
  const GstStructure *structure =
      gst_caps_is_empty (caps) ? NULL : gst_caps_get_structure (caps, 0);

  if (structure != NULL && gst_structure_has_name (structure, "video/x-raw")
      && !gst_pad_is_linked (target))
    gst_pad_link (pad, target);
}

/* Sound and titles are neither looked at nor missed. */
static gboolean
autoplug_continue_cb (GstElement *decoder, GstPad *pad, GstCaps *caps, gpointer user_data)
{
  const char *name =
      gst_caps_is_empty (caps) ? "" : gst_structure_get_name (gst_caps_get_structure (caps, 0));

  return !g_str_has_prefix (name, "audio/") && !g_str_has_prefix (name, "text/")
         && !g_str_has_prefix (name, "subpicture/") && !g_str_has_prefix (name, "closedcaption/");
}

/* Ends a wait for a frame that can't come, since no pad for one did. */
static void
no_more_pads_cb (GstElement *decoder, gpointer user_data)
{
  GstElement *convert = user_data;
  g_autoptr (GstPad) target = gst_element_get_static_pad (convert, "sink");

  if (!gst_pad_is_linked (target))
    gst_element_post_message (
        decoder, gst_message_new_application (GST_OBJECT (decoder),
                                              gst_structure_new_empty ("packshot-no-picture")));
}

static gboolean
create (Decoding *self, const char *path, GError **error)
{
  g_autoptr (GstElement) source = NULL;
  g_autoptr (GstElement) decoder = NULL;

  self->pipeline = gst_parse_launch ("filesrc name=source ! decodebin name=decoder"
                                     " videoconvert name=convert ! " SINK_CAPS
                                     " ! appsink name=sink sync=false max-buffers=1"
                                     " enable-last-sample=false",
                                     error);
  if (self->pipeline == NULL)
    return FALSE;

  source = gst_bin_get_by_name (GST_BIN (self->pipeline), "source");
  decoder = gst_bin_get_by_name (GST_BIN (self->pipeline), "decoder");
  self->convert = gst_bin_get_by_name (GST_BIN (self->pipeline), "convert");
  self->sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "sink");
  /* The pipeline holds them. */
  gst_object_unref (self->convert);
  gst_object_unref (self->sink);

  g_object_set (source, "location", path, NULL);
  packshot_decoder_forbid_direct_rendering (GST_BIN (decoder));
  g_signal_connect (decoder, "pad-added", G_CALLBACK (pad_added_cb), self->convert);
  g_signal_connect (decoder, "no-more-pads", G_CALLBACK (no_more_pads_cb), self->convert);
  g_signal_connect (decoder, "autoplug-continue", G_CALLBACK (autoplug_continue_cb), NULL);
  return TRUE;
}

static Outcome
judge_error (GstMessage *message)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *details = NULL;

  gst_message_parse_error (message, &failure, &details);
  g_debug ("Decoding failed: %s (%s)", failure->message, details);

  if (g_error_matches (failure, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN)
      || g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND))
    return OUTCOME_MISSING_DECODER;

  return g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_DECODE)
                 || g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_DEMUX)
                 || g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_FORMAT)
                 || g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_WRONG_TYPE)
                 || g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_TYPE_NOT_FOUND)
             ? OUTCOME_NO_FRAME
             : OUTCOME_NO_ANSWER;
}

/* Whether a message ends the wait. */
static gboolean
judge (GstMessage *message, PackshotVideoSample *result, Outcome *outcome)
{
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    *outcome = judge_error (message);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ASYNC_DONE)
    *outcome = OUTCOME_FRAME;
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_APPLICATION)
    *outcome = OUTCOME_NO_FRAME;
  else if (gst_is_missing_plugin_message (message))
    {
      *outcome = OUTCOME_MISSING_DECODER;
      g_free (result->missing_decoder);
      result->missing_decoder = gst_missing_plugin_message_get_description (message);
    }
  else
    return FALSE;

  return TRUE;
}

/* Waits until there is a frame, and takes it. */
static Outcome
wait_for_frame (Decoding *self, PackshotVideoSample *result)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  Outcome outcome = OUTCOME_NO_ANSWER;
  GstSample *sample;
  gboolean over = FALSE;

  while (!over)
    {
      g_autoptr (GstMessage) message =
          gst_bus_timed_pop_filtered (bus, SLICE,
                                      GST_MESSAGE_ERROR | GST_MESSAGE_ASYNC_DONE
                                          | GST_MESSAGE_APPLICATION | GST_MESSAGE_ELEMENT);

      if (g_cancellable_is_cancelled (self->cancellable))
        return OUTCOME_CANCELLED;
      if (message != NULL)
        over = judge (message, result, &outcome);
      else if (g_get_monotonic_time () > self->deadline)
        return OUTCOME_NO_ANSWER;
    }

  if (outcome != OUTCOME_FRAME)
    return outcome;

  sample = gst_app_sink_try_pull_preroll (GST_APP_SINK (self->sink), 0);
  if (sample == NULL)
    return OUTCOME_NO_FRAME;

  g_clear_pointer (&result->sample, gst_sample_unref);
  result->sample = sample;
  return OUTCOME_FRAME;
}

/* The frame at the beginning is kept where there is none at the position. */
static Outcome
seek (Decoding *self, guint64 position, PackshotVideoSample *result)
{
  if (result->duration > 0)
    position = MIN (position, result->duration / 2);
  if (position == 0
      || !gst_element_seek_simple (self->pipeline, GST_FORMAT_TIME,
                                   GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, (gint64) position))
    return OUTCOME_FRAME;

  return wait_for_frame (self, result) == OUTCOME_CANCELLED ? OUTCOME_CANCELLED : OUTCOME_FRAME;
}

static gpointer
dispose_thread (gpointer user_data)
{
  GstElement *pipeline = user_data;

  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
  return NULL;
}

static Outcome
decode (Decoding *self, guint64 position, PackshotVideoSample *result)
{
  Outcome outcome;
  gint64 duration = 0;

  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  outcome = wait_for_frame (self, result);
  if (outcome == OUTCOME_FRAME)
    {
      if (gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration) && duration > 0)
        result->duration = (guint64) duration;
      outcome = seek (self, position, result);
    }

  /* One that hangs would not even stop. */
  if (outcome == OUTCOME_NO_ANSWER || outcome == OUTCOME_CANCELLED)
    g_thread_unref (g_thread_new ("stop-decoder", dispose_thread, self->pipeline));
  else
    dispose_thread (self->pipeline);

  self->pipeline = NULL;
  return outcome;
}

/*< private >
 * packshot_video_sample_take:
 * @self: (out caller-allocates): the frame; to be cleared in any case
 * @path: (type filename): a video file
 * @position: of the frame, in nanoseconds; of a short video no later than its middle
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for %PACKSHOT_MEDIA_ERROR_BROKEN, %G_IO_ERROR_CANCELLED or an error of
 *   GStreamer
 *
 * Decodes one frame with whatever decoder GStreamer has, and gives up after 20 seconds. That there
 * is no decoder, or that it doesn't answer, is no error: it says nothing about the file.
 *
 * Returns: %FALSE if there is a decoder that finds no frame, or on another error
 */
gboolean
packshot_video_sample_take (PackshotVideoSample *self,
                            const char *path,
                            guint64 position,
                            GCancellable *cancellable,
                            GError **error)
{
  Decoding decoding = { .cancellable = cancellable };
  Outcome outcome;

  *self = (PackshotVideoSample){ 0 };
  if (!gst_init_check (NULL, NULL, error))
    return FALSE;

  gst_pb_utils_init ();
  decoding.deadline = g_get_monotonic_time () + PATIENCE;
  if (!create (&decoding, path, error))
    return FALSE;

  outcome = decode (&decoding, position, self);
  if (outcome == OUTCOME_MISSING_DECODER && self->missing_decoder == NULL)
    self->missing_decoder = g_strdup (_ ("a decoder"));

  if (outcome == OUTCOME_CANCELLED)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  else if (outcome == OUTCOME_NO_FRAME)
    g_set_error_literal (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_BROKEN,
                         _ ("The video is damaged: its first picture can’t be decoded."));
  else
    return TRUE;

  return FALSE;
}

/*< private >
 * packshot_video_sample_clear:
 * @self: a frame
 */
void
packshot_video_sample_clear (PackshotVideoSample *self)
{
  g_clear_pointer (&self->sample, gst_sample_unref);
  g_clear_pointer (&self->missing_decoder, g_free);
}
