/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-page-private.h"

#include "packshot-split-layout.h"
#include "packshot-toast.h"
#include "packshot-words.h"

enum
{
  SIGNAL_AGAIN,
  SIGNAL_CANCELLED,
  SIGNAL_FULLSCREEN_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotJobPage, packshot_job_page, ADW_TYPE_BIN)

static void
fullscreen_cb (PackshotJobPage *self)
{
  g_signal_emit (self, signals[SIGNAL_FULLSCREEN_REQUESTED], 0);
}

/* Which of the widgets beside the results tells what goes on, or what to do. */
static void
show_state (PackshotJobPage *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);
  gboolean done = state == PACKSHOT_JOB_DONE;
  gboolean review = state == PACKSHOT_JOB_REVIEW;
  gboolean rests = !done
                   && (packshot_job_state_is_end (state) || state == PACKSHOT_JOB_UNKNOWN
                       || packshot_words_is_unsent (self->job));

  gtk_widget_set_visible (GTK_WIDGET (self->review), review);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), rests);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !done && !review && !rests);
  gtk_widget_set_visible (self->actions, done && !self->is_fullscreen);
  packshot_job_page_enable_actions (self);
}

static void
charges_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) charges =
      packshot_queue_list_charges_finish (PACKSHOT_QUEUE (source), result, &error);
  g_autoptr (GPtrArray) own = NULL;
  PackshotJobPage *self;

  /* Without the book the page tells all else that it has to. */
  if (charges == NULL)
    return;

  self = PACKSHOT_JOB_PAGE (user_data);
  own = g_ptr_array_new ();
  for (guint i = 0; i < charges->len; i++)
    {
      const PackshotLedgerCharge *charge = g_ptr_array_index (charges, i);

      if (g_strcmp0 (charge->id, packshot_job_get_id (self->job)) == 0)
        g_ptr_array_add (own, g_ptr_array_index (charges, i));
    }
  packshot_job_facts_set_charges (self->facts, own);
  packshot_job_results_set_charges (self->results, own);
}

/* What is known changes with the state, and all of it at once: what is seen is on disk. */
static void
show_facts (PackshotJobPage *self, gboolean is_read)
{
  packshot_job_facts_refresh (self->facts, is_read);
  packshot_queue_list_charges_async (self->queue, self->cancellable, charges_cb, self);
}

static void
show_job (PackshotJobPage *self, gboolean is_read)
{
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);
  g_autofree char *title = packshot_words_dup_title (self->job);

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, manifest != NULL
                                                  ? packshot_manifest_get_name (manifest)
                                                  : packshot_job_get_service (self->job));
  packshot_job_notes_set_job (self->notes, self->job);
  packshot_job_progress_set_job (self->progress, self->job);
  packshot_review_set_job (self->review, self->job);
  packshot_job_rest_set_job (self->rest, self->job);
  packshot_job_results_refresh (self->results);
  show_state (self);
  show_facts (self, is_read);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  PackshotJobPage *self;

  if (!packshot_queue_load_finish (PACKSHOT_QUEUE (source), result, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_JOB_PAGE (user_data);
  if (error != NULL)
    packshot_toast_show (GTK_WIDGET (self), error->message);
  show_job (self, TRUE);
}

static void
state_cb (PackshotJobPage *self)
{
  /* What another program brought is in the ledger, and not in the job. */
  if (packshot_job_get_driven_elsewhere (self->job))
    packshot_queue_load_async (self->queue, self->job, self->cancellable, loaded_cb, self);
  show_state (self);
  show_facts (self, TRUE);

  if (self->stopping && packshot_job_get_state (self->job) == PACKSHOT_JOB_CANCELLED)
    g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static void
charged_cb (PackshotJobPage *self)
{
  show_facts (self, TRUE);
}

static void
chosen_cb (PackshotJobPage *self)
{
  if (self->job != NULL)
    packshot_job_page_enable_actions (self);
}

static void
load_job (PackshotJobPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  if (self->job != NULL)
    packshot_queue_load_async (self->queue, self->job, self->cancellable, loaded_cb, self);
}

static void
packshot_job_page_dispose (GObject *object)
{
  PackshotJobPage *self = PACKSHOT_JOB_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->queue);
  g_clear_object (&self->accounts);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_PAGE);

  G_OBJECT_CLASS (packshot_job_page_parent_class)->dispose (object);
}

static void
packshot_job_page_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_JOB_PAGE (object)->cancellable);

  G_OBJECT_CLASS (packshot_job_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, header);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, title);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, side);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, results);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, notes);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, progress);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, facts);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, fullscreen_cb);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, actions);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, rest);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobPage, review);
}

