/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-remote-dummy.h"

#include <glib/gstdio.h>

#include "packshot-dummy-list.h"
#include "packshot-dummy-maker.h"

struct _PackshotRemoteDummy
{
  PackshotService parent_instance;

  GQueue scripts[PACKSHOT_N_STEPS]; /* of PackshotReply, owned: what is answered next */
  GPtrArray *kept;                  /* (element-type GTask): calls whose answers are kept back */
  gboolean is_held[PACKSHOT_N_STEPS];
  guint n_calls[PACKSHOT_N_STEPS];
  guint n_polls; /* that are out */
  guint most_polls;
  guint n_asked_for; /* jobs, by all polls */
  PackshotDummyMaker maker;
};

G_DEFINE_FINAL_TYPE (PackshotRemoteDummy, packshot_remote_dummy, PACKSHOT_TYPE_SERVICE)

typedef struct
{
  /* Input. */
  PackshotStep step;
  PackshotJob *job; /* (owned) (nullable) */
  GPtrArray *jobs;  /* (owned) (nullable): of a poll */

  /* In progress. */
  GSource *source; /* (owned) (nullable): what lets it go on */
} CallData;

static void
call_data_free (gpointer data)
{
  CallData *call = data;

  if (call->source != NULL)
    g_source_destroy (call->source);
  g_clear_pointer (&call->source, g_source_unref);
  g_clear_object (&call->job);
  g_clear_pointer (&call->jobs, g_ptr_array_unref);
  g_free (call);
}

static PackshotReply *
make_reply (PackshotRemoteDummy *self, PackshotStep step, PackshotJob *job)
{
  PackshotReply *reply = g_queue_pop_head (&self->scripts[step]);

  if (reply == NULL && step == PACKSHOT_STEP_POLL)
    reply = packshot_dummy_maker_poll (&self->maker, job);
  if (reply == NULL)
    reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  if (reply->verdict == PACKSHOT_VERDICT_DONE)
    packshot_dummy_maker_fill (&self->maker, step, job, reply);
  if (self->maker.tells_balance && step == PACKSHOT_STEP_POLL
      && reply->verdict != PACKSHOT_VERDICT_WORKING)
    reply->balance = self->maker.balance;

  return reply;
}

static void
free_reply (gpointer reply)
{
  if (reply != NULL)
    packshot_reply_free (reply);
}

static gboolean
answer_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  PackshotRemoteDummy *self = g_task_get_source_object (task);
  CallData *call = g_task_get_task_data (task);
  g_autoptr (GPtrArray) replies = NULL;

  g_ptr_array_remove (self->kept, task);
  if (call->step == PACKSHOT_STEP_POLL)
    self->n_polls--;

  /* A paid call that is out can't be taken back. */
  if (!packshot_step_is_paid (call->step) && g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (call->jobs == NULL)
    {
      g_task_return_pointer (task, make_reply (self, call->step, call->job), free_reply);
      return G_SOURCE_REMOVE;
    }

  replies = g_ptr_array_new_with_free_func (free_reply);
  for (guint i = 0; i < call->jobs->len; i++)
    g_ptr_array_add (replies, make_reply (self, call->step, g_ptr_array_index (call->jobs, i)));
  g_task_return_pointer (task, g_steal_pointer (&replies), (GDestroyNotify) g_ptr_array_unref);

  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  return answer_cb (user_data);
}

static void
wait_for (GTask *task, GSource *source, GSourceFunc callback)
{
  CallData *call = g_task_get_task_data (task);

  if (call->source != NULL)
    g_source_destroy (call->source);
  g_clear_pointer (&call->source, g_source_unref);
  call->source = source;
  g_source_set_callback (source, callback, g_object_ref (task), g_object_unref);
  g_source_attach (source, NULL);
}

