/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-option-row.h"

G_BEGIN_DECLS

/**
 * PackshotTextRow:
 *
 * One line of text.
 */
#define PACKSHOT_TYPE_TEXT_ROW (packshot_text_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotTextRow, packshot_text_row, PACKSHOT, TEXT_ROW, AdwEntryRow)

PackshotOptionRow *packshot_text_row_new (PackshotOption *option);

G_END_DECLS
