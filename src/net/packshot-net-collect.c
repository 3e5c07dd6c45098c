/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* Reads the body of an answer into memory. */

#include "packshot-net-collect-private.h"

#include "packshot-net-explain-private.h"

#define PIECE (16 * 1024)

typedef struct
{
  /* Input. */
  goffset max_bytes;

  /* In progress. */
  char piece[PIECE];

  /* Output. */
  GByteArray *body; /* (owned) (nullable) */
} CollectData;

static void
collect_data_free (gpointer data)
{
  CollectData *collect = data;

  g_clear_pointer (&collect->body, g_byte_array_unref);
  g_free (collect);
}

static void
return_too_large (GTask *task)
{
  CollectData *collect = g_task_get_task_data (task);
  PackshotNetExchange *exchange = g_task_get_source_object (task);

  g_task_return_error (task, packshot_net_explain_size (packshot_net_exchange_get_host (exchange),
                                                        collect->max_bytes));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotNetExchange *exchange = PACKSHOT_NET_EXCHANGE (source);
  g_autoptr (GTask) task = user_data;
  CollectData *collect = g_task_get_task_data (task);
  GError *error = NULL;
  gssize n = packshot_net_exchange_read_finish (exchange, result, &error);

  if (n < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  if (n == 0)
    {
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&collect->body)),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }

  g_byte_array_append (collect->body, (const guint8 *) collect->piece, (guint) n);
  if ((goffset) collect->body->len > collect->max_bytes)
    {
      return_too_large (task);
      return;
    }

  packshot_net_exchange_read_async (exchange, collect->piece, PIECE, read_cb,
                                    g_steal_pointer (&task));
}

/**
 * packshot_net_collect_async:
 * @exchange: an exchange that has begun
 * @max_bytes: the most to take, less than 4 GB
 * @callback: called when all of it is there
 * @user_data: for @callback
 */
void
packshot_net_collect_async (PackshotNetExchange *exchange,
                            goffset max_bytes,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (exchange, NULL, callback, user_data);
  CollectData *collect = g_new0 (CollectData, 1);

  collect->max_bytes = MIN (max_bytes, (goffset) G_MAXUINT - PIECE);
  collect->body = g_byte_array_new ();
  g_task_set_source_tag (task, packshot_net_collect_async);
  g_task_set_task_data (task, collect, collect_data_free);

  if (packshot_net_exchange_get_length (exchange) > collect->max_bytes)
    {
      return_too_large (task);
      return;
    }

  packshot_net_exchange_read_async (exchange, collect->piece, PIECE, read_cb,
                                    g_steal_pointer (&task));
}

/**
 * packshot_net_collect_finish:
 * @exchange: the exchange
 * @result: the result the callback got
 * @error: return location for a #PackshotNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the whole body
 */
GBytes *
packshot_net_collect_finish (PackshotNetExchange *exchange, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, exchange), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_collect_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
