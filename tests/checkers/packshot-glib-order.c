/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells the thread sanitizer what GLib does. Its locks, queues, tasks and references are made of
 * system calls and instructions that are not compiled with the sanitizer, and without them all that
 * one thread hands to another would look like a race. Each function here stands in for GLib's, does
 * what that does, and says that all that was written before is seen by whoever comes next at the
 * same address.
 */

#include <dlfcn.h>

#include <gio/gio.h>

void __tsan_init (void);
void __tsan_acquire (void *address);
void __tsan_release (void *address);

/* GLib begins to work before the sanitizer does, in constructors. */
#define REAL(name)                                                                                 \
  static __typeof__ (name) *real;                                                                  \
  if (real == NULL)                                                                                \
    {                                                                                              \
      __tsan_init ();                                                                              \
      real = (__typeof__ (name) *) dlsym (RTLD_NEXT, #name);                                       \
    }

/* Both ways: whoever drops the last reference frees what all others wrote. */
#define DROP(type, name)                                                                           \
  void name (type address)                                                                         \
  {                                                                                                \
    REAL (name);                                                                                   \
    __tsan_release ((void *) address);                                                             \
    __tsan_acquire ((void *) address);                                                             \
    real (address);                                                                                \
  }

DROP (gpointer, g_object_unref)
DROP (GBytes *, g_bytes_unref)
DROP (GVariant *, g_variant_unref)
DROP (GPtrArray *, g_ptr_array_unref)
DROP (GHashTable *, g_hash_table_unref)
DROP (GSource *, g_source_unref)
DROP (GSource *, g_source_destroy)
DROP (GMainContext *, g_main_context_wakeup)

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock);
  real (mutex);
  __tsan_acquire (mutex);
}

void
g_mutex_unlock (GMutex *mutex)
{
  REAL (g_mutex_unlock);
  __tsan_release (mutex);
  real (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  REAL (g_cond_wait);
  __tsan_release (mutex);
  real (cond, mutex);
  __tsan_acquire (mutex);
}

void
g_async_queue_push (GAsyncQueue *queue, gpointer data)
{
  REAL (g_async_queue_push);
  __tsan_release (queue);
  real (queue, data);
}

gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  REAL (g_async_queue_pop);
  gpointer data = real (queue);

  __tsan_acquire (queue);
  return data;
}

void
g_atomic_rc_box_release_full (gpointer box, GDestroyNotify clear)
{
  REAL (g_atomic_rc_box_release_full);
  __tsan_release (box);
  __tsan_acquire (box);
  real (box, clear);
}

void (g_once_init_leave) (volatile void *location, gsize result)
{
  static void (*real) (volatile void *location, gsize result);

  if (real == NULL)
    {
      __tsan_init ();
      real = (__typeof__ (real)) dlsym (RTLD_NEXT, "g_once_init_leave");
    }
  __tsan_release ((void *) location);
  real (location, result);
}

/* What a source of the main loop is given, it gets in whatever thread runs the loop. */
typedef struct
{
  GSource *source; /* (unowned) (nullable): what happened until it was attached is seen too */
  GSourceFunc func;
  gpointer data;
  GDestroyNotify notify;
} Callback;

static Callback *
callback_new (GSource *source, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  Callback *callback = g_new (Callback, 1);

  *callback = (Callback){ source, func, data, notify };
  __tsan_release (callback);
  return callback;
}

static void
acquire_callback (Callback *callback)
{
  __tsan_acquire (callback);
  if (callback->source != NULL)
    __tsan_acquire (callback->source);
}

static gboolean
call_cb (gpointer data)
{
  Callback *callback = data;

  acquire_callback (callback);
  return callback->func (callback->data);
}

static void
callback_free (gpointer data)
{
  Callback *callback = data;

  acquire_callback (callback);
  if (callback->notify != NULL)
    callback->notify (callback->data);
  g_free (callback);
}

guint
g_idle_add_full (gint priority, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  REAL (g_idle_add_full);
  return real (priority, call_cb, callback_new (NULL, func, data, notify), callback_free);
}

void
g_main_context_invoke (GMainContext *context, GSourceFunc func, gpointer data)
{
  g_main_context_invoke_full (context, G_PRIORITY_DEFAULT, call_cb,
                              callback_new (NULL, func, data, NULL), callback_free);
}

guint
g_source_attach (GSource *source, GMainContext *context)
{
  REAL (g_source_attach);
  __tsan_release (source);
  return real (source, context);
}

/* The kinds of sources whose callbacks have other parameters are left as they are. */
void
g_source_set_callback (GSource *source, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  REAL (g_source_set_callback);
  if (source->source_funcs == &g_idle_funcs || source->source_funcs == &g_timeout_funcs)
    real (source, call_cb, callback_new (source, func, data, notify), callback_free);
  else
    real (source, func, data, notify);
}

static const char thread_func[] = "packshot-thread-func";

static void
run_task (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  GTaskThreadFunc func;

  __tsan_acquire (task);
  func = (GTaskThreadFunc) g_object_get_data (G_OBJECT (task), thread_func);
  func (task, object, data, cancellable);
  __tsan_release (task);
}

void
g_task_run_in_thread (GTask *task, GTaskThreadFunc func)
{
  REAL (g_task_run_in_thread);
  g_object_set_data (G_OBJECT (task), thread_func, (gpointer) func);
  __tsan_release (task);
  real (task, run_task);
}

void
g_task_run_in_thread_sync (GTask *task, GTaskThreadFunc func)
{
  REAL (g_task_run_in_thread_sync);
  g_object_set_data (G_OBJECT (task), thread_func, (gpointer) func);
  __tsan_release (task);
  real (task, run_task);
  __tsan_acquire (task);
}

void
g_task_return_pointer (GTask *task, gpointer result, GDestroyNotify notify)
{
  REAL (g_task_return_pointer);
  __tsan_release (task);
  real (task, result, notify);
}

void
g_task_return_boolean (GTask *task, gboolean result)
{
  REAL (g_task_return_boolean);
  __tsan_release (task);
  real (task, result);
}

void
g_task_return_error (GTask *task, GError *error)
{
  REAL (g_task_return_error);
  __tsan_release (task);
  real (task, error);
}

/* What comes back is looked at when it is asked for, first of all. */
gpointer
g_task_propagate_pointer (GTask *task, GError **error)
{
  REAL (g_task_propagate_pointer);
  __tsan_acquire (task);
  return real (task, error);
}

gboolean
g_task_propagate_boolean (GTask *task, GError **error)
{
  REAL (g_task_propagate_boolean);
  __tsan_acquire (task);
  return real (task, error);
}
