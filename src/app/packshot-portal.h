/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void packshot_portal_request_background_async (GDBusConnection *bus,
                                               const char *reason,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
gboolean
packshot_portal_request_background_finish (GAsyncResult *result, gboolean *allowed, GError **error);

void packshot_portal_open_directory_async (GDBusConnection *bus,
                                           const char *path,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean packshot_portal_open_directory_finish (GAsyncResult *result, GError **error);

G_END_DECLS
