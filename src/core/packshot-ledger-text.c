/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What was typed for all jobs, to be searched: read by itself, since lists don't show it and nobody
 * waits for it at the start. */

#include "packshot-ledger-text.h"

#include "packshot-ledger-private.h"
#include "packshot-sql.h"
#include "packshot-text.h"

/* One line a value. A request that is no JSON is told when its job is loaded, and has nothing to
 * be found here; json_each() alone would end in an error for all. */
static const char list_texts[] =
    "SELECT requests.job, jobs.service || '/' || entry.key, entry.value "
    "FROM requests JOIN jobs ON jobs.job = requests.job, "
    "json_each (CASE WHEN json_valid (requests.json) THEN requests.json ELSE '{}' END, '$.values') "
    "AS entry "
    "WHERE entry.type = 'text' ORDER BY requests.job";

static void
add_value (GPtrArray *texts, gint64 row, const char *value)
{
  PackshotLedgerText *last = texts->len > 0 ? g_ptr_array_index (texts, texts->len - 1) : NULL;
  g_autofree char *folded = packshot_text_fold (value);
  g_autofree char *before = NULL;

  if (last == NULL || last->row != row)
    {
      last = g_new0 (PackshotLedgerText, 1);
      last->row = row;
      last->text = g_steal_pointer (&folded);
      g_ptr_array_add (texts, last);
      return;
    }

  before = g_steal_pointer (&last->text);
  last->text = g_strconcat (before, "\n", folded, NULL);
}

static gboolean
list_texts_work (PackshotLedgerFile *file, gpointer data, GError **error)
{
  PackshotLedgerOperation *operation = data;
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (file->db, list_texts, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  operation->list = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_text_free);
  while (packshot_sql_step (statement, &has_row, error))
    {
      const char *name, *value;

      if (!has_row)
        return TRUE;

      name = (const char *) sqlite3_column_text (statement, 1);
      value = (const char *) sqlite3_column_text (statement, 2);
      /* The other values are chosen and not typed: who searches "16:9" wants no list of all. */
      if (name != NULL && value != NULL && g_hash_table_contains (operation->typed, name))
        add_value (operation->list, sqlite3_column_int64 (statement, 0), value);
    }

  return FALSE;
}

/**
 * packshot_ledger_text_free:
 * @self: (transfer full): what was typed for a job
 */
void
packshot_ledger_text_free (PackshotLedgerText *self)
{
  g_free (self->text);
  g_free (self);
}

/**
 * packshot_ledger_list_texts_async:
 * @self: a ledger
 * @typed: (element-type utf8 utf8): a set of the options whose values people type, each as
 *   "service/option"; nobody may change it any more
 * @cancellable: (nullable): stops it
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads what was typed for all jobs: an array of #PackshotLedgerText, the oldest first; jobs for
 * which nothing was typed are left out. The finish function is packshot_ledger_list_finish().
 */
void
packshot_ledger_list_texts_async (PackshotLedger *self,
                                  GHashTable *typed,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  PackshotLedgerOperation *operation;

  g_return_if_fail (PACKSHOT_IS_LEDGER (self) && typed != NULL);

  operation = packshot_ledger_operation_new (FALSE, 0);
  operation->typed = g_hash_table_ref (typed);
  packshot_ledger_push (self, operation, list_texts_work, packshot_ledger_list_texts_async,
                        cancellable, callback, user_data);
}
