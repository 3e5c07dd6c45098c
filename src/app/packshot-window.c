/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-window.h"

#include <glib/gi18n.h>

#include "packshot-compat-confirm.h"
#include "packshot-create-page.h"
#include "packshot-fit-layout.h"
#include "packshot-job-page.h"
#include "packshot-library-page.h"
#include "packshot-toast.h"

#define MEMORY_GROUP "window"

struct _PackshotWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *levels;
  AdwViewStack *views;
  PackshotCreatePage *create_page;
  PackshotLibraryPage *library_page;
  PackshotJobPage *job_page; /* (unowned) (nullable): made for the first job */

  PackshotQueue *queue;   /* (owned) */
  PackshotMemory *memory; /* (owned) */
  gboolean asking;        /* whether to stop the job that runs */
  gboolean stopped;       /* nothing runs any more, nor will */
};

G_DEFINE_FINAL_TYPE (PackshotWindow, packshot_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
shows_job (PackshotWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->levels), "job") == 0;
}

static void
leave_job (PackshotWindow *self)
{
  if (!shows_job (self))
    return;

  gtk_window_unfullscreen (GTK_WINDOW (self));
  gtk_stack_set_visible_child_name (self->levels, "views");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", FALSE);
  packshot_job_page_set_job (self->job_page, NULL);
}

static void
again_cb (PackshotWindow *self)
{
  packshot_create_page_show_request (
      self->create_page, packshot_job_get_request (packshot_job_page_get_job (self->job_page)));
  adw_view_stack_set_visible_child_name (self->views, "create");
  leave_job (self);
}

static void
cancelled_cb (PackshotWindow *self)
{
  leave_job (self);
  packshot_window_tell (self, _ ("Stopped; no video was made."));
}

static void
toggle_fullscreen_cb (PackshotWindow *self)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
fullscreened_cb (PackshotWindow *self)
{
  if (self->job_page != NULL)
    packshot_job_page_set_fullscreen (self->job_page, gtk_window_is_fullscreen (GTK_WINDOW (self)));
}

static void
ensure_job_page (PackshotWindow *self)
{
  GtkWidget *page;

  if (self->job_page != NULL)
    return;

  page = packshot_job_page_new (self->queue);
  g_signal_connect_swapped (page, "again", G_CALLBACK (again_cb), self);
  g_signal_connect_swapped (page, "cancelled", G_CALLBACK (cancelled_cb), self);
  g_signal_connect_swapped (page, "fullscreen-requested", G_CALLBACK (toggle_fullscreen_cb), self);
  gtk_stack_add_named (self->levels, page, "job");
  self->job_page = PACKSHOT_JOB_PAGE (page);
}

static void
open_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave_job (PACKSHOT_WINDOW (widget));
  packshot_create_page_choose (PACKSHOT_WINDOW (widget)->create_page);
}

static void
paste_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!shows_job (PACKSHOT_WINDOW (widget)))
    packshot_create_page_paste (PACKSHOT_WINDOW (widget)->create_page);
}

static void
create_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!shows_job (PACKSHOT_WINDOW (widget)))
    gtk_widget_activate_action (GTK_WIDGET (PACKSHOT_WINDOW (widget)->create_page), "page.create",
                                NULL);
}

static void
back_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    leave_job (PACKSHOT_WINDOW (widget));
}

static void
view_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotWindow *self = PACKSHOT_WINDOW (widget);

  leave_job (self);
  adw_view_stack_set_visible_child_name (self->views, g_variant_get_string (parameter, NULL));
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

static gboolean
is_working (PackshotWindow *self)
{
  GListModel *jobs = packshot_queue_get_jobs (self->queue);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      if (!packshot_job_state_is_end (packshot_job_get_state (job)))
        return TRUE;
    }

  return FALSE;
}

