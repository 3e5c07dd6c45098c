/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-player-error.h"

G_DEFINE_QUARK (packshot - player - error - quark, packshot_player_error)
