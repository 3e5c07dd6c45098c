/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-progress.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"
#include "packshot-words.h"

/* How often the time left is told anew, in milliseconds: work on this computer, and elsewhere. */
#define TICK_NEAR 250
#define TICK_FAR  1000

struct _PackshotJobProgress
{
  AdwBin parent_instance;

  GtkLabel *activity;
  GtkProgressBar *progress;
  GtkLabel *figures;
  GtkLabel *words;
  GtkLabel *note;
  GtkWidget *key_button;
  GtkWidget *cancel_button;

  PackshotJob *job;          /* (owned) (nullable) */
  GSignalGroup *job_signals; /* (owned) */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (PackshotJobProgress, packshot_job_progress, ADW_TYPE_BIN)

static void
show_bar (PackshotJobProgress *self)
{
  double fraction = packshot_job_get_fraction (self->job);
  gboolean rests = packshot_job_get_key_needed (self->job)
                   || packshot_job_get_state (self->job) == PACKSHOT_JOB_READY;

  if (fraction >= 0 || rests)
    {
      gtk_progress_bar_set_fraction (self->progress, MAX (fraction, 0));
      return;
    }

  /* It would stay as full as it was until the second pulse. */
  if (gtk_progress_bar_get_fraction (self->progress) > 0)
    gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_pulse (self->progress);
}

/* Of a service that answers only once the video is there. */
static gboolean
is_long_call (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return packshot_job_get_state (job) == PACKSHOT_JOB_SUBMITTING && manifest != NULL
         && !packshot_manifest_get_can_resume (manifest);
}

/* A wait is no trouble because it is long. */
static void
append_usual (GString *text, PackshotJob *job)
{
  double typical = packshot_manifest_get_typical_wait (packshot_job_get_manifest (job));
  double waited = (double) (g_get_real_time () - packshot_job_get_changed (job)) / G_USEC_PER_SEC;
  g_autofree char *usual = packshot_figures_dup_span (typical);

  if (waited > typical)
    /* Translators: “%s” is “5 minutes”; goes on after “Ordered 9 minutes ago”. */
    g_string_append_printf (text, _ (" · taking longer than usual, which is %s"), usual);
  else
    /* Translators: “%s” is “5 minutes”; goes on after “Ordered 5 minutes ago”. */
    g_string_append_printf (text, _ (" · usually takes %s"), usual);
}

/* How far it is nobody tells before the end. */
static char *
dup_calling (PackshotJob *job)
{
  double seconds = (double) (g_get_real_time () - packshot_job_get_changed (job)) / G_USEC_PER_SEC;
  g_autofree char *span = packshot_figures_dup_span (seconds);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: “%s” is “5 minutes”. */
  g_string_append_printf (text, _ ("At work for %s"), span);
  append_usual (text, job);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What there is to tell of a job that a service works on: nobody knows how long it takes. When it
 * was last heard of is told with the stages. */
static char *
dup_waiting (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *ordered = packshot_figures_dup_ago (
      MAX (packshot_job_get_created (job), packshot_job_get_paid_at (job)));

  /* Translators: “%s” is “5 minutes ago”. */
  g_string_append_printf (text, _ ("Ordered %s"), ordered);
  if (manifest != NULL)
    append_usual (text, job);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_progress (PackshotJobProgress *self)
{
  PackshotJobState state = packshot_job_get_state (self->job);
  const char *activity = packshot_job_get_activity (self->job);
  g_autofree char *words = packshot_words_dup_state (self->job);
  g_autofree char *figures = state == PACKSHOT_JOB_WAITING ? dup_waiting (self->job)
                             : is_long_call (self->job)    ? dup_calling (self->job)
                                                        : packshot_words_dup_progress (self->job);

  gtk_label_set_label (self->activity, activity != NULL ? activity : words);
  gtk_label_set_label (self->figures, figures);
  gtk_widget_set_visible (GTK_WIDGET (self->figures), *figures != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->progress), state != PACKSHOT_JOB_READY);
  show_bar (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_progress (PACKSHOT_JOB_PROGRESS (user_data));

  return G_SOURCE_CONTINUE;
}

/* A clock that nobody sees stands still. */
static void
set_tick (PackshotJobProgress *self)
{
  guint interval;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->job == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  interval = packshot_words_is_remote (self->job) ? TICK_FAR : TICK_NEAR;
  self->tick_id = g_timeout_add (interval, tick_cb, self);
}

/* What closing the window and Cancel would mean. */
static const char *
find_note (PackshotJob *job)
{
  if (!packshot_words_is_remote (job))
    return packshot_job_get_state (job) == PACKSHOT_JOB_READY
               ? _ ("Other videos are made before this one.")
               : NULL;
  if (packshot_job_get_driven_elsewhere (job))
    return _ ("Another window or command of Packshot takes care of it.");
  if (packshot_job_get_cancel_asked (job))
    return _ ("Asked to stop. Until the service confirms it, the video may still come, and would "
              "be kept here.");
  if (packshot_job_get_key_needed (job))
    return _ ("The service goes on with it; only here nothing is heard until there is a key.");
  if (is_long_call (job))
    return _ ("It goes on without this window, but not without Packshot: this call can’t be "
              "resumed. If it is cut, the service may charge for a video that never comes.");
  if (packshot_job_get_state (job) == PACKSHOT_JOB_WAITING && !packshot_words_can_cancel (job))
    return _ ("It goes on without this window. The service has no way to stop it.");

  return _ ("It goes on without this window.");
}

static void
show_words (PackshotJobProgress *self)
{
  const char *words = packshot_job_get_words (self->job);
  const char *note = find_note (self->job);

  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL && *words != '\0');
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_set_visible (self->key_button, packshot_job_get_key_needed (self->job));
  gtk_widget_set_visible (self->cancel_button, packshot_words_can_cancel (self->job));
  show_progress (self);
}

static void
packshot_job_progress_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (packshot_job_progress_parent_class)->map (widget);
  set_tick (PACKSHOT_JOB_PROGRESS (widget));
}

static void
packshot_job_progress_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (packshot_job_progress_parent_class)->unmap (widget);
  set_tick (PACKSHOT_JOB_PROGRESS (widget));
}

static void
packshot_job_progress_dispose (GObject *object)
{
  PackshotJobProgress *self = PACKSHOT_JOB_PROGRESS (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_PROGRESS);

  G_OBJECT_CLASS (packshot_job_progress_parent_class)->dispose (object);
}

static void
packshot_job_progress_class_init (PackshotJobProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_job_progress_dispose;
  widget_class->map = packshot_job_progress_map;
  widget_class->unmap = packshot_job_progress_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobProgress, activity);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobProgress, progress);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobProgress, figures);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobProgress, words);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobProgress, note);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobProgress, key_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobProgress, cancel_button);
}

static void
packshot_job_progress_init (PackshotJobProgress *self)
{
  static const char *const shown[] = { "notify::state", "notify::words", "notify::key-needed",
                                       "notify::driven-elsewhere", "notify::cancel-asked" };

  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_group_connect_swapped (self->job_signals, shown[i], G_CALLBACK (show_words), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::fraction", G_CALLBACK (show_progress),
                                  self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_job_progress_set_job:
 * @self: a widget
 * @job: (nullable): the job to show, or %NULL when nobody looks any more
 */
void
packshot_job_progress_set_job (PackshotJobProgress *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_PROGRESS (self));

  g_set_object (&self->job, job);
  g_signal_group_set_target (self->job_signals, job);
  set_tick (self);
  if (job != NULL)
    show_words (self);
}
