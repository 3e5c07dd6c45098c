/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-file.h"
#include "packshot-net-session.h"

G_BEGIN_DECLS

void packshot_net_fetch_async (PackshotNetSession *session,
                               const char *url,
                               goffset max_bytes,
                               const char *const *content_types,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void packshot_net_fetch_nameless_async (PackshotNetSession *session,
                                        const char *url,
                                        goffset max_bytes,
                                        const char *const *content_types,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
PackshotNetFile *packshot_net_fetch_finish (PackshotNetSession *session,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
