/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a sandbox asks of the desktop, and how the program takes the answers. The portal is one of
 * ours, on a bus of the test's own. */

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "packshot-background.h"
#include "packshot-portal.h"
#include "packshot-test-notifications.h"
#include "packshot-test-utils.h"

#define BUS_NAME "org.freedesktop.portal.Desktop"
#define PATH     "/org/freedesktop/portal/desktop"

static const char introspection[] =
    "<node>"
    "<interface name='org.freedesktop.portal.Background'><method name='RequestBackground'>"
    "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='o' direction='out'/>"
    "</method></interface>"
    "<interface name='org.freedesktop.portal.OpenURI'><method name='OpenDirectory'>"
    "<arg type='s' direction='in'/><arg type='h' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
    "</method></interface>"
    "</node>";

/* How the portal is, and what it was asked. */
typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection; /* (nullable): there is no portal */
  gboolean is_there;

  guint response;
  gboolean allows;
  gboolean is_silent;
  gboolean is_hasty; /* the signal comes before the answer */
  gboolean refuses;  /* does not understand */

  guint n_asked;
  char *reason; /* (nullable) */
  char *read;   /* (nullable): from the file it was given */
} Portal;

static void
respond (Portal *self, GDBusMethodInvocation *invocation, const char *path)
{
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (self->allows));
  g_dbus_connection_emit_signal (self->connection, g_dbus_method_invocation_get_sender (invocation),
                                 path, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", self->response, &results), NULL);
}

static void
read_file (Portal *self, GDBusMethodInvocation *invocation)
{
  GUnixFDList *descriptors =
      g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
  char text[64] = "";
  int fd = g_unix_fd_list_get (descriptors, 0, NULL);

  g_assert_cmpint (read (fd, text, sizeof text - 1), >, 0);
  g_free (self->read);
  self->read = g_strdup (text);
  g_close (fd, NULL);
}

static void
asked_cb (GDBusConnection *connection,
          const char *sender,
          const char *object_path,
          const char *interface_name,
          const char *method_name,
          GVariant *parameters,
          GDBusMethodInvocation *invocation,
          gpointer user_data)
{
  Portal *self = user_data;
  g_autofree char *caller = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autoptr (GVariant) options =
      g_variant_get_child_value (parameters, g_variant_n_children (parameters) - 1);
  g_autofree char *path = NULL;
  const char *token;

  self->n_asked++;
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_free (self->reason);
  self->reason = NULL;
  g_variant_lookup (options, "reason", "s", &self->reason);
  if (g_str_equal (method_name, "OpenDirectory"))
    read_file (self, invocation);
  if (self->refuses)
    {
      g_dbus_method_invocation_return_dbus_error (
          invocation, "org.freedesktop.portal.Error.InvalidArgument", "No such thing");
      return;
    }

  path = g_strdup_printf (PATH "/request/%s/%s", caller, token);
  g_object_ref (invocation);
  if (self->is_hasty)
    respond (self, invocation, path);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", path));
  if (!self->is_hasty && !self->is_silent)
    respond (self, invocation, path);
  g_object_unref (invocation);
}

static void
acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  ((Portal *) user_data)->is_there = TRUE;
}

static void
set_up (Portal *self, gconstpointer data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = asked_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GError) error = NULL;

  self->allows = TRUE;
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (self->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; info->interfaces[i] != NULL; i++)
    g_dbus_connection_register_object (self->connection, PATH, info->interfaces[i], &vtable, self,
                                       NULL, &error);
  g_assert_no_error (error);
  if (data != NULL)
    return;

  g_bus_own_name_on_connection (self->connection, BUS_NAME, G_BUS_NAME_OWNER_FLAGS_NONE,
                                acquired_cb, NULL, self, NULL);
  packshot_test_wait_until (self->is_there);
}

static void
tear_down (Portal *self, gconstpointer data)
{
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  g_free (self->reason);
  g_free (self->read);
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

static GDBusConnection *
get_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_assert_no_error (error);
  return bus;
}

/* Returns whether there was an answer. */
static gboolean
ask (gboolean *allowed, GError **error)
{
  g_autoptr (GDBusConnection) bus = get_bus ();
  g_autoptr (GAsyncResult) result = NULL;

  packshot_portal_request_background_async (bus, "Because", NULL, result_cb, &result);
  packshot_test_wait_until (result != NULL);

  return packshot_portal_request_background_finish (result, allowed, error);
}

