/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-core-error.h"
#include "packshot-folder.h"
#include "packshot-ledger-salvage.h"
#include "packshot-ledger-schema.h"
#include "packshot-sync.h"

/* The lock of whoever opens the ledger; those of jobs begin at 1. */
#define OPENING_BYTE 0

/* The lock of all who have the ledger open; no job has so high a number. */
#define USERS_BYTE (G_MAXINT64 - 1)

/* A new ledger while it is built, and when it is complete until it takes the place of a damaged
 * one.
 */
#define NEW_NAME   "ledger-new.db"
#define READY_NAME "ledger-ready.db"

/* Says that damage was met. */
#define SUSPECT_NAME "ledger.suspect"

/* Of the files of a database. */
static const char *const suffixes[] = { "-wal", "-shm", "" };

static gboolean
fail_file (const char *path, int code, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               /* Translators: the path of a file, and what the system says. */
               _ ("The ledger “%s” can’t be opened: %s."), shown, g_strerror (code));
  return FALSE;
}

static gboolean
prepare_folder (PackshotLedgerFile *self, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);

  if (g_file_test (self->folder, G_FILE_TEST_IS_DIR))
    {
      packshot_folder_narrow (self->folder);
      return TRUE;
    }

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return fail_file (self->path, errno, error);

  return packshot_sync_folder (parent, error);
}

