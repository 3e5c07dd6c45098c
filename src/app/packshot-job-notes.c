/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-notes.h"

#include "packshot-continuation.h"

struct _PackshotJobNotes
{
  AdwBin parent_instance;

  GtkLabel *warnings;
  GtkWidget *note_bar;
  GtkLabel *note;
  GtkWidget *carry_on_button;
  GtkWidget *hosted_bar;
  GtkWidget *draft_bar;

  PackshotJob *job;          /* (owned) (nullable) */
  GSignalGroup *job_signals; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PackshotJobNotes, packshot_job_notes, ADW_TYPE_BIN)

static const char *
find_hosted (PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);

  return ids != NULL ? packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_HOSTED_URL) : NULL;
}

/* To put it online was asked for, and did not go well. */
static gboolean
wants_hosting (PackshotJob *job)
{
  PackshotRequest *request = packshot_job_get_request (job);
  PackshotOption *option = request != NULL ? packshot_manifest_find_role (
                               packshot_request_get_manifest (request), PACKSHOT_OPTION_ROLE_REHOST)
                                           : NULL;

  return option != NULL && find_hosted (job) == NULL
         && packshot_request_get_boolean (request, packshot_option_get_name (option));
}

static gboolean
show_label (GtkLabel *label, GtkWidget *bar, const char *words)
{
  gboolean any = words != NULL && *words != '\0';

  gtk_label_set_label (label, any ? words : "");
  gtk_widget_set_visible (bar, any);
  return any;
}

static void
show_job (PackshotJobNotes *self)
{
  gboolean done = packshot_job_get_state (self->job) == PACKSHOT_JOB_DONE;
  g_autofree char *warnings = g_strjoinv ("\n", (char **) packshot_job_get_warnings (self->job));
  gboolean is_hosted = find_hosted (self->job) != NULL;
  gboolean is_draft = packshot_continuation_is_offered (self->job);
  gboolean any = show_label (self->warnings, GTK_WIDGET (self->warnings), warnings);

  any |= show_label (self->note, self->note_bar, packshot_job_get_words (self->job));
  gtk_widget_set_visible (self->carry_on_button, wants_hosting (self->job));
  gtk_widget_set_visible (self->hosted_bar, is_hosted);
  gtk_widget_set_visible (self->draft_bar, is_draft);
  gtk_widget_set_visible (GTK_WIDGET (self), done && (any || is_hosted || is_draft));
}

static void
packshot_job_notes_dispose (GObject *object)
{
  PackshotJobNotes *self = PACKSHOT_JOB_NOTES (object);

  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_NOTES);

  G_OBJECT_CLASS (packshot_job_notes_parent_class)->dispose (object);
}

static void
packshot_job_notes_class_init (PackshotJobNotesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_job_notes_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-notes.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobNotes, warnings);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobNotes, note_bar);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobNotes, note);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobNotes, carry_on_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobNotes, hosted_bar);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobNotes, draft_bar);
}

static void
packshot_job_notes_init (PackshotJobNotes *self)
{
  static const char *const shown[] = { "notify::state", "notify::words", "notify::next-try",
                                       "notify::activity" };

  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_group_connect_swapped (self->job_signals, shown[i], G_CALLBACK (show_job), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_job_notes_set_job:
 * @self: a widget
 * @job: (nullable): the job to tell about, or %NULL when nobody looks any more
 */
void
packshot_job_notes_set_job (PackshotJobNotes *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_NOTES (self));

  g_set_object (&self->job, job);
  g_signal_group_set_target (self->job_signals, job);
  if (job != NULL)
    show_job (self);
}
