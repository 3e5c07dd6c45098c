/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

/**
 * TestPhoto:
 * @name: what it stands for
 * @width: columns
 * @height: rows
 * @draw: draws it in a square from 0, 0 to its width, height
 *
 * A photo drawn for tests: one of the shapes sellers come with.
 */
typedef struct
{
  const char *name;
  int width;
  int height;
  void (*draw) (cairo_t *cairo, double width, double height);
} TestPhoto;

extern const TestPhoto test_photos[];
extern const unsigned test_n_photos;

cairo_surface_t *test_photo_render (const TestPhoto *photo);
