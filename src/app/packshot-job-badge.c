/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-job-badge.h"

#include <glib/gi18n.h>

#include "packshot-job-filter.h"
#include "packshot-money.h"
#include "packshot-words.h"

/* What a job that is in the trash was does not matter there. */
static void
describe_trashed (PackshotJobBadge *self)
{
  self->words = g_strdup (_ ("In the trash"));
  self->icon = "user-trash-symbolic";
  self->style = "dim-label";
}

/* What it rests for. A question mark would be taken for a letter that the font lacks. */
static const char *
find_resting_icon (PackshotJob *job)
{
  switch (packshot_job_get_state (job))
    {
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
      return "document-send-symbolic";
    case PACKSHOT_JOB_REVIEW:
      return "view-reveal-symbolic";
    case PACKSHOT_JOB_UNKNOWN:
      return "dialog-warning-symbolic";
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_FETCHING:
    case PACKSHOT_JOB_MAKING:
    case PACKSHOT_JOB_DONE:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    default:
      return "dialog-password-symbolic";
    }
}

/**
 * packshot_job_badge_init:
 * @self: (out caller-allocates): how to show it
 * @job: a job
 */
void
packshot_job_badge_init (PackshotJobBadge *self, PackshotJob *job)
{
  *self = (PackshotJobBadge){ NULL, "emblem-ok-symbolic", "success", FALSE };

  switch (packshot_job_filter_find_group (job))
    {
    case PACKSHOT_JOB_GROUP_TRASH:
      describe_trashed (self);
      return;
    case PACKSHOT_JOB_GROUP_DONE:
      self->words = g_strdup (_ ("Done"));
      return;
    case PACKSHOT_JOB_GROUP_FAILED:
      if (packshot_job_get_state (job) == PACKSHOT_JOB_CANCELLED)
        {
          self->icon = "media-playback-stop-symbolic";
          self->style = "dim-label";
        }
      else
        {
          self->icon = "dialog-error-symbolic";
          self->style = "error";
        }
      break;
    case PACKSHOT_JOB_GROUP_RESTING:
      self->icon = find_resting_icon (job);
      self->style = "warning";
      break;
    case PACKSHOT_JOB_GROUP_ALL:
    case PACKSHOT_JOB_GROUP_RUNNING:
    default:
      self->icon = "content-loading-symbolic";
      self->style = "accent";
      self->is_moving = TRUE;
      break;
    }

  self->words = packshot_words_dup_state (job);
}

/**
 * packshot_job_badge_clear:
 * @self: what packshot_job_badge_init() filled
 */
void
packshot_job_badge_clear (PackshotJobBadge *self)
{
  g_clear_pointer (&self->words, g_free);
}

/**
 * packshot_job_badge_dup_cost:
 * @job: a job
 *
 * Returns: (transfer full) (nullable): what it cost, or would cost as far as that is known before;
 *   %NULL where nobody can tell
 */
char *
packshot_job_badge_dup_cost (PackshotJob *job)
{
  gint64 charged;
  PackshotJobState state;

  g_return_val_if_fail (PACKSHOT_IS_JOB (job), NULL);

  charged = packshot_job_get_charged (job);
  state = packshot_job_get_state (job);
  if (!packshot_words_is_remote (job))
    return g_strdup (_ ("free"));
  /* Nothing was taken for it before, but something will be. */
  if (charged == 0 && packshot_words_is_unsent (job))
    charged = PACKSHOT_MONEY_UNKNOWN;
  if (charged == 0)
    return g_strdup (_ ("not charged"));
  /* Whether anything was taken for it, nobody has told. */
  if (charged == PACKSHOT_MONEY_UNKNOWN
      && (state == PACKSHOT_JOB_FAILED || state == PACKSHOT_JOB_CANCELLED))
    return NULL;

  return packshot_money_dup_words (charged != PACKSHOT_MONEY_UNKNOWN ? charged
                                                                     : packshot_job_get_price (job),
                                   packshot_job_get_manifest (job), packshot_job_get_unit (job));
}

/**
 * packshot_job_badge_get_service:
 * @job: a job
 *
 * Returns: (transfer none): the name of its service; its id where the service is no longer here
 */
const char *
packshot_job_badge_get_service (PackshotJob *job)
{
  PackshotManifest *manifest;

  g_return_val_if_fail (PACKSHOT_IS_JOB (job), NULL);

  manifest = packshot_job_get_manifest (job);
  return manifest != NULL ? packshot_manifest_get_name (manifest) : packshot_job_get_service (job);
}
