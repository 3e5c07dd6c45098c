/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotPlayerMove:
 * @PACKSHOT_PLAYER_MOVE_NONE: nothing but playing on
 * @PACKSHOT_PLAYER_MOVE_JUMP: showing another time of the video
 * @PACKSHOT_PLAYER_MOVE_STEP: showing the next frame
 *
 * What a player is about beside playing.
 */
typedef enum
{
  PACKSHOT_PLAYER_MOVE_NONE,
  PACKSHOT_PLAYER_MOVE_JUMP,
  PACKSHOT_PLAYER_MOVE_STEP,
} PackshotPlayerMove;

/**
 * PackshotPlayerMotion:
 * @under_way: what was begun; whoever sees it done clears it
 * @has_goal: whether a jump to @goal waits
 * @goal: a time
 * @accurate: whether the very frame of @goal is wanted, not a key frame nearby
 * @steps: frames to step, or back where negative, that wait
 * @time: when the frame that is shown begins
 * @end: when it ends
 * @frame: how long frames are shown
 * @duration: how long the video is; 0 where that isn't known
 *
 * Decides which jump or step comes next: one at a time, and of many jumps that were wanted
 * meanwhile the last. All times are in nanoseconds.
 */
typedef struct
{
  PackshotPlayerMove under_way;
  gboolean has_goal;
  guint64 goal;
  gboolean accurate;
  int steps;
  guint64 time;
  guint64 end;
  guint64 frame;
  guint64 duration;
} PackshotPlayerMotion;

void packshot_player_motion_init (PackshotPlayerMotion *self);
void packshot_player_motion_want_jump (PackshotPlayerMotion *self, guint64 time, gboolean accurate);
void packshot_player_motion_want_step (PackshotPlayerMotion *self, int n_frames);
PackshotPlayerMove
packshot_player_motion_begin (PackshotPlayerMotion *self, guint64 *time, gboolean *accurate);
gboolean packshot_player_motion_is_at_last (const PackshotPlayerMotion *self);
gboolean packshot_player_motion_is_jumping (const PackshotPlayerMotion *self);

G_END_DECLS
