/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Makes files and folders on this computer and addresses on the web into a list of photos. */

#include "packshot-arrival-gather.h"

#include "packshot-arrival-expand.h"
#include "packshot-net-fetch.h"
#include "packshot-picture.h"
#include "packshot-words.h"

typedef struct
{
  /* Input. */
  GPtrArray *items; /* (owned) (element-type filename) */

  /* In progress. */
  guint n_pending;    /* addresses */
  GPtrArray *fetched; /* (owned) (element-type PackshotNetFile): an item each, most of them %NULL */
} GatherData;

typedef struct
{
  /* Input. */
  GTask *task; /* (owned) */
  guint position;
} FetchData;

static void
net_file_free0 (gpointer file)
{
  g_clear_pointer ((PackshotNetFile **) &file, packshot_net_file_free);
}

static void
gather_data_free (gpointer data)
{
  GatherData *gather = data;

  g_ptr_array_unref (gather->items);
  g_ptr_array_unref (gather->fetched);
  g_free (gather);
}

/* The last part of an address says more than its whole: "mug.jpg", or its host. */
static char *
dup_name (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autofree char *name = NULL;

  if (uri == NULL)
    return g_strdup (address);

  name = g_path_get_basename (g_uri_get_path (uri));
  if (strcmp (name, "/") == 0 || strcmp (name, ".") == 0)
    return g_strdup (g_uri_get_host (uri));

  return g_steal_pointer (&name);
}

static void
take_fetched (PackshotArrivalHaul *haul, PackshotNetFile *file, const char *address)
{
  const char *path = packshot_net_file_get_path (file);

  packshot_arrival_haul_add_path (haul, path);
  g_hash_table_insert (haul->addresses, g_strdup (path), g_strdup (address));
  g_ptr_array_add (haul->files, file);
}

static void
gather_in_thread (GTask *task,
                  gpointer source_object,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  GatherData *gather = task_data;
  PackshotArrivalHaul *haul = packshot_arrival_expand (gather->items, cancellable);

  for (guint i = 0; i < gather->items->len; i++)
    {
      const char *item = gather->items->pdata[i];
      PackshotNetFile *file = gather->fetched->pdata[i];
      PackshotPictureInfo info;

      if (file != NULL && packshot_picture_info (packshot_net_file_get_path (file), &info, NULL))
        take_fetched (haul, g_steal_pointer (&gather->fetched->pdata[i]), item);
      else if (packshot_words_is_web_address (item))
        g_ptr_array_add (haul->unusable, dup_name (item));
    }

  g_task_return_pointer (task, haul, (GDestroyNotify) packshot_arrival_haul_free);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree FetchData *fetch = user_data;
  g_autoptr (GTask) task = fetch->task;
  GatherData *gather = g_task_get_task_data (task);

  gather->fetched->pdata[fetch->position] =
      packshot_net_fetch_finish (PACKSHOT_NET_SESSION (source), result, NULL);
  if (--gather->n_pending == 0)
    g_task_run_in_thread (task, gather_in_thread);
}

static void
fetch (PackshotNetSession *session, GTask *task)
{
  static const char *const pictures[] = { "image/*", NULL };
  GatherData *gather = g_task_get_task_data (task);

  for (guint i = 0; i < gather->items->len && gather->n_pending < PACKSHOT_ARRIVAL_MOST_PHOTOS; i++)
    {
      FetchData *fetch;

      if (!packshot_words_is_web_address (gather->items->pdata[i]))
        continue;

      fetch = g_new0 (FetchData, 1);
      fetch->task = g_object_ref (task);
      fetch->position = i;
      gather->n_pending++;
      packshot_net_fetch_async (session, gather->items->pdata[i], PACKSHOT_ARRIVAL_MOST_BYTES,
                                pictures, g_task_get_cancellable (task), fetched_cb, fetch);
    }
}

/**
 * packshot_arrival_gather_async:
 * @session: for what is on the web
 * @items: (element-type filename): absolute paths of files and folders, and addresses
 * @cancellable: (nullable): stops it
 * @callback: called when all is there
 * @user_data: for @callback
 *
 * Finds the photos in all this, as packshot_arrival_expand() does; those from the web come last.
 */
void
packshot_arrival_gather_async (PackshotNetSession *session,
                               GPtrArray *items,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GatherData *gather;

  g_return_if_fail (PACKSHOT_IS_NET_SESSION (session) && items != NULL);

  gather = g_new0 (GatherData, 1);
  gather->items = g_ptr_array_ref (items);
  gather->fetched = g_ptr_array_new_with_free_func (net_file_free0);
  g_ptr_array_set_size (gather->fetched, (int) items->len);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_arrival_gather_async);
  g_task_set_task_data (task, gather, gather_data_free);

  fetch (session, task);
  if (gather->n_pending == 0)
    g_task_run_in_thread (task, gather_in_thread);
}

/**
 * packshot_arrival_gather_finish:
 * @session: the session
 * @result: the result the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what was found, which may be nothing; or %NULL on error
 */
PackshotArrivalHaul *
packshot_arrival_gather_finish (PackshotNetSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_arrival_gather_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
