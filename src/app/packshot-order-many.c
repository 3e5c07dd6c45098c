/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Many jobs, one question: all are made ready before it, and where one can't be, none is sent. */

#include "config.h"

#include "packshot-order.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-send-dialog.h"
#include "packshot-words.h"

G_DEFINE_QUARK (packshot - order - error - quark, packshot_order_error)

/* How many are made ready at once: each has a photo in memory. */
#define MOST_PREPARING 3

typedef struct
{
  /* Input. */
  GtkWindow *window;          /* (owned) */
  PackshotQueue *queue;       /* (owned) */
  PackshotAccounts *accounts; /* (owned) */
  GPtrArray *jobs;            /* (owned) (element-type PackshotJob) */
  /* In progress. */
  GPtrArray *paid;   /* (owned) (element-type PackshotJob): those to be asked about */
  guint n_looked;    /* of those whose services were looked at */
  guint n_begun;     /* of those that are being made ready, or are */
  guint n_preparing; /* of those that are just now */
  GError *error;     /* (owned) (nullable): what came in the way first */
} ManyData;

static void
many_data_free (gpointer data)
{
  ManyData *many = data;

  g_object_unref (many->window);
  g_object_unref (many->queue);
  g_object_unref (many->accounts);
  g_ptr_array_unref (many->jobs);
  g_ptr_array_unref (many->paid);
  g_clear_error (&many->error);
  g_free (many);
}

/* Somebody else may have sent or deleted one while the question stood there. */
static gboolean
are_ready (ManyData *many, GError **error)
{
  for (guint i = 0; i < many->jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (many->jobs, i);

      if (packshot_job_get_state (job) == PACKSHOT_JOB_READY
          && packshot_queue_find (many->queue, packshot_job_get_id (job)) == job
          && !packshot_job_get_driven_elsewhere (job))
        continue;

      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                   _ ("One of the jobs is no longer ready, and so none was sent."));
      return FALSE;
    }

  return TRUE;
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
submit_all (GTask *task)
{
  ManyData *many = g_task_get_task_data (task);
  GError *error = NULL;
  guint n_sent = 0;

  if (are_ready (many, &error))
    while (n_sent < many->jobs->len
           && packshot_queue_submit (many->queue, g_ptr_array_index (many->jobs, n_sent), &error))
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
      return_partly (task, n_sent, many->jobs->len, error);
      g_error_free (error);
    }
}

static void
allow_all (GTask *task)
{
  ManyData *many = g_task_get_task_data (task);

  for (guint i = 0; i < many->paid->len; i++)
    packshot_queue_allow_over_limit (many->queue, g_ptr_array_index (many->paid, i));
}

static void
answered_cb (PackshotSendDialog *dialog, gboolean yes, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  /* A second answer is possible while the dialog closes. */
  g_signal_handlers_disconnect_by_data (dialog, task);
  if (yes && packshot_send_dialog_get_over_limit (dialog))
    allow_all (task);
  if (yes)
    submit_all (task);
  else
    g_task_return_boolean (task, FALSE);
}

