/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-facts.h"

#include "packshot-job-costs.h"
#include "packshot-job-numbers.h"
#include "packshot-job-settings.h"
#include "packshot-milestone-list.h"

struct _PackshotJobFacts
{
  AdwBin parent_instance;

  PackshotMilestoneList *milestones;
  PackshotJobSettings *settings;
  PackshotJobCosts *costs;
  PackshotJobNumbers *numbers;

  PackshotJob *job; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PackshotJobFacts, packshot_job_facts, ADW_TYPE_BIN)

static void
packshot_job_facts_dispose (GObject *object)
{
  PackshotJobFacts *self = PACKSHOT_JOB_FACTS (object);

  g_clear_object (&self->job);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_FACTS);

  G_OBJECT_CLASS (packshot_job_facts_parent_class)->dispose (object);
}

static void
packshot_job_facts_class_init (PackshotJobFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_job_facts_dispose;

  g_type_ensure (PACKSHOT_TYPE_MILESTONE_LIST);
  g_type_ensure (PACKSHOT_TYPE_JOB_SETTINGS);
  g_type_ensure (PACKSHOT_TYPE_JOB_COSTS);
  g_type_ensure (PACKSHOT_TYPE_JOB_NUMBERS);
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobFacts, milestones);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobFacts, settings);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobFacts, costs);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobFacts, numbers);
}

static void
packshot_job_facts_init (PackshotJobFacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_job_facts_set_job:
 * @self: a widget
 * @queue: the queue of the job
 * @job: (nullable): the job to tell about, or %NULL when nobody looks any more
 */
void
packshot_job_facts_set_job (PackshotJobFacts *self, PackshotQueue *queue, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_FACTS (self) && PACKSHOT_IS_QUEUE (queue));

  if (g_set_object (&self->job, job))
    packshot_job_costs_show (self->costs, NULL, NULL);
  packshot_milestone_list_set_job (self->milestones, queue, job);
  packshot_job_facts_refresh (self, FALSE);
}

/**
 * packshot_job_facts_refresh:
 * @self: a widget
 * @is_read: whether all that is known of the job was read
 *
 * Tells what is known now.
 */
void
packshot_job_facts_refresh (PackshotJobFacts *self, gboolean is_read)
{
  g_return_if_fail (PACKSHOT_IS_JOB_FACTS (self));

  packshot_job_settings_show (self->settings, self->job, is_read);
  packshot_job_numbers_show (self->numbers, self->job);
}

/**
 * packshot_job_facts_set_charges:
 * @self: a widget with a job
 * @charges: (element-type PackshotLedgerCharge): its lines of the money book, the oldest first
 */
void
packshot_job_facts_set_charges (PackshotJobFacts *self, const GPtrArray *charges)
{
  g_return_if_fail (PACKSHOT_IS_JOB_FACTS (self) && charges != NULL);

  packshot_job_costs_show (self->costs, self->job, charges);
}
