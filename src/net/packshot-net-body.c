/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

#include "packshot-net-body-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-net-error.h"

#define PIECE (256 * 1024)

/* It is no GPollableInputStream, although that would fit: libsoup 3.2 aborts over HTTP/2 when such
 * a stream would block twice in a row. */
struct _PackshotNetBody
{
  GInputStream parent_instance;

  GBytes *head; /* (owned) */
  GBytes *tail; /* (owned) */
  int fd;       /* -1 without a file */
  goffset file_size;
  goffset position;

  char *piece;         /* (owned) (nullable): of the file; a thread's while it fills it */
  goffset piece_start; /* within the file */
  gsize n_piece;
};

G_DEFINE_FINAL_TYPE (PackshotNetBody, packshot_net_body, G_TYPE_INPUT_STREAM)

typedef struct
{
  /* Input. */
  char *buffer; /* (unowned): the caller's, who may free it when the read is cancelled */
  gsize size;
} ReadData;

static goffset
get_file_position (PackshotNetBody *self)
{
  return self->position - (goffset) g_bytes_get_size (self->head);
}

static gboolean
needs_piece (PackshotNetBody *self)
{
  goffset position = get_file_position (self);

  return position >= 0 && position < self->file_size
         && (position < self->piece_start
             || position >= self->piece_start + (goffset) self->n_piece);
}

static gboolean
fill_piece (PackshotNetBody *self, GError **error)
{
  goffset start = get_file_position (self);
  gsize size = (gsize) MIN ((goffset) PIECE, self->file_size - start);
  gssize n;

  if (self->piece == NULL)
    self->piece = g_malloc (PIECE);
  do
    n = pread (self->fd, self->piece, size, start);
  while (n < 0 && errno == EINTR);

  /* A part of it was sent already, so what the server makes of that is uncertain. */
  if (n < 0)
    g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN,
                 _ ("The file can’t be read while it is being sent: %s."), g_strerror (errno));
  else if (n == 0)
    g_set_error_literal (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN,
                         _ ("The file was changed while it was being sent."));
  else
    {
      self->piece_start = start;
      self->n_piece = (gsize) n;
    }

  return n > 0;
}

static gssize
take_bytes (GBytes *bytes, goffset start, char *buffer, gsize size)
{
  gsize n = MIN (size, g_bytes_get_size (bytes) - (gsize) start);

  memcpy (buffer, (const char *) g_bytes_get_data (bytes, NULL) + start, n);

  return (gssize) n;
}

/* Whatever is at hand: of one of the three, and of the file no more than the piece. */
static gssize
take (PackshotNetBody *self, char *buffer, gsize size)
{
  goffset n_head = (goffset) g_bytes_get_size (self->head);
  gssize n;

  if (self->position < n_head)
    n = take_bytes (self->head, self->position, buffer, size);
  else if (self->position < n_head + self->file_size)
    {
      gsize start = (gsize) (get_file_position (self) - self->piece_start);

      n = (gssize) MIN (size, self->n_piece - start);
      memcpy (buffer, self->piece + start, (gsize) n);
    }
  else if (self->position < packshot_net_body_get_length (self))
    n = take_bytes (self->tail, self->position - n_head - self->file_size, buffer, size);
  else
    n = 0;
  self->position += n;

  return n;
}

static gssize
packshot_net_body_read (GInputStream *stream,
                        void *buffer,
                        gsize size,
                        GCancellable *cancellable,
                        GError **error)
{
  PackshotNetBody *self = PACKSHOT_NET_BODY (stream);

  if (needs_piece (self) && !fill_piece (self, error))
    return -1;

  return take (self, buffer, size);
}

static void
fill_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (fill_piece (source, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadData *read = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_int (task, take (PACKSHOT_NET_BODY (source), read->buffer, read->size));
  else
    g_task_return_error (task, error);
}

static void
packshot_net_body_read_async (GInputStream *stream,
                              void *buffer,
                              gsize size,
                              int priority,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  PackshotNetBody *self = PACKSHOT_NET_BODY (stream);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) filler = NULL;
  ReadData *read;

  g_task_set_source_tag (task, packshot_net_body_read_async);
  g_task_set_priority (task, priority);
  if (!needs_piece (self))
    {
      g_task_return_int (task, take (self, buffer, size));
      return;
    }

  read = g_new0 (ReadData, 1);
  read->buffer = buffer;
  read->size = size;
  g_task_set_task_data (task, read, g_free);

  filler = g_task_new (self, NULL, filled_cb, g_steal_pointer (&task));
  g_task_set_source_tag (filler, fill_in_thread);
  g_task_set_priority (filler, priority);
  g_task_run_in_thread (filler, fill_in_thread);
}

static gssize
packshot_net_body_read_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_body_read_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

static void
packshot_net_body_finalize (GObject *object)
{
  PackshotNetBody *self = PACKSHOT_NET_BODY (object);

  g_clear_pointer (&self->head, g_bytes_unref);
  g_clear_pointer (&self->tail, g_bytes_unref);
  g_free (self->piece);
  if (self->fd >= 0)
    close (self->fd);

  G_OBJECT_CLASS (packshot_net_body_parent_class)->finalize (object);
}

static void
packshot_net_body_class_init (PackshotNetBodyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  object_class->finalize = packshot_net_body_finalize;
  stream_class->read_fn = packshot_net_body_read;
  stream_class->read_async = packshot_net_body_read_async;
  stream_class->read_finish = packshot_net_body_read_finish;
}

static void
packshot_net_body_init (PackshotNetBody *self)
{
  self->fd = -1;
}

static gboolean
open_file (PackshotNetBody *self, const char *path, GError **error)
{
  struct stat status;

  self->fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (self->fd < 0 || fstat (self->fd, &status) != 0)
    {
      g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_LOCAL,
                   _ ("The file that should be sent can’t be read: %s."), g_strerror (errno));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error_literal (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_LOCAL,
                           _ ("What should be sent is not a file."));
      return FALSE;
    }

  self->file_size = status.st_size;

  return TRUE;
}

/**
 * packshot_net_body_new:
 * @head: what comes first
 * @path: (nullable) (type filename): a file that comes next
 * @tail: what comes last
 * @error: return location for %PACKSHOT_NET_ERROR_LOCAL
 *
 * Opens the file; its length is settled from now on.
 *
 * Returns: (transfer full) (nullable): the stream, unless the file can't be read
 */
PackshotNetBody *
packshot_net_body_new (GBytes *head, const char *path, GBytes *tail, GError **error)
{
  g_autoptr (PackshotNetBody) self = g_object_new (PACKSHOT_TYPE_NET_BODY, NULL);

  self->head = g_bytes_ref (head);
  self->tail = g_bytes_ref (tail);
  if (path != NULL && !open_file (self, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * packshot_net_body_get_length:
 * @self: a body
 *
 * Returns: how many bytes it has in all
 */
goffset
packshot_net_body_get_length (PackshotNetBody *self)
{
  return (goffset) g_bytes_get_size (self->head) + self->file_size
         + (goffset) g_bytes_get_size (self->tail);
}
