/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-window-private.h"

#include "packshot-import.h"
#include "packshot-job-files.h"
#include "packshot-preferences.h"
#include "packshot-spending-page.h"

/* What the window can be told to do by menus, buttons and keys. */

static void
open_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_window_leave_job (PACKSHOT_WINDOW (widget));
  packshot_create_page_choose (PACKSHOT_WINDOW (widget)->create_page);
}

static void
paste_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotWindow *self = PACKSHOT_WINDOW (widget);

  if (packshot_window_shows_job (self))
    return;

  packshot_window_leave_job (self);
  packshot_create_page_paste (self->create_page);
}

static void
create_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!packshot_window_shows_job (PACKSHOT_WINDOW (widget)))
    gtk_widget_activate_action (GTK_WIDGET (PACKSHOT_WINDOW (widget)->create_page), "page.create",
                                NULL);
}

static void
back_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    packshot_window_leave_job (PACKSHOT_WINDOW (widget));
}

/* What was written in before may be out of sight. */
static void
bring_focus (PackshotWindow *self)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->views);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, page))
    return;

  if (!gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

static void
view_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotWindow *self = PACKSHOT_WINDOW (widget);

  packshot_window_leave_job (self);
  adw_view_stack_set_visible_child_name (self->views, g_variant_get_string (parameter, NULL));
  bring_focus (self);
}

static void
search_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotWindow *self = PACKSHOT_WINDOW (widget);

  packshot_window_leave_job (self);
  adw_view_stack_set_visible_child_name (self->views, "library");
  packshot_library_page_search (self->library_page);
}

static void
preferences_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotWindow *self = PACKSHOT_WINDOW (widget);

  packshot_preferences_present (GTK_WINDOW (widget), self->accounts, self->queue, self->memory,
                                NULL);
}

static void
welcome_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_window_show_welcome (PACKSHOT_WINDOW (widget));
}

static void
spending_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotWindow *self = PACKSHOT_WINDOW (widget);

  packshot_spending_page_present (GTK_WINDOW (widget), self->queue, self->accounts);
}

static void
import_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotWindow *self = PACKSHOT_WINDOW (widget);

  packshot_import_present (GTK_WINDOW (widget), self->registry, self->queue);
}

/* With a sentence about why, for a service that can't be used without it. */
static void
account_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotWindow *self = PACKSHOT_WINDOW (widget);

  packshot_preferences_present (GTK_WINDOW (widget), self->accounts, self->queue, self->memory,
                                g_variant_get_string (parameter, NULL));
}

static void
image_host_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotWindow *self = PACKSHOT_WINDOW (widget);

  packshot_preferences_present_image_host (GTK_WINDOW (widget), self->accounts, self->queue,
                                           self->memory);
}

static void
show_file_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_job_files_show (widget, g_variant_get_string (parameter, NULL));
}

/* Made when somebody asks for it. Were it left to GtkApplication, each start would wait for it. */
static void
shortcuts_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (PACKSHOT_RESOURCE_PREFIX "/app/packshot-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

/**
 * packshot_window_install_actions: (skip)
 * @widget_class: the class of the window
 *
 * Says what the window can be told to do, and with which keys.
 */
void
packshot_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action_cb);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_action_cb);
  gtk_widget_class_install_action (widget_class, "win.create", NULL, create_action_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action_cb);
  gtk_widget_class_install_action (widget_class, "win.view", "s", view_action_cb);
  gtk_widget_class_install_action (widget_class, "win.show-file", "s", show_file_action_cb);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action_cb);
  gtk_widget_class_install_action (widget_class, "win.welcome", NULL, welcome_action_cb);
  gtk_widget_class_install_action (widget_class, "win.spending", NULL, spending_action_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action_cb);
  gtk_widget_class_install_action (widget_class, "win.account", "s", account_action_cb);
  gtk_widget_class_install_action (widget_class, "win.image-host", NULL, image_host_action_cb);

  /* Here and not in the application, so that a field of text hears its own keys first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "win.create",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK,
                                       "win.shortcuts", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, GDK_CONTROL_MASK,
                                       "win.preferences", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "win.spending",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_ALT_MASK, "win.view", "s",
                                       "create");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_ALT_MASK, "win.view", "s",
                                       "library");
}