static char *
dup_path (PackshotLedgerFile *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* SQLite would make it as everybody's umask says. Only a file that is not there is touched: to
 * close one that SQLite has open would drop its locks, as POSIX has it. */
static gboolean
prepare_file (PackshotLedgerFile *self, const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return errno == EEXIST || fail_file (path, errno, error);

  close (fd);
  return packshot_sync_folder (self->folder, error);
}

/* Of one that nobody has open, for the same reason. */
static gboolean
sync_file (PackshotLedgerFile *self, const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int code = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    close (fd);
  return code == 0 || fail_file (self->path, code, error);
}

static sqlite3 *
open_database (PackshotLedgerFile *self, const char *path, GError **error)
{
  g_autoptr (sqlite3) db = NULL;

  if (!prepare_file (self, path, error))
    return NULL;

  db = packshot_sql_open (path, error);
  if (db == NULL || !packshot_ledger_schema_prepare (db, error))
    return NULL;

  return g_steal_pointer (&db);
}

/* Thoroughly where damage was met since it was last opened. */
static gboolean
open_checked (PackshotLedgerFile *self, GError **error)
{
  g_autofree char *mark = dup_path (self, SUSPECT_NAME);
  gboolean is_suspect = g_file_test (mark, G_FILE_TEST_EXISTS);
  g_autoptr (sqlite3) db = open_database (self, self->path, error);

  if (db == NULL || !packshot_ledger_schema_check (db, is_suspect, error)
      || !packshot_sql_query_int (db, "PRAGMA data_version", &self->data_version, error))
    return FALSE;

  if (is_suspect)
    g_unlink (mark);

  self->db = g_steal_pointer (&db);
  return TRUE;
}

/* A new ledger with what the damaged one still tells, complete before it is closed. */
static gboolean
build_new (PackshotLedgerFile *self, const char *path, GError **error)
{
  g_autoptr (sqlite3) db = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *rest = g_strconcat (path, suffixes[i], NULL);

      g_unlink (rest);
    }

  db = open_database (self, path, error);
  return db != NULL && packshot_ledger_salvage (self->path, db, error)
         && packshot_sql_run (db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

static gboolean
rename_file (PackshotLedgerFile *self, const char *from, const char *to, GError **error)
{
  return g_rename (from, to) == 0 || fail_file (self->path, errno, error);
}

/* By the file that takes its place, and so the same again for who was killed in the midst of it: a
 * damaged file and its log stay together. */
static char *
dup_aside_path (PackshotLedgerFile *self, const char *ready)
{
  g_autoptr (GDateTime) built = NULL;
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;
  GStatBuf info;

  if (g_stat (ready, &info) != 0)
    return NULL;

  built = g_date_time_new_from_unix_local (info.st_mtime);
  time = g_date_time_format (built, "%Y%m%d-%H%M%S");
  name = g_strdup_printf ("ledger-damaged-%s-%08x.db", time, (guint) info.st_ino);
  return dup_path (self, name);
}

/* The log goes first, and is gone on the disk too before another file gets its name: SQLite would
 * throw it away, or write it into that. */
static gboolean
set_aside (PackshotLedgerFile *self, const char *ready, GError **error)
{
  g_autofree char *target = dup_aside_path (self, ready);

  if (target == NULL)
    return fail_file (ready, errno, error);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (self->path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (target, suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return fail_file (self->path, errno, error);
    }

  g_free (self->set_aside);
  self->set_aside = g_steal_pointer (&target);
  return packshot_sync_folder (self->folder, error);
}

static gboolean
put_in_place (PackshotLedgerFile *self, const char *path, GError **error)
{
  return rename_file (self, path, self->path, error) && packshot_sync_folder (self->folder, error);
}

/* Who has the damaged one open would go on writing to it under its other name, and what was paid
 * for meanwhile would be missing in the new one. */
static gboolean
be_alone (PackshotLedgerFile *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (packshot_lock_file_try (self->users, USERS_BYTE, &problem))
    return TRUE;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_BUSY))
    g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER,
                         _ ("The ledger is damaged, and another window or command of Packshot has "
                            "it open. When that has ended, Packshot mends the ledger at its next "
                            "start."));
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
finish (PackshotLedgerFile *self, const char *ready, GError **error)
{
  if (!set_aside (self, ready, error) || !put_in_place (self, ready, error))
    return FALSE;

  packshot_lock_file_unlock (self->users, USERS_BYTE);
  return TRUE;
}

/* From its new name on the new ledger counts, whatever of the old one is still in its place: half
 * of that would be opened without its last commits. */
static gboolean
replace (PackshotLedgerFile *self, GError **error)
{
  g_autofree char *path = dup_path (self, NEW_NAME);
  g_autofree char *ready = dup_path (self, READY_NAME);

  return be_alone (self, error) && build_new (self, path, error) && sync_file (self, path, error)
         && rename_file (self, path, ready, error) && packshot_sync_folder (self->folder, error)
         && finish (self, ready, error);
}

/* Of a program that was killed in the midst of replacing. Older ones had no other name for a new
 * ledger that is complete. */
static gboolean
finish_replacing (PackshotLedgerFile *self, GError **error)
{
  g_autofree char *path = dup_path (self, NEW_NAME);
  g_autofree char *ready = dup_path (self, READY_NAME);

  if (g_file_test (ready, G_FILE_TEST_EXISTS))
    return be_alone (self, error) && finish (self, ready, error);
  if (g_file_test (self->path, G_FILE_TEST_EXISTS) || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  return put_in_place (self, path, error);
}

static gboolean
open_or_replace (PackshotLedgerFile *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!finish_replacing (self, error))
    return FALSE;
  if (open_checked (self, &problem))
    return TRUE;

  if (!g_error_matches (problem, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (!replace (self, error) || !open_checked (self, error))
    return FALSE;

  g_info ("%s It was put aside as %s, and what it still told was brought over", problem->message,
          self->set_aside);
  return TRUE;
}

/**
 * packshot_ledger_file_new:
 * @folder: (type filename): the absolute path of the folder for the files
 *
 * Returns: (transfer full): a ledger that is not open yet
 */
PackshotLedgerFile *
packshot_ledger_file_new (const char *folder)
{
  PackshotLedgerFile *self = g_new0 (PackshotLedgerFile, 1);

  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, "ledger.db", NULL);

  return self;
}

/**
 * packshot_ledger_file_free:
 * @self: (transfer full): a ledger, which is closed
 */
void
packshot_ledger_file_free (PackshotLedgerFile *self)
{
  g_clear_pointer (&self->db, sqlite3_close_v2);
  g_clear_pointer (&self->locks, packshot_lock_file_unref);
  g_clear_pointer (&self->users, packshot_lock_file_unref);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->set_aside);
  g_free (self);
}

/**
 * packshot_ledger_file_open:
 * @self: a ledger that is not open
 * @error: return location for a #PACKSHOT_CORE_ERROR_LEDGER_NEWER, with nothing written, a
 *   #PACKSHOT_CORE_ERROR_LEDGER where it is damaged and another program has it open, or a
 *   #GIOErrorEnum; words to show as they are
 *
 * Opens the ledger, makes it where there is none, and brings one of an older version up to date. A
 * damaged file is given another name and never deleted, and a new one takes its place with all that
 * can still be read. Only one program at a time does this: another waits, and finds it done. As
 * long as it is open, nobody else replaces it.
 *
 * Returns: whether it is open
 */
gboolean
packshot_ledger_file_open (PackshotLedgerFile *self, GError **error)
{
  g_autofree char *lock_path = dup_path (self, "ledger.lock");
  g_autoptr (PackshotLockFile) locks = NULL;
  gboolean is_open;

  g_return_val_if_fail (self->db == NULL, FALSE);

  if (!prepare_folder (self, error))
    return FALSE;

  locks = packshot_lock_file_open (lock_path, error);
  if (locks == NULL || !packshot_lock_file_wait (locks, OPENING_BYTE, error))
    return FALSE;

  self->users = packshot_lock_file_open (lock_path, error);
  is_open = self->users != NULL && open_or_replace (self, error)
            && packshot_lock_file_try_share (self->users, USERS_BYTE, error);
  packshot_lock_file_unlock (locks, OPENING_BYTE);
  if (is_open)
    {
      self->locks = g_steal_pointer (&locks);
    }
  else
    {
      g_clear_pointer (&self->db, sqlite3_close_v2);
      g_clear_pointer (&self->users, packshot_lock_file_unref);
    }

  return is_open;
}

/**
 * packshot_ledger_file_suspect:
 * @self: a ledger in which damage was met
 *
 * Leaves a mark, so that it is looked at thoroughly when it is next opened.
 */
void
packshot_ledger_file_suspect (PackshotLedgerFile *self)
{
  g_autofree char *mark = dup_path (self, SUSPECT_NAME);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (mark, "", 0, &error))
    g_warning ("The damage of the ledger can’t be remembered: %s", error->message);
}

/**
 * packshot_ledger_file_check_others:
 * @self: a ledger that is open
 * @has_changed: (out): whether another program has written to it since this was last asked
 * @error: return location for an error, see packshot_sql_fail()
 *
 * By `PRAGMA data_version`, which our own writes leave alone.
 *
 * Returns: %FALSE on error
 */
gboolean
packshot_ledger_file_check_others (PackshotLedgerFile *self, gboolean *has_changed, GError **error)
{
  gint64 version;

  if (!packshot_sql_query_int (self->db, "PRAGMA data_version", &version, error))
    return FALSE;

  *has_changed = version != self->data_version;
  self->data_version = version;
  return TRUE;
}
