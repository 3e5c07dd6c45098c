/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-request.h"

G_BEGIN_DECLS

/**
 * PackshotOptionRow:
 *
 * A row of a form that holds the value of one option. Its signal "edited" tells that the value is
 * another now.
 */
#define PACKSHOT_TYPE_OPTION_ROW (packshot_option_row_get_type ())
G_DECLARE_INTERFACE (PackshotOptionRow, packshot_option_row, PACKSHOT, OPTION_ROW, GtkWidget)

/**
 * PackshotOptionRowInterface:
 * @dup_text: gives the value as packshot_option_parse() reads it, or %NULL where none is given
 * @set_text: shows a value that packshot_option_format() wrote
 * @offer: (nullable): shows which values can be taken with the others of a request; the one that
 *   the row has stays
 */
struct _PackshotOptionRowInterface
{
  GTypeInterface parent_interface;

  char *(*dup_text) (PackshotOptionRow *self);
  void (*set_text) (PackshotOptionRow *self, const char *text);
  void (*offer) (PackshotOptionRow *self, PackshotRequest *request);
};

char *packshot_option_row_dup_text (PackshotOptionRow *self);
void packshot_option_row_set_text (PackshotOptionRow *self, const char *text);
void packshot_option_row_offer (PackshotOptionRow *self, PackshotRequest *request);
void packshot_option_row_edited (PackshotOptionRow *self);

G_END_DECLS
