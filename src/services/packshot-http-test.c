/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Whether a service can be reached and takes the key: what "Test Connection" asks. */

#include "config.h"

#include "packshot-http-test.h"

#include "packshot-http-call.h"

#include <glib/gi18n.h>

typedef struct
{
  /* Input. */
  const PackshotHttpLink *link; /* (unowned): lives as long as the service */

  /* In progress. */
  PackshotReply *first; /* (owned) (nullable): what came of the first question */
} TestData;

static void
test_data_free (gpointer data)
{
  TestData *test = data;

  g_clear_pointer (&test->first, packshot_reply_free);
  g_free (test);
}

static void
return_reply (GTask *task, PackshotReply *reply)
{
  g_task_return_pointer (task, reply, (GDestroyNotify) packshot_reply_free);
}

/* What went wrong at first says more than what went wrong after it, but for an answer that could
 * not be read. */
static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TestData *test = g_task_get_task_data (task);
  g_autoptr (PackshotReply) second = packshot_http_call_finish (PACKSHOT_SERVICE (source), result);

  if (second->verdict == PACKSHOT_VERDICT_DONE
      || test->first->verdict == PACKSHOT_VERDICT_UNCERTAIN)
    return_reply (task, g_steal_pointer (&second));
  else
    return_reply (task, g_steal_pointer (&test->first));
}

static gboolean
settles_it (const PackshotReply *reply)
{
  return reply->verdict != PACKSHOT_VERDICT_REFUSED && reply->verdict != PACKSHOT_VERDICT_GONE
         && reply->verdict != PACKSHOT_VERDICT_UNCERTAIN;
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TestData *test = g_task_get_task_data (task);
  const PackshotAdapter *adapter = test->link->adapter;
  g_autoptr (PackshotReply) reply = packshot_http_call_finish (PACKSHOT_SERVICE (source), result);

  if (adapter->build_probe == NULL || settles_it (reply))
    {
      return_reply (task, g_steal_pointer (&reply));
      return;
    }

  test->first = g_steal_pointer (&reply);
  packshot_http_call_async (PACKSHOT_SERVICE (source), test->link, NULL,
                            PACKSHOT_HTTP_CALL_QUESTION, adapter->build_probe, adapter->read_probe,
                            g_task_get_cancellable (task), probed_cb, g_object_ref (task));
}

/**
 * packshot_http_test_async:
 * @service: the service
 * @link: what it takes to call it
 * @cancellable: (nullable): stops it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks what costs nothing and needs the key.
 */
void
packshot_http_test_async (PackshotService *service,
                          const PackshotHttpLink *link,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  const PackshotAdapter *adapter = link->adapter;
  TestData *test = g_new0 (TestData, 1);

  test->link = link;
  g_task_set_source_tag (task, packshot_http_test_async);
  g_task_set_task_data (task, test, test_data_free);

  if (adapter->build_test != NULL)
    packshot_http_call_async (service, link, NULL, PACKSHOT_HTTP_CALL_QUESTION, adapter->build_test,
                              adapter->read_test, cancellable, tested_cb, g_object_ref (task));
  else
    return_reply (task, packshot_reply_new_take_words (
                            PACKSHOT_VERDICT_BAD_INPUT,
                            g_strdup (_ ("This service can’t be tried without paying."))));
}

/**
 * packshot_http_test_finish:
 * @service: the service
 * @result: the result the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): done, with the balance where the service tells, or what is wrong;
 *   %NULL on error
 */
PackshotReply *
packshot_http_test_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_test_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
