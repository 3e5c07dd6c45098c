/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * PackshotRowReader:
 * @statement: a statement with a row
 * @column: the next column
 * @problem: (nullable): the name of the first column that could not be read
 *
 * Reads the columns of a row one after the other, and believes none of them: whatever is in a file
 * may be there. After a problem it goes on, with values to be thrown away. Begin one with
 * `g_auto (PackshotRowReader) reader = { statement, 0, NULL };`.
 */
typedef struct
{
  sqlite3_stmt *statement;
  int column;
  char *problem;
} PackshotRowReader;

void packshot_row_reader_clear (PackshotRowReader *self);

gint64 packshot_row_reader_get_int (PackshotRowReader *self);
gint64 packshot_row_reader_get_int_or (PackshotRowReader *self, gint64 fallback);
guint packshot_row_reader_get_size (PackshotRowReader *self);
double packshot_row_reader_get_double (PackshotRowReader *self);
int packshot_row_reader_get_enum (PackshotRowReader *self, GType type);
char *packshot_row_reader_dup_text (PackshotRowReader *self);
char *packshot_row_reader_dup_text_or_null (PackshotRowReader *self);
char *packshot_row_reader_dup_words (PackshotRowReader *self);
char *packshot_row_reader_dup_name (PackshotRowReader *self);
char *packshot_row_reader_dup_path (PackshotRowReader *self);
char *packshot_row_reader_dup_path_or_null (PackshotRowReader *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotRowReader, packshot_row_reader_clear)

G_END_DECLS