static void
packshot_job_page_class_init (PackshotJobPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = packshot_job_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_job_page_finalize;

  signals[SIGNAL_AGAIN] = g_signal_new ("again", PACKSHOT_TYPE_JOB_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", PACKSHOT_TYPE_JOB_PAGE, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FULLSCREEN_REQUESTED] =
      g_signal_new ("fullscreen-requested", PACKSHOT_TYPE_JOB_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PACKSHOT_TYPE_JOB_FACTS);
  g_type_ensure (PACKSHOT_TYPE_JOB_NOTES);
  g_type_ensure (PACKSHOT_TYPE_JOB_PROGRESS);
  g_type_ensure (PACKSHOT_TYPE_JOB_REST);
  g_type_ensure (PACKSHOT_TYPE_JOB_RESULTS);
  g_type_ensure (PACKSHOT_TYPE_REVIEW);
  g_type_ensure (PACKSHOT_TYPE_SPLIT_LAYOUT);
  bind_template (widget_class);
  packshot_job_page_install_actions (widget_class);
  packshot_job_page_install_file_actions (widget_class);
}

static void
packshot_job_page_init (PackshotJobPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::charged", G_CALLBACK (charged_cb),
                                  self);
  g_signal_group_connect_swapped (self->job_signals, "notify::cancel-asked",
                                  G_CALLBACK (packshot_job_page_enable_actions), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::driven-elsewhere",
                                  G_CALLBACK (packshot_job_page_enable_actions), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_job_page_new:
 * @queue: the queue of the jobs it will show
 * @accounts: the accounts of their services
 *
 * Returns: (transfer floating): a page without a job
 */
GtkWidget *
packshot_job_page_new (PackshotQueue *queue, PackshotAccounts *accounts)
{
  PackshotJobPage *self;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (queue), NULL);

  self = g_object_new (PACKSHOT_TYPE_JOB_PAGE, NULL);
  self->queue = g_object_ref (queue);
  self->accounts = g_object_ref (accounts);
  packshot_review_set_accounts (self->review, accounts);

  return GTK_WIDGET (self);
}

/**
 * packshot_job_page_get_job:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the job it shows
 */
PackshotJob *
packshot_job_page_get_job (PackshotJobPage *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB_PAGE (self), NULL);

  return self->job;
}

/**
 * packshot_job_page_set_job:
 * @self: a page
 * @job: (nullable): the job to show, or %NULL when nobody looks any more
 */
void
packshot_job_page_set_job (PackshotJobPage *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_PAGE (self));

  self->stopping = FALSE;

  g_set_object (&self->job, job);
  g_signal_group_set_target (self->job_signals, job);
  packshot_job_results_set_job (self->results, job);
  packshot_job_facts_set_job (self->facts, self->queue, job);
  load_job (self);
  if (job != NULL)
    {
      gtk_adjustment_set_value (
          gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
      gtk_adjustment_set_value (
          gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->side)), 0);
      show_job (self, packshot_job_get_request (job) != NULL);
      return;
    }

  packshot_job_notes_set_job (self->notes, NULL);
  packshot_job_progress_set_job (self->progress, NULL);
  packshot_review_set_job (self->review, NULL);
  packshot_job_rest_set_job (self->rest, NULL);
}

/**
 * packshot_job_page_begin_turn: (skip)
 * @self: a page with a job
 *
 * Returns: (transfer full): what to keep of the job it shows until something is over
 */
PackshotJobPageTurn *
packshot_job_page_begin_turn (PackshotJobPage *self)
{
  PackshotJobPageTurn *turn = g_new0 (PackshotJobPageTurn, 1);

  turn->page = g_object_ref (self);
  turn->job = g_object_ref (self->job);
  turn->state = packshot_job_get_state (self->job);
  return turn;
}

/**
 * packshot_job_page_turn_is_shown: (skip)
 * @turn: what was begun with a job
 *
 * Returns: whether the page shows that job still
 */
gboolean
packshot_job_page_turn_is_shown (PackshotJobPageTurn *turn)
{
  return turn->page->job == turn->job;
}

/**
 * packshot_job_page_turn_free: (skip)
 * @turn: (transfer full): what was begun with a job
 */
void
packshot_job_page_turn_free (PackshotJobPageTurn *turn)
{
  g_object_unref (turn->page);
  g_object_unref (turn->job);
  g_free (turn);
}

/**
 * packshot_job_page_set_fullscreen:
 * @self: a page
 * @fullscreen: whether its window fills the screen
 *
 * Leaves nothing but the player in sight.
 */
void
packshot_job_page_set_fullscreen (PackshotJobPage *self, gboolean fullscreen)
{
  g_return_if_fail (PACKSHOT_IS_JOB_PAGE (self));

  self->is_fullscreen = fullscreen;
  packshot_job_results_set_fullscreen (self->results, fullscreen);
  gtk_widget_set_visible (self->header, !fullscreen);
  gtk_widget_set_visible (self->side, !fullscreen);
  gtk_widget_set_visible (self->actions,
                          !fullscreen && self->job != NULL
                              && packshot_job_get_state (self->job) == PACKSHOT_JOB_DONE);
}
