/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-player-pipeline.h"

#include <glib/gi18n.h>
#include <gst/pbutils/pbutils.h>

#include "packshot-decoder.h"

/* How often a wait for GStreamer looks whether it still makes sense. */
#define GLANCE (20 * GST_MSECOND)

struct _PackshotPlayerPipeline
{
  GObject parent_instance;

  GThreadPool *worker;     /* (owned): of one thread, so that commands keep their order */
  PackshotVideoSink *sink; /* (owned) */

  GstElement *playbin; /* (owned) (nullable); of the worker alone */

  guint n_jumps;  /* asked for */
  guint n_jumped; /* atomic: that have left behind what was before */
  gboolean over;  /* atomic: after an error, or closed */
};

/* What the worker is to do, and with what. */
typedef struct _Command Command;

struct _Command
{
  void (*run) (PackshotPlayerPipeline *self, const Command *command);
  PackshotPlayerPipeline *self; /* (owned) */

  char *uri; /* (owned) (nullable) */
  GstState state;
  GstClockTime time;
  gboolean accurate;
  double volume;
  gboolean muted;
  PackshotVideoSize box;
};

/* A message on its way to the main thread. */
typedef struct
{
  PackshotPlayerPipeline *self; /* (owned) */
  GstMessage *message;          /* (owned) */
  guint n_jumped;               /* when it was posted */
} Delivery;

enum
{
  SIGNAL_MESSAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotPlayerPipeline, packshot_player_pipeline, G_TYPE_OBJECT)

static void
free_delivery_cb (gpointer data)
{
  Delivery *delivery = data;

  gst_message_unref (delivery->message);
  g_object_unref (delivery->self);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer user_data)
{
  Delivery *delivery = user_data;

  /* An end that a jump has left behind is none. */
  if (GST_MESSAGE_TYPE (delivery->message) != GST_MESSAGE_EOS
      || delivery->n_jumped == delivery->self->n_jumps)
    g_signal_emit (delivery->self, signals[SIGNAL_MESSAGE], 0, delivery->message);

  return G_SOURCE_REMOVE;
}

/* Takes the message. Not g_main_context_invoke (), which runs on this thread while nobody else
 * turns the context. */
static void
post (PackshotPlayerPipeline *self, GstMessage *message)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->self = g_object_ref (self);
  delivery->message = message;
  delivery->n_jumped = (guint) g_atomic_int_get (&self->n_jumped);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[packshot] message");
  g_source_set_callback (source, deliver_cb, delivery, free_delivery_cb);
  g_source_attach (source, NULL);
}

static gboolean
is_wanted (GstMessage *message)
{
  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ERROR:
    case GST_MESSAGE_EOS:
    case GST_MESSAGE_QOS:
    case GST_MESSAGE_CLOCK_LOST:
    case GST_MESSAGE_STREAM_COLLECTION:
      return TRUE;
    case GST_MESSAGE_ELEMENT:
      return gst_is_missing_plugin_message (message);
    default:
      return FALSE;
    }
}

/* Runs on the threads of the pipeline. */
static GstBusSyncReply
bus_sync_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  PackshotPlayerPipeline *self = user_data;
  gboolean failed = GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR;

  /* Whoever drops a message owns it. */
  if (is_wanted (message))
    post (self, message);
  else
    gst_message_unref (message);
  if (failed)
    g_atomic_int_set (&self->over, TRUE);

  return GST_BUS_DROP;
}

/* The newer playbin3 waits for ever where a whole file fits into its queues (seen with 1.22: one
 * opening in a hundred), and where a file ends in its index (seen with 1.26, each time). */
static GstElement *
make_playbin (void)
{
  GstElement *playbin = gst_element_factory_make ("playbin", NULL);

  return playbin != NULL ? playbin : gst_element_factory_make ("playbin3", NULL);
}

static GstElement *
make_pipeline (PackshotPlayerPipeline *self, GError **error)
{
  g_autoptr (GstElement) playbin = NULL;
  GstElement *video_sink;

  video_sink = packshot_video_sink_make_element (self->sink, error);
  if (video_sink == NULL)
    return NULL;

  playbin = make_playbin ();
  if (playbin == NULL)
    {
      gst_object_unref (gst_object_ref_sink (video_sink));
      g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN,
                   _ ("GStreamer lacks its player, “playbin”."));
      return NULL;
    }

  packshot_decoder_forbid_direct_rendering (GST_BIN (playbin));
  /* Without "text", since subtitles are no part of a product video. "native-video" leaves scaling
   * and converting to our own sink. */
  gst_util_set_object_arg (G_OBJECT (playbin), "flags", "video+audio+soft-volume+native-video");
  g_object_set (playbin, "video-sink", video_sink, NULL);

  return gst_object_ref_sink (g_steal_pointer (&playbin));
}

