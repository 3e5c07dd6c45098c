/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake-harm.h"

#include <string.h>
#include <sys/socket.h>

/* How often a trickle drips. */
#define DRIPS_PER_SECOND 20

struct _PackshotFakeHarm
{
  GPtrArray *streams;  /* (owned) (element-type GIOStream): connections that hang */
  GPtrArray *trickles; /* (owned) (element-type Trickle) */
  GPtrArray *delays;   /* (owned) (element-type Delay) */
};

typedef struct
{
  PackshotFakeHarm *harm; /* (unowned) */
  GIOStream *stream;      /* (owned) */
  GBytes *body;           /* (owned) */
  gsize offset;
  gsize drip;
  GSource *source; /* (owned) */
} Trickle;

typedef struct
{
  PackshotFakeHarm *harm;     /* (unowned) */
  SoupServerMessage *message; /* (owned) */
  GSource *source;            /* (owned) */
} Delay;

static void
delay_free (gpointer data)
{
  Delay *delay = data;

  g_source_destroy (delay->source);
  g_source_unref (delay->source);
  g_object_unref (delay->message);
  g_free (delay);
}

static gboolean
answer_cb (gpointer user_data)
{
  Delay *delay = user_data;

  soup_server_message_unpause (delay->message);
  g_ptr_array_remove (delay->harm->delays, delay);
  return G_SOURCE_REMOVE;
}

static void
trickle_free (gpointer data)
{
  Trickle *trickle = data;

  g_source_destroy (trickle->source);
  g_source_unref (trickle->source);
  g_io_stream_close (trickle->stream, NULL, NULL);
  g_object_unref (trickle->stream);
  g_bytes_unref (trickle->body);
  g_free (trickle);
}

/* One that has gone away is told by the failure to write. */
static gboolean
write_all (GIOStream *stream, gconstpointer bytes, gsize size)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), bytes, size, NULL, NULL,
                                    NULL);
}

static gboolean
drip_cb (gpointer user_data)
{
  Trickle *trickle = user_data;
  gsize size;
  const char *data = g_bytes_get_data (trickle->body, &size);
  gsize n = MIN (trickle->drip, size - trickle->offset);

  if (n > 0 && write_all (trickle->stream, data + trickle->offset, n))
    {
      trickle->offset += n;
      return G_SOURCE_CONTINUE;
    }

  g_ptr_array_remove (trickle->harm->trickles, trickle);
  return G_SOURCE_REMOVE;
}

PackshotFakeHarm *
packshot_fake_harm_new (void)
{
  PackshotFakeHarm *self = g_new0 (PackshotFakeHarm, 1);

  self->streams = g_ptr_array_new_with_free_func (g_object_unref);
  self->trickles = g_ptr_array_new_with_free_func (trickle_free);
  self->delays = g_ptr_array_new_with_free_func (delay_free);

  return self;
}

void
packshot_fake_harm_free (PackshotFakeHarm *self)
{
  g_ptr_array_unref (self->streams);
  g_ptr_array_unref (self->trickles);
  g_ptr_array_unref (self->delays);
  g_free (self);
}

/**
 * packshot_fake_harm_reset:
 * @self: harm
 * @message: whose connection to break off, so that the other side is told that it is reset
 */
void
packshot_fake_harm_reset (PackshotFakeHarm *self, SoupServerMessage *message)
{
  g_autoptr (GSocket) socket = g_object_ref (soup_server_message_get_socket (message));
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (socket, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

/**
 * packshot_fake_harm_close:
 * @self: harm
 * @message: whose connection to close without an answer
 */
void
packshot_fake_harm_close (PackshotFakeHarm *self, SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

/**
 * packshot_fake_harm_hang:
 * @self: harm
 * @message: whose connection to keep without an answer
 */
void
packshot_fake_harm_hang (PackshotFakeHarm *self, SoupServerMessage *message)
{
  g_ptr_array_add (self->streams, soup_server_message_steal_connection (message));
}

/**
 * packshot_fake_harm_cut:
 * @self: harm
 * @message: whose connection to close in the midst of the body
 * @head: the answer's status line and headers, which promise all of it
 * @body: of which half is sent
 */
void
packshot_fake_harm_cut (PackshotFakeHarm *self,
                        SoupServerMessage *message,
                        const char *head,
                        GBytes *body)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  write_all (stream, head, strlen (head));
  write_all (stream, g_bytes_get_data (body, NULL), g_bytes_get_size (body) / 2);
  g_io_stream_close (stream, NULL, NULL);
}

/**
 * packshot_fake_harm_trickle:
 * @self: harm
 * @message: a request
 * @head: the answer's status line and headers
 * @body: what follows, slowly
 * @bytes_per_second: how slowly
 */
void
packshot_fake_harm_trickle (PackshotFakeHarm *self,
                            SoupServerMessage *message,
                            const char *head,
                            GBytes *body,
                            guint bytes_per_second)
{
  Trickle *trickle = g_new0 (Trickle, 1);

  trickle->harm = self;
  trickle->stream = soup_server_message_steal_connection (message);
  trickle->body = g_bytes_ref (body);
  trickle->drip = MAX (bytes_per_second / DRIPS_PER_SECOND, 1);
  trickle->source = g_timeout_source_new (1000 / DRIPS_PER_SECOND);
  g_source_set_callback (trickle->source, drip_cb, trickle, NULL);
  g_source_attach (trickle->source, g_main_context_get_thread_default ());
  g_ptr_array_add (self->trickles, trickle);
  write_all (trickle->stream, head, strlen (head));
}

/**
 * packshot_fake_harm_delay:
 * @self: harm
 * @message: a request that has its answer
 * @seconds: how long that is held back
 */
void
packshot_fake_harm_delay (PackshotFakeHarm *self, SoupServerMessage *message, double seconds)
{
  Delay *delay = g_new0 (Delay, 1);

  delay->harm = self;
  delay->message = g_object_ref (message);
  delay->source = g_timeout_source_new ((guint) (seconds * 1000));
  g_source_set_callback (delay->source, answer_cb, delay, NULL);
  g_source_attach (delay->source, g_main_context_get_thread_default ());
  g_ptr_array_add (self->delays, delay);
  soup_server_message_pause (message);
}
