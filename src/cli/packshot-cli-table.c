/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* Rows whose cells stand below each other. */

#include "packshot-cli-table.h"

#include "packshot-cli-layout.h"
#include "packshot-cli-say.h"

/* Between two columns. */
#define GAP 2

static guint
measure (GPtrArray *rows, guint column)
{
  guint width = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (rows, i);

      width = MAX (width, packshot_cli_layout_columns (g_ptr_array_index (row, column)));
    }

  return width;
}

static void
append_row (GString *text, GPtrArray *row, const guint *widths)
{
  for (guint column = 0; column < row->len; column++)
    {
      const char *cell = g_ptr_array_index (row, column);
      guint pad = widths[column] - packshot_cli_layout_columns (cell) + GAP;

      g_string_append (text, cell);
      if (column + 1 < row->len)
        g_string_append_printf (text, "%*s", (int) pad, "");
    }

  g_string_append_c (text, '\n');
}

/**
 * packshot_cli_table_print:
 * @rows: (element-type GPtrArray): rows, the first one being the head; each an array of as many
 *   texts
 *
 * Prints them, each column as wide as its widest cell.
 */
void
packshot_cli_table_print (GPtrArray *rows)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_columns = rows->len > 0 ? ((GPtrArray *) g_ptr_array_index (rows, 0))->len : 0;
  g_autofree guint *widths = g_new0 (guint, n_columns);

  for (guint column = 0; column < n_columns; column++)
    widths[column] = measure (rows, column);
  for (guint i = 0; i < rows->len; i++)
    append_row (text, g_ptr_array_index (rows, i), widths);

  packshot_cli_explain (text->str);
}
