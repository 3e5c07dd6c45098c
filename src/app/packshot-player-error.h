/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotPlayerError:
 * @PACKSHOT_PLAYER_ERROR_NOT_FOUND: there is no such file, or it can't be read
 * @PACKSHOT_PLAYER_ERROR_NOT_A_VIDEO: the file holds no video, or is damaged before its first frame
 * @PACKSHOT_PLAYER_ERROR_NO_DECODER: a decoder is not installed; the message names it
 * @PACKSHOT_PLAYER_ERROR_FAILED: playing failed otherwise
 */
typedef enum
{
  PACKSHOT_PLAYER_ERROR_NOT_FOUND,
  PACKSHOT_PLAYER_ERROR_NOT_A_VIDEO,
  PACKSHOT_PLAYER_ERROR_NO_DECODER,
  PACKSHOT_PLAYER_ERROR_FAILED,
} PackshotPlayerError;

#define PACKSHOT_PLAYER_ERROR (packshot_player_error_quark ())

GQuark packshot_player_error_quark (void);

G_END_DECLS
