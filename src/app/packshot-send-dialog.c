/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-send-dialog.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"
#include "packshot-limit-notice.h"
#include "packshot-order-words.h"
#include "packshot-photo.h"
#include "packshot-send-list.h"
#include "packshot-send-words.h"
#include "packshot-sent-picture.h"
#include "packshot-step-rows.h"
#include "packshot-value-rows.h"

struct _PackshotSendDialog
{
  AdwWindow parent_instance;

  GtkBox *content;
  GtkBox *one;
  GtkPicture *picture;
  AdwPreferencesGroup *pictures;
  AdwPreferencesGroup *settings;
  PackshotStepRows *rows;
  GtkLabel *host;
  GtkLabel *hosting;
  GtkLabel *advice;
  GtkLabel *warnings;
  GtkLabel *balance;
  PackshotLimitNotice *limit;
  GtkLabel *yes_label;

  PackshotAccounts *accounts; /* (owned) */
  PackshotJob *job;           /* (owned) (nullable): where it is about many there is none */
  PackshotRequest *request;   /* (owned) (nullable): what is asked for at a later step */
  PackshotStep step;
  char *verb;                /* what the button does */
  char *price;               /* (nullable): what that costs */
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

/* What can't be used is told at the rows, and the question stays. */
static gboolean
take_request (PackshotSendDialog *self)
{
  if (self->step != PACKSHOT_STEP_CREATE && self->request == NULL)
    self->request = packshot_step_rows_dup_request (self->rows);

  return self->step == PACKSHOT_STEP_CREATE || self->request != NULL;
}

static void
yes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!take_request (PACKSHOT_SEND_DIALOG (widget)))
    return;

  answer (PACKSHOT_SEND_DIALOG (widget), TRUE);
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
packshot_send_dialog_close_request (GtkWindow *window)
{
  answer (PACKSHOT_SEND_DIALOG (window), FALSE);

  return GTK_WINDOW_CLASS (packshot_send_dialog_parent_class)->close_request (window);
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

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  adw_action_row_set_subtitle (row, words != NULL ? words : error->message);
}

static void
set_label (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words != '\0');
}

static void
show_picture (PackshotSendDialog *self, PackshotOption *option, const char *value)
{
  const PackshotJobCopy *copy = packshot_send_words_find_copy (self->job, option);
  g_autofree char *hosting = NULL;
  AdwActionRow *row;

  if (copy == NULL)
    {
      /* An address, or a name the service gave: it goes out as it was typed. */
      packshot_value_rows_add (self->pictures, packshot_option_get_label (option), value);
      return;
    }

  hosting = packshot_send_words_dup_hosting (self->accounts, option);
  if (hosting != NULL)
    set_label (self->hosting, hosting);
  row = packshot_value_rows_add (self->pictures, packshot_option_get_label (option), "…");
  packshot_sent_picture_describe_async (copy, value, self->cancellable, described_cb,
                                        g_object_ref (row));
  if (gtk_widget_get_visible (GTK_WIDGET (self->picture)))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->picture), TRUE);
  packshot_photo_load_async (copy->path, PACKSHOT_PHOTO_THUMBNAIL_PIXELS, self->cancellable,
                             photo_cb, self);
}

static GtkWidget *
find_group (PackshotSendDialog *self, PackshotOption *option)
{
  return packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE ? GTK_WIDGET (self->pictures)
                                                                      : GTK_WIDGET (self->settings);
}

/* The pictures went out with the order: a later step sends no more than its own words. */
static void
show_values (PackshotSendDialog *self, PackshotRequest *request)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *words = packshot_value_rows_dup_words (request, option);

      if (words == NULL || !packshot_option_has_step (option, self->step))
        continue;

      gtk_widget_set_visible (find_group (self, option), TRUE);
      if (packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE)
        show_picture (self, option,
                      packshot_request_get_string (request, packshot_option_get_name (option)));
      else
        packshot_value_rows_add (self->settings, packshot_option_get_label (option), words);
    }
}

static const char *
find_label (PackshotStep step)
{
  switch (step)
    {
    case PACKSHOT_STEP_APPROVE:
    case PACKSHOT_STEP_REGENERATE_VIDEO:
      return _ ("_Make Video");
    case PACKSHOT_STEP_REGENERATE_PICTURE:
      return _ ("_Make Picture");
    case PACKSHOT_STEP_CREATE:
    case PACKSHOT_STEP_MAKE:
    case PACKSHOT_STEP_PREPARE:
    case PACKSHOT_STEP_UPLOAD:
    case PACKSHOT_STEP_POLL:
    case PACKSHOT_STEP_FETCH:
    case PACKSHOT_STEP_CANCEL:
    case PACKSHOT_STEP_PREVIEW:
    case PACKSHOT_STEP_REHOST:
    default:
      return _ ("_Create");
    }
}

