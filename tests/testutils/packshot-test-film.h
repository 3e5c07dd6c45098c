/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-film.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* A small film of a photo, to be made in a folder of its own. */
typedef struct
{
  char *folder;          /* (owned) */
  PackshotFilmPlan plan; /* its strings (owned) */
} PackshotTestFilm;

GdkPixbuf *packshot_test_film_make_photo (void);
void packshot_test_film_init (PackshotTestFilm *self, GdkPixbuf *photo);
void packshot_test_film_clear (PackshotTestFilm *self);
void packshot_test_film_set_path (char **path, const char *folder, const char *name);
PackshotFilmResult *packshot_test_film_make (const PackshotTestFilm *self);
void packshot_test_film_write_old (const PackshotTestFilm *self);
void packshot_test_film_assert_old (const PackshotTestFilm *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotTestFilm, packshot_test_film_clear)
