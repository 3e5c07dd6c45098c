/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* An order that goes on from a finished job: people know that by its id here. */

#include "packshot-cli-continue.h"

#include <glib/gi18n.h>

#include "packshot-cli-find.h"
#include "packshot-cli-words.h"
#include "packshot-core-error.h"

static PackshotOption *
find_option (PackshotRequest *request)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);

      if (packshot_option_get_continues (option) && packshot_request_is_set (request, option))
        return option;
    }

  return NULL;
}

/* Whether an order can go on from it, and if not, why. */
static gboolean
check (PackshotRequest *request, PackshotOption *option, PackshotJob *job, GError **error)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  PackshotRequest *other = packshot_job_get_request (job);
  const char *id = packshot_job_get_id (job);
  const char *name = packshot_option_get_name (option);

  if (packshot_job_get_manifest (job) != manifest)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: the id of a job, the name of a service, and a flag. */
                 _ ("The job %s is not one of %s, so --%s can’t go on from it."), id,
                 packshot_manifest_get_name (manifest), name);
  else if (packshot_job_get_state (job) != PACKSHOT_JOB_DONE)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: the id of a job, its state, and a flag. */
                 _ ("The job %s is “%s”; --%s goes on from one that is done."), id,
                 packshot_cli_words_state (packshot_job_get_state (job)), name);
  else if (other != NULL && packshot_manifest_find_continuation (manifest, other) != option)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: the id of a job, and a flag. */
                 _ ("The job %s was not ordered so that --%s could go on from it."), id, name);
  else
    return TRUE;

  return FALSE;
}

/**
 * packshot_cli_continue_needs_ledger:
 * @request: a request
 *
 * Returns: whether it goes on from another job, which may be one that is here
 */
gboolean
packshot_cli_continue_needs_ledger (PackshotRequest *request)
{
  return find_option (request) != NULL;
}

/**
 * packshot_cli_continue:
 * @session: a session that is open
 * @request: a request that goes on from another job, not frozen
 * @error: return location for a %PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence
 *
 * Puts in place of the id of a job that is here what the service calls it. Any other id stays as it
 * is: the service may know it.
 *
 * Returns: whether the order can go on from it, as far as is known here
 */
gboolean
packshot_cli_continue (PackshotCliSession *session, PackshotRequest *request, GError **error)
{
  PackshotOption *option = find_option (request);
  const char *name = packshot_option_get_name (option);
  g_autofree char *typed = packshot_request_dup_text (request, option);
  PackshotJob *job = packshot_cli_find (packshot_cli_session_get_queue (session), typed, NULL);
  const char *id;

  if (job == NULL)
    return TRUE;
  if (!packshot_cli_session_load (session, job, error) || !check (request, option, job, error))
    return FALSE;

  id = packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_POLL);
  return id == NULL || packshot_request_set (request, name, id, error);
}
