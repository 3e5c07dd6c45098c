/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotMediaError:
 * @PACKSHOT_MEDIA_ERROR_NO_ENCODER: no encoder of the kind asked for is installed
 * @PACKSHOT_MEDIA_ERROR_NO_SPACE: the disk is full
 * @PACKSHOT_MEDIA_ERROR_NOT_WRITABLE: the file can't be written where it was asked for
 * @PACKSHOT_MEDIA_ERROR_FAILED: encoding, writing or reading failed otherwise
 * @PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO: the file is something else, or has no picture track
 * @PACKSHOT_MEDIA_ERROR_CUT_SHORT: the video is not all there
 * @PACKSHOT_MEDIA_ERROR_BROKEN: the video is damaged
 * @PACKSHOT_MEDIA_ERROR_NO_DECODER: no decoder for the video is installed
 */
typedef enum
{
  PACKSHOT_MEDIA_ERROR_NO_ENCODER,
  PACKSHOT_MEDIA_ERROR_NO_SPACE,
  PACKSHOT_MEDIA_ERROR_NOT_WRITABLE,
  PACKSHOT_MEDIA_ERROR_FAILED,
  PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO,
  PACKSHOT_MEDIA_ERROR_CUT_SHORT,
  PACKSHOT_MEDIA_ERROR_BROKEN,
  PACKSHOT_MEDIA_ERROR_NO_DECODER,
} PackshotMediaError;

#define PACKSHOT_MEDIA_ERROR (packshot_media_error_quark ())

GQuark packshot_media_error_quark (void);

G_END_DECLS
