/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-milestone-list.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"
#include "packshot-ledger-event.h"
#include "packshot-milestone-row.h"
#include "packshot-milestone.h"
#include "packshot-words.h"

struct _PackshotMilestoneList
{
  AdwPreferencesGroup parent_instance;

  GtkBox *rows;
  PackshotMilestoneRow *now; /* (unowned): the last of them */

  PackshotQueue *queue;      /* (owned) (nullable) */
  PackshotJob *job;          /* (owned) (nullable) */
  GSignalGroup *job_signals; /* (owned) */
  GCancellable *cancellable; /* (owned): of the log that is read */
  gint64 contact;            /* when the service was last heard of, as far as that is written */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (PackshotMilestoneList, packshot_milestone_list, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_time (gint64 at)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (g_date_time_get_year (when) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (when) == g_date_time_get_day_of_year (now))
    /* Translators: the time of something that happened today, see g_date_time_format(). The mark in
     * front keeps hours before minutes in windows from right to left. */
    return g_date_time_format (when, _ ("\u200e%H∶%M"));

  /* Translators: day, month and time, as short as can be, see g_date_time_format(). */
  return g_date_time_format (when, _ ("\u200e%-d %b, %H∶%M"));
}

static gboolean
goes_on (PackshotJob *job)
{
  PackshotJobState state = packshot_job_get_state (job);

  return !packshot_job_state_is_end (state) && state != PACKSHOT_JOB_REVIEW
         && state != PACKSHOT_JOB_UNKNOWN && !packshot_words_is_unsent (job);
}

static void
append_line (GString *text, char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
  g_free (line);
}

/* Neither is more certain than the other: what was written, or heard since the program runs. */
static void
append_contact (GString *text, PackshotMilestoneList *self)
{
  gint64 contact = MAX (packshot_job_get_last_contact (self->job), self->contact);
  g_autofree char *ago = contact > 0 ? packshot_figures_dup_ago (contact) : NULL;

  if (ago != NULL)
    /* Translators: “%s” is “10 seconds ago”. */
    append_line (text, g_strdup_printf (_ ("Last heard %s"), ago));
  else
    append_line (text, g_strdup (_ ("Nothing was heard from the service yet")));
}

static void
append_next (GString *text, PackshotJob *job)
{
  double seconds = (double) (packshot_job_get_next_try (job) - g_get_real_time ()) / G_USEC_PER_SEC;
  g_autofree char *span = seconds >= 1 ? packshot_figures_dup_span (seconds) : NULL;

  if (packshot_job_get_driven_elsewhere (job))
    append_line (text, g_strdup (_ ("Looked after by another window or command of Packshot")));
  else if (packshot_job_get_key_needed (job))
    append_line (text, g_strdup (_ ("Next look once there is a key")));
  else if (span != NULL)
    /* Translators: “%s” is “20 seconds”. */
    append_line (text, g_strdup_printf (_ ("Next look in %s"), span));
}

static char *
dup_now (PackshotMilestoneList *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);
  g_autoptr (GString) text = g_string_new (NULL);

  if (state == PACKSHOT_JOB_WAITING || state == PACKSHOT_JOB_FETCHING)
    {
      append_contact (text, self);
      append_next (text, self->job);
    }
  else if (state == PACKSHOT_JOB_UPLOADING)
    {
      append_next (text, self->job);
    }
  else if (state == PACKSHOT_JOB_UNKNOWN)
    {
      append_line (text, g_strdup (_ ("Whether it was ordered is not known")));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* How long it is as it is now, or took. */
static char *
dup_span (PackshotJob *job)
{
  PackshotJobState state = packshot_job_get_state (job);
  double seconds =
      state == PACKSHOT_JOB_DONE
          ? packshot_job_get_elapsed (job)
          : (double) (g_get_real_time () - packshot_job_get_changed (job)) / G_USEC_PER_SEC;

  if (state != PACKSHOT_JOB_DONE && !goes_on (job))
    return NULL;

  return packshot_figures_dup_bare_span (MAX (seconds, 0));
}

static const char *
find_icon (PackshotJob *job)
{
  PackshotJobState state = packshot_job_get_state (job);

  if (state == PACKSHOT_JOB_DONE)
    return "object-select-symbolic";

  return state == PACKSHOT_JOB_UNKNOWN ? "dialog-question-symbolic" : "content-loading-symbolic";
}

static void
show_now (PackshotMilestoneList *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);
  gboolean is_told = state == PACKSHOT_JOB_FAILED || state == PACKSHOT_JOB_CANCELLED;
  g_autofree char *title =
      state == PACKSHOT_JOB_DONE ? g_strdup (_ ("Done")) : packshot_words_dup_state (self->job);
  g_autofree char *span = dup_span (self->job);
  g_autofree char *words = dup_now (self);

  /* Why it ended is the last thing that happened. */
  gtk_widget_set_visible (GTK_WIDGET (self->now), !is_told);
  packshot_milestone_row_set_icon (self->now, find_icon (self->job), FALSE);
  packshot_milestone_row_set_words (self->now, title, span, words);
}

static void
clear_rows (PackshotMilestoneList *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != GTK_WIDGET (self->now))
    gtk_box_remove (self->rows, row);
}

