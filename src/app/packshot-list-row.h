/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-option-row.h"

G_BEGIN_DECLS

/**
 * PackshotListRow:
 *
 * Many choices in a list that drops down.
 */
#define PACKSHOT_TYPE_LIST_ROW (packshot_list_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotListRow, packshot_list_row, PACKSHOT, LIST_ROW, AdwComboRow)

PackshotOptionRow *packshot_list_row_new (PackshotOption *option);

G_END_DECLS
