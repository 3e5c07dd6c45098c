/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-rest.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"
#include "packshot-money.h"
#include "packshot-words.h"

struct _PackshotJobRest
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *description;
  GtkLabel *words;
  GtkLabel *money;
  GtkWidget *resolve;
  GtkEditable *number;
  GtkWidget *website_button;
  GtkWidget *look_up_button;
  GtkLabel *looked;
  GtkWidget *not_created_button;
  GtkWidget *import_button;
  GtkWidget *key_button;
  GtkWidget *send_button;
  GtkLabel *send_label;
  GtkWidget *retry_button;
  GtkWidget *again_button;
  GtkWidget *delete_button;

  PackshotJob *job;          /* (owned) (nullable) */
  GSignalGroup *job_signals; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PackshotJobRest, packshot_job_rest, ADW_TYPE_BIN)

static void
set_label (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words != '\0');
}

static void
set_status (PackshotJobRest *self, const char *icon, const char *title, const char *description)
{
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->title, title);
  set_label (self->description, description);
}

static const char *
find_reason (PackshotFailure failure)
{
  switch (failure)
    {
    case PACKSHOT_FAILURE_INPUT:
      return _ ("The photo or one of the settings can’t be used.");
    case PACKSHOT_FAILURE_REFUSED:
      return _ ("The service did not take the order.");
    case PACKSHOT_FAILURE_SERVICE:
      return _ ("The service took the order, and could not make the video.");
    case PACKSHOT_FAILURE_WITHDRAWN:
      return _ ("The service no longer offers this.");
    case PACKSHOT_FAILURE_EXPIRED:
      return _ ("The service no longer has this video.");
    case PACKSHOT_FAILURE_LOCAL:
      return _ ("Something on this computer was in the way.");
    case PACKSHOT_FAILURE_NONE:
    default:
      return "";
    }
}

static char *
dup_money (PackshotJob *job, gint64 amount)
{
  return packshot_money_dup_words (amount, packshot_job_get_manifest (job),
                                   packshot_job_get_unit (job));
}

static char *
dup_charge (PackshotJob *job)
{
  gint64 charged = packshot_job_get_charged (job);
  g_autofree char *cost = dup_money (job, charged);
  g_autofree char *price = dup_money (job, packshot_job_get_price (job));

  if (!packshot_words_is_remote (job))
    return NULL;
  if (cost != NULL && charged > 0)
    /* Translators: “%s” is “100 credits”. */
    return g_strdup_printf (_ ("Charged: %s"), cost);
  if (charged == 0 || !packshot_words_is_ordered (job)
      || packshot_job_get_failure (job) == PACKSHOT_FAILURE_REFUSED)
    return g_strdup (_ ("Nothing was charged."));
  if (price != NULL)
    /* Translators: “%s” is “100 credits”. */
    return g_strdup_printf (_ ("The service did not say whether it charged %s."), price);

  return NULL;
}

static void
show_failed (PackshotJobRest *self)
{
  const char *words = packshot_job_get_failure_words (self->job);
  gboolean remote = packshot_words_is_remote (self->job);
  g_autofree char *charge = dup_charge (self->job);

  set_status (self, "dialog-warning-symbolic", _ ("The Video Was Not Made"),
              remote ? find_reason (packshot_job_get_failure (self->job)) : words);
  set_label (self->words, remote ? words : NULL);
  set_label (self->money, charge);
}

static void
show_cancelled (PackshotJobRest *self)
{
  g_autofree char *charge = dup_charge (self->job);

  set_status (self, "process-stop-symbolic", _ ("Stopped"),
              packshot_job_get_cover_path (self->job) != NULL
                  ? _ ("No video was made. The preview is kept.")
                  : _ ("No video was made, and nothing is left behind."));
  set_label (self->words, NULL);
  set_label (self->money, charge);
}

static void
show_unsent (PackshotJobRest *self)
{
  PackshotJob *job = self->job;
  g_autofree char *price = dup_money (job, packshot_job_get_price (job));
  g_autofree char *label = packshot_figures_dup_order (packshot_job_get_manifest (job), price);

  set_status (self, "document-send-symbolic", _ ("Not Sent Yet"),
              _ ("Nothing was ordered, and nothing is paid for. It is sent only when you say so."));
  set_label (self->words, packshot_job_get_words (job));
  set_label (self->money, NULL);
  gtk_label_set_label (self->send_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->send_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->send_label), -1);
}

static const char *
find_question (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  if (packshot_words_is_ordered (job))
    return _ ("Your order was sent, and no answer came. The service may be at work, or may "
              "never have heard of it. Packshot does not send it again by itself, so that you "
              "never pay twice.");
  if (manifest != NULL && !packshot_manifest_get_can_resume (manifest))
    return _ ("The order was sent, and no answer came. The service may have made the video, and "
              "charge for it, but it can’t be asked for it later. Packshot does not order again by "
              "itself, so that you never pay twice.");

  return _ ("The order was sent, and no answer came. The service may be making the video, or "
            "may never have heard of it. Packshot does not order again by itself, so that you "
            "never pay twice.\n\nLook at your videos at the service, and then say here what you "
            "found.");
}

