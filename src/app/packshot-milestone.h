/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotMilestone:
 * @at: when it was reached, in microseconds since 1970, UTC
 * @title: what was reached: "Accepted as task_1"
 * @words: (nullable): what was said about it, as it was written
 * @is_trouble: whether it is none of what a person hoped for
 *
 * Something that happened to a job on its way to a video, for people.
 */
typedef struct
{
  gint64 at;
  char *title;
  char *words;
  gboolean is_trouble;
} PackshotMilestone;

void packshot_milestone_free (PackshotMilestone *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotMilestone, packshot_milestone_free)

GPtrArray *packshot_milestones_new (const GPtrArray *events, const GPtrArray *remote_ids);
gint64 packshot_milestones_find_contact (const GPtrArray *events);

G_END_DECLS
