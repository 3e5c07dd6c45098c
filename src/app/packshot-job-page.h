/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotJobPage:
 *
 * One job: its progress, then its video, or why there is none and what can be done. Its signals:
 * "again" when the user wants another video from the job's settings, "cancelled" when the job was
 * stopped from here, and "fullscreen-requested" when its player wants the whole screen or wants it
 * no more.
 */
#define PACKSHOT_TYPE_JOB_PAGE (packshot_job_page_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobPage, packshot_job_page, PACKSHOT, JOB_PAGE, AdwBin)

GtkWidget *packshot_job_page_new (PackshotQueue *queue, PackshotAccounts *accounts);

PackshotJob *packshot_job_page_get_job (PackshotJobPage *self);
void packshot_job_page_set_job (PackshotJobPage *self, PackshotJob *job);
void packshot_job_page_set_fullscreen (PackshotJobPage *self, gboolean fullscreen);

G_END_DECLS
