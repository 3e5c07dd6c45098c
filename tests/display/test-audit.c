/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* That what looks for faults of a page finds them, and nothing else. */

#include <adwaita.h>

#include "packshot-test-audit.h"
#include "packshot-test-keyboard.h"
#include "packshot-test-utils.h"

/* A box that lets no key into it, as a widget does that draws its own focus and forgets a part. */
typedef GtkBox ShutBox;
typedef GtkBoxClass ShutBoxClass;

GType shut_box_get_type (void);
G_DEFINE_TYPE (ShutBox, shut_box, GTK_TYPE_BOX)

static gboolean
shut_box_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return FALSE;
}

static void
shut_box_class_init (ShutBoxClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = shut_box_focus;
}

static void
shut_box_init (ShutBox *self)
{
}

static GtkWidget *
append_button (GtkWidget *box, GtkWidget *button)
{
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

/* The window of a test, with a box for what is planted. */
static GtkWindow *
open_window (GtkWidget **box)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  GtkWidget *good;

  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  good = append_button (*box, gtk_button_new_from_icon_name ("list-add-symbolic"));
  gtk_widget_set_tooltip_text (good, "Add");
  gtk_accessible_update_property (GTK_ACCESSIBLE (good), GTK_ACCESSIBLE_PROPERTY_LABEL, "Add", -1);
  append_button (*box, gtk_button_new_with_mnemonic ("_Save"));
  adw_window_set_content (ADW_WINDOW (window), *box);
  gtk_window_set_title (window, "Audit");
  gtk_window_set_default_size (window, 360, 300);

  return window;
}

static void
show (GtkWindow *window)
{
  gtk_window_present (window);
  packshot_test_wait_until (gtk_window_is_active (window)
                            && gtk_widget_get_width (GTK_WIDGET (window)) > 0);
}

static void
assert_one (GPtrArray *findings, const char *words)
{
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (strstr (findings->pdata[0], words));
  g_ptr_array_unref (findings);
}

static void
test_sound (void)
{
  GtkWidget *box;
  GtkWindow *window = open_window (&box);

  show (window);
  packshot_test_audit_assert_none (packshot_test_audit_names (), "sound");
  packshot_test_audit_assert_none (packshot_test_audit_tooltips (box), "sound");
  packshot_test_audit_assert_none (packshot_test_audit_mnemonics (box), "sound");
  packshot_test_audit_assert_none (packshot_test_audit_room (box), "sound");
  packshot_test_audit_assert_none (packshot_test_keyboard_walk (window), "sound");
  gtk_window_destroy (window);
}

static void
test_unnamed (void)
{
  GtkWidget *box;
  GtkWindow *window = open_window (&box);

  append_button (box, gtk_switch_new ());
  show (window);
  assert_one (packshot_test_audit_names (), "without a name");
  gtk_window_destroy (window);
}

static void
test_no_tooltip (void)
{
  GtkWidget *box;
  GtkWindow *window = open_window (&box);

  append_button (box, gtk_button_new_from_icon_name ("list-remove-symbolic"));
  show (window);
  assert_one (packshot_test_audit_tooltips (box), "GtkButton");
  gtk_window_destroy (window);
}

static void
test_cut (void)
{
  GtkWidget *box;
  GtkWindow *window = open_window (&box);
  GtkWidget *label =
      gtk_label_new ("So much is to be said here that no small screen has room for it");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  show (window);
  assert_one (packshot_test_audit_room (box), "So much");
  gtk_widget_set_tooltip_text (label, gtk_label_get_text (GTK_LABEL (label)));
  packshot_test_audit_assert_none (packshot_test_audit_room (box), "told elsewhere");
  gtk_window_destroy (window);
}

static void
test_too_wide (void)
{
  GtkWidget *box;
  GtkWindow *window = open_window (&box);
  GtkWidget *fixed = gtk_fixed_new ();

  gtk_widget_set_overflow (fixed, GTK_OVERFLOW_HIDDEN);
  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("beyond"), -30, 0);
  gtk_box_append (GTK_BOX (box), fixed);
  show (window);
  assert_one (packshot_test_audit_room (box), "from -30");
  gtk_window_destroy (window);
}

static void
test_same_letter (void)
{
  GtkWidget *box;
  GtkWindow *window = open_window (&box);

  append_button (box, gtk_button_new_with_mnemonic ("_Send"));
  show (window);
  assert_one (packshot_test_audit_mnemonics (box), "Alt+S is “Save” and “Send”");
  gtk_window_destroy (window);
}

