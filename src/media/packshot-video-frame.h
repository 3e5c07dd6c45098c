/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotVideoFrame:
 * @width: luma samples in a row, even
 * @height: luma rows, even
 * @planes: Y, U and V, one row after the other; U and V have half the width and half the height
 * @strides: bytes from one row to the next, for each plane
 *
 * A picture as encoders take it: 8-bit 4:2:0, BT.709, limited range, chroma on the left luma column
 * and between two luma rows. It doesn't own its memory.
 */
typedef struct
{
  int width;
  int height;
  guint8 *planes[3];
  gsize strides[3];
} PackshotVideoFrame;

G_END_DECLS
