/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-player-message.h"
#include "packshot-player-private.h"

#include <gst/pbutils/pbutils.h>

/* While a jump is under way the position is where it goes. */
static gboolean
may_tell_position (PackshotPlayer *self)
{
  return !self->scrubbing && !self->ended && !packshot_player_motion_is_jumping (&self->motion);
}

static void
come_to_end (PackshotPlayer *self)
{
  if (self->motion.has_goal)
    return;

  g_debug ("%u frames painted, %u dropped", packshot_player_get_n_painted (self),
           packshot_player_get_n_dropped (self));

  /* What is seen stays until the first frame is there again. */
  if (self->loop)
    {
      packshot_player_jump (self, 0, TRUE);
      packshot_player_set_position (self, 0);
      return;
    }

  self->ended = TRUE;
  packshot_player_set_flag (self, &self->playing, FALSE, PROP_PLAYING);
  packshot_player_set_position (self, packshot_player_get_duration (self));
  packshot_player_update_state (self);
  /* It came too late, perhaps; but it is to rest there. */
  if (!packshot_player_motion_is_at_last (&self->motion))
    packshot_player_jump (self, self->motion.duration, TRUE);
}

/* Has the frame that rests made anew, as sharp as there is room for. */
static void
refresh (PackshotPlayer *self)
{
  if (!self->out_of_size || self->state != GST_STATE_PAUSED || !self->has_picture
      || packshot_player_motion_is_jumping (&self->motion))
    return;

  self->out_of_size = FALSE;
  packshot_player_jump (self, self->motion.time, TRUE);
}

static void
learn_facts (PackshotPlayer *self, const GstStructure *facts)
{
  gboolean seekable = FALSE;
  gboolean has_sound = self->has_sound;
  gint64 duration = 0;

  gst_structure_get (facts, "duration", G_TYPE_INT64, &duration, "seekable", G_TYPE_BOOLEAN,
                     &seekable, NULL);
  gst_structure_get_boolean (facts, "has-sound", &has_sound);
  if (self->motion.duration != (guint64) duration)
    {
      self->motion.duration = (guint64) duration;
      packshot_player_notify (self, PROP_DURATION);
    }
  packshot_player_set_flag (self, &self->has_sound, has_sound, PROP_HAS_SOUND);
  packshot_player_set_flag (self, &self->seekable, seekable, PROP_SEEKABLE);
}

static void
arrive (PackshotPlayer *self, const GstStructure *facts)
{
  if (!self->has_picture)
    {
      packshot_player_fail (self, packshot_player_error_new_no_picture (self->missing));
      return;
    }

  learn_facts (self, facts);
  self->motion.under_way = PACKSHOT_PLAYER_MOVE_NONE;
  packshot_player_move_on (self);
  /* Where the frame begins that is shown, though the jump may have gone into its middle. */
  if (may_tell_position (self))
    packshot_player_set_position (self,
                                  (double) (self->motion.end - self->motion.frame) / GST_SECOND);
  refresh (self);
}

static void
learn_application (PackshotPlayer *self, const GstStructure *structure)
{
  if (gst_structure_has_name (structure, PACKSHOT_PLAYER_ARRIVED))
    arrive (self, structure);
  else if (gst_structure_has_name (structure, PACKSHOT_PLAYER_RESIZED))
    {
      self->out_of_size = TRUE;
      refresh (self);
    }
}

static void
learn_dropped (PackshotPlayer *self, GstMessage *message)
{
  guint64 n_dropped;

  gst_message_parse_qos_stats (message, NULL, NULL, &n_dropped);
  if (n_dropped == G_MAXUINT64 || GST_MESSAGE_SRC (message) == NULL)
    return;

  g_hash_table_insert (self->dropped, gst_object_get_path_string (GST_MESSAGE_SRC (message)),
                       g_memdup2 (&n_dropped, sizeof n_dropped));
  packshot_player_notify (self, PROP_N_DROPPED);
}

static void
learn_streams (PackshotPlayer *self, GstMessage *message)
{
  g_autoptr (GstStreamCollection) streams = NULL;
  gboolean has_sound = FALSE;

  gst_message_parse_stream_collection (message, &streams);
  for (guint i = 0; streams != NULL && i < gst_stream_collection_get_size (streams); i++)
    {
      GstStream *stream = gst_stream_collection_get_stream (streams, i);

      has_sound |= (gst_stream_get_stream_type (stream) & GST_STREAM_TYPE_AUDIO) != 0;
    }
  packshot_player_set_flag (self, &self->has_sound, has_sound, PROP_HAS_SOUND);
}

static void
message_cb (PackshotPlayerPipeline *pipeline, GstMessage *message, PackshotPlayer *self)
{
  switch ((int) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ERROR:
      packshot_player_fail (self, packshot_player_message_to_error (message, self->missing));
      break;
    case GST_MESSAGE_EOS:
      come_to_end (self);
      break;
    case GST_MESSAGE_QOS:
      learn_dropped (self, message);
      break;
    case GST_MESSAGE_CLOCK_LOST:
      packshot_player_pipeline_set_state (self->pipeline, GST_STATE_PAUSED);
      packshot_player_pipeline_set_state (self->pipeline, self->state);
      break;
    case GST_MESSAGE_STREAM_COLLECTION:
      learn_streams (self, message);
      break;
    case GST_MESSAGE_ELEMENT:
      g_ptr_array_add (self->missing, gst_missing_plugin_message_get_description (message));
      break;
    case GST_MESSAGE_APPLICATION:
      learn_application (self, gst_message_get_structure (message));
      break;
    default:
      break;
    }
}

static void
picture_cb (PackshotVideoSink *sink, PackshotPlayer *self)
{
  PackshotVideoPicture picture;

  if (!packshot_video_sink_take (sink, &picture))
    return;

  packshot_video_paintable_show (self->paintable, picture.texture, picture.size);
  g_object_unref (picture.texture);
  self->has_picture = TRUE;
  self->motion.time = picture.time;
  self->motion.end = MAX (picture.end, picture.frame);
  self->motion.frame = picture.frame;

  if (may_tell_position (self))
    packshot_player_set_position (self, (double) picture.time / GST_SECOND);
  if (picture.n_replaced > 0)
    {
      self->n_replaced += picture.n_replaced;
      packshot_player_notify (self, PROP_N_DROPPED);
    }
}

/**
 * packshot_player_listen:
 * @self: a player that has a pipeline
 *
 * Has what comes from the pipeline reach the player.
 */
void
packshot_player_listen (PackshotPlayer *self)
{
  g_signal_connect (self->pipeline, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (packshot_player_pipeline_get_sink (self->pipeline), "picture",
                    G_CALLBACK (picture_cb), self);
}