static void
test_answers (Portal *self, gconstpointer data)
{
  static const struct
  {
    guint response;
    gboolean allows;
    gboolean is_hasty;
    gboolean allowed;
  } rows[] = {
    { 0, TRUE, FALSE, TRUE },  { 0, TRUE, TRUE, TRUE },  { 0, FALSE, FALSE, FALSE },
    { 1, TRUE, FALSE, FALSE }, { 2, TRUE, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean allowed = !rows[i].allowed;

      self->response = rows[i].response;
      self->allows = rows[i].allows;
      self->is_hasty = rows[i].is_hasty;
      g_assert_true (ask (&allowed, &error));
      g_assert_no_error (error);
      g_assert_cmpint (allowed, ==, rows[i].allowed);
      g_assert_cmpstr (self->reason, ==, "Because");
    }
}

static void
test_no_answer (Portal *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean allowed;

  self->refuses = TRUE;
  g_assert_false (ask (&allowed, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, "No such thing");
}

static void
test_no_portal (Portal *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean allowed;

  g_assert_false (ask (&allowed, &error));
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN);
}

static void
test_cancelled (Portal *self, gconstpointer data)
{
  g_autoptr (GDBusConnection) bus = get_bus ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean allowed;

  self->is_silent = TRUE;
  packshot_portal_request_background_async (bus, "Because", cancellable, result_cb, &result);
  packshot_test_wait_until (self->n_asked == 1);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  packshot_test_wait_until (result != NULL);
  g_assert_false (packshot_portal_request_background_finish (result, &allowed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
show (const char *path, GError **error)
{
  g_autoptr (GDBusConnection) bus = get_bus ();
  g_autoptr (GAsyncResult) result = NULL;

  packshot_portal_open_directory_async (bus, path, NULL, result_cb, &result);
  packshot_test_wait_until (result != NULL);

  return packshot_portal_open_directory_finish (result, error);
}

static void
test_show (Portal *self, gconstpointer data)
{
  g_autofree char *path = packshot_test_write_file ("film.mp4", "A film");
  g_autoptr (GError) error = NULL;

  g_assert_true (show (path, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (self->read, ==, "A film");

  /* Somebody who does not want to see it made no mistake. */
  self->response = 1;
  g_assert_true (show (path, &error));
  g_assert_no_error (error);
}

static void
test_show_nothing (Portal *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (show ("/nowhere/film.mp4", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (self->n_asked, ==, 0);
}

/* What of the application the background needs. */
static GApplication *
make_application (void)
{
  GApplication *application =
      g_application_new ("io.github.packshot.Test", G_APPLICATION_NON_UNIQUE);
  g_autoptr (GError) error = NULL;

  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
  return application;
}

/* All that was said on the bus so far is heard: GLib 2.74 never ends when a notification is dropped
 * with its call still on the way. */
static void
settle (void)
{
  g_autoptr (GDBusConnection) bus = get_bus ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) reply = NULL;

  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "GetId", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, result_cb, &result);
  packshot_test_wait_until (result != NULL);
  reply = g_dbus_connection_call_finish (bus, result, NULL);
  g_assert_nonnull (reply);
}

static void
test_background (Portal *self, gconstpointer data)
{
  g_autoptr (GApplication) application = make_application ();
  PackshotBackground *background = packshot_background_new (application);

  packshot_test_notifications_start ();
  g_setenv ("SNAP_NAME", "packshot", TRUE);
  self->is_silent = TRUE;
  packshot_background_begin (background, 1);
  packshot_test_wait_until (packshot_test_notifications_has ("Packshot Goes On in the Background"));
  packshot_test_wait_until (self->n_asked == 1);
  g_assert_nonnull (self->reason);

  settle ();

  /* The window comes back before anybody answered, and goes again: now there is a no. */
  packshot_background_end (background);
  packshot_test_notifications_forget ();
  self->is_silent = FALSE;
  self->allows = FALSE;
  packshot_background_begin (background, 1);
  packshot_test_wait_until (packshot_test_notifications_has ("Packshot May Be Stopped"));
  g_assert_cmpuint (self->n_asked, ==, 2);
  g_assert_false (packshot_test_notifications_has ("Packshot Goes On in the Background"));

  settle ();

  /* Who has answered is not asked again. */
  packshot_background_end (background);
  packshot_test_notifications_forget ();
  packshot_background_begin (background, 1);
  packshot_background_end (background);
  settle ();
  g_unsetenv ("SNAP_NAME");
  packshot_test_notifications_stop ();
  g_assert_finalize_object (background);
  g_assert_cmpuint (self->n_asked, ==, 2);
}

/* Outside of a sandbox nobody ends what has no window. */
static void
test_free (Portal *self, gconstpointer data)
{
  g_autoptr (GApplication) application = make_application ();
  PackshotBackground *background = packshot_background_new (application);

  packshot_test_notifications_start ();
  packshot_background_begin (background, 2);
  packshot_test_wait_until (packshot_test_notifications_has ("Packshot Goes On in the Background"));
  settle ();
  packshot_background_end (background);
  settle ();
  g_assert_finalize_object (background);
  packshot_test_notifications_stop ();
  g_assert_cmpuint (self->n_asked, ==, 0);
}

static void
add (const char *path, gboolean lacks_portal, void (*test) (Portal *, gconstpointer))
{
  g_test_add (path, Portal, lacks_portal ? path : NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_unsetenv ("SNAP_NAME");

  add ("/portal/background/answers", FALSE, test_answers);
  add ("/portal/background/no-answer", FALSE, test_no_answer);
  add ("/portal/background/no-portal", TRUE, test_no_portal);
  add ("/portal/background/cancelled", FALSE, test_cancelled);
  add ("/portal/show/file", FALSE, test_show);
  add ("/portal/show/nothing", FALSE, test_show_nothing);
  add ("/background/sandbox", FALSE, test_background);
  add ("/background/free", FALSE, test_free);

  return g_test_run ();
}
