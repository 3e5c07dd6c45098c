/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void packshot_copy_async (const char *source,
                          GFile *destination,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean packshot_copy_finish (GAsyncResult *result, GError **error);
gboolean
packshot_copy (const char *source, GFile *destination, GCancellable *cancellable, GError **error);

G_END_DECLS
