/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotDragOutFunc:
 * @widget: what is dragged
 * @cover: (out) (transfer full) (nullable): what the pointer carries
 * @user_data: what was given with it
 *
 * Returns: (transfer container) (element-type PackshotJob) (nullable): what is dragged is of these
 */
typedef GPtrArray *(*PackshotDragOutFunc) (GtkWidget *widget,
                                           GdkPaintable **cover,
                                           gpointer user_data);

void packshot_drag_out_add_source (GtkWidget *widget, PackshotDragOutFunc find, gpointer user_data);

GdkContentProvider *packshot_drag_out_offer (GPtrArray *jobs);
GdkContentProvider *packshot_drag_out_offer_file (PackshotJob *job, const char *path);
gboolean packshot_drag_out_copy (GtkWidget *widget, GPtrArray *jobs);
void packshot_drag_out_copy_file (GtkWidget *widget, PackshotJob *job, const char *path);
void packshot_drag_out_set_icon (GdkDrag *drag, GdkPaintable *cover, guint n_files);

G_END_DECLS
