/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Stands in for the part of a desktop that shows notifications. */

#include "packshot-test-notifications.h"

#include "packshot-test-utils.h"

#define BUS_NAME "org.freedesktop.Notifications"
#define PATH     "/org/freedesktop/Notifications"

static const char introspection[] =
    "<node><interface name='" BUS_NAME "'>"
    "<method name='Notify'>"
    "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
    "<arg type='u' direction='out'/>"
    "</method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "</interface></node>";

/* There is one desktop, and so one of these. */
static struct
{
  GDBusConnection *bus; /* (owned) */
  guint object_id;
  guint name_id;
  gboolean owned;

  guint last_id;
  char *title;        /* (owned) (nullable): of the last notification */
  char *body;         /* (owned) (nullable): of the last notification */
  GHashTable *titles; /* (element-type utf8): of all there were */
  GStrv actions;      /* (owned) (nullable): names and labels by turns */
} desktop;

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
  if (!g_str_equal (method_name, "Notify"))
    {
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }

  g_free (desktop.title);
  g_free (desktop.body);
  g_strfreev (desktop.actions);
  g_variant_get_child (parameters, 3, "s", &desktop.title);
  g_hash_table_add (desktop.titles, g_strdup (desktop.title));
  g_variant_get_child (parameters, 4, "s", &desktop.body);
  g_variant_get_child (parameters, 5, "^as", &desktop.actions);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", ++desktop.last_id));
}

static void
name_acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  desktop.owned = TRUE;
}

/**
 * packshot_test_notifications_start:
 *
 * Takes the notifications on the session bus from now on.
 */
void
packshot_test_notifications_start (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GError) error = NULL;

  desktop.titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  desktop.bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  desktop.object_id = g_dbus_connection_register_object (desktop.bus, PATH, info->interfaces[0],
                                                         &vtable, NULL, NULL, &error);
  g_assert_no_error (error);
  desktop.name_id = g_bus_own_name_on_connection (
      desktop.bus, BUS_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, name_acquired_cb, NULL, NULL, NULL);
  packshot_test_wait_until (desktop.owned);
}

/**
 * packshot_test_notifications_stop:
 *
 * Leaves the session bus as it was.
 */
void
packshot_test_notifications_stop (void)
{
  g_bus_unown_name (desktop.name_id);
  g_dbus_connection_unregister_object (desktop.bus, desktop.object_id);
  g_clear_object (&desktop.bus);
  g_clear_pointer (&desktop.title, g_free);
  g_clear_pointer (&desktop.body, g_free);
  g_clear_pointer (&desktop.titles, g_hash_table_unref);
  g_clear_pointer (&desktop.actions, g_strfreev);
}

/**
 * packshot_test_notifications_get_title:
 *
 * Returns: (transfer none) (nullable): the title of the last notification
 */
const char *
packshot_test_notifications_get_title (void)
{
  return desktop.title;
}

/**
 * packshot_test_notifications_get_body:
 *
 * Returns: (transfer none) (nullable): the words below the title of the last notification
 */
const char *
packshot_test_notifications_get_body (void)
{
  return desktop.body;
}

/**
 * packshot_test_notifications_has:
 * @title: all it says
 *
 * Returns: whether there was such a notification
 */
gboolean
packshot_test_notifications_has (const char *title)
{
  return g_hash_table_contains (desktop.titles, title);
}

/**
 * packshot_test_notifications_forget:
 *
 * Begins as if there had never been one.
 */
void
packshot_test_notifications_forget (void)
{
  g_hash_table_remove_all (desktop.titles);
  g_clear_pointer (&desktop.title, g_free);
  g_clear_pointer (&desktop.body, g_free);
}

/**
 * packshot_test_notifications_press:
 * @label: what a button of the last notification says
 *
 * Presses it.
 */
void
packshot_test_notifications_press (const char *label)
{
  for (guint i = 0; desktop.actions[i] != NULL; i += 2)
    {
      if (g_str_equal (desktop.actions[i + 1], label))
        {
          g_assert_true (g_dbus_connection_emit_signal (
              desktop.bus, NULL, PATH, BUS_NAME, "ActionInvoked",
              g_variant_new ("(us)", desktop.last_id, desktop.actions[i]), NULL));
          return;
        }
    }

  g_assert_not_reached ();
}