static void
ask (GTask *task, GPtrArray *limits)
{
  ManyData *many = g_task_get_task_data (task);
  GtkWidget *dialog;

  if (g_task_return_error_if_cancelled (task))
    return;

  dialog = packshot_send_dialog_new_many (many->window, many->accounts, many->paid);
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
take_error (ManyData *many, PackshotJob *job, GError *error)
{
  g_autofree char *name = dup_name (job);

  if (many->error != NULL)
    {
      g_error_free (error);
      return;
    }

  /* Translators: the name of a photo, and a sentence about what is wrong with it. */
  many->error = g_error_new (error->domain, error->code,
                             _ ("Nothing was sent, because of “%s”: %s"), name, error->message);
  g_error_free (error);
}

/* Who waits for a job to be made ready. */
typedef struct
{
  GTask *task;      /* (owned) */
  PackshotJob *job; /* (owned) */
} Preparing;

static void
prepare_next (GTask *task, GAsyncReadyCallback callback)
{
  ManyData *many = g_task_get_task_data (task);
  Preparing *preparing;

  if (many->n_begun == many->paid->len || many->error != NULL
      || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return;

  preparing = g_new0 (Preparing, 1);
  preparing->task = g_object_ref (task);
  preparing->job = g_object_ref (g_ptr_array_index (many->paid, many->n_begun++));
  many->n_preparing++;
  packshot_queue_prepare_async (many->queue, preparing->job, g_task_get_cancellable (task),
                                callback, preparing);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Preparing *preparing = user_data;
  g_autoptr (GTask) task = preparing->task;
  g_autoptr (PackshotJob) job = preparing->job;
  ManyData *many = g_task_get_task_data (task);
  GError *error = NULL;

  g_free (preparing);
  many->n_preparing--;
  if (!packshot_queue_prepare_finish (PACKSHOT_QUEUE (source), result, &error))
    take_error (many, job, error);

  prepare_next (task, prepared_cb);
  if (many->n_preparing > 0)
    return;
  if (many->error != NULL)
    g_task_return_error (task, g_steal_pointer (&many->error));
  else
    packshot_queue_check_limit_async (many->queue, many->paid, PACKSHOT_STEP_CREATE,
                                      g_task_get_cancellable (task), checked_cb,
                                      g_object_ref (task));
}

static gboolean
is_known_service (ManyData *many, guint index)
{
  PackshotManifest *manifest = packshot_job_get_manifest (g_ptr_array_index (many->paid, index));

  for (guint i = 0; i < index; i++)
    {
      if (packshot_job_get_manifest (g_ptr_array_index (many->paid, i)) == manifest)
        return TRUE;
    }

  return FALSE;
}

static void
look_at_next (GTask *task, GAsyncReadyCallback callback)
{
  ManyData *many = g_task_get_task_data (task);

  while (many->n_looked < many->paid->len && is_known_service (many, many->n_looked))
    many->n_looked++;

  if (many->n_looked < many->paid->len)
    {
      PackshotJob *job = g_ptr_array_index (many->paid, many->n_looked++);

      packshot_accounts_look_async (many->accounts, packshot_job_get_manifest (job),
                                    g_task_get_cancellable (task), callback, g_object_ref (task));
      return;
    }

  for (guint i = 0; i < MOST_PREPARING; i++)
    prepare_next (task, prepared_cb);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (packshot_accounts_look_finish (PACKSHOT_ACCOUNTS (source), result, &error))
    look_at_next (task, looked_cb);
  else
    g_task_return_error (task, error);
}

static gboolean
is_free (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest != NULL && packshot_manifest_get_offline (manifest);
}

static GTask *
make_task (GtkWidget *widget,
           PackshotQueue *queue,
           PackshotAccounts *accounts,
           GPtrArray *jobs,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  ManyData *many = g_new0 (ManyData, 1);

  many->window = g_object_ref (GTK_WINDOW (gtk_widget_get_root (widget)));
  many->queue = g_object_ref (queue);
  many->accounts = g_object_ref (accounts);
  many->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  many->paid = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);

      g_ptr_array_add (many->jobs, g_object_ref (job));
      if (!is_free (job))
        g_ptr_array_add (many->paid, g_object_ref (job));
    }
  g_task_set_source_tag (task, packshot_order_async);
  g_task_set_task_data (task, many, many_data_free);

  return task;
}

/**
 * packshot_order_many_async:
 * @widget: a widget of the window that asks
 * @queue: the queue of the jobs
 * @accounts: the accounts of the services
 * @jobs: (element-type PackshotJob): jobs that are ready, of one service or of several
 * @cancellable: (nullable): stops it, until the question is on the screen
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
  ManyData *many;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PACKSHOT_IS_QUEUE (queue));
  g_return_if_fail (jobs != NULL && jobs->len > 0);

  task = make_task (widget, queue, accounts, jobs, cancellable, callback, user_data);
  many = g_task_get_task_data (task);
  if (many->paid->len == 0)
    submit_all (task);
  else
    look_at_next (task, looked_cb);
}
