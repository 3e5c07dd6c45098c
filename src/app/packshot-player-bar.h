/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-player.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotPlayerBar:
 *
 * What a player is operated with: position, buttons, volume. Some of its buttons need the actions
 * of a #PackshotPlayerView around it.
 */
#define PACKSHOT_TYPE_PLAYER_BAR (packshot_player_bar_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPlayerBar, packshot_player_bar, PACKSHOT, PLAYER_BAR, GtkWidget)

void packshot_player_bar_set_player (PackshotPlayerBar *self, PackshotPlayer *player);
void packshot_player_bar_set_fullscreen (PackshotPlayerBar *self, gboolean fullscreen);
gboolean packshot_player_bar_is_in_use (PackshotPlayerBar *self);

G_END_DECLS
