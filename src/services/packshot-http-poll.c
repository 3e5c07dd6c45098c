/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "config.h"

#include "packshot-http-poll.h"

#include <glib/gi18n.h>

#include "packshot-http-call.h"

typedef struct
{
  /* Input. */
  const PackshotHttpLink *link; /* (unowned): lives as long as the service */
  GPtrArray *ids;      /* (owned) (element-type utf8): of each job, empty where it has none */
  GArray *is_approved; /* (owned) (element-type gboolean): whether the preview of each job was */

  /* In progress. */
  GPtrArray *batch;                /* (owned) (element-type utf8): what is being asked for */
  GArray *places;                  /* (owned) (element-type guint): whose ids these are */
  guint next;                      /* the job at which the next batch begins */
  guint alone_until;               /* the jobs before this one are asked for one by one */
  GAsyncReadyCallback answered_cb; /* what follows a batch, after which comes the next */

  /* Output. */
  GPtrArray *replies; /* (owned) (element-type PackshotReply) (nullable): one for each job */
} PollData;

static void
poll_data_free (gpointer data)
{
  PollData *poll = data;

  g_ptr_array_unref (poll->ids);
  g_array_unref (poll->is_approved);
  g_ptr_array_unref (poll->batch);
  g_array_unref (poll->places);
  g_clear_pointer (&poll->replies, g_ptr_array_unref);
  g_free (poll);
}

static void
free_reply (gpointer data)
{
  if (data != NULL)
    packshot_reply_free (data);
}

/* What holds for a call holds for each job it asked for. */
static PackshotReply *
dup_trouble (const PackshotReply *trouble)
{
  PackshotReply *reply = packshot_reply_new (trouble->verdict);

  reply->words = g_strdup (trouble->words);
  reply->not_before = trouble->not_before;
  return reply;
}

static void
take_batch (PollData *poll)
{
  guint most =
      poll->next < poll->alone_until ? 1 : packshot_manifest_get_poll_batch (poll->link->manifest);

  g_ptr_array_set_size (poll->batch, 0);
  g_array_set_size (poll->places, 0);
  for (; poll->next < poll->ids->len && poll->batch->len < most; poll->next++)
    {
      char *id = g_ptr_array_index (poll->ids, poll->next);

      if (*id != '\0' && poll->link->adapter->build_poll != NULL)
        {
          g_ptr_array_add (poll->batch, id);
          g_array_append_val (poll->places, poll->next);
        }
      else
        poll->replies->pdata[poll->next] = packshot_reply_new_take_words (
            PACKSHOT_VERDICT_GONE,
            g_strdup (*id == '\0' ? _ ("The service gave no id to ask for.")
                                  : _ ("The service can’t be asked for a job.")));
    }
}

static gboolean
is_rejection (const PackshotReply *reply)
{
  return reply->verdict == PACKSHOT_VERDICT_REFUSED || reply->verdict == PACKSHOT_VERDICT_GONE;
}

/* A service may reject a whole list for one id in it. Before that is held against the others, each
 * is asked for alone. */
static gboolean
is_doubtful (const GPtrArray *replies)
{
  for (guint i = 0; i < replies->len; i++)
    {
      if (!is_rejection (g_ptr_array_index (replies, i)))
        return FALSE;
    }

  return replies->len > 1;
}

/* Whether what was paid for is there now, or will never be: then the balance tells what it cost. A
 * service that still says that it waits for a word, which it has, is only behind. */
static gboolean
is_settled (PollData *poll, guint index)
{
  const PackshotReply *reply = g_ptr_array_index (poll->replies, index);

  if (reply->verdict == PACKSHOT_VERDICT_REVIEW)
    return !g_array_index (poll->is_approved, gboolean, index);

  return reply->verdict == PACKSHOT_VERDICT_DONE || reply->verdict == PACKSHOT_VERDICT_FAILED;
}

static gboolean
needs_balance (PollData *poll)
{
  if (!packshot_http_call_tells_cost (poll->link))
    return FALSE;

  for (guint i = 0; i < poll->replies->len; i++)
    {
      if (is_settled (poll, i))
        return TRUE;
    }

  return FALSE;
}

static void
return_replies (GTask *task)
{
  PollData *poll = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&poll->replies),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
