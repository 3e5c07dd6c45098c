/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-worker.h"

#include "packshot-core-error.h"

struct _PackshotLedgerWorker
{
  GThread *thread;
  GAsyncQueue *orders;      /* (element-type Order) */
  PackshotLedgerFile *file; /* (owned): for the thread alone */
};

typedef struct
{
  /* Input. */
  GTask *task;             /* (owned) (nullable): NULL ends the thread */
  PackshotLedgerWork work; /* with the task data of the task */
  PackshotLedgerTell tell; /* (nullable) */

  /* Output. */
  GError *error; /* (owned) (nullable) */
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_object (&order->task);
  g_clear_error (&order->error);
  g_free (order);
}

static gboolean
return_cb (gpointer user_data)
{
  Order *order = user_data;

  if (order->tell != NULL)
    order->tell (order->task);

  if (order->error != NULL)
    g_task_return_error (order->task, g_steal_pointer (&order->error));
  else
    g_task_return_boolean (order->task, TRUE);

  return G_SOURCE_REMOVE;
}

/* The task goes back as a whole: its last reference may be the last of the ledger, which waits for
 * this thread when it goes. */
static void
send_back (Order *order)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (order->task));
  g_source_set_callback (source, return_cb, order, order_free);
  g_source_set_static_name (source, "[packshot] ledger");
  g_source_attach (source, g_task_get_context (order->task));
}

static void
carry_out (PackshotLedgerWorker *self, Order *order)
{
  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (order->task), &order->error))
    order->work (self->file, g_task_get_task_data (order->task), &order->error);

  if (g_error_matches (order->error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER))
    packshot_ledger_file_suspect (self->file);

  send_back (order);
}

static gpointer
run (gpointer data)
{
  PackshotLedgerWorker *self = data;
  Order *order;

  while ((order = g_async_queue_pop (self->orders))->task != NULL)
    carry_out (self, order);

  order_free (order);
  g_clear_pointer (&self->file, packshot_ledger_file_free);

  return NULL;
}

/**
 * packshot_ledger_worker_new:
 * @folder: (type filename): where the files of the ledger are
 *
 * Returns: (transfer full): a thread for a ledger that is not open yet
 */
PackshotLedgerWorker *
packshot_ledger_worker_new (const char *folder)
{
  PackshotLedgerWorker *self = g_new0 (PackshotLedgerWorker, 1);

  self->orders = g_async_queue_new_full (order_free);
  self->file = packshot_ledger_file_new (folder);
  self->thread = g_thread_new ("ledger", run, self);

  return self;
}

/**
 * packshot_ledger_worker_free:
 * @self: (transfer full): a worker
 *
 * Waits until everything is done and the ledger is closed.
 */
void
packshot_ledger_worker_free (PackshotLedgerWorker *self)
{
  g_async_queue_push (self->orders, g_new0 (Order, 1));
  g_thread_join (self->thread);
  g_async_queue_unref (self->orders);
  g_free (self);
}

/**
 * packshot_ledger_worker_push:
 * @self: a worker
 * @task: (transfer full): a task, which returns %TRUE or the error of @work; the work is not begun
 *   where it was cancelled before
 * @work: (scope async): what to do
 * @tell: (nullable) (scope async): called before @task returns
 */
void
packshot_ledger_worker_push (PackshotLedgerWorker *self,
                             GTask *task,
                             PackshotLedgerWork work,
                             PackshotLedgerTell tell)
{
  Order *order = g_new0 (Order, 1);

  order->task = task;
  order->work = work;
  order->tell = tell;
  g_async_queue_push (self->orders, order);
}
