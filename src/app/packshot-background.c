/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* The time in which the program works without its window: who is told of it, and in a sandbox, who
 * is asked whether it may be. */

#include "config.h"

#include "packshot-background.h"

#include <glib/gi18n.h>

#include "packshot-notification.h"
#include "packshot-portal.h"
#include "packshot-sandbox.h"

struct _PackshotBackground
{
  GObject parent_instance;

  GApplication *application; /* (unowned): it owns this */
  GCancellable *cancellable; /* (owned): of the question, until the window is back */
  gboolean told;
  gboolean answered;
};

G_DEFINE_FINAL_TYPE (PackshotBackground, packshot_background, G_TYPE_OBJECT)

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean allowed;

  PackshotBackground *self;

  packshot_portal_request_background_finish (result, &allowed, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_BACKGROUND (user_data);
  self->answered = TRUE;
  /* Who can't be asked ends nobody. */
  if (error != NULL)
    g_debug ("Nobody says whether this may go on in the background: %s", error->message);
  else if (!allowed)
    packshot_notification_tell_refusal (self->application);
}

static void
packshot_background_finalize (GObject *object)
{
  PackshotBackground *self = PACKSHOT_BACKGROUND (object);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (packshot_background_parent_class)->finalize (object);
}

static void
packshot_background_class_init (PackshotBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_background_finalize;
}

static void
packshot_background_init (PackshotBackground *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * packshot_background_new:
 * @application: the application, which is to outlive this
 *
 * Returns: (transfer full): nothing is told yet
 */
PackshotBackground *
packshot_background_new (GApplication *application)
{
  PackshotBackground *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (PACKSHOT_TYPE_BACKGROUND, NULL);
  self->application = application;

  return self;
}

/**
 * packshot_background_begin:
 * @self: the background
 * @n_jobs: how many jobs go on there
 *
 * The window is closed. The person is told once that there is more to come. A sandbox may be ended
 * when it has no window, so the desktop is asked there; where it says no, the person is told that.
 */
void
packshot_background_begin (PackshotBackground *self, guint n_jobs)
{
  GDBusConnection *bus;

  g_return_if_fail (PACKSHOT_IS_BACKGROUND (self));

  if (!self->told)
    packshot_notification_tell_background (self->application, n_jobs);
  self->told = TRUE;

  bus = g_application_get_dbus_connection (self->application);
  if (bus != NULL && !self->answered && packshot_sandbox_is_here ())
    packshot_portal_request_background_async (
        /* Translators: why it wants to go on without a window; the system may show it. */
        bus, _ ("Videos that are not ready yet are finished."), self->cancellable, asked_cb, self);
}

/**
 * packshot_background_end:
 * @self: the background
 *
 * The window is back, or the program ends: takes back what is no longer so.
 */
void
packshot_background_end (PackshotBackground *self)
{
  g_return_if_fail (PACKSHOT_IS_BACKGROUND (self));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  packshot_notification_forget_background (self->application);
}
