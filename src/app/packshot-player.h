/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-video-fit.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * PackshotPlayer:
 *
 * Plays one video after another into a #GdkPaintable, without a widget. Its properties can be bound
 * to, and none of its functions waits for anything.
 */
#define PACKSHOT_TYPE_PLAYER (packshot_player_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPlayer, packshot_player, PACKSHOT, PLAYER, GObject)

PackshotPlayer *packshot_player_new (void) G_GNUC_WARN_UNUSED_RESULT;
void packshot_player_open (PackshotPlayer *self, const char *path, const char *cover_path);
void packshot_player_close (PackshotPlayer *self);
GdkPaintable *packshot_player_get_paintable (PackshotPlayer *self);
const char *packshot_player_get_path (PackshotPlayer *self);
gboolean packshot_player_get_playing (PackshotPlayer *self);
gboolean packshot_player_get_seekable (PackshotPlayer *self);
double packshot_player_get_position (PackshotPlayer *self);
double packshot_player_get_duration (PackshotPlayer *self);
const GError *packshot_player_get_error (PackshotPlayer *self);
guint packshot_player_get_n_painted (PackshotPlayer *self);
guint packshot_player_get_n_dropped (PackshotPlayer *self);
void packshot_player_set_playing (PackshotPlayer *self, gboolean playing);
void packshot_player_set_scrubbing (PackshotPlayer *self, gboolean scrubbing);
void packshot_player_set_box (PackshotPlayer *self, PackshotVideoSize box);
void packshot_player_seek (PackshotPlayer *self, double position);
void packshot_player_step (PackshotPlayer *self, int n_frames);

G_END_DECLS
