/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-lock-file.h"
#include "packshot-sql.h"

G_BEGIN_DECLS

/**
 * PackshotLedgerFile:
 * @folder: (type filename): where the files of the ledger are
 * @path: (type filename): the database in it
 * @db: (nullable): the connection, once open
 * @locks: (nullable): the lock file beside it, once open; its byte 0 is for whoever opens the
 * ledger
 * @users: (nullable): the same file once more, with the lock that all share who have the ledger
 * open:
 *   @locks goes to another thread, and lives on in leases
 * @set_aside: (nullable) (type filename): the path that a damaged file was given at opening
 * @data_version: what other programs have written was seen up to here
 *
 * The files of a ledger. For one thread at a time.
 */
typedef struct
{
  char *folder;
  char *path;
  sqlite3 *db;
  PackshotLockFile *locks;
  PackshotLockFile *users;
  char *set_aside;
  gint64 data_version;
} PackshotLedgerFile;

PackshotLedgerFile *packshot_ledger_file_new (const char *folder);
void packshot_ledger_file_free (PackshotLedgerFile *self);

gboolean packshot_ledger_file_open (PackshotLedgerFile *self, GError **error);
void packshot_ledger_file_suspect (PackshotLedgerFile *self);
gboolean
packshot_ledger_file_check_others (PackshotLedgerFile *self, gboolean *has_changed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLedgerFile, packshot_ledger_file_free)

G_END_DECLS