/* Where it leads over a limit the button waits for the word that it may, and repeats it. */
static void
show_yes (PackshotSendDialog *self)
{
  gboolean is_over = packshot_limit_notice_get_is_over (self->limit);
  gboolean is_allowed = packshot_limit_notice_get_is_allowed (self->limit);
  const char *verb = is_over && is_allowed ? _ ("_Send Anyway") : self->verb;
  g_autofree char *label =
      /* Translators: what a button does, and what that costs. */
      self->price != NULL ? g_strdup_printf (_ ("%s · %s"), verb, self->price) : g_strdup (verb);

  gtk_label_set_label (self->yes_label, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "send.yes", !is_over || is_allowed);
}

static void
show_money (PackshotSendDialog *self)
{
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);
  g_autofree char *balance = packshot_send_words_dup_balance (self->accounts, manifest);

  self->verb = g_strdup (find_label (self->step));
  self->price = packshot_figures_dup_step_price (manifest, self->step);
  show_yes (self);
  set_label (self->balance, balance);
}

static gboolean
has_more (PackshotSendDialog *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->settings))
         || gtk_widget_get_visible (GTK_WIDGET (self->rows));
}

/* Translators: each has the name of a service, and the host its calls go to. */
static const char *
find_heading (PackshotSendDialog *self)
{
  if (self->step == PACKSHOT_STEP_CREATE)
    return _ ("This goes to %s at %s, and nothing else does:");

  return has_more (self) ? _ ("Your order goes to %s at %s, with this:")
                         : _ ("Your order goes to %s at %s, and nothing else does.");
}

static void
show_host (PackshotSendDialog *self)
{
  g_autofree char *words = packshot_send_words_dup_host (
      self->accounts, packshot_job_get_manifest (self->job), find_heading (self));

  gtk_label_set_label (self->host, words);
  /* A sentence alone needs no room for pictures. */
  if (self->step != PACKSHOT_STEP_CREATE && !has_more (self))
    gtk_window_set_default_size (GTK_WINDOW (self), 420, 260);
}

/* The jobs of each service, as they stand there first. */
static void
show_many (PackshotSendDialog *self, GPtrArray *jobs)
{
  g_autoptr (GHashTable) lists =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) manifests = g_ptr_array_new ();

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotManifest *manifest = packshot_job_get_manifest (g_ptr_array_index (jobs, i));
      GPtrArray *list = g_hash_table_lookup (lists, manifest);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (lists, manifest, list);
          g_ptr_array_add (manifests, manifest);
        }
      g_ptr_array_add (list, g_ptr_array_index (jobs, i));
    }

  for (guint i = 0; i < manifests->len; i++)
    gtk_box_append (
        self->content,
        packshot_send_list_new (self->accounts,
                                g_hash_table_lookup (lists, g_ptr_array_index (manifests, i))));
}

static void
show_total (PackshotSendDialog *self, GPtrArray *jobs)
{
  g_autoptr (GPtrArray) manifests = g_ptr_array_new ();

  for (guint i = 0; i < jobs->len; i++)
    g_ptr_array_add (manifests, packshot_job_get_manifest (g_ptr_array_index (jobs, i)));

  self->verb = packshot_order_words_dup_yes (jobs->len, NULL);
  self->price = packshot_order_words_dup_total (manifests);
  show_yes (self);
}

/* What has to be known before: of the service, and what was found when the pictures were made
 * ready. */
static void
show_advice (PackshotSendDialog *self)
{
  g_autofree char *warnings = NULL;

  if (self->step != PACKSHOT_STEP_CREATE)
    return;

  warnings = g_strjoinv ("\n", (char **) packshot_job_get_warnings (self->job));
  set_label (self->advice, packshot_manifest_get_advice (packshot_job_get_manifest (self->job)));
  set_label (self->warnings, warnings);
}

static void
packshot_send_dialog_dispose (GObject *object)
{
  PackshotSendDialog *self = PACKSHOT_SEND_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->accounts);
  g_clear_object (&self->job);
  g_clear_object (&self->request);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_SEND_DIALOG);

  G_OBJECT_CLASS (packshot_send_dialog_parent_class)->dispose (object);
}

