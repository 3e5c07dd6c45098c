/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What a sandbox lets a program ask of the desktop, where neither GTK nor GLib asks for it. A
 * portal answers twice: at once whether it understood, and by a signal when it has asked the
 * person. */

#include "packshot-portal.h"

#include <errno.h>
#include <fcntl.h>

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>

#define BUS_NAME "org.freedesktop.portal.Desktop"
#define PATH     "/org/freedesktop/portal/desktop"

/* What the signal says first: it was done. Else somebody said no, or it ended in another way. */
#define RESPONSE_SUCCESS 0

typedef struct
{
  /* Input. */
  GDBusConnection *bus; /* (owned) */

  /* In progress. */
  char *token;        /* (owned): by it the signal is known before the call is answered */
  guint subscription; /* to the signal; it holds the task */
  GSource *source;    /* (owned) (nullable): to hear of being cancelled; it holds the task too */
  GCancellable *cancelled; /* (owned): of the call alone, which ends when all does */

  /* Output. */
  gboolean succeeded;
  GVariant *results; /* (owned) (nullable) */
} PortalData;

static void
portal_data_free (gpointer data)
{
  PortalData *portal = data;

  g_assert (portal->subscription == 0);
  g_object_unref (portal->bus);
  g_object_unref (portal->cancelled);
  g_free (portal->token);
  g_clear_pointer (&portal->results, g_variant_unref);
  g_free (portal);
}

static GTask *
start (GDBusConnection *bus,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  PortalData *portal = g_new0 (PortalData, 1);

  portal->bus = g_object_ref (bus);
  portal->cancelled = g_cancellable_new ();
  portal->token = g_strdup_printf ("packshot%08x", g_random_int ());
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, portal, portal_data_free);

  return task;
}

/* Nothing is waited for any longer. */
static void
end_waiting (GTask *task)
{
  PortalData *portal = g_task_get_task_data (task);
  guint subscription = portal->subscription;

  portal->subscription = 0;
  g_cancellable_cancel (portal->cancelled);
  if (portal->source != NULL)
    g_source_destroy (portal->source);
  g_clear_pointer (&portal->source, g_source_unref);
  g_dbus_connection_signal_unsubscribe (portal->bus, subscription);
}

static void
response_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  GTask *task = user_data;
  PortalData *portal = g_task_get_task_data (task);
  guint32 response;

  if (portal->subscription == 0 || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;

  g_variant_get (parameters, "(u@a{sv})", &response, &portal->results);
  portal->succeeded = response == RESPONSE_SUCCESS;
  g_object_ref (task);
  end_waiting (task);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  PortalData *portal = g_task_get_task_data (task);

  if (portal->subscription != 0)
    {
      g_object_ref (task);
      end_waiting (task);
      g_task_return_error_if_cancelled (task);
      g_object_unref (task);
    }

  return G_SOURCE_REMOVE;
}

/* That it was understood says nothing yet; that it was not says all. */
static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PortalData *portal = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), NULL, result, &error);

  if (reply != NULL)
    return;

  if (portal->subscription != 0)
    {
      end_waiting (task);
      g_dbus_error_strip_remote_error (error);
      g_task_return_error (task, error);
    }
  else
    {
      g_error_free (error);
    }
}

static char *
dup_request_path (PortalData *portal)
{
  g_autofree char *sender =
      g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (portal->bus) + 1), ".", '_');

  return g_strdup_printf (PATH "/request/%s/%s", sender, portal->token);
}

static void
call (GTask *task,
      const char *interface,
      const char *method,
      GVariant *parameters,
      GUnixFDList *descriptors)
{
  PortalData *portal = g_task_get_task_data (task);
  g_autofree char *path = dup_request_path (portal);
  GCancellable *cancellable = g_task_get_cancellable (task);

  portal->subscription = g_dbus_connection_signal_subscribe (
      portal->bus, BUS_NAME, "org.freedesktop.portal.Request", "Response", path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, response_cb, g_object_ref (task), g_object_unref);
  if (cancellable != NULL)
    {
      portal->source = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, portal->source, G_SOURCE_FUNC (cancelled_cb));
    }
  g_dbus_connection_call_with_unix_fd_list (
      portal->bus, BUS_NAME, PATH, interface, method, parameters, G_VARIANT_TYPE ("(o)"),
      G_DBUS_CALL_FLAGS_NONE, -1, descriptors, portal->cancelled, called_cb, g_object_ref (task));
}

static PortalData *
finish (GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_task_get_task_data (G_TASK (result));
}

/**
 * packshot_portal_request_background_async:
 * @bus: the session bus
 * @reason: why, a sentence a person may be shown
 * @cancellable: (nullable): to wait no longer
 * @callback: called in the main context of the caller
 * @user_data: for @callback
 *
 * Asks to go on without a window. The desktop may ask the person.
 */
void
packshot_portal_request_background_async (GDBusConnection *bus,
                                          const char *reason,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  PortalData *portal;
  GVariantBuilder options;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus) && reason != NULL);

  task = start (bus, packshot_portal_request_background_async, cancellable, callback, user_data);
  portal = g_task_get_task_data (task);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (portal->token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  call (task, "org.freedesktop.portal.Background", "RequestBackground",
        /* Of no window: the last one is just closed. */
        g_variant_new ("(sa{sv})", "", &options), NULL);
}

/**
 * packshot_portal_request_background_finish:
 * @result: what the callback got
 * @allowed: (out): whether it may
 * @error: return location for an error of GIO: where there is no such portal, nothing is known
 *
 * Returns: whether there was an answer
 */
gboolean
packshot_portal_request_background_finish (GAsyncResult *result, gboolean *allowed, GError **error)
{
  PortalData *portal = finish (result, packshot_portal_request_background_async, error);

  if (portal == NULL)
    return FALSE;

  *allowed = FALSE;
  if (portal->succeeded)
    g_variant_lookup (portal->results, "background", "b", allowed);
  return TRUE;
}

/**
 * packshot_portal_open_directory_async:
 * @bus: the session bus
 * @path: (type filename): a file
 * @cancellable: (nullable): to wait no longer
 * @callback: called in the main context of the caller
 * @user_data: for @callback
 *
 * Has the file manager show the folder of the file, and the file in it. What another program let
 * the sandbox have is shown where it really is.
 */
void
packshot_portal_open_directory_async (GDBusConnection *bus,
                                      const char *path,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUnixFDList) descriptors = NULL;
  PortalData *portal;
  GVariantBuilder options;
  int fd;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus) && path != NULL);

  task = start (bus, packshot_portal_open_directory_async, cancellable, callback, user_data);
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      int code = errno;

      g_task_return_new_error (task, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s",
                               g_strerror (code));
      return;
    }

  portal = g_task_get_task_data (task);
  descriptors = g_unix_fd_list_new_from_array (&fd, 1);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (portal->token));
  call (task, "org.freedesktop.portal.OpenURI", "OpenDirectory",
        g_variant_new ("(sha{sv})", "", 0, &options), descriptors);
}

/**
 * packshot_portal_open_directory_finish:
 * @result: what the callback got
 * @error: return location for an error of GIO
 *
 * Returns: whether it is shown, or somebody did not want it to be
 */
gboolean
packshot_portal_open_directory_finish (GAsyncResult *result, GError **error)
{
  return finish (result, packshot_portal_open_directory_async, error) != NULL;
}