/* Of the call that was not answered. */
static char *
dup_step_price (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  if (manifest != NULL)
    return packshot_figures_dup_step_price (manifest, packshot_job_get_paid_step (job));

  return dup_money (job, packshot_job_get_price (job));
}

static void
show_unknown (PackshotJobRest *self)
{
  PackshotJob *job = self->job;
  g_autofree char *price = dup_step_price (job);
  g_autofree char *money =
      /* Translators: “%s” is “100 credits” or “from 3 credits”. */
      price != NULL ? g_strdup_printf (_ ("If it was ordered, it costs %s."), price) : NULL;

  set_status (self, "dialog-question-symbolic", _ ("Was the Video Ordered?"), find_question (job));
  set_label (self->words, packshot_job_get_words (job));
  set_label (self->money, money);
}

static void
show_buttons (PackshotJobRest *self)
{
  PackshotJob *job = self->job;
  PackshotJobState state = packshot_job_get_state (job);
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  gboolean unknown = state == PACKSHOT_JOB_UNKNOWN;
  gboolean unsent = packshot_words_is_unsent (job);
  gboolean ended = packshot_job_state_is_end (state);

  gtk_widget_set_visible (self->resolve, unknown && manifest != NULL
                                             && packshot_manifest_get_can_resume (manifest));
  gtk_widget_set_visible (self->look_up_button, packshot_words_can_look_up (job));
  gtk_widget_set_visible (GTK_WIDGET (self->looked),
                          unknown && *gtk_label_get_label (self->looked) != '\0');
  gtk_widget_set_visible (self->not_created_button, unknown);
  gtk_widget_set_visible (self->import_button,
                          unknown && manifest != NULL && packshot_manifest_get_can_list (manifest));
  gtk_widget_set_visible (self->website_button,
                          unknown && manifest != NULL
                              && packshot_manifest_get_website (manifest) != NULL);
  gtk_widget_set_visible (self->key_button, packshot_job_get_key_needed (job));
  gtk_widget_set_visible (self->send_button, unsent);
  gtk_widget_set_visible (self->retry_button, ended && manifest != NULL);
  gtk_widget_set_visible (self->again_button, (ended || unsent) && manifest != NULL);
  gtk_widget_set_visible (self->delete_button, ended || unsent);
}

static void
show_state (PackshotJobRest *self)
{
  switch (packshot_job_get_state (self->job))
    {
    case PACKSHOT_JOB_FAILED:
      show_failed (self);
      break;
    case PACKSHOT_JOB_CANCELLED:
      show_cancelled (self);
      break;
    case PACKSHOT_JOB_UNKNOWN:
      show_unknown (self);
      break;
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
      show_unsent (self);
      break;
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_REVIEW:
    case PACKSHOT_JOB_FETCHING:
    case PACKSHOT_JOB_MAKING:
    case PACKSHOT_JOB_DONE:
    default:
      /* Shown by others. */
      return;
    }

  show_buttons (self);
}

static void
number_cb (PackshotJobRest *self)
{
  g_autofree char *number = g_strstrip (g_strdup (gtk_editable_get_text (self->number)));

  if (*number != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "job.resolve", "s", number);
}

static void
packshot_job_rest_dispose (GObject *object)
{
  PackshotJobRest *self = PACKSHOT_JOB_REST (object);

  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_REST);

  G_OBJECT_CLASS (packshot_job_rest_parent_class)->dispose (object);
}

static void
packshot_job_rest_class_init (PackshotJobRestClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_job_rest_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-rest.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, icon);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, title);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, description);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, words);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, money);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, resolve);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, number);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, website_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, look_up_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, looked);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, not_created_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, import_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, key_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, send_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, send_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, again_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobRest, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, number_cb);
}

static void
packshot_job_rest_init (PackshotJobRest *self)
{
  static const char *const shown[] = { "notify::state", "notify::words", "notify::key-needed",
                                       "notify::charged" };

  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_group_connect_swapped (self->job_signals, shown[i], G_CALLBACK (show_state), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_job_rest_set_job:
 * @self: a widget
 * @job: (nullable): the job to show, or %NULL when nobody looks any more
 */
void
packshot_job_rest_set_job (PackshotJobRest *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_REST (self));

  g_set_object (&self->job, job);
  g_signal_group_set_target (self->job_signals, job);
  gtk_editable_set_text (self->number, "");
  gtk_label_set_label (self->looked, "");
  if (job != NULL)
    show_state (self);
}

/**
 * packshot_job_rest_set_looked:
 * @self: a widget
 * @words: (nullable): why the service could not tell what became of the job, one sentence
 */
void
packshot_job_rest_set_looked (PackshotJobRest *self, const char *words)
{
  g_return_if_fail (PACKSHOT_IS_JOB_REST (self));

  set_label (self->looked, words);
}
