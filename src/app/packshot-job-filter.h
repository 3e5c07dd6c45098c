/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobGroup:
 * @PACKSHOT_JOB_GROUP_ALL: every job that is not in the trash
 * @PACKSHOT_JOB_GROUP_RUNNING: goes on by itself
 * @PACKSHOT_JOB_GROUP_RESTING: rests until a person does something
 * @PACKSHOT_JOB_GROUP_DONE: the video is here
 * @PACKSHOT_JOB_GROUP_FAILED: there will be no video
 * @PACKSHOT_JOB_GROUP_TRASH: was put into the trash, whatever became of it before
 *
 * Which jobs to show.
 */
typedef enum
{
  PACKSHOT_JOB_GROUP_ALL,
  PACKSHOT_JOB_GROUP_RUNNING,
  PACKSHOT_JOB_GROUP_RESTING,
  PACKSHOT_JOB_GROUP_DONE,
  PACKSHOT_JOB_GROUP_FAILED,
  PACKSHOT_JOB_GROUP_TRASH,
} PackshotJobGroup;

#define PACKSHOT_TYPE_JOB_GROUP (packshot_job_group_get_type ())
GType packshot_job_group_get_type (void);

/**
 * PackshotJobFilter:
 *
 * Lets through the jobs of a group and a service that have the words that are searched in their
 * title, in what was typed for them, or in one of their ids.
 */
#define PACKSHOT_TYPE_JOB_FILTER (packshot_job_filter_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobFilter, packshot_job_filter, PACKSHOT, JOB_FILTER, GtkFilter)

PackshotJobFilter *packshot_job_filter_new (void);

void packshot_job_filter_set_group (PackshotJobFilter *self, PackshotJobGroup group);
PackshotJobGroup packshot_job_filter_get_group (PackshotJobFilter *self);
void packshot_job_filter_set_service (PackshotJobFilter *self, const char *service);
const char *packshot_job_filter_get_service (PackshotJobFilter *self);
void packshot_job_filter_set_texts (PackshotJobFilter *self, GPtrArray *texts);
gboolean packshot_job_filter_is_searching (PackshotJobFilter *self);
void packshot_job_filter_set_search (PackshotJobFilter *self, const char *search);
void packshot_job_filter_moved (PackshotJobFilter *self);

PackshotJobGroup packshot_job_filter_find_group (PackshotJob *job);

G_END_DECLS
