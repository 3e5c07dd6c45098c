/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void packshot_delivery_copy_async (const char *video,
                                   const char *folder,
                                   const char *title,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
char *packshot_delivery_copy_finish (GAsyncResult *result, GError **error);

G_END_DECLS
