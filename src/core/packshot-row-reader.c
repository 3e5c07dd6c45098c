/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-row-reader.h"

#include <math.h>
#include <string.h>

#include "packshot-text.h"

static void
complain (PackshotRowReader *self)
{
  if (self->problem == NULL)
    self->problem = g_strdup (sqlite3_column_name (self->statement, self->column));
}

static gboolean
is_null (PackshotRowReader *self)
{
  return sqlite3_column_type (self->statement, self->column) == SQLITE_NULL;
}

/* A text or a blob, as a string without a NUL in its midst. */
static char *
dup_bytes (PackshotRowReader *self, int type)
{
  const char *bytes;
  gsize size;

  if (sqlite3_column_type (self->statement, self->column) != type)
    {
      complain (self);
      return NULL;
    }

  bytes = sqlite3_column_blob (self->statement, self->column);
  size = (gsize) sqlite3_column_bytes (self->statement, self->column);
  if (size > 0 && memchr (bytes, '\0', size) != NULL)
    {
      complain (self);
      return NULL;
    }

  return g_strndup (size > 0 ? bytes : "", size);
}

static char *
dup_text (PackshotRowReader *self)
{
  g_autofree char *text = dup_bytes (self, SQLITE_TEXT);

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    {
      complain (self);
      return NULL;
    }

  return g_steal_pointer (&text);
}

static char *
dup_path (PackshotRowReader *self)
{
  g_autofree char *path = dup_bytes (self, SQLITE_BLOB);

  if (path != NULL && !g_path_is_absolute (path))
    {
      complain (self);
      return NULL;
    }

  return g_steal_pointer (&path);
}

/**
 * packshot_row_reader_clear:
 * @self: a reader
 */
void
packshot_row_reader_clear (PackshotRowReader *self)
{
  g_clear_pointer (&self->problem, g_free);
}

/**
 * packshot_row_reader_get_int:
 * @self: a reader
 *
 * Returns: a number of 0 or more
 */
gint64
packshot_row_reader_get_int (PackshotRowReader *self)
{
  gint64 value = 0;

  if (sqlite3_column_type (self->statement, self->column) == SQLITE_INTEGER)
    value = sqlite3_column_int64 (self->statement, self->column);
  else
    complain (self);

  if (value < 0)
    complain (self);

  self->column++;
  return value;
}

/**
 * packshot_row_reader_get_int_or:
 * @self: a reader
 * @fallback: what to give where there is nothing
 *
 * Returns: a number of 0 or more, or @fallback
 */
gint64
packshot_row_reader_get_int_or (PackshotRowReader *self, gint64 fallback)
{
  if (!is_null (self))
    return packshot_row_reader_get_int (self);

  self->column++;
  return fallback;
}

/**
 * packshot_row_reader_get_size:
 * @self: a reader
 *
 * Returns: the width or height of a picture, in pixels; 0 where there is nothing
 */
guint
packshot_row_reader_get_size (PackshotRowReader *self)
{
  gint64 value = 0;

  if (sqlite3_column_type (self->statement, self->column) == SQLITE_INTEGER)
    value = sqlite3_column_int64 (self->statement, self->column);
  else if (!is_null (self))
    complain (self);

  if (value < 0 || value > G_MAXUINT16)
    complain (self);

  self->column++;
  return (guint) value;
}

/**
 * packshot_row_reader_get_double:
 * @self: a reader
 *
 * Returns: a finite number of 0 or more; 0 where there is nothing
 */
double
packshot_row_reader_get_double (PackshotRowReader *self)
{
  double value = 0;

  if (sqlite3_column_type (self->statement, self->column) == SQLITE_FLOAT)
    value = sqlite3_column_double (self->statement, self->column);
  else if (!is_null (self))
    complain (self);

  if (!isfinite (value) || value < 0)
    complain (self);

  self->column++;
  return value;
}

/**
 * packshot_row_reader_get_enum:
 * @self: a reader
 * @type: an enum type
 *
 * Returns: the value whose nick is there
 */
int
packshot_row_reader_get_enum (PackshotRowReader *self, GType type)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  g_autofree char *nick = dup_bytes (self, SQLITE_TEXT);
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (value == NULL)
    complain (self);

  self->column++;
  return value != NULL ? value->value : 0;
}

/**
 * packshot_row_reader_dup_text:
 * @self: a reader
 *
 * Returns: (transfer full): a text
 */
char *
packshot_row_reader_dup_text (PackshotRowReader *self)
{
  char *text = dup_text (self);

  self->column++;
  return text;
}

/**
 * packshot_row_reader_dup_text_or_null:
 * @self: a reader
 *
 * Returns: (transfer full) (nullable): a text, or %NULL where there is nothing
 */
char *
packshot_row_reader_dup_text_or_null (PackshotRowReader *self)
{
  char *text = is_null (self) ? NULL : dup_text (self);

  self->column++;
  return text;
}

/**
 * packshot_row_reader_dup_words:
 * @self: a reader
 *
 * For what is only shown: no job is put aside for it.
 *
 * Returns: (transfer full) (nullable): valid UTF-8, with U+FFFD for what can't be read; %NULL where
 *   there is nothing
 */
char *
packshot_row_reader_dup_words (PackshotRowReader *self)
{
  char *words = NULL;

  if (!is_null (self))
    {
      const char *bytes = sqlite3_column_blob (self->statement, self->column);
      int size = sqlite3_column_bytes (self->statement, self->column);

      words = g_utf8_make_valid (size > 0 ? bytes : "", size);
    }

  self->column++;
  return words;
}

/* It names a folder, and stands in lists on terminals as it is. */
static gboolean
is_name (const char *text)
{
  g_autofree char *shown = packshot_text_printable (text, G_MAXUINT);

  return *text != '\0' && *text != '.' && strchr (text, '/') == NULL && g_str_equal (shown, text);
}

/**
 * packshot_row_reader_dup_name:
 * @self: a reader
 *
 * Returns: (transfer full): a text that is fit for the name of a file, and to be shown
 */
char *
packshot_row_reader_dup_name (PackshotRowReader *self)
{
  g_autofree char *name = dup_text (self);

  if (name != NULL && !is_name (name))
    complain (self);

  self->column++;
  return g_steal_pointer (&name);
}

/**
 * packshot_row_reader_dup_path:
 * @self: a reader
 *
 * Returns: (transfer full) (type filename): an absolute path
 */
char *
packshot_row_reader_dup_path (PackshotRowReader *self)
{
  char *path = dup_path (self);

  self->column++;
  return path;
}

/**
 * packshot_row_reader_dup_path_or_null:
 * @self: a reader
 *
 * Returns: (transfer full) (nullable) (type filename): an absolute path, or %NULL where there is
 *   nothing
 */
char *
packshot_row_reader_dup_path_or_null (PackshotRowReader *self)
{
  char *path = is_null (self) ? NULL : dup_path (self);

  self->column++;
  return path;
}
