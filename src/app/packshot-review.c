/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-review.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"
#include "packshot-money.h"
#include "packshot-step-rows.h"

struct _PackshotReview
{
  AdwBin parent_instance;

  GtkLabel *words;
  PackshotStepRows *rows;
  GtkLabel *approve_label;
  GtkWidget *picture_button;
  GtkLabel *picture_label;
  GtkLabel *money;

  PackshotAccounts *accounts; /* (owned) (nullable) */
  PackshotJob *job;           /* (owned) (nullable) */
  PackshotRequest *shown;     /* (owned) (nullable): that of the rows */
  GSignalGroup *job_signals;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (PackshotReview, packshot_review, ADW_TYPE_BIN)

static void
set_label (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words != '\0');
}

static void
show_price (GtkLabel *label, const char *words, PackshotManifest *manifest, PackshotStep step)
{
  g_autofree char *price =
      manifest != NULL ? packshot_figures_dup_step_price (manifest, step) : NULL;
  g_autofree char *priced =
      /* Translators: what a button does, and what that costs. */
      price != NULL ? g_strdup_printf (_ ("%s · %s"), words, price) : NULL;

  gtk_label_set_label (label, priced != NULL ? priced : words);
}

static void
show_money (PackshotReview *self)
{
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);
  const char *unit = packshot_job_get_unit (self->job);
  g_autofree char *charged =
      packshot_money_dup_words (packshot_job_get_charged (self->job), manifest, unit);
  g_autofree char *left =
      manifest != NULL ? packshot_money_dup_words (
          packshot_accounts_get_balance (self->accounts, manifest), manifest, unit)
                       : NULL;
  g_autofree char *words = NULL;

  if (charged != NULL && left != NULL)
    /* Translators: “%s” is “1 credit” and “900 credits”. */
    words =
        /* Translators: “100 credits” and “900 credits”. */
        g_strdup_printf (_ ("Charged so far: %s. You had %s when last checked."), charged, left);
  else if (charged != NULL)
    words = g_strdup_printf (_ ("Charged so far: %s."), charged);
  else if (left != NULL)
    words = g_strdup_printf (_ ("You had %s when last checked."), left);

  set_label (self->money, words);
}

/* What is being typed is not to be taken away by whatever else changes. */
static void
show_request (PackshotReview *self)
{
  PackshotRequest *request = packshot_job_get_request (self->job);

  if (!g_set_object (&self->shown, request))
    return;

  packshot_step_rows_set_request (self->rows, request, PACKSHOT_STEP_APPROVE);
}

static void
show_job (PackshotReview *self)
{
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);

  if (packshot_job_get_state (self->job) != PACKSHOT_JOB_REVIEW)
    return;

  set_label (self->words, packshot_job_get_words (self->job));
  show_request (self);
  show_price (self->approve_label, _ ("_Make Video"), manifest, PACKSHOT_STEP_APPROVE);
  show_price (self->picture_label, _ ("_Another Picture"), manifest,
              PACKSHOT_STEP_REGENERATE_PICTURE);
  gtk_widget_set_visible (
      self->picture_button,
      manifest != NULL
          && packshot_manifest_offers_step (manifest, PACKSHOT_STEP_REGENERATE_PICTURE));
  show_money (self);
}

static void
account_cb (PackshotReview *self)
{
  if (self->job != NULL)
    show_money (self);
}

static void
packshot_review_dispose (GObject *object)
{
  PackshotReview *self = PACKSHOT_REVIEW (object);

  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->shown);
  g_clear_object (&self->accounts);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_REVIEW);

  G_OBJECT_CLASS (packshot_review_parent_class)->dispose (object);
}

static void
packshot_review_class_init (PackshotReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_review_dispose;

  g_type_ensure (PACKSHOT_TYPE_STEP_ROWS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               PACKSHOT_RESOURCE_PREFIX "/app/packshot-review.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotReview, words);
  gtk_widget_class_bind_template_child (widget_class, PackshotReview, rows);
  gtk_widget_class_bind_template_child (widget_class, PackshotReview, approve_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotReview, picture_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotReview, picture_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotReview, money);
}

static void
packshot_review_init (PackshotReview *self)
{
  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify::state", G_CALLBACK (show_job), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::words", G_CALLBACK (show_job), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::charged", G_CALLBACK (show_job),
                                  self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_review_set_accounts:
 * @self: a widget, once
 * @accounts: the accounts at the services
 */
void
packshot_review_set_accounts (PackshotReview *self, PackshotAccounts *accounts)
{
  g_return_if_fail (PACKSHOT_IS_REVIEW (self) && self->accounts == NULL);

  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "changed", G_CALLBACK (account_cb), self, G_CONNECT_SWAPPED);
}

/**
 * packshot_review_set_job:
 * @self: a widget
 * @job: (nullable): the job to show, or %NULL when nobody looks any more
 */
void
packshot_review_set_job (PackshotReview *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_REVIEW (self) && self->accounts != NULL);

  g_set_object (&self->job, job);
  g_signal_group_set_target (self->job_signals, job);
  if (job != NULL)
    {
      show_job (self);
      return;
    }

  g_clear_object (&self->shown);
  packshot_step_rows_set_request (self->rows, NULL, PACKSHOT_STEP_APPROVE);
}

/**
 * packshot_review_dup_request:
 * @self: a widget with a job
 *
 * Returns: (transfer full) (nullable): what is asked for with the approval, or %NULL where a value
 *   can't be used: that is told at the rows
 */
PackshotRequest *
packshot_review_dup_request (PackshotReview *self)
{
  g_return_val_if_fail (PACKSHOT_IS_REVIEW (self) && self->shown != NULL, NULL);

  return packshot_step_rows_dup_request (self->rows);
}
