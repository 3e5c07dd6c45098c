/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job-facts.h"
#include "packshot-job-notes.h"
#include "packshot-job-page.h"
#include "packshot-job-progress.h"
#include "packshot-job-rest.h"
#include "packshot-job-results.h"
#include "packshot-review.h"

G_BEGIN_DECLS

struct _PackshotJobPage
{
  AdwBin parent_instance;

  GtkWidget *header;
  AdwWindowTitle *title;
  GtkWidget *scroller;
  GtkWidget *side;
  PackshotJobResults *results;
  PackshotJobNotes *notes;
  PackshotJobProgress *progress;
  PackshotReview *review;
  PackshotJobRest *rest;
  PackshotJobFacts *facts;
  GtkWidget *actions;

  PackshotQueue *queue;       /* (owned) */
  PackshotAccounts *accounts; /* (owned) */
  PackshotJob *job;           /* (owned) (nullable) */
  GSignalGroup *job_signals;  /* (owned) */
  GCancellable *cancellable;  /* (owned): of what is read of the job */
  gboolean is_fullscreen;
  gboolean stopping;    /* Cancel was pressed here */
  gboolean ordering;    /* it is being asked whether to send the job */
  PackshotJob *looking; /* (unowned) (nullable): its service is being asked what became of it */
};

/* What was begun with a job: when it is over the page may show another, or none. */
typedef struct
{
  PackshotJobPage *page;  /* (owned) */
  PackshotJob *job;       /* (owned) */
  PackshotJobState state; /* in which it was */
} PackshotJobPageTurn;

PackshotJobPageTurn *packshot_job_page_begin_turn (PackshotJobPage *self);
gboolean packshot_job_page_turn_is_shown (PackshotJobPageTurn *turn);
void packshot_job_page_turn_free (PackshotJobPageTurn *turn);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotJobPageTurn, packshot_job_page_turn_free)

void packshot_job_page_install_actions (GtkWidgetClass *widget_class);
void packshot_job_page_install_file_actions (GtkWidgetClass *widget_class);
void packshot_job_page_enable_actions (PackshotJobPage *self);
void packshot_job_page_enable_file_actions (PackshotJobPage *self);

G_END_DECLS
