/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-deletion.h"
#include "packshot-lease.h"
#include "packshot-ledger-change.h"
#include "packshot-ledger-record.h"
#include "packshot-request.h"

G_BEGIN_DECLS

/**
 * PackshotLedger:
 *
 * All jobs there are, on disk: what was asked, what was sent, what it cost, what came of it. What a
 * finish function reports as written is durable: it survives a kill and a power cut. Progress is
 * not written, changes of state are.
 *
 * The work is done in a thread of its own, one call after the other in the order of the calls, so
 * that a call sees what an earlier one wrote. A write that was cancelled too late reports what
 * became of it, so that its callback may come after the cancelling. Window and command line may use
 * one ledger at once: changes of the other are told by #PackshotLedgerWatch, and who drives a job
 * holds its lease.
 *
 * A job goes like this. Each arrow waits for the finish function before it.
 *
 *  1. packshot_ledger_add_async() when the user asks for it: the job is ready.
 *  2. Submitted: packshot_ledger_lease(), then packshot_ledger_load_async() to see that nobody was
 *     faster; packshot_job_copy_make() of each picture, kept by the change that follows.
 *  3. Before each call to a service packshot_ledger_apply_async() of an intent,
 *     packshot_ledger_change_new_intent() → the call is sent. No durable intent, no call: P3.
 *  4. After the answer packshot_ledger_apply_async() with the ids in it → the first poll. Where no
 *     answer came: the same to unknown. Where nothing was made, the price is settled with 0.
 *  5. Polls are not written. Its end is, with result or failure → the lease is freed.
 *
 * After a start each job in packshot_ledger_list_async() whose lease can be had is nobody's: one
 * that is submitting was cut off between 3 and 4, and becomes unknown; waiting and fetching go on;
 * making goes back to ready and starts again; uploading goes back to ready.
 *
 * A job that can't be read is moved out of the way with all that is known of it, and told by
 * "quarantined". A file that is damaged is set aside under another name, and what it still tells
 * brought over, see packshot_ledger_get_set_aside(); damage that is met later is mended so at the
 * next start. Nothing is ever deleted but by packshot_ledger_delete_async().
 */
#define PACKSHOT_TYPE_LEDGER (packshot_ledger_get_type ())
G_DECLARE_FINAL_TYPE (PackshotLedger, packshot_ledger, PACKSHOT, LEDGER, GObject)

void packshot_ledger_open_async (const char *folder,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
PackshotLedger *packshot_ledger_open_finish (GAsyncResult *result, GError **error);
void packshot_ledger_close_async (PackshotLedger *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean packshot_ledger_close_finish (PackshotLedger *self, GAsyncResult *result, GError **error);

const char *packshot_ledger_get_path (PackshotLedger *self);
const char *packshot_ledger_get_set_aside (PackshotLedger *self);
PackshotLease *packshot_ledger_lease (PackshotLedger *self, gint64 row, GError **error);
gboolean packshot_ledger_is_leased (PackshotLedger *self, gint64 row);

void packshot_ledger_add_async (PackshotLedger *self,
                                const char *id,
                                PackshotRequest *request,
                                const char *title,
                                const char *output,
                                gint64 price,
                                const char *unit,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void packshot_ledger_import_async (PackshotLedger *self,
                                   const char *id,
                                   PackshotRequest *request,
                                   const char *title,
                                   const char *output,
                                   const char *unit,
                                   const GPtrArray *remote_ids,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gint64 packshot_ledger_add_finish (PackshotLedger *self, GAsyncResult *result, GError **error);
void packshot_ledger_apply_async (PackshotLedger *self,
                                  gint64 row,
                                  PackshotLedgerChange *change,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean packshot_ledger_apply_finish (PackshotLedger *self,
                                       GAsyncResult *result,
                                       gint64 *charged,
                                       GError **error);
void packshot_ledger_delete_async (PackshotLedger *self,
                                   gint64 row,
                                   PackshotDeletion deletion,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean packshot_ledger_delete_finish (PackshotLedger *self, GAsyncResult *result, GError **error);
void packshot_ledger_trash_async (PackshotLedger *self,
                                  GArray *rows,
                                  gint64 at,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean packshot_ledger_trash_finish (PackshotLedger *self, GAsyncResult *result, GError **error);
void packshot_ledger_empty_trash_async (PackshotLedger *self,
                                        GArray *rows,
                                        gint64 until,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GArray *
packshot_ledger_empty_trash_finish (PackshotLedger *self, GAsyncResult *result, GError **error);

void packshot_ledger_list_async (PackshotLedger *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void packshot_ledger_find_async (PackshotLedger *self,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void packshot_ledger_list_events_async (PackshotLedger *self,
                                        gint64 row,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void packshot_ledger_list_names_async (PackshotLedger *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void packshot_ledger_list_texts_async (PackshotLedger *self,
                                       GHashTable *typed,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void packshot_ledger_list_charges_async (PackshotLedger *self,
                                         gint64 since,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *packshot_ledger_list_finish (PackshotLedger *self, GAsyncResult *result, GError **error);

void packshot_ledger_load_async (PackshotLedger *self,
                                 gint64 row,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
PackshotLedgerRecord *
packshot_ledger_load_finish (PackshotLedger *self, GAsyncResult *result, GError **error);

void packshot_ledger_check_async (PackshotLedger *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean packshot_ledger_check_finish (PackshotLedger *self,
                                       GAsyncResult *result,
                                       gboolean *has_changed,
                                       GError **error);

G_END_DECLS
