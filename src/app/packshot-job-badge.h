/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobBadge:
 * @words: (owned): the state in a word or two
 * @icon: the icon that goes with it; static
 * @style: the class of style sheets that gives it its colour; static, "" for none
 * @is_moving: whether it goes on by itself, so that there is progress to be shown
 *
 * How the state of a job is shown in a list: in words, and by an icon and a colour for those who
 * see them sooner.
 */
typedef struct
{
  char *words;
  const char *icon;
  const char *style;
  gboolean is_moving;
} PackshotJobBadge;

void packshot_job_badge_init (PackshotJobBadge *self, PackshotJob *job);
void packshot_job_badge_clear (PackshotJobBadge *self);
char *packshot_job_badge_dup_cost (PackshotJob *job);
const char *packshot_job_badge_get_service (PackshotJob *job);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotJobBadge, packshot_job_badge_clear)

G_END_DECLS