/* Waits until a frame is there and nothing is under way any more. */
static void
settle (PackshotPlayerPipeline *self)
{
  while (!g_atomic_int_get (&self->over)
         && gst_element_get_state (self->playbin, NULL, NULL, GLANCE) == GST_STATE_CHANGE_ASYNC)
    continue;
}

static void
post_arrived (PackshotPlayerPipeline *self)
{
  g_autoptr (GstQuery) query = gst_query_new_seeking (GST_FORMAT_TIME);
  GstStructure *facts;
  gboolean seekable = FALSE;
  gint64 duration = 0;
  int n_audio;

  /* The error has been told. */
  if (g_atomic_int_get (&self->over))
    return;

  if (!gst_element_query_duration (self->playbin, GST_FORMAT_TIME, &duration))
    duration = 0;
  if (gst_element_query (self->playbin, query))
    gst_query_parse_seeking (query, NULL, &seekable, NULL, NULL);

  facts = gst_structure_new (PACKSHOT_PLAYER_ARRIVED, "duration", G_TYPE_INT64, MAX (duration, 0),
                             "seekable", G_TYPE_BOOLEAN, seekable, NULL);
  /* The newer playbin has no such property, but tells of its streams. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (self->playbin), "n-audio") != NULL)
    {
      g_object_get (self->playbin, "n-audio", &n_audio, NULL);
      gst_structure_set (facts, "has-sound", G_TYPE_BOOLEAN, n_audio > 0, NULL);
    }
  post (self, gst_message_new_application (NULL, facts));
}

static void
open_run (PackshotPlayerPipeline *self, const Command *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstBus) bus = NULL;

  /* Here, since the first look at all plugins takes seconds. */
  gst_init (NULL, NULL);
  gst_pb_utils_init ();
  self->playbin = make_pipeline (self, &error);
  if (self->playbin == NULL)
    {
      g_atomic_int_set (&self->over, TRUE);
      post (self, gst_message_new_error (NULL, error, NULL));
      return;
    }

  bus = gst_element_get_bus (self->playbin);
  gst_bus_set_sync_handler (bus, bus_sync_cb, g_object_ref (self), g_object_unref);
  g_object_set (self->playbin, "uri", command->uri, NULL);
  gst_element_set_state (self->playbin, GST_STATE_PAUSED);
  settle (self);
  post_arrived (self);
}

static void
set_state_run (PackshotPlayerPipeline *self, const Command *command)
{
  gst_element_set_state (self->playbin, command->state);
  settle (self);
}

static void
seek_run (PackshotPlayerPipeline *self, const Command *command)
{
  GstSeekFlags flags = GST_SEEK_FLAG_FLUSH;

  flags |= command->accurate ? GST_SEEK_FLAG_ACCURATE
                             : GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_NEAREST;
  gst_element_seek_simple (self->playbin, GST_FORMAT_TIME, flags, (gint64) command->time);
  g_atomic_int_inc (&self->n_jumped);
  settle (self);
  post_arrived (self);
}

static void
step_run (PackshotPlayerPipeline *self, const Command *command)
{
  gst_element_send_event (self->playbin,
                          gst_event_new_step (GST_FORMAT_BUFFERS, 1, 1.0, TRUE, FALSE));
  settle (self);
  post_arrived (self);
}

static void
set_volume_run (PackshotPlayerPipeline *self, const Command *command)
{
  g_object_set (self->playbin, "volume", command->volume, "mute", command->muted, NULL);
}

static void
set_box_run (PackshotPlayerPipeline *self, const Command *command)
{
  if (packshot_video_sink_set_box (self->sink, command->box))
    post (self,
          gst_message_new_application (NULL, gst_structure_new_empty (PACKSHOT_PLAYER_RESIZED)));
}

static void
close_run (PackshotPlayerPipeline *self, const Command *command)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->playbin);

  gst_element_set_state (self->playbin, GST_STATE_NULL);
  /* It holds this object. */
  gst_bus_set_sync_handler (bus, NULL, NULL, NULL);
  gst_clear_object (&self->playbin);
}

static void
run_cb (gpointer data, gpointer user_data)
{
  Command *command = data;

  if (command->run == open_run || command->self->playbin != NULL)
    command->run (command->self, command);

  g_object_unref (command->self);
  g_free (command->uri);
  g_free (command);
}

/* Fills a command up and gives it to the worker. */
static void
push (PackshotPlayerPipeline *self, Command command)
{
  command.self = g_object_ref (self);
  g_thread_pool_push (self->worker, g_memdup2 (&command, sizeof command), NULL);
}

