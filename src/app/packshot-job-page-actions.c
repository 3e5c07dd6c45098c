/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What can be done with a job. */

#include "config.h"

#include "packshot-job-page-private.h"

#include <glib/gi18n.h>

#include "packshot-continuation.h"
#include "packshot-job-files.h"
#include "packshot-job-questions.h"
#include "packshot-order.h"
#include "packshot-toast.h"
#include "packshot-words.h"

static void
cancel (PackshotJobPage *self)
{
  self->stopping = TRUE;
  packshot_queue_cancel (self->queue, self->job);
}

static void
cancel_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotJobPageTurn) turn = user_data;

  /* Meanwhile the video may have come, or the page may show another. */
  if (packshot_job_questions_ask_finish (source, result) && packshot_job_page_turn_is_shown (turn)
      && packshot_job_get_state (turn->job) == turn->state && packshot_words_can_cancel (turn->job))
    cancel (turn->page);
}

/* What was ordered can only be asked to stop, and nobody here knows what the service gives back. */
static void
cancel_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);
  PackshotJobState state = packshot_job_get_state (self->job);

  if (state == PACKSHOT_JOB_REVIEW)
    packshot_job_questions_ask_reject (widget, self->cancellable, cancel_confirmed_cb,
                                       packshot_job_page_begin_turn (self));
  else if (state == PACKSHOT_JOB_WAITING)
    packshot_job_questions_ask_cancel (widget, self->cancellable, cancel_confirmed_cb,
                                       packshot_job_page_begin_turn (self));
  else
    cancel (self);
}

static void
ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotJobPageTurn) turn = user_data;
  PackshotJobPage *self = turn->page;
  g_autoptr (GError) error = NULL;

  packshot_order_finish (result, &error);
  self->ordering = FALSE;
  if (self->job != NULL)
    packshot_job_page_enable_actions (self);
  if (error == NULL || self->queue == NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Who went on to something else is told, and not led away from it. */
  if (error->domain == PACKSHOT_ACCOUNTS_ERROR && packshot_job_page_turn_is_shown (turn))
    gtk_widget_activate_action (GTK_WIDGET (self), "job.accounts", NULL);
  else
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
order (PackshotJobPage *self)
{
  self->ordering = TRUE;
  packshot_job_page_enable_actions (self);
  packshot_order_async (GTK_WIDGET (self), self->queue, self->accounts, self->job, NULL, ordered_cb,
                        packshot_job_page_begin_turn (self));
}

static void
order_step (PackshotJobPage *self, PackshotStep step, PackshotRequest *request)
{
  self->ordering = TRUE;
  packshot_job_page_enable_actions (self);
  packshot_order_step_async (GTK_WIDGET (self), self->queue, self->accounts, self->job, step,
                             request, ordered_cb, packshot_job_page_begin_turn (self));
}

/* As it stands on the page. */
static void
approve_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);
  g_autoptr (PackshotRequest) request = packshot_review_dup_request (self->review);

  if (request != NULL)
    order_step (self, PACKSHOT_STEP_APPROVE, request);
}

static void
regenerate_picture_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  order_step (PACKSHOT_JOB_PAGE (widget), PACKSHOT_STEP_REGENERATE_PICTURE, NULL);
}

static void
regenerate_video_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  order_step (PACKSHOT_JOB_PAGE (widget), PACKSHOT_STEP_REGENERATE_VIDEO, NULL);
}

static void
send_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  order (PACKSHOT_JOB_PAGE (widget));
}

/* A new order, which is asked about as each is. */
static void
order_request (PackshotJobPage *self, PackshotRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotJob) job = packshot_queue_add (self->queue, request, NULL, &error);

  if (job == NULL)
    {
      packshot_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  packshot_job_page_set_job (self, job);
  order (self);
}

/* The same request once more: it can't change, and so it may be asked again as it is. */
static void
retry_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);

  order_request (self, packshot_job_get_request (self->job));
}

static void
continue_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotRequest) request = packshot_continuation_dup_request (self->job, &error);

  if (request != NULL)
    order_request (self, request);
  else
    packshot_toast_show (widget, error->message);
}

/* What is still to be done after the video was there, for nothing. */
static void
carry_on_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (!packshot_queue_carry_on (self->queue, self->job, &error))
    packshot_toast_show (widget, error->message);
}

static void
copy_address_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (PACKSHOT_JOB_PAGE (widget)->job);
  const char *address = packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_HOSTED_URL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), address);
  packshot_toast_show (widget, _ ("The address was copied."));
}

