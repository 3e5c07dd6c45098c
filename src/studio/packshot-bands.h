/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotBands:
 *
 * Threads that share the bands of one picture. Unlike a #GThreadPool nothing is allocated for a
 * run, and the caller works along, so that a thread that is not scheduled holds nobody up.
 */
typedef struct _PackshotBands PackshotBands;

/**
 * PackshotBandFunc:
 * @band: which band to work on
 * @thread: which thread asks, below packshot_bands_get_n_threads()
 * @user_data: what was given to packshot_bands_run()
 */
typedef void (*PackshotBandFunc) (guint band, guint thread, gpointer user_data);

PackshotBands *packshot_bands_new (guint n_threads);
void packshot_bands_free (PackshotBands *self);
guint packshot_bands_get_n_threads (PackshotBands *self);
void
packshot_bands_run (PackshotBands *self, guint n_bands, PackshotBandFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotBands, packshot_bands_free)

G_END_DECLS
