/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-answer.h"
#include "packshot-net-call.h"
#include "packshot-net-progress.h"
#include "packshot-net-session.h"

G_BEGIN_DECLS

void packshot_net_send_async (PackshotNetSession *session,
                              PackshotNetCall *call,
                              PackshotNetProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
PackshotNetAnswer *packshot_net_send_finish (PackshotNetSession *session,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean packshot_net_send_get_was_sent (GAsyncResult *result);

G_END_DECLS