static void
begin (PackshotRemoteDummy *self, GTask *task)
{
  CallData *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->n_calls[call->step]++;
  g_task_set_check_cancellable (task, FALSE);

  if (!self->is_held[call->step])
    {
      wait_for (task, g_idle_source_new (), answer_cb);
      return;
    }

  g_ptr_array_add (self->kept, g_object_ref (task));
  if (cancellable != NULL && !packshot_step_is_paid (call->step))
    wait_for (task, g_cancellable_source_new (cancellable), G_SOURCE_FUNC (cancelled_cb));
}

static void
run_async (PackshotService *service,
           PackshotJob *job,
           PackshotStep step,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  CallData *call = g_new0 (CallData, 1);

  g_task_set_source_tag (task, run_async);
  call->step = step;
  call->job = g_object_ref (job);
  g_task_set_task_data (task, call, call_data_free);
  begin (PACKSHOT_REMOTE_DUMMY (service), task);
}

static PackshotReply *
run_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, service));
  g_assert_true (g_async_result_is_tagged (result, run_async));

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
poll_async (PackshotService *service,
            GPtrArray *jobs,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  PackshotRemoteDummy *self = PACKSHOT_REMOTE_DUMMY (service);
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  CallData *call = g_new0 (CallData, 1);

  g_task_set_source_tag (task, poll_async);
  call->step = PACKSHOT_STEP_POLL;
  call->jobs = g_ptr_array_ref (jobs);
  g_task_set_task_data (task, call, call_data_free);

  self->n_asked_for += jobs->len;
  self->n_polls++;
  self->most_polls = MAX (self->most_polls, self->n_polls);
  begin (self, task);
}

static GPtrArray *
poll_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, service));
  g_assert_true (g_async_result_is_tagged (result, poll_async));

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
packshot_remote_dummy_finalize (GObject *object)
{
  PackshotRemoteDummy *self = PACKSHOT_REMOTE_DUMMY (object);

  for (guint i = 0; i < PACKSHOT_N_STEPS; i++)
    g_queue_clear_full (&self->scripts[i], free_reply);
  g_ptr_array_unref (self->kept);
  packshot_dummy_maker_clear (&self->maker);

  G_OBJECT_CLASS (packshot_remote_dummy_parent_class)->finalize (object);
}

static void
packshot_remote_dummy_class_init (PackshotRemoteDummyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  PackshotServiceClass *service_class = PACKSHOT_SERVICE_CLASS (klass);

  object_class->finalize = packshot_remote_dummy_finalize;
  service_class->run_async = run_async;
  service_class->run_finish = run_finish;
  service_class->poll_async = poll_async;
  service_class->poll_finish = poll_finish;
  service_class->list_async = packshot_dummy_list_async;
  service_class->list_finish = packshot_dummy_list_finish;
}

static void
packshot_remote_dummy_init (PackshotRemoteDummy *self)
{
  for (guint i = 0; i < PACKSHOT_N_STEPS; i++)
    g_queue_init (&self->scripts[i]);
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
  packshot_dummy_maker_init (&self->maker);
}

/**
 * packshot_remote_dummy_new:
 * @manifest: what it offers, as in remote-dummy.json
 *
 * Returns: (transfer full): a new service, with which all goes well
 */
PackshotService *
packshot_remote_dummy_new (PackshotManifest *manifest)
{
  return g_object_new (PACKSHOT_TYPE_REMOTE_DUMMY, "manifest", manifest, NULL);
}

/**
 * packshot_remote_dummy_push:
 * @self: a service
 * @step: a step
 * @reply: (transfer full): what one call of it brings, after those that were put there before; what
 *   belongs to one that is done is filled in where it has no ids
 */
void
packshot_remote_dummy_push (PackshotRemoteDummy *self, PackshotStep step, PackshotReply *reply)
{
  g_return_if_fail (PACKSHOT_IS_REMOTE_DUMMY (self) && reply != NULL);

  g_queue_push_tail (&self->scripts[step], reply);
}

/**
 * packshot_remote_dummy_say:
 * @self: a service
 * @step: a step
 * @verdict: what comes of it, once
 * @words: (nullable): its words
 */
