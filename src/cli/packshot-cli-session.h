/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotCliSession:
 *
 * What a command works with: the queue, and the signals that ask it to stop. A command does one
 * thing after the other, so each call here runs the main loop until it is done.
 */
typedef struct _PackshotCliSession PackshotCliSession;

PackshotCliSession *packshot_cli_session_new (PackshotRegistry *registry);
void packshot_cli_session_free (PackshotCliSession *self);

PackshotRegistry *packshot_cli_session_get_registry (PackshotCliSession *self);
PackshotQueue *packshot_cli_session_get_queue (PackshotCliSession *self);
guint packshot_cli_session_get_n_stops (PackshotCliSession *self);
GCancellable *packshot_cli_session_get_stop (PackshotCliSession *self);

gboolean packshot_cli_session_open (PackshotCliSession *self, GError **error);
gboolean packshot_cli_session_prepare (PackshotCliSession *self, PackshotJob *job, GError **error);
gboolean packshot_cli_session_load (PackshotCliSession *self, PackshotJob *job, GError **error);
gboolean packshot_cli_session_delete (PackshotCliSession *self,
                                      PackshotJob *job,
                                      PackshotDeletion which,
                                      GError **error);
GPtrArray *
packshot_cli_session_list_events (PackshotCliSession *self, PackshotJob *job, GError **error);
GPtrArray *packshot_cli_session_list_charges (PackshotCliSession *self, GError **error);
GPtrArray *packshot_cli_session_check_limit (PackshotCliSession *self,
                                             PackshotJob *job,
                                             PackshotStep step,
                                             GError **error);
gboolean packshot_cli_session_look_up (PackshotCliSession *self, PackshotJob *job, GError **error);
GPtrArray *packshot_cli_session_list_remote (PackshotCliSession *self,
                                             PackshotManifest *manifest,
                                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotCliSession, packshot_cli_session_free)

G_END_DECLS
