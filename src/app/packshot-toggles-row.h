/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-option-row.h"

G_BEGIN_DECLS

/**
 * PackshotTogglesRow:
 *
 * A few choices side by side, with their shapes drawn where they are shapes.
 */
#define PACKSHOT_TYPE_TOGGLES_ROW (packshot_toggles_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotTogglesRow,
                      packshot_toggles_row,
                      PACKSHOT,
                      TOGGLES_ROW,
                      AdwPreferencesRow)

gboolean packshot_toggles_row_fits (PackshotOption *option);
PackshotOptionRow *packshot_toggles_row_new (PackshotOption *option);

G_END_DECLS