balance_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PollData *poll = g_task_get_task_data (task);
  gint64 balance = packshot_http_call_ask_balance_finish (PACKSHOT_SERVICE (source), result);

  for (guint i = 0; i < poll->replies->len; i++)
    {
      PackshotReply *reply = g_ptr_array_index (poll->replies, i);

      if (is_settled (poll, i))
        reply->balance = balance;
    }

  return_replies (task);
}

static void
finish (GTask *task)
{
  PollData *poll = g_task_get_task_data (task);

  if (needs_balance (poll))
    packshot_http_call_ask_balance_async (g_task_get_source_object (task), poll->link,
                                          g_task_get_cancellable (task), balance_cb,
                                          g_object_ref (task));
  else
    return_replies (task);
}

static void
ask (GTask *task)
{
  PollData *poll = g_task_get_task_data (task);
  PackshotManifest *manifest = poll->link->manifest;

  take_batch (poll);
  if (poll->batch->len == 0)
    finish (task);
  else
    packshot_http_exchange_async (g_task_get_source_object (task), poll->link, PACKSHOT_STEP_POLL,
                                  poll->link->adapter->build_poll (manifest, poll->batch), NULL,
                                  NULL, g_task_get_cancellable (task), poll->answered_cb,
                                  g_object_ref (task));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PollData *poll = g_task_get_task_data (task);
  g_autoptr (GPtrArray) replies = g_ptr_array_new_with_free_func (free_reply);
  g_autoptr (PackshotReply) trouble = NULL;
  g_autoptr (PackshotNetAnswer) answer =
      packshot_http_exchange_finish (PACKSHOT_SERVICE (source), result, &trouble);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (answer != NULL)
    poll->link->adapter->read_poll (poll->link->manifest, poll->batch, answer, replies);
  else
    for (guint i = 0; i < poll->batch->len; i++)
      g_ptr_array_add (replies, dup_trouble (trouble));

  g_assert (replies->len == poll->batch->len);
  if (is_doubtful (replies))
    {
      poll->alone_until = poll->next;
      poll->next = g_array_index (poll->places, guint, 0);
    }
  else
    for (guint i = 0; i < replies->len; i++)
      poll->replies->pdata[g_array_index (poll->places, guint, i)] =
          g_steal_pointer (&replies->pdata[i]);

  ask (task);
}

/**
 * packshot_http_poll_async:
 * @service: the service
 * @link: what it takes to call it
 * @jobs: (element-type PackshotJob): jobs to ask for
 * @cancellable: (nullable): stops it
 * @callback: called when all answers are there
 * @user_data: for @callback
 *
 * Asks how jobs go, as many in a call as the manifest allows. Where the manifest says that the
 * balance tells what things cost, it is asked for as soon as one of them is through.
 */
void
packshot_http_poll_async (PackshotService *service,
                          const PackshotHttpLink *link,
                          GPtrArray *jobs,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  PollData *poll = g_new0 (PollData, 1);

  poll->link = link;
  poll->ids = g_ptr_array_new_with_free_func (g_free);
  poll->is_approved = g_array_new (FALSE, FALSE, sizeof (gboolean));
  poll->batch = g_ptr_array_new ();
  poll->places = g_array_new (FALSE, FALSE, sizeof (guint));
  poll->answered_cb = answered_cb;
  poll->replies = g_ptr_array_new_with_free_func (free_reply);
  g_ptr_array_set_size (poll->replies, (int) jobs->len);
  for (guint i = 0; i < jobs->len; i++)
    {
      const GPtrArray *ids = packshot_job_get_remote_ids (g_ptr_array_index (jobs, i));
      const char *id = packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_POLL);
      const char *approved = packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_APPROVED);
      gboolean is_approved = id != NULL && g_strcmp0 (approved, id) == 0;

      g_ptr_array_add (poll->ids, g_strdup (id != NULL ? id : ""));
      g_array_append_val (poll->is_approved, is_approved);
    }

  g_task_set_source_tag (task, packshot_http_poll_async);
  g_task_set_task_data (task, poll, poll_data_free);

  ask (task);
}

/**
 * packshot_http_poll_finish:
 * @service: the service
 * @result: the result the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type PackshotReply): a reply for each job, in their order
 */
GPtrArray *
packshot_http_poll_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_poll_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