static void
show_milestones (PackshotMilestoneList *self, const GPtrArray *events)
{
  g_autoptr (GPtrArray) milestones =
      packshot_milestones_new (events, packshot_job_get_remote_ids (self->job));

  clear_rows (self);
  for (guint i = 0; i < milestones->len; i++)
    {
      const PackshotMilestone *milestone = g_ptr_array_index (milestones, i);
      g_autofree char *time = dup_time (milestone->at);
      GtkWidget *row = packshot_milestone_row_new ();

      packshot_milestone_row_set_icon (PACKSHOT_MILESTONE_ROW (row),
                                       milestone->is_trouble ? "dialog-warning-symbolic"
                                                             : "object-select-symbolic",
                                       milestone->is_trouble);
      packshot_milestone_row_set_words (PACKSHOT_MILESTONE_ROW (row), milestone->title, time,
                                        milestone->words);
      gtk_box_insert_child_after (self->rows, row,
                                  gtk_widget_get_prev_sibling (GTK_WIDGET (self->now)));
    }
}

static void
events_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events =
      packshot_queue_list_events_finish (PACKSHOT_QUEUE (source), result, &error);
  PackshotMilestoneList *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_MILESTONE_LIST (user_data);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self), error != NULL ? _ ("The record of it can’t be read.") : NULL);
  if (events == NULL)
    return;

  self->contact = packshot_milestones_find_contact (events);
  show_milestones (self, events);
  show_now (self);
}

static void
stop_reading (PackshotMilestoneList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static gboolean
tick_cb (gpointer user_data)
{
  show_now (PACKSHOT_MILESTONE_LIST (user_data));

  return G_SOURCE_CONTINUE;
}

/* A clock that nobody sees stands still, and so does that of a job that rests. */
static void
set_tick (PackshotMilestoneList *self)
{
  gboolean wanted =
      self->job != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) && goes_on (self->job);

  if (wanted == (self->tick_id != 0))
    return;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (wanted)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

/* What is seen is on disk, and so is the line about it; but what is made on this computer is begun
 * before, and has a row only then. */
static void
changed_cb (PackshotMilestoneList *self)
{
  stop_reading (self);
  packshot_queue_list_events_async (self->queue, self->job, self->cancellable, events_cb, self);
  show_now (self);
  set_tick (self);
}

static void
packshot_milestone_list_map (GtkWidget *widget)
{
  PackshotMilestoneList *self = PACKSHOT_MILESTONE_LIST (widget);

  GTK_WIDGET_CLASS (packshot_milestone_list_parent_class)->map (widget);
  if (self->job != NULL)
    show_now (self);
  set_tick (self);
}

static void
packshot_milestone_list_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (packshot_milestone_list_parent_class)->unmap (widget);
  set_tick (PACKSHOT_MILESTONE_LIST (widget));
}

static void
packshot_milestone_list_dispose (GObject *object)
{
  PackshotMilestoneList *self = PACKSHOT_MILESTONE_LIST (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (packshot_milestone_list_parent_class)->dispose (object);
}

static void
packshot_milestone_list_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_MILESTONE_LIST (object)->cancellable);

  G_OBJECT_CLASS (packshot_milestone_list_parent_class)->finalize (object);
}

static void
packshot_milestone_list_class_init (PackshotMilestoneListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_milestone_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_milestone_list_finalize;
  widget_class->map = packshot_milestone_list_map;
  widget_class->unmap = packshot_milestone_list_unmap;
}

static void
packshot_milestone_list_init (PackshotMilestoneList *self)
{
  static const char *const telling[] = { "notify::state", "notify::words", "notify::cancel-asked",
                                         "notify::row" };
  static const char *const moving[] = { "notify::last-contact", "notify::next-try",
                                        "notify::key-needed", "notify::driven-elsewhere",
                                        "notify::fraction" };

  self->cancellable = g_cancellable_new ();
  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    g_signal_group_connect_swapped (self->job_signals, telling[i], G_CALLBACK (changed_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (moving); i++)
    g_signal_group_connect_swapped (self->job_signals, moving[i], G_CALLBACK (show_now), self);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Stages"));
  self->rows = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 9,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "milestones");
  self->now = PACKSHOT_MILESTONE_ROW (packshot_milestone_row_new ());
  gtk_box_append (self->rows, GTK_WIDGET (self->now));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->rows));
}

/**
 * packshot_milestone_list_set_job:
 * @self: a list
 * @queue: the queue of the job
 * @job: (nullable): the job to tell about, or %NULL when nobody looks any more
 */
void
packshot_milestone_list_set_job (PackshotMilestoneList *self,
                                 PackshotQueue *queue,
                                 PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_MILESTONE_LIST (self) && PACKSHOT_IS_QUEUE (queue));

  g_set_object (&self->queue, queue);
  stop_reading (self);
  self->contact = 0;
  if (g_set_object (&self->job, job))
    clear_rows (self);
  g_signal_group_set_target (self->job_signals, job);
  set_tick (self);
  if (job != NULL)
    changed_cb (self);
}
