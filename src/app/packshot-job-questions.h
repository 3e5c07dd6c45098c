/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void packshot_job_questions_ask_cancel (GtkWidget *widget,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void packshot_job_questions_ask_reject (GtkWidget *widget,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void packshot_job_questions_ask_delete (GtkWidget *widget,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean packshot_job_questions_ask_finish (GObject *source, GAsyncResult *result);

G_END_DECLS
