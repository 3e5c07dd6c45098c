/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-job-copy.h"

G_BEGIN_DECLS

void packshot_sent_picture_describe_async (const PackshotJobCopy *copy,
                                           const char *original,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
char *packshot_sent_picture_describe_finish (GAsyncResult *result, GError **error);

G_END_DECLS
