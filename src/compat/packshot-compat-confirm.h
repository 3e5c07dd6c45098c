/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void packshot_compat_confirm_async (GtkWindow *parent,
                                    const char *heading,
                                    const char *body,
                                    const char *keep_label,
                                    const char *destroy_label,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean packshot_compat_confirm_finish (GtkWindow *parent, GAsyncResult *result);

G_END_DECLS
