/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-option-row.h"
#include "packshot-service.h"

G_BEGIN_DECLS

/**
 * PackshotPickRow:
 *
 * One of so many values that they have a page of their own, or one that is none of them.
 */
#define PACKSHOT_TYPE_PICK_ROW (packshot_pick_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPickRow, packshot_pick_row, PACKSHOT, PICK_ROW, AdwActionRow)

PackshotOptionRow *packshot_pick_row_new (PackshotOption *option);

void packshot_pick_row_set_service (PackshotPickRow *self, PackshotService *service);

G_END_DECLS
