/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-option-row.h"

G_BEGIN_DECLS

/**
 * PackshotRangeRow:
 *
 * A number between two ends.
 */
#define PACKSHOT_TYPE_RANGE_ROW (packshot_range_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotRangeRow, packshot_range_row, PACKSHOT, RANGE_ROW, AdwPreferencesRow)

PackshotOptionRow *packshot_range_row_new (PackshotOption *option);

G_END_DECLS
