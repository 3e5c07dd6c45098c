/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

/* A film to be made by a test: each of its frames says its number. */
typedef struct
{
  const char *name;
  int width;
  int height;
  int frames_per_second;
  int n_frames;
} PackshotTestFilm;

char *packshot_test_film_write (const PackshotTestFilm *film);
char *packshot_test_film_write_with_sound (const PackshotTestFilm *film, const char *name);
char *packshot_test_film_write_sound (const char *name);
char *packshot_test_film_write_cover (const char *name);
int packshot_test_film_read (GdkPaintable *paintable);