static void
again_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "again");
}

static void
resolve (PackshotJobPage *self, const char *number)
{
  g_autoptr (GError) error = NULL;

  if (!packshot_queue_resolve (self->queue, self->job, number, &error))
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
resolve_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  resolve (PACKSHOT_JOB_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
not_created_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  resolve (PACKSHOT_JOB_PAGE (widget), NULL);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotJobPageTurn) turn = user_data;
  PackshotJobPage *self = turn->page;
  g_autoptr (GError) error = NULL;

  packshot_queue_look_up_finish (PACKSHOT_QUEUE (source), result, &error);
  if (self->looking == turn->job)
    self->looking = NULL;
  if (!packshot_job_page_turn_is_shown (turn))
    return;

  packshot_job_page_enable_actions (self);
  packshot_job_rest_set_looked (self->rest, error != NULL ? error->message : NULL);
}

static void
look_up_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (widget);

  self->looking = self->job;
  packshot_job_page_enable_actions (self);
  packshot_queue_look_up_async (self->queue, self->job, NULL, looked_up_cb,
                                packshot_job_page_begin_turn (self));
}

static void
website_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotManifest *manifest = packshot_job_get_manifest (PACKSHOT_JOB_PAGE (widget)->job);

  packshot_job_files_open_address (widget, packshot_manifest_get_website (manifest));
}

static void
accounts_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.account", "s",
                              packshot_job_get_service (PACKSHOT_JOB_PAGE (widget)->job));
}

/**
 * packshot_job_page_install_actions:
 * @widget_class: the class of the page
 */
void
packshot_job_page_install_actions (GtkWidgetClass *widget_class)
{
  const struct
  {
    const char *name;
    const char *parameter_type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "job.cancel", NULL, cancel_action_cb },
    { "job.send", NULL, send_action_cb },
    { "job.approve", NULL, approve_action_cb },
    { "job.regenerate-picture", NULL, regenerate_picture_action_cb },
    { "job.regenerate-video", NULL, regenerate_video_action_cb },
    { "job.continue", NULL, continue_action_cb },
    { "job.carry-on", NULL, carry_on_action_cb },
    { "job.copy-address", NULL, copy_address_action_cb },
    { "job.look-up", NULL, look_up_action_cb },
    { "job.retry", NULL, retry_action_cb },
    { "job.again", NULL, again_action_cb },
    { "job.resolve", "s", resolve_action_cb },
    { "job.not-created", NULL, not_created_action_cb },
    { "job.website", NULL, website_action_cb },
    { "job.accounts", NULL, accounts_action_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].activate);
}

static void
enable_step (PackshotJobPage *self, const char *action, PackshotStep step)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action,
                                 packshot_job_get_request (self->job) != NULL && !self->ordering
                                     && packshot_job_offers (self->job, step));
}

static void
enable (PackshotJobPage *self, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

static void
enable_unknown (PackshotJobPage *self)
{
  gboolean unknown = packshot_job_get_state (self->job) == PACKSHOT_JOB_UNKNOWN;

  enable (self, "job.resolve", unknown);
  enable (self, "job.not-created", unknown);
  enable (self, "job.look-up",
          packshot_words_can_look_up (self->job) && self->looking != self->job);
}

/**
 * packshot_job_page_enable_actions:
 * @self: a page with a job
 *
 * Offers what can be done with the job now. What is asked again, or otherwise, has to be known:
 * jobs of earlier days are read first.
 */
void
packshot_job_page_enable_actions (PackshotJobPage *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);
  gboolean known = packshot_job_get_request (self->job) != NULL;
  gboolean unsent = packshot_words_is_unsent (self->job);
  gboolean gone = state == PACKSHOT_JOB_FAILED || state == PACKSHOT_JOB_CANCELLED;
  gboolean draft = known && packshot_continuation_is_offered (self->job);

  enable (self, "job.retry", known && gone && !self->ordering);
  enable (self, "job.continue", draft && !self->ordering);
  enable (self, "job.again", known);
  enable (self, "job.send", known && unsent && !self->ordering);
  enable (self, "job.cancel", packshot_words_can_cancel (self->job) && !self->ordering);
  enable_unknown (self);
  enable_step (self, "job.approve", PACKSHOT_STEP_APPROVE);
  enable_step (self, "job.regenerate-picture", PACKSHOT_STEP_REGENERATE_PICTURE);
  enable_step (self, "job.regenerate-video", PACKSHOT_STEP_REGENERATE_VIDEO);
  packshot_job_page_enable_file_actions (self);
}
