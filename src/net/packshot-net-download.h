/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-progress.h"
#include "packshot-net-session.h"

G_BEGIN_DECLS

void packshot_net_download_async (PackshotNetSession *session,
                                  const char *url,
                                  const char *path,
                                  goffset max_bytes,
                                  PackshotNetProgress progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean
packshot_net_download_finish (PackshotNetSession *session, GAsyncResult *result, GError **error);
guint packshot_net_download_get_status (GAsyncResult *result);
gint64 packshot_net_download_get_retry_after (GAsyncResult *result);

G_END_DECLS
