/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-option-row.h"

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (PackshotOptionRow, packshot_option_row, GTK_TYPE_WIDGET)

static void
packshot_option_row_default_init (PackshotOptionRowInterface *iface)
{
  signals[SIGNAL_EDITED] = g_signal_new ("edited", PACKSHOT_TYPE_OPTION_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * packshot_option_row_dup_text:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): its value as packshot_option_parse() reads it, or %NULL
 *   where none is given
 */
char *
packshot_option_row_dup_text (PackshotOptionRow *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION_ROW (self), NULL);

  return PACKSHOT_OPTION_ROW_GET_IFACE (self)->dup_text (self);
}

/**
 * packshot_option_row_set_text:
 * @self: a row
 * @text: a value that packshot_option_format() wrote; "" empties a row that can be empty
 *
 * Shows another value.
 */
void
packshot_option_row_set_text (PackshotOptionRow *self, const char *text)
{
  g_return_if_fail (PACKSHOT_IS_OPTION_ROW (self) && text != NULL);

  PACKSHOT_OPTION_ROW_GET_IFACE (self)->set_text (self, text);
}

/**
 * packshot_option_row_offer:
 * @self: a row
 * @request: what is chosen in the other rows, and maybe in this one
 *
 * Shows which values can be taken. What the row has stays, even where it can't be taken.
 */
void
packshot_option_row_offer (PackshotOptionRow *self, PackshotRequest *request)
{
  g_return_if_fail (PACKSHOT_IS_OPTION_ROW (self) && PACKSHOT_IS_REQUEST (request));

  if (PACKSHOT_OPTION_ROW_GET_IFACE (self)->offer != NULL)
    PACKSHOT_OPTION_ROW_GET_IFACE (self)->offer (self, request);
}

/**
 * packshot_option_row_edited:
 * @self: a row
 *
 * For those who implement one: tells that the value is another now.
 */
void
packshot_option_row_edited (PackshotOptionRow *self)
{
  g_return_if_fail (PACKSHOT_IS_OPTION_ROW (self));

  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}
