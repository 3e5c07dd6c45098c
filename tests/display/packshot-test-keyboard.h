/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

void packshot_test_keyboard_press (GtkWindow *window, const char *key);
GPtrArray *packshot_test_keyboard_walk (GtkWindow *window);
