/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-resolve.h"

#include <glib/gi18n.h>

#include "packshot-cli-arguments.h"
#include "packshot-cli-find.h"
#include "packshot-cli-help-jobs.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-session.h"
#include "packshot-cli-wait.h"
#include "packshot-core-error.h"

static void
words_cb (PackshotJob *job, GParamSpec *pspec, gpointer user_data)
{
  gboolean *has_words = user_data;

  *has_words = TRUE;
}

/* It is known when it is on disk, and when that fails the job says why. */
static gboolean
wait_until_written (PackshotCliSession *session, PackshotJob *job, GError **error)
{
  gboolean has_words = FALSE;
  gulong id = g_signal_connect (job, "notify::words", G_CALLBACK (words_cb), &has_words);

  while (packshot_job_get_state (job) == PACKSHOT_JOB_UNKNOWN && !has_words
         && packshot_cli_session_get_n_stops (session) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (job, id);

  if (packshot_job_get_state (job) != PACKSHOT_JOB_UNKNOWN)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_LEDGER, "%s",
               packshot_job_get_words (job));
  return FALSE;
}

/* What a person says is taken as it is; without a word the service is asked. */
static gboolean
decide (PackshotCliSession *session,
        PackshotJob *job,
        const PackshotCliArguments *arguments,
        GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);

  if (arguments->id == NULL && !arguments->not_created)
    return packshot_cli_session_look_up (session, job, error);

  return packshot_queue_resolve (queue, job, arguments->id, error)
         && wait_until_written (session, job, error);
}

static PackshotJob *
resolve (PackshotCliSession *session, const PackshotCliArguments *arguments, GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);
  PackshotJob *job;

  if (!packshot_cli_session_open (session, error))
    return NULL;

  if (arguments->interval > 0)
    packshot_queue_set_interval (queue, arguments->interval);

  job = packshot_cli_find (queue, arguments->jobs[0], error);
  if (job == NULL || !packshot_cli_session_load (session, job, error)
      || !decide (session, job, arguments, error))
    return NULL;

  return job;
}

static PackshotCliExit
run (PackshotCliSession *session, const PackshotCliArguments *arguments)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  PackshotJob *job = resolve (session, arguments, &error);
  PackshotCliExit code;

  if (job == NULL)
    return packshot_cli_outcome_refuse (session, NULL, error, arguments->json);

  g_ptr_array_add (jobs, job);
  if (!arguments->not_created)
    packshot_cli_wait (session, jobs, arguments->no_poll);
  code = packshot_cli_outcome_tell (session, job, arguments->json);

  /* Here it is what was asked for. */
  return arguments->not_created ? PACKSHOT_CLI_DONE : code;
}

static gboolean
check (const PackshotCliArguments *arguments, GError **error)
{
  if (arguments->help)
    return TRUE;

  if (g_strv_length (arguments->jobs) == 1 && (arguments->id == NULL || !arguments->not_created))
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("Please name one job; then its service is asked. Or say what became of it: "
                  "--id ID, with what its service calls the video, or --not-created, but not "
                  "both."));
  return FALSE;
}

/**
 * packshot_cli_resolve_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that tells what became of a paid call that was not answered, or asks its service.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_resolve_run (PackshotRegistry *registry, char **args)
{
  g_auto (PackshotCliArguments) arguments = { 0 };
  g_autoptr (PackshotCliSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (!packshot_cli_arguments_parse (&arguments, args,
                                     PACKSHOT_CLI_TAKES_WAIT | PACKSHOT_CLI_TAKES_RESOLUTION,
                                     registry, &error)
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
