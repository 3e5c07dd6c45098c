/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-cancel.h"

#include <glib/gi18n.h>

#include "packshot-cli-arguments.h"
#include "packshot-cli-find.h"
#include "packshot-cli-help-jobs.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-session.h"
#include "packshot-cli-wait.h"
#include "packshot-core-error.h"

/* One that has ended, or of which nobody knows where it is, can't be stopped. */
static gboolean
check_state (PackshotJob *job, GError **error)
{
  PackshotJobState state = packshot_job_get_state (job);
  const char *id = packshot_job_get_id (job);

  if (packshot_job_state_is_end (state))
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 /* Translators: the id of a job, twice. */
                 _ ("The job %s has ended already; “packshot-cli show %s” tells how."), id, id);
  else if (state == PACKSHOT_JOB_UNKNOWN)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
                 _ ("Nobody here knows whether the job %s was created, so it can’t be cancelled "
                    "from here; “packshot-cli resolve --help” explains."),
                 id);
  else
    return TRUE;

  return FALSE;
}

/* What another program works on that was not paid for yet is that program's to stop. */
static gboolean
check_stopped (PackshotJob *job, GError **error)
{
  PackshotJobState state = packshot_job_get_state (job);

  if (!packshot_job_get_driven_elsewhere (job) || state == PACKSHOT_JOB_WAITING
      || state == PACKSHOT_JOB_FETCHING || packshot_job_state_is_end (state))
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_STATE,
               _ ("Another window or command is busy with the job %s; please stop it there."),
               packshot_job_get_id (job));
  return FALSE;
}

static gboolean
find_all (PackshotCliSession *session, char **names, GPtrArray *jobs, GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);

  for (guint i = 0; names[i] != NULL; i++)
    {
      PackshotJob *job = packshot_cli_find (queue, names[i], error);

      if (job == NULL || !packshot_cli_session_load (session, job, error)
          || !check_state (job, error))
        return FALSE;

      if (!g_ptr_array_find (jobs, job, NULL))
        g_ptr_array_add (jobs, g_object_ref (job));
    }

  return TRUE;
}

/* The wish of one job that is paid for is written down, for whoever drives it to see. */
static void
wait_until_marked (PackshotCliSession *session, PackshotJob *job)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);
  PackshotJobState state = packshot_job_get_state (job);

  if (state != PACKSHOT_JOB_WAITING && state != PACKSHOT_JOB_FETCHING)
    return;

  while (!packshot_job_get_cancel_asked (job) && packshot_job_get_state (job) == state
         && packshot_queue_get_trouble (queue) == NULL
         && packshot_cli_session_get_n_stops (session) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
cancel_all (PackshotCliSession *session, GPtrArray *jobs, GError **error)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);

      packshot_queue_cancel (packshot_cli_session_get_queue (session), job);
      if (!check_stopped (job, error))
        return FALSE;
    }

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);

      if (packshot_job_get_driven_elsewhere (job))
        wait_until_marked (session, job);
    }

  return TRUE;
}

static PackshotCliExit
run (PackshotCliSession *session, const PackshotCliArguments *arguments)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  PackshotCliExit code = PACKSHOT_CLI_DONE;

  /* Nothing is stopped where one of the names is wrong. */
  if (!packshot_cli_session_open (session, &error)
      || !find_all (session, arguments->jobs, jobs, &error) || !cancel_all (session, jobs, &error))
    return packshot_cli_outcome_refuse (session, NULL, error, arguments->json);

  /* The service was asked once; that it thinks about it is no reason to wait here. */
  packshot_cli_wait (session, jobs, TRUE);

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);
      PackshotCliExit one = packshot_cli_outcome_tell (session, job, arguments->json);

      /* Here it is what was asked for. */
      if (packshot_job_get_state (job) == PACKSHOT_JOB_CANCELLED)
        one = PACKSHOT_CLI_DONE;
      code = packshot_cli_outcome_worse (code, one);
    }

  return code;
}

static gboolean
check (const PackshotCliArguments *arguments, GError **error)
{
  if (arguments->help || arguments->jobs[0] != NULL)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("Which job? “packshot-cli jobs” lists all, and “packshot-cli cancel JOB” stops "
                  "one."));
  return FALSE;
}

/**
 * packshot_cli_cancel_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that stops jobs.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_cancel_run (PackshotRegistry *registry, char **args)
{
  g_auto (PackshotCliArguments) arguments = { 0 };
  g_autoptr (PackshotCliSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (!packshot_cli_arguments_parse (&arguments, args, PACKSHOT_CLI_TAKES_WAIT, registry, &error)
      || !check (&arguments, &error))
    return packshot_cli_outcome_refuse (NULL, NULL, error, arguments.json);

  if (arguments.help)
    {
      packshot_cli_help_jobs_explain (registry, args[0]);
      return PACKSHOT_CLI_DONE;
    }

  packshot_cli_log_set_verbose (arguments.verbose);
  session = packshot_cli_session_new (registry);

  return run (session, &arguments);
}
