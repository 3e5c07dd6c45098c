/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-send-dialog.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"
#include "packshot-photo.h"
#include "packshot-sent-picture.h"

struct _PackshotSendDialog
{
  AdwWindow parent_instance;

  GtkPicture *picture;
  AdwPreferencesGroup *pictures;
  AdwPreferencesGroup *settings;
  GtkLabel *host;
  GtkLabel *balance;
  GtkLabel *yes_label;

  PackshotJob *job;          /* (owned) */
  GCancellable *cancellable; /* (owned): of the pictures that are read */
  gboolean answered;
};

enum
{
  SIGNAL_ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotSendDialog, packshot_send_dialog, ADW_TYPE_WINDOW)

static void
answer (PackshotSendDialog *self, gboolean yes)
{
  if (self->answered)
    return;

  self->answered = TRUE;
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, yes);
}

static void
yes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  answer (PACKSHOT_SEND_DIALOG (widget), TRUE);
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
packshot_send_dialog_close_request (GtkWindow *window)
{
  answer (PACKSHOT_SEND_DIALOG (window), FALSE);

  return GTK_WINDOW_CLASS (packshot_send_dialog_parent_class)->close_request (window);
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title, const char *words)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, escaped);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_preferences_group_add (group, GTK_WIDGET (row));

  return row;
}

static void
photo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) photo = packshot_photo_load_finish (result, &error);

  if (photo != NULL)
    gtk_picture_set_paintable (PACKSHOT_SEND_DIALOG (user_data)->picture,
                               GDK_PAINTABLE (packshot_photo_get_texture (photo)));
}

static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwActionRow) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = packshot_sent_picture_describe_finish (result, &error);
  g_autofree char *escaped = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  escaped = g_markup_escape_text (words != NULL ? words : error->message, -1);
  adw_action_row_set_subtitle (row, escaped);
}

static const PackshotJobCopy *
find_copy (PackshotJob *job, PackshotOption *option)
{
  const GPtrArray *copies = packshot_job_get_copies (job);

  for (guint i = 0; copies != NULL && i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);

      if (g_str_equal (copy->option, packshot_option_get_name (option)))
        return copy;
    }

  return NULL;
}

static void
show_picture (PackshotSendDialog *self, PackshotOption *option, const char *value)
{
  const PackshotJobCopy *copy = find_copy (self->job, option);
  AdwActionRow *row;

  if (copy == NULL)
    {
      /* An address, or a name the service gave: it goes out as it was typed. */
      add_row (self->pictures, packshot_option_get_label (option), value);
      return;
    }

  row = add_row (self->pictures, packshot_option_get_label (option), "…");
  packshot_sent_picture_describe_async (copy, value, self->cancellable, described_cb,
                                        g_object_ref (row));
  if (gtk_widget_get_visible (GTK_WIDGET (self->picture)))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->picture), TRUE);
  packshot_photo_load_async (copy->path, PACKSHOT_PHOTO_THUMBNAIL_PIXELS, self->cancellable,
                             photo_cb, self);
}

/* What a person reads of a value, rather than what the service does. */
static char *
dup_value (PackshotRequest *request, PackshotOption *option)
{
  g_autofree char *text = packshot_request_dup_text (request, option);

  if (packshot_option_get_kind (option) != PACKSHOT_OPTION_CHOICE)
    return g_steal_pointer (&text);

  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);

      if (packshot_choice_matches (choice, text))
        return g_strdup (choice->label);
    }

  return g_steal_pointer (&text);
}

static void
show_values (PackshotSendDialog *self)
{
  PackshotRequest *request = packshot_job_get_request (self->job);
  PackshotManifest *manifest = packshot_request_get_manifest (request);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *value = NULL;

      if (packshot_request_get_value (request, option) == NULL)
        continue;

      if (packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE)
        {
          const char *name = packshot_option_get_name (option);

          show_picture (self, option, packshot_request_get_string (request, name));
          continue;
        }

      value = dup_value (request, option);
      if (value != NULL && *value != '\0')
        add_row (self->settings, packshot_option_get_label (option), value);
    }
}

static void
show_money (PackshotSendDialog *self, PackshotAccounts *accounts)
{
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);
  g_autofree char *price = packshot_figures_dup_money (packshot_job_get_price (self->job),
                                                       packshot_job_get_unit (self->job));
  g_autofree char *left = packshot_figures_dup_money (
      packshot_accounts_get_balance (accounts, manifest), packshot_job_get_unit (self->job));
  g_autofree char *label =
      price != NULL ? g_strdup_printf (_ ("_Create · %s"), price) : g_strdup (_ ("_Create"));
  g_autofree char *balance =
      /* Translators: “%s” is “900 credits”. */
      left != NULL ? g_strdup_printf (_ ("You had %s at the last look."), left) : NULL;

  gtk_label_set_label (self->yes_label, label);
  gtk_label_set_label (self->balance, balance != NULL ? balance : "");
  gtk_widget_set_visible (GTK_WIDGET (self->balance), balance != NULL);
}

static void
show_host (PackshotSendDialog *self, PackshotAccounts *accounts)
{
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);
  g_autofree char *host = packshot_accounts_dup_host (accounts, manifest);
  g_autofree char *words = g_strdup_printf (
      /* Translators: the name of a service, and the host its calls go to. */
      _ ("This goes to %s at %s, and nothing else does:"), packshot_manifest_get_name (manifest),
      host);

  gtk_label_set_label (self->host, words);
}

static void
packshot_send_dialog_dispose (GObject *object)
{
  PackshotSendDialog *self = PACKSHOT_SEND_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_SEND_DIALOG);

  G_OBJECT_CLASS (packshot_send_dialog_parent_class)->dispose (object);
}

static void
packshot_send_dialog_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_SEND_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (packshot_send_dialog_parent_class)->finalize (object);
}

static void
packshot_send_dialog_class_init (PackshotSendDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_send_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_send_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = packshot_send_dialog_close_request;

  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", PACKSHOT_TYPE_SEND_DIALOG, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-send-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, pictures);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, settings);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, host);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, balance);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, yes_label);

  gtk_widget_class_install_action (widget_class, "send.yes", NULL, yes_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
packshot_send_dialog_init (PackshotSendDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_send_dialog_new:
 * @parent: the window that asks
 * @accounts: the accounts of the services
 * @job: a job that is ready and prepared, with its request
 *
 * Returns: (transfer none): the question, not on the screen yet; it belongs to GTK
 */
GtkWidget *
packshot_send_dialog_new (GtkWindow *parent, PackshotAccounts *accounts, PackshotJob *job)
{
  PackshotSendDialog *self;

  g_return_val_if_fail (PACKSHOT_IS_JOB (job) && packshot_job_get_request (job) != NULL, NULL);

  self = g_object_new (PACKSHOT_TYPE_SEND_DIALOG, "transient-for", parent, NULL);
  self->job = g_object_ref (job);
  show_host (self, accounts);
  show_values (self);
  show_money (self, accounts);

  return GTK_WIDGET (self);
}
