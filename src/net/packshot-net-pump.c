/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* Moves the body of an answer into a file. While a thread writes one piece the next is being read,
 * so neither the disk nor the line waits for the other, and the main loop for none of them. */

#include "packshot-net-pump-private.h"

#include <errno.h>
#include <unistd.h>

#include "packshot-net-explain-private.h"

/* On a fast line half of this would cost a third more of a processor. */
#define PIECE (1024 * 1024)

/* Larger ones make ext4 look for memory in one lump: measured on Linux 6, they take four times as
 * long. */
#define MAX_WRITE ((gsize) 128 * 1024)

/* What has to come in the time that is given for it: less than any network brings that works. */
#define MIN_BYTES (64 * 1024)

typedef struct
{
  /* Input. */
  int fd;
  goffset max_bytes;
  guint crawl;   /* how long so many bytes may take, in milliseconds, or 0 */
  goffset total; /* what the server says, or -1 */
  PackshotNetProgress progress;
  gpointer progress_data;

  /* In progress. */
  char *incoming; /* (owned): being read into */
  char *outgoing; /* (owned): being written from */
  gsize n_incoming;
  gsize n_outgoing;
  goffset n_read;
  gint64 since;    /* when the time for the next of them began, in microseconds */
  goffset n_since; /* how many there were */
  gboolean reading;
  gboolean writing;
  gboolean at_end;
  GError *error; /* (owned) (nullable): the first one */

  /* Output. */
  goffset n_written;
} PumpData;

static void
pump_data_free (gpointer data)
{
  PumpData *pump = data;

  g_free (pump->incoming);
  g_free (pump->outgoing);
  g_clear_error (&pump->error);
  g_free (pump);
}

/* Keeps the first error, and ends what else goes on because of it. */
static void
fail (GTask *task, GError *error)
{
  PumpData *pump = g_task_get_task_data (task);

  if (pump->error == NULL)
    pump->error = error;
  else
    g_error_free (error);
  if (pump->reading)
    packshot_net_exchange_abort (g_task_get_source_object (task));
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PumpData *pump = task_data;
  gsize done = 0;

  while (done < pump->n_outgoing)
    {
      gssize n = write (pump->fd, pump->outgoing + done, MIN (pump->n_outgoing - done, MAX_WRITE));

      if (n < 0 && errno != EINTR)
        {
          g_task_return_error (task, packshot_net_explain_errno (errno));
          return;
        }
      if (n > 0)
        done += (gsize) n;
    }

  g_task_return_boolean (task, TRUE);
}

static void
start_writing (GTask *task, GAsyncReadyCallback callback)
{
  PumpData *pump = g_task_get_task_data (task);
  g_autoptr (GTask) writer = g_task_new (NULL, NULL, callback, g_object_ref (task));
  char *piece = pump->incoming;

  pump->incoming = pump->outgoing;
  pump->outgoing = piece;
  pump->n_outgoing = pump->n_incoming;
  pump->n_incoming = 0;
  pump->writing = TRUE;
  g_task_set_source_tag (writer, start_writing);
  g_task_set_task_data (writer, pump, NULL);
  g_task_run_in_thread (writer, write_in_thread);
}

static void
start_reading (GTask *task, GAsyncReadyCallback callback)
{
  PumpData *pump = g_task_get_task_data (task);

  pump->reading = TRUE;
  packshot_net_exchange_read_async (g_task_get_source_object (task), pump->incoming, PIECE,
                                    callback, g_object_ref (task));
}

/* A server that sends a byte now and then is never silent for long, and holds the connection. */
static gboolean
crawls (PumpData *pump)
{
  gint64 now = g_get_monotonic_time ();

  if (pump->n_read - pump->n_since >= MIN_BYTES)
    {
      pump->since = now;
      pump->n_since = pump->n_read;
    }

  return pump->crawl > 0 && now - pump->since > (gint64) pump->crawl * 1000;
}

static void
finish_reading (GTask *task, GAsyncResult *result)
{
  PumpData *pump = g_task_get_task_data (task);
  PackshotNetExchange *exchange = g_task_get_source_object (task);
  GError *error = NULL;
  gssize n = packshot_net_exchange_read_finish (exchange, result, &error);

  pump->reading = FALSE;
  if (n < 0)
    {
      fail (task, error);
      return;
    }

  pump->at_end = n == 0;
  pump->n_incoming = (gsize) n;
  pump->n_read += n;
  if (pump->n_read > pump->max_bytes)
    fail (task,
          packshot_net_explain_size (packshot_net_exchange_get_host (exchange), pump->max_bytes));
  else if (!pump->at_end && crawls (pump))
    fail (task, packshot_net_explain_crawl (packshot_net_exchange_get_host (exchange)));
}

static void
finish_writing (GTask *task, GAsyncResult *result)
{
  PumpData *pump = g_task_get_task_data (task);
  GError *error = NULL;

  pump->writing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (task, error);
      return;
    }

  pump->n_written += (goffset) pump->n_outgoing;
  if (pump->progress != NULL)
    pump->progress (pump->n_written, pump->total, pump->progress_data);
}

/* A piece was read from the exchange, or written by a thread, which has no source object. When both
 * are done, the two buffers change places. */
static void
piece_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PumpData *pump = g_task_get_task_data (task);

  if (source != NULL)
    finish_reading (task, result);
  else
    finish_writing (task, result);

  if (pump->reading || pump->writing)
    return;
  if (pump->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&pump->error));
      return;
    }
  if (pump->at_end)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  start_writing (task, piece_cb);
  start_reading (task, piece_cb);
}

/**
 * packshot_net_pump_async:
 * @exchange: an exchange that has begun
 * @fd: a file to write to, from where it stands; must stay open until @callback
 * @max_bytes: the most to take
 * @crawl: for how long a few bytes now and then are enough, in milliseconds; 0 is for ever
 * @progress: (nullable) (scope notified): told what is in the file; it must not end the transfer
 * @progress_data: for @progress
 * @callback: called when all of it is in the file
 * @user_data: for @callback
 *
 * Moves what is left of the answer into a file. Takes two mebibytes of memory, however much
 * comes.
 */
void
packshot_net_pump_async (PackshotNetExchange *exchange,
                         int fd,
                         goffset max_bytes,
                         guint crawl,
                         PackshotNetProgress progress,
                         gpointer progress_data,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (exchange, NULL, callback, user_data);
  PumpData *pump = g_new0 (PumpData, 1);

  pump->fd = fd;
  pump->max_bytes = max_bytes;
  pump->crawl = crawl;
  pump->since = g_get_monotonic_time ();
  pump->total = packshot_net_exchange_get_length (exchange);
  pump->progress = progress;
  pump->progress_data = progress_data;
  g_task_set_source_tag (task, packshot_net_pump_async);
  g_task_set_task_data (task, pump, pump_data_free);

  /* Known before the first byte: nothing is waited for in vain. */
  if (pump->total > max_bytes)
    {
      g_task_return_error (
          task, packshot_net_explain_size (packshot_net_exchange_get_host (exchange), max_bytes));
      return;
    }

  pump->incoming = g_malloc (PIECE);
  pump->outgoing = g_malloc (PIECE);
  start_reading (task, piece_cb);
}

/**
 * packshot_net_pump_finish:
 * @exchange: the exchange
 * @result: the result the callback got
 * @error: return location for a #PackshotNetError or %G_IO_ERROR_CANCELLED; what came before it is
 *   in the file
 *
 * Returns: whether the answer came to its proper end
 */
gboolean
packshot_net_pump_finish (PackshotNetExchange *exchange, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, exchange), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_pump_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
