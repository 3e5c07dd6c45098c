/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-application.h"

#include <glib/gi18n.h>

#include "packshot-accounts.h"
#include "packshot-application-options.h"
#include "packshot-background.h"
#include "packshot-compat-about.h"
#include "packshot-compat-confirm.h"
#include "packshot-memory.h"
#include "packshot-notification.h"
#include "packshot-queue.h"
#include "packshot-window.h"
#include "packshot-words.h"

/* How long the end waits for an order to be taken back, in milliseconds, and how often: what it is
 * about may be a picture that is fetched from far away. What is left then is not sent. */
#define WAIT       20
#define MOST_WAITS 250

struct _PackshotApplication
{
  AdwApplication parent_instance;

  PackshotRegistry *registry;       /* (owned) */
  PackshotCredentials *credentials; /* (owned) */
  PackshotSettings *settings;       /* (owned) */
  PackshotQueue *queue;             /* (owned) (nullable): from startup to shutdown */
  PackshotAccounts *accounts;       /* (owned) (nullable): as long */
  PackshotMemory *memory;           /* (owned) (nullable): as long */
  PackshotBackground *background;   /* (owned) */

  char *wanted_job; /* (owned) (nullable): to be shown once the ledger is read */
  guint idle_id;    /* to see whether there is still something to do */
  gboolean is_open; /* the ledger is read, or can't be */
  gboolean asking;  /* whether to stop what is being made */
  gboolean ending;  /* the queue is shutting down */
  gboolean wanted;  /* somebody wants the window while it does */
  guint n_waits;    /* for orders that are taken back */
};

G_DEFINE_FINAL_TYPE (PackshotApplication, packshot_application, ADW_TYPE_APPLICATION)

/* Questions and the like are windows of the application as well. */
static GtkWindow *
find_window (PackshotApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (PACKSHOT_IS_WINDOW (l->data))
        return l->data;
    }

  return NULL;
}

static gboolean
is_looked_at (PackshotApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL && gtk_widget_get_mapped (GTK_WIDGET (window))
         && gtk_window_is_active (window);
}

static void
changed_cb (PackshotJob *job, GParamSpec *pspec, PackshotApplication *self)
{
  if (!is_looked_at (self))
    packshot_notification_tell_job (G_APPLICATION (self), job);
}

/* What has ended stays as it is: of ten thousand jobs only a few have to be listened to. */
static void
jobs_changed_cb (GListModel *jobs,
                 guint position,
                 guint n_removed,
                 guint n_added,
                 PackshotApplication *self)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, position + i);

      if (packshot_words_is_over (job))
        continue;

      g_signal_connect_object (job, "notify::state", G_CALLBACK (changed_cb), self, 0);
      g_signal_connect_object (job, "notify::key-needed", G_CALLBACK (changed_cb), self, 0);
    }
}

static void
end_queue (PackshotApplication *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->accounts);
  g_clear_object (&self->queue);
}

static void
shut_down_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotApplication *self = user_data;
  GtkWindow *window = find_window (self);
  g_autoptr (GError) error = NULL;

  if (!packshot_queue_shutdown_finish (PACKSHOT_QUEUE (source), result, &error))
    g_warning ("Not all could be written: %s", error->message);

  if (window != NULL)
    gtk_window_destroy (window);
  end_queue (self);
  self->ending = FALSE;
  if (self->wanted)
    g_application_activate (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
}

static gboolean
shut_down (gpointer user_data)
{
  PackshotApplication *self = user_data;
  GtkWindow *window = find_window (self);

  /* A queue that shuts down deletes nothing any more. */
  if (window != NULL && packshot_window_is_ordering (PACKSHOT_WINDOW (window))
      && self->n_waits++ < MOST_WAITS)
    return G_SOURCE_CONTINUE;

  /* A queue that was just dropped would leave behind what is not on the disk yet. */
  packshot_queue_shutdown_async (self->queue, NULL, shut_down_cb, self);
  return G_SOURCE_REMOVE;
}

static void
end (PackshotApplication *self)
{
  GtkWindow *window = find_window (self);

  if (self->ending || self->queue == NULL)
    return;

  self->ending = TRUE;
  self->n_waits = 0;
  if (window != NULL)
    packshot_window_put_away (PACKSHOT_WINDOW (window));
  packshot_background_end (self->background);
  g_application_hold (G_APPLICATION (self));
  if (shut_down (self) == G_SOURCE_CONTINUE)
    g_timeout_add (WAIT, shut_down, self);
}

