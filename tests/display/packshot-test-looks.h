/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

gboolean packshot_test_look_start (void);
void packshot_test_look_at (GtkWindow *window, GtkWidget *widget, const char *state);
void packshot_test_look (GtkWindow *window, const char *state);
void packshot_test_look_wide (GtkWindow *window, const char *state);
int packshot_test_look_main (int argc, char **argv, const char *path, GTestFunc test);
