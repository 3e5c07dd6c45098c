/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* For so long nothing may happen where nothing is to happen. */
#define PACKSHOT_TEST_PREVIEW_QUIET_MS 600

GdkPaintable *packshot_test_preview_get (GtkWindow *window);
gboolean packshot_test_preview_has_picture (GtkWindow *window);
gboolean packshot_test_preview_is_playing (GtkWindow *window);
void packshot_test_preview_press (GtkWindow *window);
void packshot_test_preview_pass_time (guint ms);
void packshot_test_preview_assert_rests (GtkWindow *window);
GBytes *packshot_test_preview_get_pixels (GtkWindow *window);
gboolean packshot_test_preview_shows_other_than (GtkWindow *window, GBytes *before);