static void
idle_cb (gpointer user_data)
{
  PackshotApplication *self = user_data;
  GtkWindow *window = find_window (self);

  self->idle_id = 0;
  if (window != NULL && !gtk_widget_get_visible (GTK_WIDGET (window))
      && packshot_queue_get_n_busy (self->queue) == 0)
    end (self);
}

/* Not at once: the queue may be about to start the next one. */
static void
busy_cb (PackshotApplication *self)
{
  if (self->idle_id == 0 && packshot_queue_get_n_busy (self->queue) == 0)
    self->idle_id = g_idle_add_once (idle_cb, self);
}

static void
start_queue (PackshotApplication *self)
{
  self->is_open = FALSE;
  self->queue = packshot_queue_new (self->registry);
  self->accounts =
      packshot_accounts_new (self->registry, self->credentials, self->settings, self->queue);
  g_signal_connect_object (packshot_queue_get_jobs (self->queue), "items-changed",
                           G_CALLBACK (jobs_changed_cb), self, 0);
  g_signal_connect_object (self->queue, "notify::n-busy", G_CALLBACK (busy_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_wanted_job (PackshotApplication *self)
{
  g_autofree char *id = g_steal_pointer (&self->wanted_job);
  GtkWindow *window = find_window (self);
  PackshotJob *job = id != NULL ? packshot_queue_find (self->queue, id) : NULL;

  /* A notification may outlive the job it tells of. */
  if (job != NULL && window != NULL)
    packshot_window_show_job (PACKSHOT_WINDOW (window), job);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->ending || PACKSHOT_QUEUE (source) != self->queue)
    return;

  /* The window shows the trouble of the queue. A ledger that can only be read later is gone on with
   * then. */
  if (!packshot_queue_open_finish (self->queue, result, &error))
    g_warning ("The ledger can’t be opened: %s", error->message);
  packshot_queue_resume (self->queue);

  self->is_open = TRUE;
  show_wanted_job (self);
  if (find_window (self) != NULL)
    packshot_window_greet (PACKSHOT_WINDOW (find_window (self)));
}

static void
painted_cb (GdkFrameClock *clock, PackshotApplication *self)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  if (!self->ending)
    packshot_queue_open_async (self->queue, NULL, NULL, opened_cb, g_object_ref (self));
}

/* The window is there at once, however many jobs there are. */
static void
mapped_cb (GtkWidget *window, PackshotApplication *self)
{
  g_signal_handlers_disconnect_by_func (window, mapped_cb, self);
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (painted_cb), self, 0);
}

static void
closed_cb (PackshotApplication *self)
{
  guint n_busy = packshot_queue_get_n_busy (self->queue);

  packshot_memory_save (self->memory);
  if (n_busy > 0)
    packshot_background_begin (self->background, n_busy);
  else
    end (self);
}

/* There is none in the moment in which the program ends: it begins anew then. */
static PackshotWindow *
ensure_window (PackshotApplication *self)
{
  GtkWindow *window = find_window (self);

  self->wanted = self->ending;
  if (self->ending)
    return NULL;

  if (window == NULL)
    {
      start_queue (self);
      window = GTK_WINDOW (packshot_window_new (GTK_APPLICATION (self), self->registry, self->queue,
                                                self->accounts, self->memory));
      g_signal_connect_object (window, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);
      g_signal_connect_object (window, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
    }

  packshot_background_end (self->background);
  gtk_window_present (window);
  return PACKSHOT_WINDOW (window);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PackshotWindow *window = ensure_window (PACKSHOT_APPLICATION (user_data));

  if (window == NULL)
    return;

  packshot_compat_show_about (GTK_WINDOW (window), "application-name",
                              PACKSHOT_IS_DEVELOPMENT ? "Packshot (Development)" : _ ("Packshot"),
                              "application-icon", PACKSHOT_APPLICATION_ID, "version",
                              PACKSHOT_VERSION, "developer-name", _ ("The Packshot developers"),
                              "comments", _ ("Turns a photo of a product into a finished video."),
                              "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

static gboolean
is_making (PackshotApplication *self)
{
  GListModel *jobs = packshot_queue_get_jobs (self->queue);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      if (packshot_words_would_be_lost (job))
        return TRUE;
    }

  return FALSE;
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotApplication) self = user_data;

  self->asking = FALSE;
  if (packshot_compat_confirm_finish (GTK_WINDOW (source), result))
    end (self);
}

/* What is paid for goes on at its service, but for what can't be asked for there later. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PackshotApplication *self = user_data;

  /* What is still being stopped was asked about. */
  if (self->ending)
    return;

  if (self->queue == NULL || !is_making (self))
    {
      end (self);
      return;
    }

  if (!self->asking)
    packshot_compat_confirm_async (
        GTK_WINDOW (ensure_window (self)), _ ("Stop Making the Video?"),
        _ ("It is not finished, and what is done so far would be lost. It goes on in the "
           "background when you close the window instead."),
        _ ("_Keep Making"), _ ("_Stop and Quit"), NULL, confirmed_cb, g_object_ref (self));
  self->asking = TRUE;
}

