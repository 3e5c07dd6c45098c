/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotJobFacts:
 *
 * What is known of a job, whatever its state: what happened, what was asked for, what it cost, and
 * what it is called.
 */
#define PACKSHOT_TYPE_JOB_FACTS (packshot_job_facts_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobFacts, packshot_job_facts, PACKSHOT, JOB_FACTS, AdwBin)

void packshot_job_facts_set_job (PackshotJobFacts *self, PackshotQueue *queue, PackshotJob *job);
void packshot_job_facts_refresh (PackshotJobFacts *self, gboolean is_read);
void packshot_job_facts_set_charges (PackshotJobFacts *self, const GPtrArray *charges);

G_END_DECLS
