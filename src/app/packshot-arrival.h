/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkContentFormats *packshot_arrival_dup_formats (void);

void packshot_arrival_read_async (GObject *source,
                                  const char *folder,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *packshot_arrival_read_finish (GObject *source, GAsyncResult *result, GError **error);

G_END_DECLS