static void
test_missed (void)
{
  GtkWidget *box;
  GtkWindow *window = open_window (&box);
  GtkWidget *shut = g_object_new (shut_box_get_type (), NULL);

  append_button (shut, gtk_button_new_with_label ("Beyond"));
  gtk_box_append (GTK_BOX (box), shut);
  show (window);
  assert_one (packshot_test_keyboard_walk (window), "not reached: GtkButton");
  gtk_window_destroy (window);
}

static void
test_trap (void)
{
  GtkWidget *box;
  GtkWindow *window = open_window (&box);
  GtkWidget *text = gtk_text_view_new ();

  /* As it is made: Tab writes one, and Shift+Tab as well. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, "Text", -1);
  append_button (box, text);
  show (window);
  assert_one (packshot_test_keyboard_walk (window), "GtkTextView");
  gtk_window_destroy (window);
}

/* Keys that do nothing, which is enough to be found. */
typedef GtkBox PackshotTestKeys;
typedef GtkBoxClass PackshotTestKeysClass;

GType packshot_test_keys_get_type (void);
G_DEFINE_TYPE (PackshotTestKeys, packshot_test_keys, GTK_TYPE_BOX)

static void
packshot_test_keys_class_init (PackshotTestKeysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_ALT_MASK, "keys.view", "s",
                                       "one");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_ALT_MASK, "keys.view", "s",
                                       "two");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "keys.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "keys.leave", NULL);
}

static void
packshot_test_keys_init (PackshotTestKeys *self)
{
}

static GtkWidget *
make_shortcuts (const char *accelerator)
{
  g_autofree char *ui = g_markup_printf_escaped (
      "<interface><object class='GtkShortcutsWindow' id='shortcuts'><child>"
      "<object class='GtkShortcutsSection'><child><object class='GtkShortcutsGroup'><child>"
      "<object class='GtkShortcutsShortcut'><property name='title'>Keys</property>"
      "<property name='accelerator'>%s</property>"
      "</object></child></object></child></object></child></object></interface>",
      accelerator);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (ui, -1);

  return GTK_WIDGET (gtk_builder_get_object (builder, "shortcuts"));
}

static void
add_key (GtkWidget *widget, guint key, GdkModifierType modifiers, const char *action)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_named_action_new (action)));
  gtk_widget_add_controller (widget, keys);
}

static void
test_keys (void)
{
  GtkWidget *box;
  GtkWindow *window = open_window (&box);
  GtkWidget *outer = g_object_new (packshot_test_keys_get_type (), NULL);
  GtkWidget *inner = g_object_new (packshot_test_keys_get_type (), NULL);
  GtkWidget *all = make_shortcuts ("<Alt>1...2 Delete Escape");
  GtkWidget *some = make_shortcuts ("<Alt>1...2 Escape");

  gtk_box_append (GTK_BOX (outer), inner);
  gtk_box_append (GTK_BOX (box), outer);
  packshot_test_audit_assert_none (packshot_test_audit_accelerators (NULL, box, all), "sound");
  assert_one (packshot_test_audit_accelerators (NULL, box, some), "told nowhere: Delete");

  /* What is inside would take the key from what is around it. Escape leaves what is innermost. */
  add_key (inner, GDK_KEY_Escape, 0, "keys.close");
  packshot_test_audit_assert_none (packshot_test_audit_accelerators (NULL, box, all), "Escape");
  add_key (inner, GDK_KEY_1, GDK_ALT_MASK, "keys.other");
  assert_one (packshot_test_audit_accelerators (NULL, outer, all), "keys.other");

  gtk_window_destroy (GTK_WINDOW (all));
  gtk_window_destroy (GTK_WINDOW (some));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/audit/sound", test_sound);
  g_test_add_func ("/audit/unnamed", test_unnamed);
  g_test_add_func ("/audit/no-tooltip", test_no_tooltip);
  g_test_add_func ("/audit/cut", test_cut);
  g_test_add_func ("/audit/too-wide", test_too_wide);
  g_test_add_func ("/audit/same-letter", test_same_letter);
  g_test_add_func ("/audit/missed", test_missed);
  g_test_add_func ("/audit/trap", test_trap);
  g_test_add_func ("/audit/keys", test_keys);

  return g_test_run ();
}
