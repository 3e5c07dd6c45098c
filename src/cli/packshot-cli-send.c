/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* From a job that is ready to one that is on its way, with a person's word in between. */

#include "packshot-cli-send.h"

#include <glib/gi18n.h>

#include "packshot-cli-consent.h"
#include "packshot-core-error.h"

static gboolean
is_offline (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest != NULL && packshot_manifest_get_offline (manifest);
}

/* What leaves this computer is shown also where it costs nothing. */
static gboolean
agree (PackshotCliSession *session, PackshotJob *job, gboolean yes, GError **error)
{
  if (!packshot_cli_session_prepare (session, job, error)
      || !packshot_cli_consent_explain (job, error))
    return FALSE;

  if (!packshot_cli_consent_is_needed (job, yes) || packshot_cli_consent_ask (session, job))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Nothing was sent."));
  return FALSE;
}

/**
 * packshot_cli_send_check:
 * @job: a job that is ready
 * @yes: whether the price was accepted beforehand
 * @error: return location for a %PACKSHOT_CORE_ERROR_BAD_VALUE that names the price
 *
 * Returns: whether it can be agreed on, which takes somebody to ask or the flag that accepts it
 */
gboolean
packshot_cli_send_check (PackshotJob *job, gboolean yes, GError **error)
{
  g_autofree char *words = NULL;

  if (!packshot_cli_consent_is_needed (job, yes) || packshot_cli_consent_is_possible ())
    return TRUE;

  words = packshot_cli_consent_dup_refusal (job);
  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, words);
  return FALSE;
}

/**
 * packshot_cli_send:
 * @session: a session; open, unless the job is made on this computer
 * @job: a job that is ready, with its request
 * @yes: whether the price was accepted beforehand
 * @error: return location for an error, one sentence; %G_IO_ERROR_CANCELLED where a person said no
 *
 * Shows what it costs and what leaves this computer, asks, and submits the job.
 *
 * Returns: whether it is on its way; otherwise nothing was sent
 */
gboolean
packshot_cli_send (PackshotCliSession *session, PackshotJob *job, gboolean yes, GError **error)
{
  if (!packshot_cli_send_check (job, yes, error))
    return FALSE;

  return (is_offline (job) || agree (session, job, yes, error))
         && packshot_queue_submit (packshot_cli_session_get_queue (session), job, error);
}
