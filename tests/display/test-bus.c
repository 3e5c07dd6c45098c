/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What other programs of the user can have the application do by the session bus, and what it asks
 * of them there. */

#include "config.h"

#include "packshot-dummy-service.h"
#include "packshot-stage.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-toast.h"

#define FILE_MANAGER "org.freedesktop.FileManager1"

static const char introspection[] =
    "<node><interface name='" FILE_MANAGER "'><method name='ShowItems'>"
    "<arg type='as' direction='in'/><arg type='s' direction='in'/>"
    "</method></interface></node>";

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static void
run (PackshotTestScript script)
{
  PackshotRegistry *registry = packshot_registry_new ();

  packshot_registry_add_engine (registry, "dummy", packshot_dummy_service_new);
  packshot_test_forget_jobs ();
  packshot_test_run (registry, NULL, script);
  g_assert_finalize_object (registry);
}

static int
compare_names (gconstpointer one, gconstpointer other)
{
  return g_strcmp0 (*(const char *const *) one, *(const char *const *) other);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GVariant **actions = user_data;

  *actions = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_assert_no_error (error);
}

static void
assert_exported (const char *path, const char *expected)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GVariant) reply = NULL;
  g_autofree const char **names = NULL;
  g_autofree char *list = NULL;

  g_dbus_connection_call (g_application_get_dbus_connection (application),
                          g_application_get_application_id (application), path, "org.gtk.Actions",
                          "List", NULL, G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          listed_cb, &reply);
  packshot_test_wait_until (reply != NULL);
  g_variant_get (reply, "(^a&s)", &names);
  qsort (names, g_strv_length ((char **) names), sizeof *names, compare_names);
  list = g_strjoinv (" ", (char **) names);
  g_assert_cmpstr (list, ==, expected);
}

/* Every program of the user can do what is on the bus: no order, no key, no file by its address. */
static void
actions_script (GtkWindow *window)
{
  g_autofree char *path = g_strconcat (
      g_application_get_dbus_object_path (g_application_get_default ()), "/window/1", NULL);

  packshot_test_wait_until (find (window, STAGE) != NULL);
  assert_exported (g_application_get_dbus_object_path (g_application_get_default ()),
                   "about library new-video quit show-job");
  assert_exported (path, "");
  gtk_window_close (window);
}

static void
test_actions (void)
{
  run (actions_script);
}

/* Stands in for a file manager. */
typedef struct
{
  gboolean owned;
  char *shown; /* (owned) (nullable): the address it was told to show */
} FileManager;

static void
method_call_cb (GDBusConnection *connection,
                const char *sender,
                const char *object_path,
                const char *interface_name,
                const char *method_name,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer user_data)
{
  FileManager *manager = user_data;
  g_autofree const char **addresses = NULL;

  g_variant_get (parameters, "(^a&ss)", &addresses, NULL);
  manager->shown = g_strdup (addresses[0]);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
name_acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  FileManager *manager = user_data;

  manager->owned = TRUE;
}

static void
show_file_script (GtkWindow *window)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  FileManager manager = { FALSE, NULL };
  guint object_id = g_dbus_connection_register_object (
      bus, "/org/freedesktop/FileManager1", info->interfaces[0], &vtable, &manager, NULL, NULL);
  guint name_id = g_bus_own_name_on_connection (bus, FILE_MANAGER, G_BUS_NAME_OWNER_FLAGS_NONE,
                                                name_acquired_cb, NULL, &manager, NULL);

  packshot_test_wait_until (manager.owned && find (window, STAGE) != NULL);
  packshot_toast_show_button (find (window, STAGE), "Saved.", "Show in Files", "win.show-file",
                              g_variant_new_string ("file:///home/me/Mug.mp4"));
  packshot_test_press ("Show in Files");
  packshot_test_wait_until (manager.shown != NULL);
  g_assert_cmpstr (manager.shown, ==, "file:///home/me/Mug.mp4");

  g_bus_unown_name (name_id);
  g_dbus_connection_unregister_object (bus, object_id);
  g_free (manager.shown);
  gtk_window_close (window);
}

static void
test_show_file (void)
{
  run (show_file_script);
}

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bus/actions", test_actions);
  g_test_add_func ("/bus/show-file", test_show_file);

  return g_test_run ();
}
