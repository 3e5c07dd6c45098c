/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake-thread.h"

struct _PackshotFakeThread
{
  PackshotFakeThreadFunc begin;
  PackshotFakeThreadFunc end;
  gpointer user_data; /* (unowned) */

  GThread *thread;       /* (owned) */
  GMainContext *context; /* (owned): of the thread */
  GMainLoop *loop;       /* (owned) */

  GMutex mutex; /* for the last */
  GCond started;
  gboolean has_started;
};

static gpointer
run (gpointer user_data)
{
  PackshotFakeThread *self = user_data;

  g_main_context_push_thread_default (self->context);
  self->begin (self->user_data);

  g_mutex_lock (&self->mutex);
  self->has_started = TRUE;
  g_cond_signal (&self->started);
  g_mutex_unlock (&self->mutex);
  g_main_loop_run (self->loop);

  self->end (self->user_data);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
quit_cb (gpointer user_data)
{
  PackshotFakeThread *self = user_data;

  g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

/**
 * packshot_fake_thread_new:
 * @name: of the thread
 * @begin: called in it, before anything else
 * @end: called in it, behind everything else
 * @user_data: for both
 *
 * Returns: (transfer full): a thread with a main loop of its own, in which @begin has been called
 */
PackshotFakeThread *
packshot_fake_thread_new (const char *name,
                          PackshotFakeThreadFunc begin,
                          PackshotFakeThreadFunc end,
                          gpointer user_data)
{
  PackshotFakeThread *self = g_new0 (PackshotFakeThread, 1);

  self->begin = begin;
  self->end = end;
  self->user_data = user_data;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->started);
  self->thread = g_thread_new (name, run, self);

  g_mutex_lock (&self->mutex);
  while (!self->has_started)
    g_cond_wait (&self->started, &self->mutex);
  g_mutex_unlock (&self->mutex);

  return self;
}

/**
 * packshot_fake_thread_free:
 * @self: (transfer full): a thread
 *
 * Ends it, and breaks off whatever is on its way.
 */
void
packshot_fake_thread_free (PackshotFakeThread *self)
{
  g_main_context_invoke (self->context, quit_cb, self);
  g_thread_join (self->thread);

  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_cond_clear (&self->started);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * packshot_fake_thread_listen:
 * @port: where, or 0 for wherever there is room
 * @callback: called in this thread with each request
 * @user_data: for @callback
 * @url: (out) (transfer full): its address, without a slash at the end
 *
 * Returns: (transfer full): a server on loopback
 */
SoupServer *
packshot_fake_thread_listen (guint port,
                             SoupServerCallback callback,
                             gpointer user_data,
                             char **url)
{
  SoupServer *server = soup_server_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  soup_server_add_handler (server, NULL, callback, user_data, NULL);
  soup_server_listen_local (server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  if (error != NULL)
    g_error ("There is no port to listen at: %s", error->message);

  uris = soup_server_get_uris (server);
  *url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return server;
}

/**
 * packshot_fake_thread_hang_up:
 * @server: (inout) (transfer full): a server of this thread
 */
void
packshot_fake_thread_hang_up (SoupServer **server)
{
  soup_server_disconnect (*server);
  g_clear_object (server);
}
