/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-watch.h"

/* How long many changes in a row are gathered, in milliseconds. */
#define RATE_LIMIT 200

struct _PackshotLedgerWatch
{
  GObject parent_instance;

  PackshotLedger *ledger;
  GFileMonitor *monitor;
  GCancellable *cancellable;
  gboolean is_asking;
  gboolean ask_again; /* the file changed while the ledger was being asked */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotLedgerWatch, packshot_ledger_watch, G_TYPE_OBJECT)

static void
ask (PackshotLedgerWatch *self, GAsyncReadyCallback checked_cb)
{
  self->is_asking = TRUE;
  self->ask_again = FALSE;
  packshot_ledger_check_async (self->ledger, self->cancellable, checked_cb, self);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotLedgerWatch) self = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_changed = FALSE;

  packshot_ledger_check_finish (PACKSHOT_LEDGER (source), result, &has_changed, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (user_data);
  self->is_asking = FALSE;
  if (error != NULL)
    g_warning ("The ledger can’t be watched: %s", error->message);

  if (self->ask_again)
    ask (self, checked_cb);
  if (has_changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Our own writes come by here as well, and cost a question. */
static void
file_changed_cb (GFileMonitor *monitor,
                 GFile *file,
                 GFile *other_file,
                 GFileMonitorEvent event,
                 gpointer user_data)
{
  PackshotLedgerWatch *self = user_data;

  if (self->is_asking)
    self->ask_again = TRUE;
  else
    ask (self, checked_cb);
}

static void
packshot_ledger_watch_dispose (GObject *object)
{
  PackshotLedgerWatch *self = PACKSHOT_LEDGER_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  if (self->monitor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->monitor, self);
      g_file_monitor_cancel (self->monitor);
    }
  g_clear_object (&self->monitor);
  g_clear_object (&self->ledger);

  G_OBJECT_CLASS (packshot_ledger_watch_parent_class)->dispose (object);
}

static void
packshot_ledger_watch_finalize (GObject *object)
{
  PackshotLedgerWatch *self = PACKSHOT_LEDGER_WATCH (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (packshot_ledger_watch_parent_class)->finalize (object);
}

static void
packshot_ledger_watch_class_init (PackshotLedgerWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = packshot_ledger_watch_dispose;
  object_class->finalize = packshot_ledger_watch_finalize;

  /**
   * PackshotLedgerWatch::changed:
   * @self: a watch
   *
   * Another program has written to the ledger. Comes in the context of the main thread, and once
   * for many writes in a row.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PACKSHOT_TYPE_LEDGER_WATCH, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
packshot_ledger_watch_init (PackshotLedgerWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * packshot_ledger_watch_new:
 * @ledger: an open ledger
 * @error: return location for a #GIOErrorEnum: nothing here can watch files
 *
 * Watches the log of the ledger, which every program writes first: the database itself changes only
 * now and then. What was written before is not told of.
 *
 * Returns: (transfer full): a watch, or %NULL on error
 */
PackshotLedgerWatch *
packshot_ledger_watch_new (PackshotLedger *ledger, GError **error)
{
  g_autoptr (PackshotLedgerWatch) self = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (PACKSHOT_IS_LEDGER (ledger), NULL);

  self = g_object_new (PACKSHOT_TYPE_LEDGER_WATCH, NULL);
  self->ledger = g_object_ref (ledger);

  path = g_strconcat (packshot_ledger_get_path (ledger), "-wal", NULL);
  file = g_file_new_for_path (path);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, error);
  if (self->monitor == NULL)
    return NULL;

  g_file_monitor_set_rate_limit (self->monitor, RATE_LIMIT);
  g_signal_connect (self->monitor, "changed", G_CALLBACK (file_changed_cb), self);

  return g_steal_pointer (&self);
}
