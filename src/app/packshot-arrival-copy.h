/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void packshot_arrival_copy_async (GInputStream *source,
                                  const char *path,
                                  gsize most,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean packshot_arrival_copy_finish (GAsyncResult *result, GError **error);
void packshot_arrival_copy_text_async (GInputStream *source,
                                       gsize most,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *packshot_arrival_copy_text_finish (GAsyncResult *result, gsize *length);
GError *packshot_arrival_copy_make_error (gsize most) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
