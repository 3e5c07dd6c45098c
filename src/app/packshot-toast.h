/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotToastUndo:
 * @user_data: what was given along
 *
 * Undoes what a toast told.
 */
typedef void (*PackshotToastUndo) (gpointer user_data);

void packshot_toast_show (GtkWidget *widget, const char *words);
void packshot_toast_show_button (GtkWidget *widget,
                                 const char *words,
                                 const char *label,
                                 const char *action,
                                 GVariant *target);
void packshot_toast_show_undo (GtkWidget *widget,
                               const char *words,
                               PackshotToastUndo undo,
                               gpointer user_data,
                               GDestroyNotify destroy);

G_END_DECLS
