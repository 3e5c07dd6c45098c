/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-books.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "packshot-nick.h"
#include "packshot-remote-id.h"
#include "packshot-test-ledger.h"

/* What SQLite needs to know a database as a program left it. */
static const char *const names[] = { "ledger.db", "ledger.db-journal", "ledger.db-wal" };

/* To look at a ledger mends it where a program was killed. That is left to the program: a copy is
 * looked at. */
static void
copy (const char *folder, const char *scratch)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = g_build_filename (folder, names[i], NULL);
      g_autofree char *to = g_build_filename (scratch, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize size;

      g_remove (to);
      if (g_file_get_contents (from, &bytes, &size, NULL))
        g_assert_true (g_file_set_contents (to, bytes, (gssize) size, NULL));
    }
}

static void
count_intent (PackshotTestBooks *self, const char *nick)
{
  for (PackshotStep step = 0; step < PACKSHOT_N_STEPS; step++)
    {
      if (!packshot_step_is_paid (step)
          || g_strcmp0 (nick, packshot_nick (PACKSHOT_TYPE_STEP, step)) != 0)
        continue;

      self->paid_step = step;
      self->n_paid[step]++;
      self->n_intents++;
    }

  self->n_uploads += g_strcmp0 (nick, "upload") == 0;
}

static void
count_events (PackshotTestBooks *self, PackshotLedger *ledger, gint64 row)
{
  g_autoptr (GPtrArray) events = packshot_test_ledger_list_events (ledger, row);

  for (guint i = 0; i < events->len; i++)
    {
      const PackshotLedgerEvent *event = events->pdata[i];

      if (event->kind == PACKSHOT_EVENT_INTENDED)
        count_intent (self, event->step);
    }
}

static void
read_ids (PackshotTestBooks *self, const PackshotLedgerRecord *record)
{
  for (guint i = 0; i < record->remote_ids->len; i++)
    g_ptr_array_add (self->remote_ids, packshot_remote_id_copy (record->remote_ids->pdata[i]));
}

static void
read_job (PackshotTestBooks *self, PackshotLedger *ledger, PackshotLedgerEntry *entry)
{
  gint64 row = packshot_ledger_entry_get_row (entry);
  g_autoptr (PackshotLedgerRecord) record = packshot_test_ledger_load (ledger, row);

  g_free (self->id);
  g_free (self->video);
  g_free (self->cover);
  self->id = g_strdup (packshot_ledger_entry_get_id (entry));
  self->state = packshot_ledger_entry_get_state (entry);
  self->video = g_strdup (packshot_ledger_entry_get_video (entry));
  self->cover = g_strdup (packshot_ledger_entry_get_cover (entry));
  read_ids (self, record);
  count_events (self, ledger, row);
}

static void
read_charges (PackshotTestBooks *self, PackshotLedger *ledger)
{
  g_autoptr (GPtrArray) charges = packshot_test_ledger_list_charges (ledger);

  self->n_charges = charges->len;
  for (guint i = 0; i < charges->len; i++)
    {
      const PackshotLedgerCharge *charge = charges->pdata[i];

      if (charge->charged != PACKSHOT_MONEY_UNKNOWN)
        self->charged += charge->charged;
    }
}

/**
 * packshot_test_books_read:
 * @folder: (type filename): where the ledger is
 * @scratch: (type filename): a folder for a copy
 *
 * Returns: (transfer full): what is in it, which is nothing where there is no ledger yet
 */
PackshotTestBooks *
packshot_test_books_read (const char *folder, const char *scratch)
{
  PackshotTestBooks *self = g_new0 (PackshotTestBooks, 1);
  g_autoptr (GPtrArray) entries = NULL;
  PackshotLedger *ledger;

  self->remote_ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  copy (folder, scratch);
  ledger = packshot_test_ledger_open (scratch);
  g_assert_null (packshot_ledger_get_set_aside (ledger));

  entries = packshot_test_ledger_list (ledger);
  self->n_jobs = entries->len;
  for (guint i = 0; i < entries->len; i++)
    read_job (self, ledger, entries->pdata[i]);
  read_charges (self, ledger);
  packshot_test_ledger_close (ledger);

  return self;
}

void
packshot_test_books_free (PackshotTestBooks *self)
{
  g_free (self->id);
  g_free (self->video);
  g_free (self->cover);
  g_ptr_array_unref (self->remote_ids);
  g_free (self);
}

/**
 * packshot_test_books_know:
 * @self: what is on a disk
 * @remote_id: what the service calls something
 *
 * Returns: whether that was written down
 */
gboolean
packshot_test_books_know (PackshotTestBooks *self, const char *remote_id)
{
  for (guint i = 0; i < self->remote_ids->len; i++)
    {
      const PackshotRemoteId *id = self->remote_ids->pdata[i];

      if (g_str_equal (id->id, remote_id))
        return TRUE;
    }

  return FALSE;
}
