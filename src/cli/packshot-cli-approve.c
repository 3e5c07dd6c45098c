/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* The paid steps after the first: a video of the preview, another preview, another video. */

#include "packshot-cli-approve.h"

#include <glib/gi18n.h>

#include "packshot-cli-amend.h"
#include "packshot-cli-arguments.h"
#include "packshot-cli-find.h"
#include "packshot-cli-help-jobs.h"
#include "packshot-cli-keys.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-send.h"
#include "packshot-cli-session.h"
#include "packshot-cli-wait.h"
#include "packshot-cli-words.h"
#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 60

#define TAKES (PACKSHOT_CLI_TAKES_WAIT | PACKSHOT_CLI_TAKES_OPTIONS)

/* Why the service does not do it for any job. */
static void
refuse_service (PackshotJob *job, PackshotStep step, GError **error)
{
  const char *service = packshot_cli_words_service (job);

  if (packshot_job_get_manifest (job) == NULL)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE,
                 _ ("The service “%s” of this job is not there any more."), service);
  else if (step == PACKSHOT_STEP_APPROVE)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 _ ("%s makes its videos in one go; there is nothing to approve."), service);
  else
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 _ ("%s can’t do that; “packshot-cli make” orders another video."), service);
}

/* Why not this job as it is now. */
static void
refuse_state (PackshotJob *job, PackshotStep step, GError **error)
{
  const char *id = packshot_job_get_id (job);
  const char *state = packshot_cli_words_state (packshot_job_get_state (job));

  if (packshot_job_get_driven_elsewhere (job))
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 _ ("Another window or command is busy with the job %s."), id);
  else if (packshot_job_get_state (job) == PACKSHOT_JOB_WAITING)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 /* Translators: the name of a service, and the id of a job twice. */
                 _ ("%s still works on the job %s; “packshot-cli poll %s” waits for it."),
                 packshot_cli_words_service (job), id, id);
  else if (step == PACKSHOT_STEP_REGENERATE_VIDEO)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 /* Translators: the id of a job, and its state. */
                 _ ("Another video can be had of a job that is done; the job %s is “%s”."), id,
                 state);
  else
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 /* Translators: the id of a job, and its state. */
                 _ ("The job %s has no preview that waits for your word: it is “%s”."), id, state);
}

static gboolean
check_job (PackshotJob *job, PackshotStep step, GError **error)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  if (manifest == NULL || !packshot_manifest_offers_step (manifest, step))
    refuse_service (job, step, error);
  else if (!packshot_job_offers (job, step))
    refuse_state (job, step, error);
  else
    return TRUE;

  return FALSE;
}

static PackshotJob *
send (PackshotCliSession *session,
      const PackshotCliArguments *arguments,
      PackshotStep step,
      GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);
  g_autoptr (PackshotRequest) amended = NULL;
  PackshotCliOrder order = { NULL, step, NULL, arguments->yes, arguments->over_limit };

  if (!packshot_cli_session_open (session, error))
    return NULL;

  order.job = packshot_cli_find (queue, arguments->jobs[0], error);
  if (order.job == NULL || !packshot_cli_session_load (session, order.job, error)
      || !check_job (order.job, step, error)
      || !packshot_cli_amend (order.job, step, arguments->options, &amended, error)
      || !packshot_cli_keys_check (packshot_job_get_manifest (order.job), error))
    return NULL;

  if (arguments->interval > 0)
    packshot_queue_set_interval (queue, arguments->interval);

  order.request = amended;
  return packshot_cli_send_second (session, &order, error) ? order.job : NULL;
}

static PackshotCliExit
run_step (PackshotRegistry *registry, const PackshotCliArguments *arguments, PackshotStep step)
{
  g_autoptr (PackshotCliSession) session = NULL;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  PackshotJob *job;

  packshot_cli_log_set_verbose (arguments->verbose);
  session = packshot_cli_session_new (registry);
  job = send (session, arguments, step, &error);
  if (job == NULL)
    return packshot_cli_outcome_refuse (session, NULL, error, arguments->json);

  g_ptr_array_add (jobs, job);
  packshot_cli_wait (session, jobs, arguments->no_poll);
  return packshot_cli_outcome_tell_second (session, job, step, arguments->json);
}

static gboolean
check_approve (const PackshotCliArguments *arguments, GError **error)
{
  if (g_strv_length (arguments->jobs) == 1)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("Please name one job whose preview is approved; “packshot-cli jobs” lists all."));
  return FALSE;
}

static gboolean
find_step (const PackshotCliArguments *arguments, PackshotStep *step, GError **error)
{
  g_autofree char *shown = NULL;

  if (g_strv_length (arguments->jobs) != 2)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("Please name one job, and whether its picture or its video shall be made "
                      "again: “packshot-cli regenerate JOB picture”."));
      return FALSE;
    }

  if (g_str_equal (arguments->jobs[1], "picture"))
    *step = PACKSHOT_STEP_REGENERATE_PICTURE;
  else if (g_str_equal (arguments->jobs[1], "video"))
    *step = PACKSHOT_STEP_REGENERATE_VIDEO;
  else
    {
      shown = packshot_text_printable (arguments->jobs[1], SHOWN_LENGTH);
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("What can be made again is the picture or the video, but not “%s”."), shown);
      return FALSE;
    }

  return TRUE;
}

/**
 * packshot_cli_approve_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that has the video made of a preview.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_approve_run (PackshotRegistry *registry, char **args)
{
  g_auto (PackshotCliArguments) arguments = { 0 };
  g_autoptr (GError) error = NULL;

  if (!packshot_cli_arguments_parse (&arguments, args, TAKES, registry, &error)
      || (!arguments.help && !check_approve (&arguments, &error)))
    return packshot_cli_outcome_refuse (NULL, NULL, error, arguments.json);

  if (arguments.help)
    {
      packshot_cli_help_jobs_explain (registry, args[0]);
      return PACKSHOT_CLI_DONE;
    }

  return run_step (registry, &arguments, PACKSHOT_STEP_APPROVE);
}

/**
 * packshot_cli_regenerate_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that has a preview or a video made again.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_regenerate_run (PackshotRegistry *registry, char **args)
{
  g_auto (PackshotCliArguments) arguments = { 0 };
  g_autoptr (GError) error = NULL;
  PackshotStep step = PACKSHOT_STEP_REGENERATE_PICTURE;

  if (!packshot_cli_arguments_parse (&arguments, args, TAKES, registry, &error)
      || (!arguments.help && !find_step (&arguments, &step, &error)))
    return packshot_cli_outcome_refuse (NULL, NULL, error, arguments.json);

  if (arguments.help)
    {
      packshot_cli_help_jobs_explain (registry, args[0]);
      return PACKSHOT_CLI_DONE;
    }

  return run_step (registry, &arguments, step);
}
