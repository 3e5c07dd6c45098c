/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-player-motion.h"

static gboolean
is_first_frame (const PackshotPlayerMotion *self)
{
  return self->end < self->frame + self->frame / 2;
}

/* There is no frame at the very end of a video, so that nothing would be shown. */
static guint64
clamp_to_frames (const PackshotPlayerMotion *self, guint64 time)
{
  if (self->duration == 0)
    return time;

  return MIN (time, self->duration - MIN (self->duration, self->frame - self->frame / 4));
}

/* To the middle of the frame before, so that no rounding misses it; and counted from the end of the
 * frame that is shown, since after a jump into its middle a frame seems to begin only there. */
static void
begin_step_back (PackshotPlayerMotion *self)
{
  self->steps++;
  self->goal = self->end - self->frame - self->frame / 2;
  self->accurate = TRUE;
  self->has_goal = TRUE;
}

/**
 * packshot_player_motion_init:
 * @self: memory for a motion
 *
 * Begins with a jump to the first frame under way: a video that is being opened.
 */
void
packshot_player_motion_init (PackshotPlayerMotion *self)
{
  *self = (PackshotPlayerMotion){ .under_way = PACKSHOT_PLAYER_MOVE_JUMP };
}

/**
 * packshot_player_motion_want_jump:
 * @self: a motion
 * @time: where to go
 * @accurate: whether the very frame of @time is wanted
 *
 * Asks for a jump, in the place of all that waits.
 */
void
packshot_player_motion_want_jump (PackshotPlayerMotion *self, guint64 time, gboolean accurate)
{
  self->has_goal = TRUE;
  self->goal = time;
  self->accurate = accurate;
  self->steps = 0;
}

/**
 * packshot_player_motion_want_step:
 * @self: a motion
 * @n_frames: how many frames to go on, or back where negative
 *
 * Asks for steps, after what else waits. A step beyond the first or the last frame is none.
 */
void
packshot_player_motion_want_step (PackshotPlayerMotion *self, int n_frames)
{
  self->steps += n_frames;
}

/**
 * packshot_player_motion_is_at_last:
 * @self: a motion
 *
 * Returns: whether the frame that is shown is the last of the video
 */
gboolean
packshot_player_motion_is_at_last (const PackshotPlayerMotion *self)
{
  /* Within half a frame, since containers round their times. */
  return self->duration > 0 && self->end + self->frame / 2 >= self->duration;
}

/**
 * packshot_player_motion_begin:
 * @self: a motion
 * @time: (out): where to jump
 * @accurate: (out): whether to the very frame
 *
 * Decides what to begin now, which then is under way.
 *
 * Returns: what to begin, if anything
 */
PackshotPlayerMove
packshot_player_motion_begin (PackshotPlayerMotion *self, guint64 *time, gboolean *accurate)
{
  if (self->under_way != PACKSHOT_PLAYER_MOVE_NONE)
    return PACKSHOT_PLAYER_MOVE_NONE;

  if (!self->has_goal)
    {
      if (self->steps == 0
          || (self->steps > 0 ? packshot_player_motion_is_at_last (self) : is_first_frame (self)))
        {
          self->steps = 0;
          return PACKSHOT_PLAYER_MOVE_NONE;
        }
      if (self->steps > 0)
        {
          self->steps--;
          return self->under_way = PACKSHOT_PLAYER_MOVE_STEP;
        }
      begin_step_back (self);
    }

  *time = clamp_to_frames (self, self->goal);
  *accurate = self->accurate;
  self->has_goal = FALSE;

  return self->under_way = PACKSHOT_PLAYER_MOVE_JUMP;
}

/**
 * packshot_player_motion_is_jumping:
 * @self: a motion
 *
 * Returns: whether the frame that is shown is not the one that will be, because of a jump
 */
gboolean
packshot_player_motion_is_jumping (const PackshotPlayerMotion *self)
{
  return self->has_goal || self->under_way == PACKSHOT_PLAYER_MOVE_JUMP;
}
