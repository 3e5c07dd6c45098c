/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void packshot_toast_show (GtkWidget *widget, const char *words);
void packshot_toast_show_button (GtkWidget *widget,
                                 const char *words,
                                 const char *label,
                                 const char *action,
                                 GVariant *target);

G_END_DECLS
