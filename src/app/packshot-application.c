/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-application.h"

#include <glib/gi18n.h>

#include "packshot-compat-about.h"
#include "packshot-job-files.h"
#include "packshot-memory.h"
#include "packshot-queue.h"
#include "packshot-window.h"
#include "packshot-words.h"

struct _PackshotApplication
{
  AdwApplication parent_instance;

  PackshotRegistry *registry; /* (owned) */
  PackshotQueue *queue;       /* (owned) (nullable): from startup to shutdown */
  PackshotMemory *memory;     /* (owned) (nullable): as long */
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

static PackshotWindow *
ensure_window (PackshotApplication *self)
{
  GtkWindow *window = find_window (self);

  if (window == NULL)
    window = GTK_WINDOW (
        packshot_window_new (GTK_APPLICATION (self), self->registry, self->queue, self->memory));

  gtk_window_present (window);
  return PACKSHOT_WINDOW (window);
}

static PackshotJob *
find_job (PackshotApplication *self, const char *id)
{
  GListModel *jobs = packshot_queue_get_jobs (self->queue);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      if (g_str_equal (packshot_job_get_id (job), id))
        return g_steal_pointer (&job);
    }

  return NULL;
}

static gboolean
is_looked_at (PackshotApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL && gtk_window_is_active (window);
}

static void
notify_about (PackshotApplication *self, PackshotJob *job)
{
  gboolean done = packshot_job_get_state (job) == PACKSHOT_JOB_DONE;
  const char *id = packshot_job_get_id (job);
  g_autofree char *title = packshot_words_dup_title (job);
  g_autoptr (GNotification) notification =
      g_notification_new (done ? _ ("Your Video Is Ready") : _ ("The Video Was Not Made"));

  g_notification_set_body (notification, done ? title : packshot_job_get_failure_words (job));
  g_notification_set_default_action_and_target (notification, "app.show-job", "s", id);
  if (done)
    g_notification_add_button_with_target (notification, _ ("Play"), "app.show-job", "s", id);
  g_application_send_notification (G_APPLICATION (self), id, notification);
}

static void
state_cb (PackshotJob *job, GParamSpec *pspec, PackshotApplication *self)
{
  PackshotJobState state = packshot_job_get_state (job);

  if ((state == PACKSHOT_JOB_DONE || state == PACKSHOT_JOB_FAILED) && !is_looked_at (self))
    notify_about (self, job);
}

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

      g_signal_connect_object (job, "notify::state", G_CALLBACK (state_cb), self, 0);
    }
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = GTK_WINDOW (ensure_window (PACKSHOT_APPLICATION (user_data)));

  packshot_compat_show_about (window, "application-name", _ ("Packshot"), "application-icon",
                              PACKSHOT_APPLICATION_ID, "version", PACKSHOT_VERSION,
                              "developer-name", _ ("The Packshot developers"), "comments",
                              _ ("Turns a photo of a product into a finished video."),
                              "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

/* By the window, which asks where something would be lost. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = find_window (PACKSHOT_APPLICATION (user_data));

  if (window != NULL)
    gtk_window_close (window);
}

static void
show_job_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PackshotApplication *self = user_data;
  g_autoptr (PackshotJob) job = find_job (self, g_variant_get_string (parameter, NULL));
  PackshotWindow *window = ensure_window (self);

  /* A notification may outlive the job it tells of. */
  if (job != NULL)
    packshot_window_show_job (window, job);
}

static void
show_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  packshot_job_files_show (GTK_WIDGET (ensure_window (PACKSHOT_APPLICATION (user_data))),
                           g_variant_get_string (parameter, NULL));
}

static void
packshot_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "show-job", .activate = show_job_cb, .parameter_type = "s" },
    { .name = "show-file", .activate = show_file_cb, .parameter_type = "s" },
  };
  static const char *const quit_keys[] = { "<Control>q", NULL };
  static const char *const close_keys[] = { "<Control>w", NULL };
  PackshotApplication *self = PACKSHOT_APPLICATION (application);

  G_APPLICATION_CLASS (packshot_application_parent_class)->startup (application);

  self->memory = packshot_memory_new ();
  self->queue = packshot_queue_new (self->registry);
  g_signal_connect_object (packshot_queue_get_jobs (self->queue), "items-changed",
                           G_CALLBACK (jobs_changed_cb), self, 0);

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
  const char *path = g_file_peek_path (files[0]);
  g_autofree char *address = g_file_get_uri (files[0]);

  if (path != NULL)
    packshot_window_open_photo (window, path);
  else if (packshot_words_is_web_address (address))
    packshot_window_open_address (window, address);
  else
    packshot_window_tell (window, _ ("Save the picture first, then open the file."));

  if (n_files > 1)
    packshot_window_tell (window, _ ("A video is made of one photo: the first was taken."));
}

static void
packshot_application_shutdown (GApplication *application)
{
  PackshotApplication *self = PACKSHOT_APPLICATION (application);

  packshot_memory_save (self->memory);
  g_clear_object (&self->memory);
  g_clear_object (&self->queue);

  G_APPLICATION_CLASS (packshot_application_parent_class)->shutdown (application);
}

static void
packshot_application_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_APPLICATION (object)->registry);

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
}

/**
 * packshot_application_new:
 * @registry: the services there are, with their engines
 *
 * Returns: (transfer full): the program, to be run
 */
PackshotApplication *
packshot_application_new (PackshotRegistry *registry)
{
  PackshotApplication *self;

  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (registry), NULL);

  self = g_object_new (PACKSHOT_TYPE_APPLICATION, "application-id", PACKSHOT_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       PACKSHOT_RESOURCE_PREFIX, NULL);
  self->registry = g_object_ref (registry);

  return self;
}
