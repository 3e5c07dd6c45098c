/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

static inline void
append16 (GByteArray *data, guint value, gboolean big_endian)
{
  guint16 word = big_endian ? GUINT16_TO_BE (value) : GUINT16_TO_LE (value);

  g_byte_array_append (data, (guint8 *) &word, sizeof word);
}

static inline void
append32 (GByteArray *data, guint32 value, gboolean big_endian)
{
  guint32 word = big_endian ? GUINT32_TO_BE (value) : GUINT32_TO_LE (value);

  g_byte_array_append (data, (guint8 *) &word, sizeof word);
}

static inline void
append_text (GByteArray *data, const char *text)
{
  g_byte_array_append (data, (const guint8 *) text, strlen (text));
}

static inline void
append_byte (GByteArray *data, guint8 byte)
{
  g_byte_array_append (data, &byte, 1);
}

static inline void
insert (GByteArray *data, guint position, const GByteArray *piece)
{
  guint tail = data->len - position;

  g_byte_array_set_size (data, data->len + piece->len);
  memmove (data->data + position + piece->len, data->data + position, tail);
  memcpy (data->data + position, piece->data, piece->len);
}

G_END_DECLS