static void
packshot_send_dialog_finalize (GObject *object)
{
  PackshotSendDialog *self = PACKSHOT_SEND_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->verb);
  g_free (self->price);

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

  g_type_ensure (PACKSHOT_TYPE_LIMIT_NOTICE);
  g_type_ensure (PACKSHOT_TYPE_STEP_ROWS);
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-send-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, content);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, one);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, pictures);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, settings);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, host);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, hosting);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, advice);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, warnings);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, balance);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, limit);
  gtk_widget_class_bind_template_child (widget_class, PackshotSendDialog, yes_label);
  gtk_widget_class_bind_template_callback (widget_class, show_yes);

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
 * @job: a job with its request, and ready and prepared where it is not ordered yet
 * @step: what is about to be paid for
 * @request: (nullable): what is asked for at a later step, or %NULL to let it be said here
 *
 * Returns: (transfer none): the question, not on the screen yet; it belongs to GTK
 */
GtkWidget *
packshot_send_dialog_new (GtkWindow *parent,
                          PackshotAccounts *accounts,
                          PackshotJob *job,
                          PackshotStep step,
                          PackshotRequest *request)
{
  PackshotSendDialog *self;

  g_return_val_if_fail (PACKSHOT_IS_JOB (job) && packshot_job_get_request (job) != NULL, NULL);

  self = g_object_new (PACKSHOT_TYPE_SEND_DIALOG, "transient-for", parent, NULL);
  self->accounts = g_object_ref (accounts);
  self->job = g_object_ref (job);
  self->step = step;
  self->request = request != NULL ? g_object_ref (request) : NULL;
  show_advice (self);
  show_money (self);
  if (step == PACKSHOT_STEP_CREATE || request != NULL)
    show_values (self, request != NULL ? request : packshot_job_get_request (job));
  else
    packshot_step_rows_set_request (self->rows, packshot_job_get_request (job), step);
  show_host (self);

  return GTK_WIDGET (self);
}

/**
 * packshot_send_dialog_new_many:
 * @parent: the window that asks
 * @accounts: the accounts of the services
 * @jobs: (element-type PackshotJob): jobs of services on the web with their requests, all of them
 *   ready and prepared
 *
 * Returns: (transfer none): the question about all of them, not on the screen yet; it belongs to
 * GTK
 */
GtkWidget *
packshot_send_dialog_new_many (GtkWindow *parent, PackshotAccounts *accounts, GPtrArray *jobs)
{
  PackshotSendDialog *self;

  g_return_val_if_fail (jobs != NULL && jobs->len > 0, NULL);

  self = g_object_new (PACKSHOT_TYPE_SEND_DIALOG, "transient-for", parent, NULL);
  self->accounts = g_object_ref (accounts);
  self->step = PACKSHOT_STEP_CREATE;
  gtk_widget_set_visible (GTK_WIDGET (self->one), FALSE);
  show_many (self, jobs);
  show_total (self, jobs);

  return GTK_WIDGET (self);
}

/**
 * packshot_send_dialog_set_limits:
 * @self: a question that is not answered yet
 * @limits: (element-type PackshotLimit): how the order stands to the daily limits there are
 *
 * Names them, and lets nothing be sent that leads over one until that is allowed.
 */
void
packshot_send_dialog_set_limits (PackshotSendDialog *self, GPtrArray *limits)
{
  g_return_if_fail (PACKSHOT_IS_SEND_DIALOG (self) && limits != NULL);

  packshot_limit_notice_set_limits (self->limit, limits);
  show_yes (self);
}

/**
 * packshot_send_dialog_get_over_limit:
 * @self: a question that was answered by yes
 *
 * Returns: whether the answer was that it may lead over a daily limit
 */
gboolean
packshot_send_dialog_get_over_limit (PackshotSendDialog *self)
{
  g_return_val_if_fail (PACKSHOT_IS_SEND_DIALOG (self), FALSE);

  return packshot_limit_notice_get_is_over (self->limit)
         && packshot_limit_notice_get_is_allowed (self->limit);
}

/**
 * packshot_send_dialog_get_request:
 * @self: a question that was answered by yes
 *
 * Returns: (transfer none) (nullable): what is asked for at a later step
 */
PackshotRequest *
packshot_send_dialog_get_request (PackshotSendDialog *self)
{
  g_return_val_if_fail (PACKSHOT_IS_SEND_DIALOG (self), NULL);

  return self->request;
}
