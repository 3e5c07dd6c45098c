/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-option-row.h"

G_BEGIN_DECLS

/**
 * PackshotParagraphRow:
 *
 * Text of several lines.
 */
#define PACKSHOT_TYPE_PARAGRAPH_ROW (packshot_paragraph_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotParagraphRow,
                      packshot_paragraph_row,
                      PACKSHOT,
                      PARAGRAPH_ROW,
                      AdwPreferencesRow)

PackshotOptionRow *packshot_paragraph_row_new (PackshotOption *option);

G_END_DECLS
