/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-option-row.h"

G_BEGIN_DECLS

/**
 * PackshotPictureRow:
 *
 * A picture beside the main one: dropped, chosen among the files, or from the web. It shows what it
 * has, and can be emptied.
 */
#define PACKSHOT_TYPE_PICTURE_ROW (packshot_picture_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPictureRow, packshot_picture_row, PACKSHOT, PICTURE_ROW, AdwActionRow)

PackshotOptionRow *packshot_picture_row_new (PackshotOption *option);

G_END_DECLS
