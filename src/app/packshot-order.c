/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* The way from a job that is ready to a job that is on its way: at once where it is free, and else
 * with one question, which shows what would leave the computer and what that costs. */

#include "config.h"

#include "packshot-order.h"

#include <glib/gi18n.h>

#include "packshot-send-dialog.h"

typedef struct
{
  /* Input. */
  GtkWindow *window;          /* (owned) */
  PackshotQueue *queue;       /* (owned) */
  PackshotAccounts *accounts; /* (owned) */
  PackshotJob *job;           /* (owned) */
  PackshotStep step;
  PackshotRequest *request; /* (owned) (nullable): what is asked for at a later step */
} OrderData;

static void
order_data_free (gpointer data)
{
  OrderData *order = data;

  g_object_unref (order->window);
  g_object_unref (order->queue);
  g_object_unref (order->accounts);
  g_object_unref (order->job);
  g_clear_object (&order->request);
  g_free (order);
}

static gboolean
take_step (OrderData *order, GError **error)
{
  if (order->step == PACKSHOT_STEP_CREATE)
    return packshot_queue_submit (order->queue, order->job, error);
  if (order->step == PACKSHOT_STEP_APPROVE)
    return packshot_queue_approve (order->queue, order->job, order->request, error);

  return packshot_queue_regenerate (order->queue, order->job, order->step, order->request, error);
}

static void
submit (GTask *task)
{
  OrderData *order = g_task_get_task_data (task);
  GError *error = NULL;

  if (take_step (order, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
answered_cb (PackshotSendDialog *dialog, gboolean yes, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OrderData *order = g_task_get_task_data (task);

  /* A second answer is possible while the dialog closes. */
  g_signal_handlers_disconnect_by_data (dialog, task);
  g_set_object (&order->request, packshot_send_dialog_get_request (dialog));
  if (yes && packshot_send_dialog_get_over_limit (dialog))
    packshot_queue_allow_over_limit (order->queue, order->job);
  if (yes)
    submit (task);
  else
    g_task_return_boolean (task, FALSE);
}

static void
ask (GTask *task, GPtrArray *limits)
{
  OrderData *order = g_task_get_task_data (task);
  GtkWidget *dialog;

  if (g_task_return_error_if_cancelled (task))
    return;

  dialog = packshot_send_dialog_new (order->window, order->accounts, order->job, order->step,
                                     order->request);
  packshot_send_dialog_set_limits (PACKSHOT_SEND_DIALOG (dialog), limits);
  g_signal_connect (dialog, "answered", G_CALLBACK (answered_cb), g_object_ref (task));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) limits =
      packshot_queue_check_limit_finish (PACKSHOT_QUEUE (source), result, &error);

  if (limits != NULL)
    ask (task, limits);
  else
    g_task_return_error (task, error);
}

static void
check_limit (GTask *task)
{
  OrderData *order = g_task_get_task_data (task);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  g_ptr_array_add (jobs, order->job);
  packshot_queue_check_limit_async (order->queue, jobs, order->step, g_task_get_cancellable (task),
                                    checked_cb, g_object_ref (task));
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (packshot_queue_prepare_finish (PACKSHOT_QUEUE (source), result, &error))
    check_limit (task);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OrderData *order = g_task_get_task_data (task);
  GError *error = NULL;

  if (!packshot_accounts_look_finish (PACKSHOT_ACCOUNTS (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* Of what was ordered nothing has to be made ready any more. */
  if (order->step != PACKSHOT_STEP_CREATE)
    {
      check_limit (task);
      return;
    }

  packshot_queue_prepare_async (order->queue, order->job, g_task_get_cancellable (task),
                                prepared_cb, g_object_ref (task));
}

static GTask *
make_task (GtkWidget *widget,
           PackshotQueue *queue,
           PackshotAccounts *accounts,
           PackshotJob *job,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  OrderData *order = g_new0 (OrderData, 1);

  order->window = g_object_ref (GTK_WINDOW (gtk_widget_get_root (widget)));
  order->queue = g_object_ref (queue);
  order->accounts = g_object_ref (accounts);
  order->job = g_object_ref (job);
  order->step = PACKSHOT_STEP_CREATE;
  g_task_set_source_tag (task, packshot_order_async);
  g_task_set_task_data (task, order, order_data_free);

  return task;
}

/**
 * packshot_order_async:
 * @widget: a widget of the window that asks
 * @queue: the queue of the job
 * @accounts: the accounts of the services
 * @job: a job that is ready
 * @cancellable: (nullable): stops it, until the question is on the screen
 * @callback: called when the job is submitted, or will not be
 * @user_data: for @callback
 *
 * Submits a job, after the user said yes where it is to be paid for.
 */
void
packshot_order_async (GtkWidget *widget,
                      PackshotQueue *queue,
                      PackshotAccounts *accounts,
                      PackshotJob *job,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  PackshotManifest *manifest;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PACKSHOT_IS_QUEUE (queue) && PACKSHOT_IS_JOB (job));

  manifest = packshot_job_get_manifest (job);
  task = make_task (widget, queue, accounts, job, cancellable, callback, user_data);
  if (manifest != NULL && packshot_manifest_get_offline (manifest))
    submit (task);
  else
    packshot_accounts_look_async (accounts, manifest, cancellable, looked_cb,
                                  g_steal_pointer (&task));
}

/**
 * packshot_order_step_async:
 * @widget: a widget of the window that asks
 * @queue: the queue of the job
 * @accounts: the accounts of the services
 * @job: a job that offers @step
 * @step: a paid step after the first: approve or regenerate
 * @request: (nullable): what is asked for, or %NULL to let it be said in the question
 * @callback: called as by packshot_order_async()
 * @user_data: for @callback
 *
 * Takes a job one paid step further, after the user said yes.
 */
void
packshot_order_step_async (GtkWidget *widget,
                           PackshotQueue *queue,
                           PackshotAccounts *accounts,
                           PackshotJob *job,
                           PackshotStep step,
                           PackshotRequest *request,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  OrderData *order;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PACKSHOT_IS_QUEUE (queue) && PACKSHOT_IS_JOB (job));
  g_return_if_fail (packshot_step_is_paid (step) && step != PACKSHOT_STEP_CREATE);

  task = make_task (widget, queue, accounts, job, NULL, callback, user_data);
  order = g_task_get_task_data (task);
  order->step = step;
  g_set_object (&order->request, request);
  packshot_accounts_look_async (accounts, packshot_job_get_manifest (job), NULL, looked_cb, task);
}

/**
 * packshot_order_finish:
 * @result: the result the callback got
 * @error: return location for one sentence to show; %PACKSHOT_CORE_ERROR_NO_KEY where the service
 *   wants a key that is not there
 *
 * Returns: whether the job is submitted; %FALSE without an error where the user said no
 */
gboolean
packshot_order_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_order_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