static void
show_job_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PackshotApplication *self = user_data;

  if (ensure_window (self) == NULL)
    return;

  g_free (self->wanted_job);
  self->wanted_job = g_variant_dup_string (parameter, NULL);
  if (self->is_open)
    show_wanted_job (self);
}

/* What the menu of the icon offers. */
static void
view_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PackshotWindow *window = ensure_window (PACKSHOT_APPLICATION (user_data));
  gboolean library = g_str_equal (g_action_get_name (G_ACTION (action)), "library");

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s",
                                library ? "library" : "create");
}

static void
packshot_application_startup (GApplication *application)
{
  /* Every program of the user can activate these by the bus. */
  static const GActionEntry actions[] = {
    { .name = "new-video", .activate = view_cb },
    { .name = "library", .activate = view_cb },
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "show-job", .activate = show_job_cb, .parameter_type = "s" },
  };
  static const char *const quit_keys[] = { "<Control>q", NULL };
  static const char *const close_keys[] = { "<Control>w", NULL };
  PackshotApplication *self = PACKSHOT_APPLICATION (application);

  G_APPLICATION_CLASS (packshot_application_parent_class)->startup (application);

  self->memory = packshot_memory_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "window.close", close_keys);
  gtk_window_set_default_icon_name (PACKSHOT_APPLICATION_ID);
}

static void
packshot_application_activate (GApplication *application)
{
  ensure_window (PACKSHOT_APPLICATION (application));
}

static void
packshot_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  PackshotWindow *window = ensure_window (PACKSHOT_APPLICATION (application));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  if (window == NULL)
    return;

  for (int i = 0; i < n_files; i++)
    {
      const char *path = g_file_peek_path (files[i]);
      g_autofree char *address = g_file_get_uri (files[i]);

      if (path != NULL)
        g_ptr_array_add (items, g_strdup (path));
      else if (packshot_words_is_web_address (address))
        g_ptr_array_add (items, g_steal_pointer (&address));
    }

  if (items->len > 0)
    packshot_window_open_photos (window, items);
  if ((int) items->len < n_files)
    packshot_window_tell (window, _ ("Save the picture first, then open the file."));
}

static void
packshot_application_shutdown (GApplication *application)
{
  PackshotApplication *self = PACKSHOT_APPLICATION (application);

  packshot_memory_save (self->memory);
  g_clear_object (&self->memory);
  end_queue (self);

  G_APPLICATION_CLASS (packshot_application_parent_class)->shutdown (application);
}

static void
packshot_application_finalize (GObject *object)
{
  PackshotApplication *self = PACKSHOT_APPLICATION (object);

  g_object_unref (self->background);
  g_clear_object (&self->registry);
  g_clear_object (&self->credentials);
  g_clear_object (&self->settings);
  g_free (self->wanted_job);

  G_OBJECT_CLASS (packshot_application_parent_class)->finalize (object);
}

static void
packshot_application_class_init (PackshotApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = packshot_application_finalize;
  application_class->startup = packshot_application_startup;
  application_class->activate = packshot_application_activate;
  application_class->open = packshot_application_open;
  application_class->shutdown = packshot_application_shutdown;
}

static void
packshot_application_init (PackshotApplication *self)
{
  self->background = packshot_background_new (G_APPLICATION (self));
}

/**
 * packshot_application_new:
 * @registry: the services there are, with their engines
 * @credentials: where the keys are
 * @settings: where the services are
 *
 * Returns: (transfer full): the program, to be run
 */
PackshotApplication *
packshot_application_new (PackshotRegistry *registry,
                          PackshotCredentials *credentials,
                          PackshotSettings *settings)
{
  PackshotApplication *self;

  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (registry), NULL);

  self = g_object_new (PACKSHOT_TYPE_APPLICATION, "application-id", PACKSHOT_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       PACKSHOT_RESOURCE_PREFIX, NULL);
  self->registry = g_object_ref (registry);
  self->credentials = g_object_ref (credentials);
  self->settings = g_object_ref (settings);
  packshot_application_options_add (G_APPLICATION (self));

  return self;
}