static void
packshot_player_pipeline_finalize (GObject *object)
{
  PackshotPlayerPipeline *self = PACKSHOT_PLAYER_PIPELINE (object);

  /* Without waiting: this may be the worker, with its last command. */
  g_thread_pool_free (self->worker, FALSE, FALSE);
  g_clear_object (&self->sink);

  G_OBJECT_CLASS (packshot_player_pipeline_parent_class)->finalize (object);
}

static void
packshot_player_pipeline_class_init (PackshotPlayerPipelineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_player_pipeline_finalize;

  /**
   * PackshotPlayerPipeline::message:
   * @message: (type GstMessage): what GStreamer says, or one of the application messages above
   *
   * Emitted on the main thread.
   */
  signals[SIGNAL_MESSAGE] =
      g_signal_new ("message", PACKSHOT_TYPE_PLAYER_PIPELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
packshot_player_pipeline_init (PackshotPlayerPipeline *self)
{
  self->worker = g_thread_pool_new (run_cb, NULL, 1, FALSE, NULL);
  self->sink = packshot_video_sink_new ();
}

/**
 * packshot_player_pipeline_new:
 * @path: (type filename): the absolute path of a video
 *
 * Opens a file and brings up its first frame. Then %PACKSHOT_PLAYER_ARRIVED follows.
 *
 * Returns: (transfer full): a pipeline, to be ended by packshot_player_pipeline_close()
 */
PackshotPlayerPipeline *
packshot_player_pipeline_new (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  PackshotPlayerPipeline *self = g_object_new (PACKSHOT_TYPE_PLAYER_PIPELINE, NULL);

  push (self, (Command){ .run = open_run, .uri = g_file_get_uri (file) });

  return self;
}

/**
 * packshot_player_pipeline_get_sink:
 * @self: a pipeline
 *
 * Returns: (transfer none): where its frames arrive
 */
PackshotVideoSink *
packshot_player_pipeline_get_sink (PackshotPlayerPipeline *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER_PIPELINE (self), NULL);

  return self->sink;
}

/**
 * packshot_player_pipeline_set_state:
 * @self: a pipeline
 * @state: %GST_STATE_PLAYING or %GST_STATE_PAUSED
 */
void
packshot_player_pipeline_set_state (PackshotPlayerPipeline *self, GstState state)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER_PIPELINE (self));

  push (self, (Command){ .run = set_state_run, .state = state });
}

/**
 * packshot_player_pipeline_seek:
 * @self: a pipeline that has arrived at its first frame
 * @time: where to go, in nanoseconds
 * @accurate: whether to show the very frame of @time, not the next key frame
 *
 * Jumps. Then %PACKSHOT_PLAYER_ARRIVED follows, even where the file can't be jumped in.
 */
void
packshot_player_pipeline_seek (PackshotPlayerPipeline *self, GstClockTime time, gboolean accurate)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER_PIPELINE (self));

  self->n_jumps++;
  push (self, (Command){ .run = seek_run, .time = time, .accurate = accurate });
}

/**
 * packshot_player_pipeline_step:
 * @self: a pipeline that is paused
 *
 * Shows the next frame. Then %PACKSHOT_PLAYER_ARRIVED follows. Sound does not step along: it is in
 * its place again after a jump.
 */
void
packshot_player_pipeline_step (PackshotPlayerPipeline *self)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER_PIPELINE (self));

  push (self, (Command){ .run = step_run });
}

/**
 * packshot_player_pipeline_set_volume:
 * @self: a pipeline
 * @volume: how loud, 0 to 1, as people hear it
 * @muted: whether to keep silent
 */
void
packshot_player_pipeline_set_volume (PackshotPlayerPipeline *self, double volume, gboolean muted)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER_PIPELINE (self));

  /* The cubic scale of GstStreamVolume. */
  push (self,
        (Command){ .run = set_volume_run, .volume = volume * volume * volume, .muted = muted });
}

/**
 * packshot_player_pipeline_set_box:
 * @self: a pipeline
 * @box: the room on the screen, in its pixels; 0 × 0 for as much as the video fills
 *
 * Has frames scaled to fit. Where they were of another size, %PACKSHOT_PLAYER_RESIZED follows: the
 * frame that is shown stays as it is.
 */
void
packshot_player_pipeline_set_box (PackshotPlayerPipeline *self, PackshotVideoSize box)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER_PIPELINE (self));

  push (self, (Command){ .run = set_box_run, .box = box });
}

/**
 * packshot_player_pipeline_close:
 * @self: a pipeline
 *
 * Ends the pipeline, however long that takes: the worker keeps the object until it is done.
 */
void
packshot_player_pipeline_close (PackshotPlayerPipeline *self)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER_PIPELINE (self));

  g_atomic_int_set (&self->over, TRUE);
  push (self, (Command){ .run = close_run });
}
