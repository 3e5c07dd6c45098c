/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-fixtures.h"

#include "picture-bytes.h"

static void
append24 (GByteArray *data, guint value)
{
  append16 (data, value & 0xffff, FALSE);
  append_byte (data, value >> 16);
}

/* A simple WebP becomes an extended one: only that holds EXIF. */
void
fixture_insert_webp_exif (GByteArray *webp, const GByteArray *exif)
{
  g_autoptr (GByteArray) extended = g_byte_array_new ();
  guint width = (webp->data[26] | webp->data[27] << 8) & 0x3fff;
  guint height = (webp->data[28] | webp->data[29] << 8) & 0x3fff;

  g_assert_cmpmem (webp->data + 12, 4, "VP8 ", 4);
  append_text (extended, "VP8X");
  append32 (extended, 10, FALSE);
  append32 (extended, 0x08, FALSE);
  append24 (extended, width - 1);
  append24 (extended, height - 1);
  insert (webp, 12, extended);

  append_text (webp, "EXIF");
  append32 (webp, exif->len, FALSE);
  g_byte_array_append (webp, exif->data, exif->len);
  g_byte_array_set_size (webp, (webp->len + 1) & ~1u);
  g_byte_array_set_size (extended, 0);
  append32 (extended, webp->len - 8, FALSE);
  memcpy (webp->data + 4, extended->data, 4);
}

/* Two simple lossy pictures of one size become an animation. */
GByteArray *
fixture_animate_webp (const GByteArray *first, const GByteArray *second)
{
  const GByteArray *frames[] = { first, second };
  guint width = (first->data[26] | first->data[27] << 8) & 0x3fff;
  guint height = (first->data[28] | first->data[29] << 8) & 0x3fff;
  g_autoptr (GByteArray) length = g_byte_array_new ();
  GByteArray *webp = g_byte_array_new ();

  append_text (webp, "RIFF____WEBPVP8X");
  append32 (webp, 10, FALSE);
  append32 (webp, 0x02, FALSE);
  append24 (webp, width - 1);
  append24 (webp, height - 1);
  append_text (webp, "ANIM");
  append32 (webp, 6, FALSE);
  append32 (webp, 0, FALSE);
  append16 (webp, 0, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      append_text (webp, "ANMF");
      append32 (webp, 16 + frames[i]->len - 12, FALSE);
      append24 (webp, 0);
      append24 (webp, 0);
      append24 (webp, width - 1);
      append24 (webp, height - 1);
      append24 (webp, 100);
      append_byte (webp, 0);
      g_byte_array_append (webp, frames[i]->data + 12, frames[i]->len - 12);
    }
  append32 (length, webp->len - 8, FALSE);
  memcpy (webp->data + 4, length->data, 4);

  return webp;
}
