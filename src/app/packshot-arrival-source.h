/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

GdkContentFormats *packshot_arrival_source_get_formats (GObject *source);
void packshot_arrival_source_read_value_async (GObject *source,
                                               GType type,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
const GValue *packshot_arrival_source_read_value_finish (GObject *source, GAsyncResult *result);
void packshot_arrival_source_read_bytes_async (GObject *source,
                                               const char *type,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GInputStream *packshot_arrival_source_read_bytes_finish (GObject *source, GAsyncResult *result);

G_END_DECLS
