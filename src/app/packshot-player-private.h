/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-player-motion.h"
#include "packshot-player-pipeline.h"
#include "packshot-player.h"
#include "packshot-video-paintable.h"

G_BEGIN_DECLS

struct _PackshotPlayer
{
  GObject parent_instance;

  PackshotVideoPaintable *paintable; /* (owned) */
  gboolean loop;
  gboolean muted;
  double volume;
  PackshotVideoSize box;

  /* Of the video that is open. */
  char *path;                       /* (owned) (nullable) */
  PackshotPlayerPipeline *pipeline; /* (owned) (nullable): not after an error */
  GCancellable *cover_cancellable;  /* (owned) (nullable) */
  GPtrArray *missing;               /* (owned) (element-type utf8): what GStreamer lacks */
  GHashTable *dropped; /* (owned) (element-type utf8 guint64): by element, since late */
  guint n_replaced;    /* never looked at, since this thread was late */
  GError *error;       /* (owned) (nullable) */
  PackshotPlayerMotion motion;
  GstState state;
  gboolean has_picture;
  gboolean playing;
  gboolean ended;
  gboolean scrubbing;
  gboolean out_of_step; /* whether the sound is not where the picture is */
  gboolean out_of_size; /* whether the frame that rests was made for another box */
  gboolean seekable;
  gboolean has_sound;
  double position;
};

typedef enum
{
  PROP_PATH = 1,
  PROP_PAINTABLE,
  PROP_PLAYING,
  PROP_POSITION,
  PROP_DURATION,
  PROP_SEEKABLE,
  PROP_HAS_SOUND,
  PROP_VOLUME,
  PROP_MUTED,
  PROP_LOOP,
  PROP_ERROR,
  PROP_N_DROPPED,
} PackshotPlayerProperty;

void packshot_player_notify (PackshotPlayer *self, PackshotPlayerProperty property);
void packshot_player_set_flag (PackshotPlayer *self,
                               gboolean *flag,
                               gboolean value,
                               PackshotPlayerProperty property);
void packshot_player_set_position (PackshotPlayer *self, double position);
void packshot_player_update_state (PackshotPlayer *self);
void packshot_player_move_on (PackshotPlayer *self);
void packshot_player_jump (PackshotPlayer *self, guint64 time, gboolean accurate);
void packshot_player_fail (PackshotPlayer *self, GError *error);
void packshot_player_listen (PackshotPlayer *self);

G_END_DECLS
