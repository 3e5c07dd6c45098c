/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PACKSHOT_PICTURE_ERROR (packshot_picture_error_quark ())

/**
 * PackshotPictureError:
 * @PACKSHOT_PICTURE_ERROR_NOT_FOUND: there is nothing under that name
 * @PACKSHOT_PICTURE_ERROR_NOT_A_FILE: a folder, a pipe or a device
 * @PACKSHOT_PICTURE_ERROR_UNREADABLE: the system would not open or read it
 * @PACKSHOT_PICTURE_ERROR_EMPTY: not a single byte
 * @PACKSHOT_PICTURE_ERROR_TOO_LARGE: more bytes than %PACKSHOT_PICTURE_MAX_BYTES
 * @PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS: more pixels than are opened of that format
 * @PACKSHOT_PICTURE_ERROR_UNKNOWN_FORMAT: no picture, or of a format that cannot be read here
 * @PACKSHOT_PICTURE_ERROR_BROKEN: damaged or cut short
 * @PACKSHOT_PICTURE_ERROR_NO_MEMORY: the pixels do not fit into memory
 * @PACKSHOT_PICTURE_ERROR_TOO_SMALL: fewer pixels than whoever is to get it asks for
 * @PACKSHOT_PICTURE_ERROR_NOT_SENDABLE: it can't be brought into a form that may be sent
 *
 * Why a picture could not be opened or prepared. The message is one plain sentence that names the
 * file by a shortened, printable form of its base name.
 */
typedef enum
{
  PACKSHOT_PICTURE_ERROR_NOT_FOUND,
  PACKSHOT_PICTURE_ERROR_NOT_A_FILE,
  PACKSHOT_PICTURE_ERROR_UNREADABLE,
  PACKSHOT_PICTURE_ERROR_EMPTY,
  PACKSHOT_PICTURE_ERROR_TOO_LARGE,
  PACKSHOT_PICTURE_ERROR_TOO_MANY_PIXELS,
  PACKSHOT_PICTURE_ERROR_UNKNOWN_FORMAT,
  PACKSHOT_PICTURE_ERROR_BROKEN,
  PACKSHOT_PICTURE_ERROR_NO_MEMORY,
  PACKSHOT_PICTURE_ERROR_TOO_SMALL,
  PACKSHOT_PICTURE_ERROR_NOT_SENDABLE,
} PackshotPictureError;

GQuark packshot_picture_error_quark (void);

G_END_DECLS
