/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-player-private.h"

/**
 * packshot_player_update_state:
 * @self: a player
 *
 * Has the pipeline play or rest, as the user and what is going on want it.
 */
void
packshot_player_update_state (PackshotPlayer *self)
{
  GstState state = self->playing && !self->scrubbing ? GST_STATE_PLAYING : GST_STATE_PAUSED;

  if (self->pipeline == NULL || state == self->state)
    return;

  self->state = state;
  if (state == GST_STATE_PLAYING)
    self->out_of_size = FALSE;
  packshot_player_pipeline_set_state (self->pipeline, state);
}

/**
 * packshot_player_move_on:
 * @self: a player
 *
 * Begins the jump or step that is next, if it is time for one.
 */
void
packshot_player_move_on (PackshotPlayer *self)
{
  gboolean accurate;
  guint64 time;

  if (self->pipeline == NULL)
    return;

  switch (packshot_player_motion_begin (&self->motion, &time, &accurate))
    {
    case PACKSHOT_PLAYER_MOVE_JUMP:
      self->out_of_step = FALSE;
      packshot_player_pipeline_seek (self->pipeline, time, accurate);
      break;
    case PACKSHOT_PLAYER_MOVE_STEP:
      self->out_of_step = TRUE;
      packshot_player_pipeline_step (self->pipeline);
      break;
    case PACKSHOT_PLAYER_MOVE_NONE:
    default:
      break;
    }
}

/**
 * packshot_player_jump:
 * @self: a player
 * @time: where to, in nanoseconds from the start
 * @accurate: whether to that very frame, and not to one nearby that is found sooner
 *
 * Jumps as soon as can be, and says nothing of the position.
 */
void
packshot_player_jump (PackshotPlayer *self, guint64 time, gboolean accurate)
{
  packshot_player_motion_want_jump (&self->motion, time, accurate);
  packshot_player_move_on (self);
}

/**
 * packshot_player_set_playing:
 * @self: a player
 * @playing: whether to play
 *
 * Plays on, from the beginning after the end; or pauses. The first time, the cover gives way.
 */
void
packshot_player_set_playing (PackshotPlayer *self, gboolean playing)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER (self));

  if (self->pipeline == NULL || self->playing == playing)
    return;

  if (playing)
    {
      packshot_video_paintable_lift_cover (self->paintable);
      if (self->ended || packshot_player_motion_is_at_last (&self->motion))
        packshot_player_seek (self, 0);
      else if (self->out_of_step)
        packshot_player_jump (self, self->motion.time, TRUE);
    }
  packshot_player_set_flag (self, &self->playing, playing, PROP_PLAYING);
  packshot_player_update_state (self);
}

/**
 * packshot_player_set_scrubbing:
 * @self: a player
 * @scrubbing: whether the position is being dragged
 *
 * Between the two calls jumps go to key frames, which is quick, and the video rests. The last one
 * is made exact.
 */
void
packshot_player_set_scrubbing (PackshotPlayer *self, gboolean scrubbing)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER (self));

  if (self->pipeline == NULL || self->scrubbing == scrubbing)
    return;

  self->scrubbing = scrubbing;
  if (!scrubbing)
    packshot_player_seek (self, self->position);
  packshot_player_update_state (self);
}

/**
 * packshot_player_set_box:
 * @self: a player
 * @box: the room there is on the screen, in its pixels; 0 × 0 for as much as a video fills
 *
 * Has frames scaled to what is seen of them.
 */
void
packshot_player_set_box (PackshotPlayer *self, PackshotVideoSize box)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER (self));

  if (self->box.width == box.width && self->box.height == box.height)
    return;

  self->box = box;
  if (self->pipeline != NULL)
    packshot_player_pipeline_set_box (self->pipeline, box);
}

/**
 * packshot_player_seek:
 * @self: a player
 * @position: a time in seconds; what lies outside the video is its beginning or its last frame
 *
 * Jumps. The cover gives way to the frame there.
 */
void
packshot_player_seek (PackshotPlayer *self, double position)
{
  double duration = packshot_player_get_duration (self);

  g_return_if_fail (PACKSHOT_IS_PLAYER (self));

  if (self->pipeline == NULL)
    return;

  position = CLAMP (position, 0, duration > 0 ? duration : G_MAXINT);
  packshot_video_paintable_lift_cover (self->paintable);
  self->ended = FALSE;
  packshot_player_jump (self, (guint64) (position * GST_SECOND), !self->scrubbing);
  packshot_player_set_position (self, position);
}

/**
 * packshot_player_step:
 * @self: a player
 * @n_frames: how many frames to go on, or back where negative
 *
 * Pauses, and shows a frame nearby.
 */
void
packshot_player_step (PackshotPlayer *self, int n_frames)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER (self));

  packshot_player_set_playing (self, FALSE);
  packshot_video_paintable_lift_cover (self->paintable);
  if (self->ended && n_frames > 0)
    return;

  self->ended = FALSE;
  packshot_player_motion_want_step (&self->motion, n_frames);
  packshot_player_move_on (self);
}
