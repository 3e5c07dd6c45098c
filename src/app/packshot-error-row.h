/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PackshotErrorRow:
 *
 * Says what is wrong with the value of the row above it.
 */
#define PACKSHOT_TYPE_ERROR_ROW (packshot_error_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotErrorRow, packshot_error_row, PACKSHOT, ERROR_ROW, AdwPreferencesRow)

GtkWidget *packshot_error_row_new (void);

void packshot_error_row_set_words (PackshotErrorRow *self, const char *words);

G_END_DECLS
