/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-window-private.h"

#include <glib/gi18n.h>

#include "packshot-compat-toast.h"
#include "packshot-fit-layout.h"
#include "packshot-import.h"
#include "packshot-toast.h"

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotWindow, packshot_window, ADW_TYPE_APPLICATION_WINDOW)

static void
again_cb (PackshotWindow *self)
{
  packshot_create_page_show_request (
      self->create_page, packshot_job_get_request (packshot_job_page_get_job (self->job_page)));
  adw_view_stack_set_visible_child_name (self->views, "create");
  packshot_window_leave_job (self);
}

static void
cancelled_cb (PackshotWindow *self)
{
  packshot_window_leave_job (self);
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

  page = packshot_job_page_new (self->queue, self->accounts);
  g_signal_connect_swapped (page, "again", G_CALLBACK (again_cb), self);
  g_signal_connect_swapped (page, "cancelled", G_CALLBACK (cancelled_cb), self);
  g_signal_connect_swapped (page, "fullscreen-requested", G_CALLBACK (toggle_fullscreen_cb), self);
  gtk_stack_add_named (self->levels, page, "job");
  self->job_page = PACKSHOT_JOB_PAGE (page);
}

static void
remember_size (PackshotWindow *self)
{
  int width, height;

  /* What is asked of a maximized window is the size it goes back to. */
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  packshot_memory_set_int (self->memory, PACKSHOT_MEMORY_WINDOW, "width", width);
  packshot_memory_set_int (self->memory, PACKSHOT_MEMORY_WINDOW, "height", height);
  packshot_memory_set_int (self->memory, PACKSHOT_MEMORY_WINDOW, "maximized",
                           gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
recall_size (PackshotWindow *self)
{
  int width = packshot_memory_get_int (self->memory, PACKSHOT_MEMORY_WINDOW, "width", 0);
  int height = packshot_memory_get_int (self->memory, PACKSHOT_MEMORY_WINDOW, "height", 0);

  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (packshot_memory_get_int (self->memory, PACKSHOT_MEMORY_WINDOW, "maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
}

/* Questions that nobody can see any more count as answered by no. */
static void
close_dialogs (GtkWindow *window)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    {
      if (gtk_window_get_transient_for (l->data) == window
          && gtk_widget_get_visible (GTK_WIDGET (l->data)))
        gtk_window_close (l->data);
    }
}

static gboolean
packshot_window_close_request (GtkWindow *window)
{
  PackshotWindow *self = PACKSHOT_WINDOW (window);

  packshot_window_put_away (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);

  return GDK_EVENT_STOP;
}

static void
trouble_cb (PackshotWindow *self)
{
  const char *trouble = packshot_queue_get_trouble (self->queue);

  if (trouble != NULL)
    packshot_notices_add (self->notices, trouble);
}

/* All that the user has to know and nobody else would say. */
static void
watch_troubles (PackshotWindow *self)
{
  const char *const *complaints = packshot_registry_get_complaints (self->registry);

  for (guint i = 0; complaints[i] != NULL; i++)
    packshot_notices_add (self->notices, complaints[i]);

  g_signal_connect_object (self->queue, "quarantined", G_CALLBACK (packshot_notices_add),
                           self->notices, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "notify::trouble", G_CALLBACK (trouble_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "trash-failed", G_CALLBACK (packshot_window_tell), self,
                           G_CONNECT_SWAPPED);
  trouble_cb (self);
}

static void
show_job_cb (PackshotWindow *self, PackshotJob *job)
{
  packshot_window_show_job (self, job);
}

/* Nobody waits for it at the start. */
static void
view_cb (PackshotWindow *self)
{
  if (self->library_page != NULL
      || g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "library") != 0)
    return;

  self->library_page = g_object_new (PACKSHOT_TYPE_LIBRARY_PAGE, NULL);
  packshot_library_page_set_up (self->library_page, self->queue, self->accounts, self->memory);
  g_signal_connect_object (self->library_page, "opened", G_CALLBACK (show_job_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->library_place, GTK_WIDGET (self->library_page));
}

static void
packshot_window_dispose (GObject *object)
{
  PackshotWindow *self = PACKSHOT_WINDOW (object);

  g_clear_object (&self->registry);
  g_clear_object (&self->queue);
  g_clear_object (&self->accounts);
  g_clear_object (&self->memory);
  self->library_page = NULL;
  self->job_page = NULL;
  self->welcome = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_WINDOW);

  G_OBJECT_CLASS (packshot_window_parent_class)->dispose (object);
}

static void
packshot_window_class_init (PackshotWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = packshot_window_close_request;

  signals[SIGNAL_CLOSED] = g_signal_new ("closed", PACKSHOT_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PACKSHOT_TYPE_CREATE_PAGE);
  g_type_ensure (PACKSHOT_TYPE_FIT_LAYOUT);
  g_type_ensure (PACKSHOT_TYPE_NOTICES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               PACKSHOT_RESOURCE_PREFIX "/app/packshot-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotWindow, levels);
  gtk_widget_class_bind_template_child (widget_class, PackshotWindow, notices);
  gtk_widget_class_bind_template_child (widget_class, PackshotWindow, views);
  gtk_widget_class_bind_template_child (widget_class, PackshotWindow, create_page);
  gtk_widget_class_bind_template_child (widget_class, PackshotWindow, library_place);
  gtk_widget_class_bind_template_callback (widget_class, show_job_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
  gtk_widget_class_bind_template_callback (widget_class, fullscreened_cb);

  packshot_window_install_actions (widget_class);
}

static void
packshot_window_init (PackshotWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  if (PACKSHOT_IS_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", FALSE);
  packshot_compat_name_toasts (
      ADW_TOAST_OVERLAY (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self))),
      _ ("Close"));
}

static void
show_create_page (PackshotWindow *self)
{
  packshot_window_leave_job (self);
  adw_view_stack_set_visible_child_name (self->views, "create");
}

/* Wherever a photo is dropped, and whatever page is seen, a video can be made of it. */
static void
take_drops (PackshotWindow *self)
{
  PackshotReceiver *receiver = packshot_create_page_get_receiver (self->create_page);

  packshot_receiver_add_target (receiver, GTK_WIDGET (self->levels));
  g_signal_connect_object (receiver, "arrived", G_CALLBACK (show_create_page), self,
                           G_CONNECT_SWAPPED);
}

/**
 * packshot_window_new:
 * @application: the application
 * @registry: the services there are
 * @queue: what makes the videos
 * @accounts: the accounts at the services
 * @memory: what was remembered
 *
 * Returns: (transfer none): a window, which belongs to GTK
 */
PackshotWindow *
packshot_window_new (GtkApplication *application,
                     PackshotRegistry *registry,
                     PackshotQueue *queue,
                     PackshotAccounts *accounts,
                     PackshotMemory *memory)
{
  PackshotWindow *self;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (queue) && PACKSHOT_IS_MEMORY (memory), NULL);

  self = g_object_new (PACKSHOT_TYPE_WINDOW, "application", application, NULL);
  self->registry = g_object_ref (registry);
  self->queue = g_object_ref (queue);
  self->accounts = g_object_ref (accounts);
  self->memory = g_object_ref (memory);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import",
                                 packshot_import_is_offered (registry));
  recall_size (self);
  watch_troubles (self);
  packshot_create_page_set_up (self->create_page, registry, queue, accounts, memory);
  if (packshot_create_page_get_complaint (self->create_page) != NULL)
    packshot_notices_add (self->notices, packshot_create_page_get_complaint (self->create_page));
  take_drops (self);

  return self;
}

/**
 * packshot_window_open_photos:
 * @self: a window
 * @items: (element-type filename): absolute paths of photos and folders, and addresses of pictures
 *   on the web
 *
 * Brings them onto the stage.
 */
void
packshot_window_open_photos (PackshotWindow *self, GPtrArray *items)
{
  g_return_if_fail (PACKSHOT_IS_WINDOW (self) && items != NULL);

  self->has_photos = TRUE;
  show_create_page (self);
  packshot_create_page_open (self->create_page, items);
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
 * packshot_window_put_away:
 * @self: a window
 *
 * Takes it out of sight, with its questions, and takes back what is not ordered yet.
 */
void
packshot_window_put_away (PackshotWindow *self)
{
  g_return_if_fail (PACKSHOT_IS_WINDOW (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  remember_size (self);
  close_dialogs (GTK_WINDOW (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * packshot_window_is_ordering:
 * @self: a window
 *
 * Returns: whether new jobs are being ordered in it, or taken back
 */
gboolean
packshot_window_is_ordering (PackshotWindow *self)
{
  g_return_val_if_fail (PACKSHOT_IS_WINDOW (self), FALSE);

  return packshot_create_page_is_ordering (self->create_page)
         || (self->library_page != NULL && packshot_library_page_is_retrying (self->library_page));
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

/**
 * packshot_window_shows_job: (skip)
 * @self: a window
 *
 * Returns: whether a job is in front of the pages
 */
gboolean
packshot_window_shows_job (PackshotWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->levels), "job") == 0;
}

/**
 * packshot_window_leave_job: (skip)
 * @self: a window
 *
 * Goes back to the pages, where a job or the welcome is in front of them.
 */
void
packshot_window_leave_job (PackshotWindow *self)
{
  gboolean shows_job = packshot_window_shows_job (self);

  gtk_stack_set_visible_child_name (self->levels, "views");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", FALSE);
  if (!shows_job)
    return;

  gtk_window_unfullscreen (GTK_WINDOW (self));
  packshot_job_page_set_job (self->job_page, NULL);
}
