/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* What a service is asked for that it has many of: its jobs, or the values of an option. */

#include "config.h"

#include "packshot-http-lists.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-http-call.h"

typedef struct
{
  /* Input. */
  const PackshotHttpLink *link; /* (unowned): lives as long as the service */
  char *option;                 /* (owned) (nullable): of a catalog */
  PackshotAdapterReadList read;
} ListsData;

static void
lists_data_free (gpointer data)
{
  ListsData *lists = data;

  g_free (lists->option);
  g_free (lists);
}

/* Where nothing was sent it is no fault of the service. */
static void
return_trouble (GTask *task, const PackshotReply *trouble)
{
  if (g_task_return_error_if_cancelled (task))
    return;

  if (trouble->verdict == PACKSHOT_VERDICT_NOT_SENT || trouble->verdict == PACKSHOT_VERDICT_NO_KEY)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "%s", trouble->words);
  else
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE, "%s",
                             trouble->words);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ListsData *lists = g_task_get_task_data (task);
  g_autoptr (PackshotReply) trouble = NULL;
  g_autoptr (PackshotNetAnswer) answer =
      packshot_http_exchange_finish (PACKSHOT_SERVICE (source), result, &trouble);
  GPtrArray *list = NULL;

  if (answer != NULL)
    list = lists->read (lists->link->manifest, lists->option, answer, &trouble);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    return_trouble (task, trouble);
}

/**
 * packshot_http_lists_async:
 * @service: the service
 * @link: what it takes to call it
 * @option: (nullable): for which option values are asked for; %NULL to ask for its jobs
 * @cancellable: (nullable): stops it
 * @callback: called when the answer is there
 * @user_data: for @callback
 *
 * Asks for a list. Costs nothing.
 */
void
packshot_http_lists_async (PackshotService *service,
                           const PackshotHttpLink *link,
                           const char *option,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  const PackshotAdapter *adapter = link->adapter;
  PackshotAdapterBuildList build = option != NULL ? adapter->build_catalog : adapter->build_list;
  ListsData *lists = g_new0 (ListsData, 1);

  lists->link = link;
  lists->option = g_strdup (option);
  lists->read = option != NULL ? adapter->read_catalog : adapter->read_list;
  g_task_set_source_tag (task, packshot_http_lists_async);
  g_task_set_task_data (task, lists, lists_data_free);

  if (build != NULL)
    packshot_http_exchange_async (service, link, PACKSHOT_HTTP_CALL_QUESTION,
                                  build (link->manifest, option), NULL, NULL, cancellable,
                                  answered_cb, g_object_ref (task));
  else
    g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                             option != NULL ? _ ("%s has no list to choose from.")
                                            : _ ("%s can’t tell which videos it has."),
                             packshot_manifest_get_name (link->manifest));
}

/**
 * packshot_http_lists_finish:
 * @service: the service
 * @result: the result the callback got
 * @error: return location, as of packshot_service_list_finish()
 *
 * Returns: (transfer full) (element-type PackshotListing): the list, or of #PackshotCatalogItem
 *   where an option was named; %NULL on error
 */
GPtrArray *
packshot_http_lists_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_lists_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
