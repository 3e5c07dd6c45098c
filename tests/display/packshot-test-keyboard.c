/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Goes through a window as somebody without a mouse does, by keys that come from the display. */

#include "packshot-test-keyboard.h"

#include <string.h>

#include "packshot-test-utils.h"

/* More widgets than any page has. */
#define MOST_STOPS 200

/* What is tried from each widget. */
static const char *const keys[] = { "Tab", "Down", "Right", "Left", "shift+Tab" };

/* What a window heard. */
typedef struct
{
  guint n_pressed;
  guint n_released;
} Heard;

static gboolean
pressed_cb (GtkEventControllerKey *controller,
            guint keyval,
            guint keycode,
            GdkModifierType state,
            gpointer user_data)
{
  Heard *heard = user_data;

  heard->n_pressed++;
  return GDK_EVENT_PROPAGATE;
}

static void
released_cb (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             gpointer user_data)
{
  Heard *heard = user_data;

  /* The key that closed a window before is let go in this one. */
  if (heard->n_released < heard->n_pressed)
    heard->n_released++;
}

/**
 * packshot_test_keyboard_press:
 * @window: the window that has the keyboard
 * @key: a key in the words of xdotool, such as "shift+Tab"
 *
 * Presses a key and waits until the window has heard of it.
 */
void
packshot_test_keyboard_press (GtkWindow *window, const char *key)
{
  g_autoptr (GtkWindow) kept = g_object_ref (window);
  GtkEventController *controller = gtk_event_controller_key_new ();
  g_autoptr (GSubprocess) hand = NULL;
  g_autoptr (GError) error = NULL;
  guint n_keys = strchr (key, '+') != NULL ? 2 : 1;
  Heard heard = { 0, 0 };

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (pressed_cb), &heard);
  g_signal_connect (controller, "key-released", G_CALLBACK (released_cb), &heard);
  gtk_widget_add_controller (GTK_WIDGET (kept), controller);

  hand = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "key", key, NULL);
  g_assert_no_error (error);
  /* It may close. */
  packshot_test_wait_until (heard.n_released >= n_keys
                            || !gtk_widget_get_mapped (GTK_WIDGET (kept)));

  gtk_widget_remove_controller (GTK_WIDGET (kept), controller);
}

static gboolean
is_arrow (const char *key)
{
  return g_str_equal (key, "Down") || g_str_equal (key, "Right") || g_str_equal (key, "Left");
}

/* In these, arrows change what is written or chosen. */
static gboolean
uses_arrows (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_RANGE (widget);
}

/* Whether it makes sense to try. What Right found is left behind by Left too, but for a group, into
 * which Tab leads in its middle. */
static gboolean
is_worth_trying (GtkWidget *widget, const char *key)
{
  if (g_str_equal (key, "Left"))
    return GTK_IS_TOGGLE_BUTTON (widget);

  return !is_arrow (key) || !uses_arrows (widget);
}

/* Where the keyboard goes from a widget it was brought to. */
static GtkWidget *
follow (GtkWindow *window, GtkWidget *from, const char *key)
{
  if (gtk_window_get_focus (window) != from)
    {
      gtk_widget_grab_focus (from);
      if (gtk_window_get_focus (window) != from)
        return NULL;
    }
  packshot_test_keyboard_press (window, key);

  return gtk_window_get_focus (window);
}

static void
visit (GtkWindow *window, GtkWidget *stop, GPtrArray *stops, GPtrArray *findings)
{
  gboolean leaves = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *next;

      if (!is_worth_trying (stop, keys[i]))
        continue;

      next = follow (window, stop, keys[i]);
      leaves = leaves || (!is_arrow (keys[i]) && next != stop);
      if (next != NULL && !g_ptr_array_find (stops, next, NULL))
        g_ptr_array_add (stops, g_object_ref (next));
    }

  if (!leaves && stops->len > 1)
    g_ptr_array_add (findings,
                     g_strdup_printf ("trap: Tab stays in a %s", G_OBJECT_TYPE_NAME (stop)));
}

/* Whether the keyboard was in it, or in a part of it: an entry has its text, which takes the keys.
 */
static gboolean
is_reached (GtkWidget *widget, GPtrArray *stops)
{
  for (guint i = 0; i < stops->len; i++)
    {
      if (stops->pdata[i] == widget || gtk_widget_is_ancestor (stops->pdata[i], widget))
        return TRUE;
    }

  return FALSE;
}

/* Words that can be selected are read and not pressed; a page that scrolls does so by its content.
 */
static gboolean
wants_keyboard (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && gtk_widget_is_sensitive (widget)
         && !GTK_IS_SCROLLED_WINDOW (widget) && !GTK_IS_LABEL (widget) && !GTK_IS_ROOT (widget);
}

static void
look_for_missed (GtkWidget *widget, GPtrArray *stops, GPtrArray *findings)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_can_focus (widget)
      || gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL)
    return;

  if (wants_keyboard (widget) && !is_reached (widget, stops))
    {
      const char *tooltip = gtk_widget_get_tooltip_text (widget);
      GtkWidget *parent = gtk_widget_get_parent (widget);

      g_ptr_array_add (findings,
                       g_strdup_printf ("not reached: %s (%s) in %s in %s",
                                        G_OBJECT_TYPE_NAME (widget), tooltip != NULL ? tooltip : "",
                                        G_OBJECT_TYPE_NAME (parent),
                                        G_OBJECT_TYPE_NAME (gtk_widget_get_parent (parent))));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_NATIVE (child))
        look_for_missed (child, stops, findings);
    }
}

/**
 * packshot_test_keyboard_walk:
 * @window: the window that has the keyboard
 *
 * Begins with the first Tab, and from each widget it comes to follows Tab, Shift+Tab and, where
 * they are free, the arrows, until there is nothing new.
 *
 * Returns: (transfer full) (element-type utf8): what is in sight and was never reached, and what
 *   didn't let the keyboard go
 */
GPtrArray *
packshot_test_keyboard_walk (GtkWindow *window)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) stops = g_ptr_array_new_with_free_func (g_object_unref);

  packshot_test_wait_until (gtk_window_is_active (window));
  gtk_window_set_focus (window, NULL);
  packshot_test_keyboard_press (window, "Tab");
  packshot_test_wait_until (gtk_window_get_focus (window) != NULL);
  g_ptr_array_add (stops, g_object_ref (gtk_window_get_focus (window)));

  for (guint i = 0; i < stops->len && i < MOST_STOPS; i++)
    visit (window, stops->pdata[i], stops, findings);
  g_test_message ("the keyboard came to %u widgets of “%s”", stops->len,
                  gtk_window_get_title (window));
  look_for_missed (GTK_WIDGET (window), stops, findings);

  return findings;
}
