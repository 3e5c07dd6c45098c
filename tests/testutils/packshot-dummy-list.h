/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-service.h"

G_BEGIN_DECLS

/* What the remote dummy says when it is asked which jobs it has. */

void packshot_dummy_list_add (gpointer service, PackshotListing *listing);
void packshot_dummy_list_fail (gpointer service, const char *words);
void packshot_dummy_list_hold (gpointer service);
void packshot_dummy_list_release (gpointer service);
guint packshot_dummy_list_count (gpointer service);

void packshot_dummy_list_async (PackshotService *service,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *
packshot_dummy_list_finish (PackshotService *service, GAsyncResult *result, GError **error);

G_END_DECLS
