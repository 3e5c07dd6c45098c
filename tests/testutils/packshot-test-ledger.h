/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

/* The ledger, for tests: calls that wait for their answer, with jobs of the dummy service. Those
 * without an error have to succeed. */

/* The price of each job in credits. */
#define PACKSHOT_TEST_PRICE (100 * PACKSHOT_MONEY_ONE)

void packshot_test_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data);

char *packshot_test_ledger_dup_folder (void);
PackshotLedger *packshot_test_ledger_try_open (const char *folder, GError **error);
PackshotLedger *packshot_test_ledger_open (const char *folder);
void packshot_test_ledger_close (PackshotLedger *ledger);
void packshot_test_ledger_fill (const char *folder, guint n_jobs);
void packshot_test_ledger_run_sql (const char *path, const char *sql);

PackshotRequest *packshot_test_ledger_make_request (PackshotRegistry *registry);
gint64 packshot_test_ledger_try_add (PackshotLedger *ledger, const char *id, GError **error);
gint64 packshot_test_ledger_add (PackshotLedger *ledger, const char *id);
gboolean packshot_test_ledger_try_apply (PackshotLedger *ledger,
                                         gint64 row,
                                         PackshotLedgerChange *change,
                                         GError **error);
void packshot_test_ledger_apply (PackshotLedger *ledger, gint64 row, PackshotLedgerChange *change);
void packshot_test_ledger_submit (PackshotLedger *ledger, gint64 row);
void packshot_test_ledger_answer (PackshotLedger *ledger, gint64 row, const char *video_id);
void packshot_test_ledger_trash (PackshotLedger *ledger, gint64 row, gint64 at);
gboolean packshot_test_ledger_try_delete (PackshotLedger *ledger, gint64 row, GError **error);

GPtrArray *packshot_test_ledger_list (PackshotLedger *ledger);
GPtrArray *packshot_test_ledger_find (PackshotLedger *ledger, const char *id);
GPtrArray *packshot_test_ledger_list_events (PackshotLedger *ledger, gint64 row);
GPtrArray *packshot_test_ledger_list_charges (PackshotLedger *ledger);
PackshotLedgerRecord *
packshot_test_ledger_try_load (PackshotLedger *ledger, gint64 row, GError **error);
PackshotLedgerRecord *packshot_test_ledger_load (PackshotLedger *ledger, gint64 row);
PackshotJobState packshot_test_ledger_get_state (PackshotLedger *ledger, gint64 row);

G_END_DECLS
