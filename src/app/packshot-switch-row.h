/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-option-row.h"

G_BEGIN_DECLS

/**
 * PackshotSwitchRow:
 *
 * On or off.
 */
#define PACKSHOT_TYPE_SWITCH_ROW (packshot_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotSwitchRow, packshot_switch_row, PACKSHOT, SWITCH_ROW, AdwActionRow)

PackshotOptionRow *packshot_switch_row_new (PackshotOption *option);

G_END_DECLS
