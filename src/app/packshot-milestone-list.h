/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotMilestoneList:
 *
 * What happened to a job, with the times, and what goes on with it now: when its service was last
 * heard of, and when it is asked again. Its clock stands still while nobody sees it.
 */
#define PACKSHOT_TYPE_MILESTONE_LIST (packshot_milestone_list_get_type ())
G_DECLARE_FINAL_TYPE (PackshotMilestoneList,
                      packshot_milestone_list,
                      PACKSHOT,
                      MILESTONE_LIST,
                      AdwPreferencesGroup)

void packshot_milestone_list_set_job (PackshotMilestoneList *self,
                                      PackshotQueue *queue,
                                      PackshotJob *job);

G_END_DECLS
