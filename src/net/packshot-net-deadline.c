/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

#include "packshot-net-deadline-private.h"

/* How late the source may be, in ms, before it is this program that is slow and nobody else. */
#define MAX_LATE 100

struct _PackshotNetDeadline
{
  GCancellable *parent;      /* (owned) (nullable) */
  gulong parent_id;          /* 0 without a parent */
  GCancellable *cancellable; /* (owned) */
  GSource *source;           /* (owned): sleeps while nothing is waited for */
  guint milliseconds;        /* that were given last */
  gint64 due;                /* when they are over, on the monotonic clock */
  gboolean has_passed;
};

static void
start (PackshotNetDeadline *self)
{
  self->due = g_get_monotonic_time () + (gint64) self->milliseconds * 1000;
  g_source_set_ready_time (self->source, self->due);
}

static gboolean
passed_cb (gpointer user_data)
{
  PackshotNetDeadline *self = user_data;

  /* Held up for a while, the program has not looked what has come: the time begins again. */
  if (g_get_monotonic_time () - self->due > MAX_LATE * 1000)
    {
      start (self);
      return G_SOURCE_CONTINUE;
    }

  g_source_set_ready_time (self->source, -1);
  self->has_passed = TRUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

/* One source that is moved: pieces come by the thousand, and each moves the deadline. */
static GSourceFuncs source_funcs = { .dispatch = dispatch };

static void
parent_cancelled_cb (GCancellable *parent, gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

/**
 * packshot_net_deadline_new:
 * @priority: of its source: behind that of what is waited for, so that what has come while the
 *   program was held up is found first
 * @parent: (nullable): cancels the deadline's cancellable too
 *
 * Returns: (transfer full): a deadline that is not set, for the thread-default main context
 */
PackshotNetDeadline *
packshot_net_deadline_new (int priority, GCancellable *parent)
{
  PackshotNetDeadline *self = g_new0 (PackshotNetDeadline, 1);

  self->cancellable = g_cancellable_new ();
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "packshot-net-deadline");
  g_source_set_priority (self->source, priority);
  g_source_set_callback (self->source, passed_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  if (parent != NULL)
    {
      self->parent = g_object_ref (parent);
      self->parent_id = g_cancellable_connect (parent, G_CALLBACK (parent_cancelled_cb),
                                               g_object_ref (self->cancellable), g_object_unref);
    }

  return self;
}

/**
 * packshot_net_deadline_free:
 * @self: (transfer full): a deadline
 */
void
packshot_net_deadline_free (PackshotNetDeadline *self)
{
  g_cancellable_disconnect (self->parent, self->parent_id);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_clear_object (&self->parent);
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * packshot_net_deadline_get_cancellable:
 * @self: a deadline
 *
 * Returns: (transfer none): what is cancelled when the deadline passes
 */
GCancellable *
packshot_net_deadline_get_cancellable (PackshotNetDeadline *self)
{
  return self->cancellable;
}

/**
 * packshot_net_deadline_has_passed:
 * @self: a deadline
 *
 * Returns: whether it was time that cancelled, and nobody else before
 */
gboolean
packshot_net_deadline_has_passed (PackshotNetDeadline *self)
{
  return self->has_passed;
}

/**
 * packshot_net_deadline_set:
 * @self: a deadline
 * @milliseconds: from now on, or 0 for never
 *
 * Takes the place of what was set before. Time in which the computer sleeps, or this program is
 * held up, is not held against anybody.
 */
void
packshot_net_deadline_set (PackshotNetDeadline *self, guint milliseconds)
{
  self->milliseconds = milliseconds;
  if (milliseconds > 0 && !self->has_passed)
    start (self);
  else
    g_source_set_ready_time (self->source, -1);
}
