/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-show.h"

#include <glib/gi18n.h>

#include "packshot-cli-arguments.h"
#include "packshot-cli-describe-job.h"
#include "packshot-cli-find.h"
#include "packshot-cli-help-jobs.h"
#include "packshot-cli-job-json.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-session.h"
#include "packshot-core-error.h"

static void
print (PackshotJob *job, GPtrArray *events, gboolean json)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;

  if (json)
    {
      object = packshot_cli_job_json_new_with_history (job, events);
      packshot_cli_job_json_put (object);
      return;
    }

  text = packshot_cli_describe_job_dup (job, events);
  packshot_cli_explain (text);
}

static PackshotCliExit
run (PackshotCliSession *session, const PackshotCliArguments *arguments)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  PackshotJob *job = NULL;

  if (packshot_cli_session_open (session, &error))
    job = packshot_cli_find (packshot_cli_session_get_queue (session), arguments->jobs[0], &error);
  if (job != NULL && packshot_cli_session_load (session, job, &error))
    events = packshot_cli_session_list_events (session, job, &error);

  if (events == NULL)
    return packshot_cli_outcome_refuse (session, NULL, error, FALSE);

  print (job, events, arguments->json);
  return PACKSHOT_CLI_DONE;
}

static gboolean
check (const PackshotCliArguments *arguments, GError **error)
{
  if (arguments->help || g_strv_length (arguments->jobs) == 1)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("Please name one job; “packshot-cli jobs” lists all."));
  return FALSE;
}

/**
 * packshot_cli_show_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that tells all about one job.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_show_run (PackshotRegistry *registry, char **args)
{
  g_auto (PackshotCliArguments) arguments = { 0 };
  g_autoptr (PackshotCliSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (!packshot_cli_arguments_parse (&arguments, args, 0, registry, &error)
      || !check (&arguments, &error))
    return packshot_cli_outcome_refuse (NULL, NULL, error, FALSE);

  if (arguments.help)
    {
      packshot_cli_help_jobs_explain (registry, args[0]);
      return PACKSHOT_CLI_DONE;
    }

  packshot_cli_log_set_verbose (arguments.verbose);
  session = packshot_cli_session_new (registry);

  return run (session, &arguments);
}