static void
remember_size (PackshotWindow *self)
{
  int width, height;

  /* What is asked of a maximized window is the size it goes back to. */
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  packshot_memory_set_int (self->memory, MEMORY_GROUP, "width", width);
  packshot_memory_set_int (self->memory, MEMORY_GROUP, "height", height);
  packshot_memory_set_int (self->memory, MEMORY_GROUP, "maximized",
                           gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
recall_size (PackshotWindow *self)
{
  int width = packshot_memory_get_int (self->memory, MEMORY_GROUP, "width", 0);
  int height = packshot_memory_get_int (self->memory, MEMORY_GROUP, "height", 0);

  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (packshot_memory_get_int (self->memory, MEMORY_GROUP, "maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
shut_down_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotWindow) self = user_data;

  packshot_queue_shutdown_finish (PACKSHOT_QUEUE (source), result, NULL);
  self->stopped = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotWindow *self = PACKSHOT_WINDOW (source);

  self->asking = FALSE;
  if (packshot_compat_confirm_finish (GTK_WINDOW (self), result))
    packshot_queue_shutdown_async (self->queue, NULL, shut_down_cb, g_object_ref (self));
}

static gboolean
packshot_window_close_request (GtkWindow *window)
{
  PackshotWindow *self = PACKSHOT_WINDOW (window);

  if (!self->stopped && is_working (self))
    {
      if (!self->asking)
        packshot_compat_confirm_async (
            window, _ ("Stop Making the Video?"),
            _ ("It is not finished, and what is done so far would be lost."), _ ("_Keep Making"),
            _ ("_Stop and Close"), confirmed_cb, NULL);
      self->asking = TRUE;
      return GDK_EVENT_STOP;
    }

  remember_size (self);
  return GTK_WINDOW_CLASS (packshot_window_parent_class)->close_request (window);
}

static void
show_job_cb (PackshotWindow *self, PackshotJob *job)
{
  packshot_window_show_job (self, job);
}

static void
packshot_window_dispose (GObject *object)
{
  PackshotWindow *self = PACKSHOT_WINDOW (object);

  g_clear_object (&self->queue);
  g_clear_object (&self->memory);
  self->job_page = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_WINDOW);

  G_OBJECT_CLASS (packshot_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action_cb);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_action_cb);
  gtk_widget_class_install_action (widget_class, "win.create", NULL, create_action_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action_cb);
  gtk_widget_class_install_action (widget_class, "win.view", "s", view_action_cb);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action_cb);

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
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_ALT_MASK, "win.view", "s",
                                       "create");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_ALT_MASK, "win.view", "s",
                                       "library");
}

static void
packshot_window_class_init (PackshotWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = packshot_window_close_request;

  g_type_ensure (PACKSHOT_TYPE_CREATE_PAGE);
  g_type_ensure (PACKSHOT_TYPE_FIT_LAYOUT);
  g_type_ensure (PACKSHOT_TYPE_LIBRARY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               PACKSHOT_RESOURCE_PREFIX "/app/packshot-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotWindow, levels);
  gtk_widget_class_bind_template_child (widget_class, PackshotWindow, views);
  gtk_widget_class_bind_template_child (widget_class, PackshotWindow, create_page);
  gtk_widget_class_bind_template_child (widget_class, PackshotWindow, library_page);
  gtk_widget_class_bind_template_callback (widget_class, show_job_cb);
  gtk_widget_class_bind_template_callback (widget_class, fullscreened_cb);

  install_actions (widget_class);
}

static void
packshot_window_init (PackshotWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", FALSE);
}

/**
 * packshot_window_new:
 * @application: the application
 * @registry: the services there are
 * @queue: what makes the videos
 * @memory: what was remembered
 *
 * Returns: (transfer none): a window, which belongs to GTK
 */
PackshotWindow *
packshot_window_new (GtkApplication *application,
                     PackshotRegistry *registry,
                     PackshotQueue *queue,
                     PackshotMemory *memory)
{
  PackshotWindow *self;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (queue) && PACKSHOT_IS_MEMORY (memory), NULL);

  self = g_object_new (PACKSHOT_TYPE_WINDOW, "application", application, NULL);
  self->queue = g_object_ref (queue);
  self->memory = g_object_ref (memory);

  recall_size (self);
  packshot_create_page_set_up (self->create_page, registry, queue, memory);
  packshot_library_page_set_jobs (self->library_page, packshot_queue_get_jobs (queue));

  return self;
}

/**
 * packshot_window_open_photo:
 * @self: a window
 * @path: (type filename): the absolute path of a photo
 *
 * Brings a photo onto the stage.
 */
void
packshot_window_open_photo (PackshotWindow *self, const char *path)
{
  g_return_if_fail (PACKSHOT_IS_WINDOW (self) && path != NULL);

  leave_job (self);
  adw_view_stack_set_visible_child_name (self->views, "create");
  packshot_create_page_open (self->create_page, path);
}

/**
 * packshot_window_open_address:
 * @self: a window
 * @address: an http or https address of a picture
 *
 * Brings a picture from the web onto the stage.
 */
void
packshot_window_open_address (PackshotWindow *self, const char *address)
{
  g_return_if_fail (PACKSHOT_IS_WINDOW (self) && address != NULL);

  leave_job (self);
  adw_view_stack_set_visible_child_name (self->views, "create");
  packshot_create_page_open_address (self->create_page, address);
}

/**
 * packshot_window_tell:
 * @self: a window
 * @words: plain text
 *
 * Tells something in passing.
 */
void
packshot_window_tell (PackshotWindow *self, const char *words)
{
  g_return_if_fail (PACKSHOT_IS_WINDOW (self));

  packshot_toast_show (GTK_WIDGET (self->levels), words);
}

/**
 * packshot_window_show_job:
 * @self: a window
 * @job: a job of its queue
 *
 * Shows how the job goes, or what came out of it.
 */
void
packshot_window_show_job (PackshotWindow *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_WINDOW (self) && PACKSHOT_IS_JOB (job));

  ensure_job_page (self);
  if (packshot_job_page_get_job (self->job_page) != job)
    packshot_job_page_set_job (self->job_page, job);
  gtk_stack_set_visible_child_name (self->levels, "job");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", TRUE);
}
