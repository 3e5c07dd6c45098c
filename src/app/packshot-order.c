/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* The way from jobs that are ready to jobs that are on their way: at once where they are free, and
 * else with one question, which shows what would leave the computer and what that costs. Of many,
 * all are made ready before it, and where one can't be, none is sent. */

#include "config.h"

#include "packshot-order.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-order-prepare.h"
#include "packshot-send-dialog.h"
#include "packshot-words.h"

G_DEFINE_QUARK (packshot - order - error - quark, packshot_order_error)

typedef struct
{
  /* Input. */
  GtkWindow *window;          /* (owned) */
  PackshotQueue *queue;       /* (owned) */
  PackshotAccounts *accounts; /* (owned) */
  GPtrArray *jobs;            /* (owned) (element-type PackshotJob) */
  GPtrArray *paid;            /* (owned) (element-type PackshotJob): those to be asked about */
  gboolean many;              /* whether they are asked about as many: all or none of them */
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
  g_ptr_array_unref (order->jobs);
  g_ptr_array_unref (order->paid);
  g_clear_object (&order->request);
  g_free (order);
}

/* Somebody else may have sent or deleted one while the question stood there. */
static gboolean
are_ready (OrderData *order, GError **error)
{
  for (guint i = 0; i < order->jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (order->jobs, i);

      if (packshot_job_get_state (job) == PACKSHOT_JOB_READY
          && packshot_queue_find (order->queue, packshot_job_get_id (job)) == job
          && !packshot_job_get_driven_elsewhere (job))
        continue;

      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                   _ ("One of the jobs is no longer ready, and so none was sent."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
take_step (OrderData *order, PackshotJob *job, GError **error)
{
  if (order->step == PACKSHOT_STEP_CREATE)
    return packshot_queue_submit (order->queue, job, error);
  if (order->step == PACKSHOT_STEP_APPROVE)
    return packshot_queue_approve (order->queue, job, order->request, error);

  return packshot_queue_regenerate (order->queue, job, order->step, order->request, error);
}

static void
return_partly (GTask *task, guint n_sent, guint n_jobs, const GError *error)
{
  g_task_return_new_error (
      task, PACKSHOT_ORDER_ERROR, PACKSHOT_ORDER_ERROR_PARTLY,
      /* Translators: two numbers, and a sentence about why. */
      ngettext ("Only %u of %u video could be sent; the others rest in the Library. %s",
                "Only %u of %u videos could be sent; the others rest in the Library. %s", n_jobs),
      n_sent, n_jobs, error->message);
}

static void
submit (GTask *task)
{
  OrderData *order = g_task_get_task_data (task);
  GError *error = NULL;
  guint n_sent = 0;

  if (!order->many || are_ready (order, &error))
    while (n_sent < order->jobs->len
           && take_step (order, g_ptr_array_index (order->jobs, n_sent), &error))
      n_sent++;

  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
    }
  else if (n_sent == 0)
    {
      g_task_return_error (task, error);
    }
  else
    {
      return_partly (task, n_sent, order->jobs->len, error);
      g_error_free (error);
    }
}

static void
allow_over_limit (OrderData *order)
{
  for (guint i = 0; i < order->paid->len; i++)
    packshot_queue_allow_over_limit (order->queue, g_ptr_array_index (order->paid, i));
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
    allow_over_limit (order);
  if (yes)
    submit (task);
  else
    g_task_return_boolean (task, FALSE);
}

static GtkWidget *
make_question (OrderData *order)
{
  if (order->many)
    return packshot_send_dialog_new_many (order->window, order->accounts, order->paid);

  return packshot_send_dialog_new (order->window, order->accounts,
                                   g_ptr_array_index (order->jobs, 0), order->step, order->request);
}

static void
ask (GTask *task, GPtrArray *limits)
{
  GtkWidget *dialog;

  if (g_task_return_error_if_cancelled (task))
    return;

  dialog = make_question (g_task_get_task_data (task));
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

  packshot_queue_check_limit_async (order->queue, order->paid, order->step,
                                    g_task_get_cancellable (task), checked_cb, g_object_ref (task));
}

/* The name of a photo tells more than the title, which all of them may share. */
static char *
dup_name (PackshotJob *job)
{
  PackshotRequest *request = packshot_job_get_request (job);
  const char *photo = request != NULL ? packshot_words_find_photo (request) : NULL;

  return photo != NULL && g_path_is_absolute (photo) ? g_filename_display_basename (photo)
                                                     : packshot_words_dup_title (job);
}

static void
return_trouble (GTask *task, PackshotJob *job, const GError *error)
{
  g_autofree char *name = dup_name (job);

  /* Translators: the name of a photo, and a sentence about what is wrong with it. */
  g_task_return_new_error (task, error->domain, error->code,
                           /* Translators: the name of a product, and a sentence about why. */
                           _ ("Nothing was sent, because of “%s”: %s"), name, error->message);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OrderData *order = g_task_get_task_data (task);
  g_autoptr (PackshotJob) troubled = NULL;
  g_autoptr (GError) error = NULL;

  if (packshot_order_prepare_finish (result, &troubled, &error))
    check_limit (task);
  else if (order->many && troubled != NULL)
    return_trouble (task, troubled, error);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Of what was ordered nothing has to be made ready any more. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (packshot_accounts_look_finish (PACKSHOT_ACCOUNTS (source), result, &error))
    check_limit (task);
  else
    g_task_return_error (task, error);
}

static gboolean
is_free (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest != NULL && packshot_manifest_get_offline (manifest);
}

static void
add_job (OrderData *order, PackshotJob *job)
{
  g_ptr_array_add (order->jobs, g_object_ref (job));
  if (!is_free (job))
    g_ptr_array_add (order->paid, g_object_ref (job));
}

/* A window that is closed takes back what it has not asked about yet. */
static GCancellable *
make_cancellable (GtkWidget *window, GCancellable *cancellable)
{
  GCancellable *own = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();

  g_signal_connect_object (window, "hide", G_CALLBACK (g_cancellable_cancel), own,
                           G_CONNECT_SWAPPED);
  if (!gtk_widget_get_visible (window))
    g_cancellable_cancel (own);

  return own;
}

/* An order of no job yet. */
static GTask *
make_task (GtkWidget *widget,
           PackshotQueue *queue,
           PackshotAccounts *accounts,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_autoptr (GCancellable) own = make_cancellable (window, cancellable);
  GTask *task = g_task_new (NULL, own, callback, user_data);
  OrderData *order = g_new0 (OrderData, 1);

  /* What was sent was sent, whatever is cancelled after it. */
  g_task_set_check_cancellable (task, FALSE);
  order->window = g_object_ref (GTK_WINDOW (window));
  order->queue = g_object_ref (queue);
  order->accounts = g_object_ref (accounts);
  order->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  order->paid = g_ptr_array_new_with_free_func (g_object_unref);
  order->step = PACKSHOT_STEP_CREATE;
  g_task_set_source_tag (task, packshot_order_async);
  g_task_set_task_data (task, order, order_data_free);

  return task;
}

static void
begin (GTask *task)
{
  OrderData *order = g_task_get_task_data (task);

  if (order->paid->len == 0)
    submit (task);
  else
    packshot_order_prepare_async (order->queue, order->accounts, order->paid,
                                  g_task_get_cancellable (task), prepared_cb, g_object_ref (task));
}

/**
 * packshot_order_async:
 * @widget: a widget of the window that asks
 * @queue: the queue of the job
 * @accounts: the accounts of the services
 * @job: a job that is ready
 * @cancellable: (nullable): stops it, until the question is on the screen; so does the window when
 *   it is closed
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
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PACKSHOT_IS_QUEUE (queue) && PACKSHOT_IS_JOB (job));

  task = make_task (widget, queue, accounts, cancellable, callback, user_data);
  add_job (g_task_get_task_data (task), job);
  begin (task);
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

  task = make_task (widget, queue, accounts, NULL, callback, user_data);
  order = g_task_get_task_data (task);
  add_job (order, job);
  order->step = step;
  g_set_object (&order->request, request);
  packshot_accounts_look_async (accounts, packshot_job_get_manifest (job),
                                g_task_get_cancellable (task), looked_cb, task);
}

/**
 * packshot_order_many_async:
 * @widget: a widget of the window that asks
 * @queue: the queue of the jobs
 * @accounts: the accounts of the services
 * @jobs: (element-type PackshotJob): jobs that are ready, of one service or of several
 * @cancellable: (nullable): stops it, until the question is on the screen; so does the window when
 *   it is closed
 * @callback: called when the jobs are submitted, or will not be
 * @user_data: for @callback
 *
 * Submits many jobs, after the user said yes once where they are to be paid for. All are made ready
 * before that, and where one of them can't be, none is submitted: the error names it.
 *
 * End it with packshot_order_finish(). Where its error is %PACKSHOT_ORDER_ERROR_PARTLY some jobs
 * were submitted, and the others rest: none of them is to be deleted.
 */
void
packshot_order_many_async (GtkWidget *widget,
                           PackshotQueue *queue,
                           PackshotAccounts *accounts,
                           GPtrArray *jobs,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  OrderData *order;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PACKSHOT_IS_QUEUE (queue));
  g_return_if_fail (jobs != NULL && jobs->len > 0);

  task = make_task (widget, queue, accounts, cancellable, callback, user_data);
  order = g_task_get_task_data (task);
  order->many = TRUE;
  for (guint i = 0; i < jobs->len; i++)
    add_job (order, g_ptr_array_index (jobs, i));
  begin (task);
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
