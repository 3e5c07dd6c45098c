/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a screen reader is told of the windows of this program, by the way it asks: over the bus for
 * accessibility (the XML of at-spi2-core says what its calls are). */

#include "packshot-test-speech.h"

#include <string.h>
#include <unistd.h>

#include <adwaita.h>

#include "packshot-test-utils.h"

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define ROOT       "/org/a11y/atspi/accessible/root"

static GDBusConnection *bus;
static char *own_name; /* of this program, on that bus */

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GVariant **reply = user_data;

  /* What was there a moment ago may be gone, which tells nothing by an answer without values. */
  *reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  if (*reply == NULL)
    *reply = g_variant_ref_sink (g_variant_new_tuple (NULL, 0));
}

/* The program answers itself, in the main loop that is turned here. */
static GVariant *
call (const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *arguments)
{
  GVariant *reply = NULL;

  g_dbus_connection_call (bus, name, path, interface, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, called_cb, &reply);
  packshot_test_wait_until (reply != NULL);

  return reply;
}

static GVariant *
ask (const char *path, const char *method)
{
  return call (own_name, path, ACCESSIBLE, method, NULL);
}

static char *
ask_for_name (const char *path)
{
  g_autoptr (GVariant) reply = call (own_name, path, "org.freedesktop.DBus.Properties", "Get",
                                     g_variant_new ("(ss)", ACCESSIBLE, "Name"));
  g_autoptr (GVariant) value = NULL;

  if (g_variant_n_children (reply) == 0)
    return g_strdup ("");

  g_variant_get (reply, "(v)", &value);
  return g_variant_dup_string (value, NULL);
}

static char *
ask_for_role (const char *path)
{
  g_autoptr (GVariant) reply = ask (path, "GetRoleName");
  char *role;

  if (g_variant_n_children (reply) == 0)
    return g_strdup ("");

  g_variant_get (reply, "(s)", &role);
  return role;
}

static void
speech_free (gpointer data)
{
  PackshotTestSpeech *speech = data;

  g_free (speech->name);
  g_free (speech->role);
  g_free (speech->place);
  g_free (speech);
}

/* GTK 4.8 calls what nobody named by its type. */
static gboolean
has_name (const PackshotTestSpeech *speech)
{
  GType type = g_type_from_name (speech->name);

  return *speech->name != '\0' && (type == 0 || !g_type_is_a (type, GTK_TYPE_WIDGET));
}

/* Returns whether anything below has a name. */
static gboolean
hear_below (const char *path, const char *place, GPtrArray *speeches)
{
  g_autoptr (GVariant) reply = ask (path, "GetChildren");
  g_autoptr (GVariantIter) children = NULL;
  const char *name, *child;
  gboolean named = FALSE;

  if (g_variant_n_children (reply) == 0)
    return FALSE;

  g_variant_get (reply, "(a(so))", &children);
  while (g_variant_iter_next (children, "(&s&o)", &name, &child))
    {
      PackshotTestSpeech *speech = g_new0 (PackshotTestSpeech, 1);
      g_autofree char *inner = NULL;

      speech->name = ask_for_name (child);
      speech->role = ask_for_role (child);
      speech->place = g_strdup (place);
      g_ptr_array_add (speeches, speech);

      inner = g_strdup_printf ("%s › %s “%s”", place, speech->role, speech->name);
      speech->has_content = hear_below (child, inner, speeches);
      named = named || has_name (speech) || speech->has_content;
    }

  return named;
}

static guint
get_process (const char *name)
{
  g_autoptr (GVariant) reply =
      call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
            "GetConnectionUnixProcessID", g_variant_new ("(s)", name));
  guint process = 0;

  if (g_variant_n_children (reply) > 0)
    g_variant_get (reply, "(u)", &process);
  return process;
}

/* Programs say that they are there when they show their first window. */
static gboolean
find_own_name (void)
{
  g_autoptr (GVariant) reply =
      call ("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren", NULL);
  g_autoptr (GVariantIter) programs = NULL;
  const char *name, *path;

  if (g_variant_n_children (reply) == 0)
    return FALSE;

  g_variant_get (reply, "(a(so))", &programs);
  while (own_name == NULL && g_variant_iter_next (programs, "(&s&o)", &name, &path))
    {
      if (get_process (name) == (guint) getpid ())
        own_name = g_strdup (name);
    }

  return own_name != NULL;
}

static void
connect_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) reply = NULL;
  const char *address;

  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                       "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(&s)", &address);
  bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);

  packshot_test_wait_until (find_own_name ());
}

/* Pages of which another is in front, which GTK 4.8 tells of as if they could be seen. */
static void
collect_pages_behind (GtkWidget *widget, GPtrArray *pages)
{
  gboolean is_stack = GTK_IS_STACK (widget) || ADW_IS_VIEW_STACK (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (is_stack && gtk_widget_get_visible (child) && !gtk_widget_get_child_visible (child))
        g_ptr_array_add (pages, g_object_ref (child));
      else
        collect_pages_behind (child, pages);
    }
}

static void
set_visible (GPtrArray *widgets, gboolean visible)
{
  for (guint i = 0; i < widgets->len; i++)
    gtk_widget_set_visible (widgets->pdata[i], visible);
}

/**
 * packshot_test_speech_hear:
 *
 * Asks for all there is in the windows, dialogs and popovers of this program.
 *
 * Returns: (transfer full) (element-type PackshotTestSpeech): what is said
 */
GPtrArray *
packshot_test_speech_hear (void)
{
  GPtrArray *speeches = g_ptr_array_new_with_free_func (speech_free);
  g_autoptr (GPtrArray) behind = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *windows = gtk_window_get_toplevels ();

  if (bus == NULL)
    connect_bus ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      collect_pages_behind (window, behind);
    }
  set_visible (behind, FALSE);
  hear_below (ROOT, "", speeches);
  set_visible (behind, TRUE);

  return speeches;
}

/**
 * packshot_test_speech_is_unnamed:
 * @speech: what is said of something
 *
 * Not for what stands in menus, which the toolkit makes of their words: GTK 4.18 tells readers only
 * by what labels it.
 *
 * Returns: whether something can be done with it, and nobody says what it is
 */
gboolean
packshot_test_speech_is_unnamed (const PackshotTestSpeech *speech)
{
  static const char *const controls[] = {
    "push button", "button",        "toggle button", "check box", "radio button", "entry",
    "text",        "password text", "spin button",   "slider",    "combo box",    "link",
    "page tab",    "switch",        "progress bar",  NULL,
  };

  /* Parts of a choice and of an entry, which the toolkit doesn't name. */
  if (g_str_has_suffix (speech->role, "button")
      && (strstr (speech->place, "combo box “") != NULL
          || strstr (speech->place, "text box “") != NULL))
    return FALSE;

  /* Of these, readers read what is in them. */
  if (g_str_equal (speech->role, "list item"))
    return !has_name (speech) && !speech->has_content;

  return g_strv_contains (controls, speech->role) && !has_name (speech);
}
