/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* A new order that goes on from a finished video: the real one from a draft. */

#include "config.h"

#include "packshot-continuation.h"

#include "packshot-option-models.h"

static PackshotOption *
find_option (PackshotJob *job)
{
  PackshotRequest *request = packshot_job_get_request (job);

  if (request == NULL || packshot_job_get_state (job) != PACKSHOT_JOB_DONE
      || packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_POLL)
             == NULL)
    return NULL;

  return packshot_manifest_find_continuation (packshot_request_get_manifest (request), request);
}

/* What was asked for the first time is asked again where the service still asks it. */
static void
take_value (PackshotRequest *request, PackshotRequest *before, PackshotOption *option)
{
  const char *name = packshot_option_get_name (option);
  g_autofree char *text = packshot_request_dup_text (before, option);

  if (text == NULL || !packshot_request_is_set (before, option)
      || !packshot_option_has_step (option, PACKSHOT_STEP_CREATE)
      || !packshot_request_is_asked (request, option))
    return;

  packshot_request_set (request, name, text, NULL);
}

/**
 * packshot_continuation_is_offered:
 * @job: a job
 *
 * Returns: whether its video is one that the service goes on from
 */
gboolean
packshot_continuation_is_offered (PackshotJob *job)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (job), FALSE);

  return find_option (job) != NULL;
}

/**
 * packshot_continuation_dup_request:
 * @job: a job of which that is offered
 * @error: return location for a #PackshotCoreError
 *
 * Returns: (transfer full): what to order, not frozen, or %NULL on error
 */
PackshotRequest *
packshot_continuation_dup_request (PackshotJob *job, GError **error)
{
  PackshotOption *continuation;
  PackshotManifest *manifest;
  g_autoptr (PackshotRequest) request = NULL;
  const char *id;

  g_return_val_if_fail (PACKSHOT_IS_JOB (job), NULL);

  continuation = find_option (job);
  g_return_val_if_fail (continuation != NULL, NULL);

  manifest = packshot_job_get_manifest (job);
  id = packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_POLL);
  request = packshot_request_new (manifest);
  /* First of all, since the others may depend on it. */
  if (packshot_manifest_lookup (manifest, PACKSHOT_OPTION_MODEL) != NULL
      && !packshot_request_set (request, PACKSHOT_OPTION_MODEL,
                                packshot_request_get_model (packshot_job_get_request (job)), error))
    return NULL;
  if (!packshot_request_set (request, packshot_option_get_name (continuation), id, error))
    return NULL;

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);

      if (option != continuation)
        take_value (request, packshot_job_get_request (job), option);
    }

  return g_steal_pointer (&request);
}