void
packshot_remote_dummy_say (PackshotRemoteDummy *self,
                           PackshotStep step,
                           PackshotVerdict verdict,
                           const char *words)
{
  PackshotReply *reply = packshot_reply_new (verdict);

  reply->words = g_strdup (words);
  packshot_remote_dummy_push (self, step, reply);
}

/**
 * packshot_remote_dummy_set_busy:
 * @self: a service
 * @is_busy: whether it still works on all videos
 */
void
packshot_remote_dummy_set_busy (PackshotRemoteDummy *self, gboolean is_busy)
{
  g_return_if_fail (PACKSHOT_IS_REMOTE_DUMMY (self));

  self->maker.is_busy = is_busy;
}

/**
 * packshot_remote_dummy_set_reviews:
 * @self: a service
 * @reviews: whether it makes a preview first, and the video when that was approved
 */
void
packshot_remote_dummy_set_reviews (PackshotRemoteDummy *self, gboolean reviews)
{
  g_return_if_fail (PACKSHOT_IS_REMOTE_DUMMY (self));

  self->maker.reviews = reviews;
}

/**
 * packshot_remote_dummy_set_tells_balance:
 * @self: a service
 * @tells_balance: whether it does not tell what a call costs, but what is left, before a paid call
 *   and at the end of what that was for
 */
void
packshot_remote_dummy_set_tells_balance (PackshotRemoteDummy *self, gboolean tells_balance)
{
  g_return_if_fail (PACKSHOT_IS_REMOTE_DUMMY (self));

  self->maker.tells_balance = tells_balance;
}

/**
 * packshot_remote_dummy_take:
 * @self: a service
 * @amount: what somebody else uses of the balance; less than 0 for what is paid in
 */
void
packshot_remote_dummy_take (PackshotRemoteDummy *self, gint64 amount)
{
  g_return_if_fail (PACKSHOT_IS_REMOTE_DUMMY (self));

  self->maker.balance -= amount;
}

/**
 * packshot_remote_dummy_hold:
 * @self: a service
 * @step: a step, the answers to which are kept back from now on
 */
void
packshot_remote_dummy_hold (PackshotRemoteDummy *self, PackshotStep step)
{
  g_return_if_fail (PACKSHOT_IS_REMOTE_DUMMY (self));

  self->is_held[step] = TRUE;
}

/**
 * packshot_remote_dummy_release:
 * @self: a service
 * @step: a step, the answers to which are given now, and not kept back any more
 */
void
packshot_remote_dummy_release (PackshotRemoteDummy *self, PackshotStep step)
{
  g_return_if_fail (PACKSHOT_IS_REMOTE_DUMMY (self));

  self->is_held[step] = FALSE;
  for (guint i = 0; i < self->kept->len; i++)
    {
      GTask *task = g_ptr_array_index (self->kept, i);
      CallData *call = g_task_get_task_data (task);

      if (call->step == step)
        wait_for (task, g_idle_source_new (), answer_cb);
    }
}

/**
 * packshot_remote_dummy_count:
 * @self: a service
 * @step: a step
 *
 * Returns: how often it was asked for it
 */
guint
packshot_remote_dummy_count (PackshotRemoteDummy *self, PackshotStep step)
{
  g_return_val_if_fail (PACKSHOT_IS_REMOTE_DUMMY (self), 0);

  return self->n_calls[step];
}

/**
 * packshot_remote_dummy_count_asked_for:
 * @self: a service
 *
 * Returns: after how many jobs it was asked by all polls together
 */
guint
packshot_remote_dummy_count_asked_for (PackshotRemoteDummy *self)
{
  g_return_val_if_fail (PACKSHOT_IS_REMOTE_DUMMY (self), 0);

  return self->n_asked_for;
}

/**
 * packshot_remote_dummy_get_most_at_once:
 * @self: a service
 *
 * Returns: how many polls were out at the same time at most
 */
guint
packshot_remote_dummy_get_most_at_once (PackshotRemoteDummy *self)
{
  g_return_val_if_fail (PACKSHOT_IS_REMOTE_DUMMY (self), 0);

  return self->most_polls;
}
