/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWindow *packshot_side_window_present_full (GtkWindow *parent,
                                              const char *title,
                                              GtkWidget *content,
                                              GtkWidget *title_widget,
                                              int width);
GtkWindow *packshot_side_window_present (GtkWindow *parent, const char *title, GtkWidget *content);

G_END_DECLS
