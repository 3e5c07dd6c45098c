/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-player.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotPlayerView:
 *
 * Shows a video with everything to play it. In a window that fills the screen, what it is operated
 * with lies over the video and goes away while it plays.
 */
#define PACKSHOT_TYPE_PLAYER_VIEW (packshot_player_view_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPlayerView, packshot_player_view, PACKSHOT, PLAYER_VIEW, GtkWidget)

GtkWidget *packshot_player_view_new (void) G_GNUC_WARN_UNUSED_RESULT;
void packshot_player_view_open (PackshotPlayerView *self,
                                const char *video_path,
                                const char *cover_path);
void packshot_player_view_close (PackshotPlayerView *self);
PackshotPlayer *packshot_player_view_get_player (PackshotPlayerView *self);

G_END_DECLS
