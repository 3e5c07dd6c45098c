/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is wrong with the keys of a program: those that do two things, and those nobody tells. */

#include "packshot-test-audit.h"

#include <string.h>

/* A key, what it does, and where it is heard. */
typedef struct
{
  guint key;
  GdkModifierType modifiers;
  char *action;     /* (owned): with its target */
  GtkWidget *scope; /* (unowned) (nullable): %NULL for all of the application */
} Accelerator;

static void
accelerator_free (gpointer data)
{
  Accelerator *accelerator = data;

  g_free (accelerator->action);
  g_free (accelerator);
}

/* The keys of the pad say the same as the others. */
static guint
leave_keypad (guint key)
{
  return key == GDK_KEY_KP_Delete ? GDK_KEY_Delete : key == GDK_KEY_KP_Enter ? GDK_KEY_Return : key;
}

static void
add_accelerator (GPtrArray *found,
                 guint key,
                 GdkModifierType modifiers,
                 const char *action,
                 GtkWidget *scope)
{
  Accelerator *accelerator = g_new0 (Accelerator, 1);

  accelerator->key = leave_keypad (key);
  accelerator->modifiers = modifiers;
  accelerator->action = g_strdup (action);
  accelerator->scope = scope;
  g_ptr_array_add (found, accelerator);
}

static void
collect_from_application (GPtrArray *found, GtkApplication *application)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, actions[i]);

      for (guint j = 0; accels[j] != NULL; j++)
        {
          guint key;
          GdkModifierType modifiers;

          if (gtk_accelerator_parse (accels[j], &key, &modifiers))
            add_accelerator (found, key, modifiers, actions[i], NULL);
        }
    }
}

static void
collect_shortcut (GPtrArray *found, GtkShortcut *shortcut, GtkWidget *scope)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);
  GtkShortcutAction *action = gtk_shortcut_get_action (shortcut);
  GVariant *target = gtk_shortcut_get_arguments (shortcut);
  g_autofree char *value = target != NULL ? g_variant_print (target, FALSE) : g_strdup ("");
  g_autofree char *words = NULL;

  if (!GTK_IS_KEYVAL_TRIGGER (trigger) || !GTK_IS_NAMED_ACTION (action))
    return;

  words = g_strconcat (gtk_named_action_get_action_name (GTK_NAMED_ACTION (action)),
                       target != NULL ? " " : "", value, NULL);
  add_accelerator (found, gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)),
                   gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)), words, scope);
}

/* Whatever is on a page that is out of sight has its keys as well; widgets of the toolkit have
 * those that everybody knows. */
static void
collect_from_widgets (GPtrArray *found, GtkWidget *widget)
{
  if (g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Packshot"))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

          for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                            && j < g_list_model_get_n_items (G_LIST_MODEL (controller));
               j++)
            {
              g_autoptr (GtkShortcut) shortcut =
                  g_list_model_get_item (G_LIST_MODEL (controller), j);

              collect_shortcut (found, shortcut, widget);
            }
        }
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_from_widgets (found, child);
}

/* Escape leaves whatever is innermost; all other keys do one thing wherever they are heard. */
static gboolean
collide (const Accelerator *one, const Accelerator *other)
{
  return one->key == other->key && one->modifiers == other->modifiers && one->key != GDK_KEY_Escape
         && !g_str_equal (one->action, other->action)
         && (one->scope == NULL || other->scope == NULL || one->scope == other->scope
             || gtk_widget_is_ancestor (one->scope, other->scope)
             || gtk_widget_is_ancestor (other->scope, one->scope));
}

static void
add_once (GPtrArray *findings, char *words)
{
  if (!g_ptr_array_find_with_equal_func (findings, words, g_str_equal, NULL))
    g_ptr_array_add (findings, words);
  else
    g_free (words);
}

static void
look_for_collisions (GPtrArray *accelerators, GPtrArray *findings)
{
  for (guint i = 0; i < accelerators->len; i++)
    for (guint j = i + 1; j < accelerators->len; j++)
      {
        const Accelerator *one = accelerators->pdata[i], *other = accelerators->pdata[j];
        g_autofree char *label = gtk_accelerator_get_label (one->key, one->modifiers);
        gboolean in_order = strcmp (one->action, other->action) < 0;

        if (collide (one, other))
          add_once (findings, g_strdup_printf ("twice: %s is %s and %s", label,
                                               in_order ? one->action : other->action,
                                               in_order ? other->action : one->action));
      }
}

/* "<Alt>1...2" stands for all from the one to the other. */
static void
add_told_range (GHashTable *told, const char *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "...", 2);
  guint first, last;
  GdkModifierType modifiers, ignored;

  if (!gtk_accelerator_parse (ends[0], &first, &modifiers))
    return;

  last = first;
  if (ends[1] != NULL)
    gtk_accelerator_parse (ends[1], &last, &ignored);
  for (guint key = first; key <= last; key++)
    g_hash_table_add (told, gtk_accelerator_name (key, modifiers));
}

/* A list of what can be pressed; deprecated, and so there is no type to be named. */
static void
collect_told (GHashTable *told, GtkWidget *widget)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkShortcutsShortcut"))
    {
      g_autofree char *accelerator = NULL;
      g_auto (GStrv) parts = NULL;

      g_object_get (widget, "accelerator", &accelerator, NULL);
      parts = g_strsplit (accelerator != NULL ? accelerator : "", " ", -1);
      for (guint i = 0; parts[i] != NULL; i++)
        add_told_range (told, parts[i]);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_told (told, child);
}

/**
 * packshot_test_audit_accelerators:
 * @application: (nullable): whose keys are heard everywhere
 * @window: its window
 * @shortcuts: the window that tells the keys
 *
 * Returns: (transfer full) (element-type utf8): the keys that do two things where both are heard,
 *   and those that nobody is told of
 */
GPtrArray *
packshot_test_audit_accelerators (GtkApplication *application,
                                  GtkWidget *window,
                                  GtkWidget *shortcuts)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) accelerators = g_ptr_array_new_with_free_func (accelerator_free);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (application != NULL)
    collect_from_application (accelerators, application);
  collect_from_widgets (accelerators, window);
  look_for_collisions (accelerators, findings);

  collect_told (told, shortcuts);
  for (guint i = 0; i < accelerators->len; i++)
    {
      const Accelerator *accelerator = accelerators->pdata[i];
      g_autofree char *name = gtk_accelerator_name (accelerator->key, accelerator->modifiers);

      if (!g_hash_table_contains (told, name))
        add_once (findings, g_strdup_printf ("told nowhere: %s, %s", name, accelerator->action));
    }

  return findings;
}
