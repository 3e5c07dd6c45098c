/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-deletion.h"
#include "packshot-job.h"
#include "packshot-listing.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

/**
 * PackshotQueue:
 *
 * Owns the jobs, starts them as places become free, and turns the replies of services into states
 * by #PackshotNext: the only writer of a #PackshotJob. All calls are made in the main thread.
 *
 * With a ledger, see packshot_queue_open_async(), each change is on disk before it is seen, and a
 * call that costs money is on disk before it is sent. A job that is driven by another program is
 * shown as that program writes it, and left alone. Without a ledger only work on this computer is
 * done.
 *
 * A queue that is dropped ends at once, as if the program had been killed: what was paid for goes
 * on when a ledger is opened again, and a paid call that was out ends in an unknown outcome. So end
 * it with packshot_queue_shutdown_async().
 */
#define PACKSHOT_TYPE_QUEUE (packshot_queue_get_type ())
G_DECLARE_FINAL_TYPE (PackshotQueue, packshot_queue, PACKSHOT, QUEUE, GObject)

PackshotQueue *packshot_queue_new (PackshotRegistry *registry);

void packshot_queue_open_async (PackshotQueue *self,
                                const char *folder,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean packshot_queue_open_finish (PackshotQueue *self, GAsyncResult *result, GError **error);
gboolean packshot_queue_get_reading (PackshotQueue *self);
const char *packshot_queue_get_trouble (PackshotQueue *self);
void packshot_queue_resume (PackshotQueue *self);
void packshot_queue_set_interval (PackshotQueue *self, double seconds);
void packshot_queue_settings_changed (PackshotQueue *self);
void packshot_queue_key_changed (PackshotQueue *self, const char *service);

GListModel *packshot_queue_get_jobs (PackshotQueue *self);
PackshotJob *packshot_queue_find (PackshotQueue *self, const char *id);
guint packshot_queue_get_n_busy (PackshotQueue *self);
gboolean packshot_queue_is_driving (PackshotQueue *self, PackshotJob *job);

PackshotJob *packshot_queue_add (PackshotQueue *self,
                                 PackshotRequest *request,
                                 const char *output,
                                 GError **error);
PackshotJob *packshot_queue_import (PackshotQueue *self,
                                    PackshotManifest *manifest,
                                    const char *remote_id,
                                    const char *output,
                                    GError **error);
void packshot_queue_prepare_async (PackshotQueue *self,
                                   PackshotJob *job,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean packshot_queue_prepare_finish (PackshotQueue *self, GAsyncResult *result, GError **error);
gboolean packshot_queue_submit (PackshotQueue *self, PackshotJob *job, GError **error);
gboolean packshot_queue_approve (PackshotQueue *self,
                                 PackshotJob *job,
                                 PackshotRequest *amended,
                                 GError **error);
gboolean packshot_queue_regenerate (PackshotQueue *self,
                                    PackshotJob *job,
                                    PackshotStep step,
                                    PackshotRequest *amended,
                                    GError **error);
void packshot_queue_check_limit_async (PackshotQueue *self,
                                       GPtrArray *jobs,
                                       PackshotStep step,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
packshot_queue_check_limit_finish (PackshotQueue *self, GAsyncResult *result, GError **error);
void packshot_queue_allow_over_limit (PackshotQueue *self, PackshotJob *job);
gboolean packshot_queue_can_carry_on (PackshotQueue *self, PackshotJob *job);
gboolean packshot_queue_carry_on (PackshotQueue *self, PackshotJob *job, GError **error);
void packshot_queue_cancel (PackshotQueue *self, PackshotJob *job);
gboolean packshot_queue_resolve (PackshotQueue *self,
                                 PackshotJob *job,
                                 const char *remote_id,
                                 GError **error);

void packshot_queue_look_up_async (PackshotQueue *self,
                                   PackshotJob *job,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean packshot_queue_look_up_finish (PackshotQueue *self, GAsyncResult *result, GError **error);
void packshot_queue_list_remote_async (PackshotQueue *self,
                                       PackshotManifest *manifest,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
packshot_queue_list_remote_finish (PackshotQueue *self, GAsyncResult *result, GError **error);
PackshotJob *packshot_queue_import_listing (PackshotQueue *self,
                                            PackshotManifest *manifest,
                                            const PackshotListing *listing,
                                            const char *output,
                                            GError **error);

void packshot_queue_load_async (PackshotQueue *self,
                                PackshotJob *job,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean packshot_queue_load_finish (PackshotQueue *self, GAsyncResult *result, GError **error);
void packshot_queue_list_events_async (PackshotQueue *self,
                                       PackshotJob *job,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
packshot_queue_list_events_finish (PackshotQueue *self, GAsyncResult *result, GError **error);
void packshot_queue_list_texts_async (PackshotQueue *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *
packshot_queue_list_texts_finish (PackshotQueue *self, GAsyncResult *result, GError **error);
void packshot_queue_list_charges_async (PackshotQueue *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *
packshot_queue_list_charges_finish (PackshotQueue *self, GAsyncResult *result, GError **error);
void packshot_queue_delete_async (PackshotQueue *self,
                                  PackshotJob *job,
                                  PackshotDeletion which,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean packshot_queue_delete_finish (PackshotQueue *self, GAsyncResult *result, GError **error);

gboolean packshot_queue_trash (PackshotQueue *self, GPtrArray *jobs, GError **error);
gboolean packshot_queue_restore (PackshotQueue *self, GPtrArray *jobs, GError **error);
void packshot_queue_empty_trash_async (PackshotQueue *self,
                                       gint64 older_than,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
packshot_queue_empty_trash_finish (PackshotQueue *self, GAsyncResult *result, GError **error);

void packshot_queue_shutdown_async (PackshotQueue *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean packshot_queue_shutdown_finish (PackshotQueue *self, GAsyncResult *result, GError **error);

G_END_DECLS
