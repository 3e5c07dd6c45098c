/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

#include "packshot-net-deadline-private.h"

struct _PackshotNetDeadline
{
  GCancellable *parent;      /* (owned) (nullable) */
  gulong parent_id;          /* 0 without a parent */
  GCancellable *cancellable; /* (owned) */
  GSource *source;           /* (owned): sleeps while nothing is waited for */
  gboolean has_passed;
};

static gboolean
passed_cb (gpointer user_data)
{
  PackshotNetDeadline *self = user_data;

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
 * @parent: (nullable): cancels the deadline's cancellable too
 *
 * Returns: (transfer full): a deadline that is not set, for the thread-default main context
 */
PackshotNetDeadline *
packshot_net_deadline_new (GCancellable *parent)
{
  PackshotNetDeadline *self = g_new0 (PackshotNetDeadline, 1);

  self->cancellable = g_cancellable_new ();
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "packshot-net-deadline");
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
 * Takes the place of what was set before. The clock stands still while the computer sleeps.
 */
void
packshot_net_deadline_set (PackshotNetDeadline *self, guint milliseconds)
{
  gint64 time = -1;

  if (milliseconds > 0 && !self->has_passed)
    time = g_get_monotonic_time () + (gint64) milliseconds * 1000;
  g_source_set_ready_time (self->source, time);
}
