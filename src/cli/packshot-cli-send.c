/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* From a job that rests to one that is on its way, with a person's word in between. */

#include "packshot-cli-send.h"

#include <glib/gi18n.h>

#include "packshot-cli-consent.h"
#include "packshot-cli-limit.h"
#include "packshot-core-error.h"

static PackshotCliOrder
make_first_order (PackshotJob *job, gboolean yes, gboolean over_limit)
{
  PackshotCliOrder order = { job, PACKSHOT_STEP_CREATE, packshot_job_get_request (job), yes,
                             over_limit };

  return order;
}

static gboolean
is_offline (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest != NULL && packshot_manifest_get_offline (manifest);
}

/* What leaves this computer is shown also where it costs nothing. */
static gboolean
agree (PackshotCliSession *session, const PackshotCliOrder *order, GError **error)
{
  if (!packshot_cli_consent_explain (session, order, error))
    return FALSE;

  if (!packshot_cli_consent_is_needed (order) || packshot_cli_consent_ask (session, order))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Nothing was sent."));
  return FALSE;
}

/* Just before it is sent: what was said of one call is not said of the next. */
static gboolean
allow (PackshotCliSession *session, const PackshotCliOrder *order)
{
  if (order->over_limit)
    packshot_queue_allow_over_limit (packshot_cli_session_get_queue (session), order->job);

  return TRUE;
}

/* The state changes when the intent is on the disk; until then it looks like one that rests. Where
 * that fails the job says why. */
static void
wait_until_moved (PackshotCliSession *session, PackshotJob *job, PackshotJobState before)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);

  while (packshot_job_get_state (job) == before && packshot_queue_is_driving (queue, job)
         && packshot_cli_session_get_n_stops (session) < 2)
    g_main_context_iteration (NULL, TRUE);
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
  PackshotCliOrder order = make_first_order (job, yes, FALSE);

  return packshot_cli_consent_check (&order, error);
}

/**
 * packshot_cli_send:
 * @session: a session; open, unless the job is made on this computer
 * @job: a job that is ready, with its request
 * @yes: whether the price was accepted beforehand
 * @over_limit: whether it may lead over the daily limit
 * @error: return location for an error, one sentence; %G_IO_ERROR_CANCELLED where a person said no
 *
 * Shows what it costs and what leaves this computer, asks, and submits the job.
 *
 * Returns: whether it is on its way; otherwise nothing was sent
 */
gboolean
packshot_cli_send (PackshotCliSession *session,
                   PackshotJob *job,
                   gboolean yes,
                   gboolean over_limit,
                   GError **error)
{
  PackshotCliOrder order = make_first_order (job, yes, over_limit);

  if (!packshot_cli_consent_check (&order, error))
    return FALSE;

  return (is_offline (job)
          || (packshot_cli_session_prepare (session, job, error)
              && packshot_cli_limit_check (session, &order, error) && agree (session, &order, error)
              && allow (session, &order)))
         && packshot_queue_submit (packshot_cli_session_get_queue (session), job, error);
}

/**
 * packshot_cli_send_second:
 * @session: a session that is open
 * @order: a later step of a job that is loaded and rests
 * @error: return location for an error, one sentence; %G_IO_ERROR_CANCELLED where a person said no
 *
 * Shows what the step costs and what leaves this computer, asks, and sends it.
 *
 * Returns: whether it is on its way; otherwise nothing was sent
 */
gboolean
packshot_cli_send_second (PackshotCliSession *session,
                          const PackshotCliOrder *order,
                          GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);
  PackshotJobState before = packshot_job_get_state (order->job);
  gboolean is_sent;

  if (!packshot_cli_consent_check (order, error)
      || !packshot_cli_limit_check (session, order, error) || !agree (session, order, error))
    return FALSE;

  allow (session, order);
  if (order->step == PACKSHOT_STEP_APPROVE)
    is_sent = packshot_queue_approve (queue, order->job, order->request, error);
  else
    is_sent = packshot_queue_regenerate (queue, order->job, order->step, order->request, error);

  if (is_sent)
    wait_until_moved (session, order->job, before);
  return is_sent;
}
