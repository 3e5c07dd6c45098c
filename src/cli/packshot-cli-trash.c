/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-trash.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "packshot-cli-arguments.h"
#include "packshot-cli-consent.h"
#include "packshot-cli-find.h"
#include "packshot-cli-help-jobs.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-output.h"
#include "packshot-cli-session.h"
#include "packshot-core-error.h"

typedef PackshotCliExit (*Run) (PackshotCliSession *session,
                                const PackshotCliArguments *arguments,
                                GPtrArray *jobs);

static gboolean
is_trashed (PackshotJob *job)
{
  return packshot_job_get_trashed (job) != 0;
}

static void
add_trashed (PackshotQueue *queue, GPtrArray *jobs)
{
  GListModel *all = packshot_queue_get_jobs (queue);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (all, i);

      if (is_trashed (job))
        g_ptr_array_add (jobs, g_steal_pointer (&job));
    }
}

/* Nothing is done where one of the names is wrong. */
static gboolean
find_all (PackshotCliSession *session, char **names, GPtrArray *jobs, GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);

  for (guint i = 0; names[i] != NULL; i++)
    {
      PackshotJob *job = packshot_cli_find (queue, names[i], error);

      if (job == NULL)
        return FALSE;
      if (!g_ptr_array_find (jobs, job, NULL))
        g_ptr_array_add (jobs, g_object_ref (job));
    }

  return TRUE;
}

static void
failed_cb (PackshotQueue *queue, const char *words, gpointer user_data)
{
  GError **error = user_data;

  if (*error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, words);
}

static gboolean
are_there (GPtrArray *jobs, gboolean in_trash)
{
  for (guint i = 0; i < jobs->len; i++)
    if (is_trashed (g_ptr_array_index (jobs, i)) != in_trash)
      return FALSE;

  return TRUE;
}

static gboolean
move (PackshotCliSession *session, GPtrArray *jobs, gboolean in_trash, GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);
  GError *problem = NULL;
  gulong id = g_signal_connect (queue, "trash-failed", G_CALLBACK (failed_cb), &problem);
  gboolean is_begun = in_trash ? packshot_queue_trash (queue, jobs, &problem)
                               : packshot_queue_restore (queue, jobs, &problem);

  while (is_begun && problem == NULL && !are_there (jobs, in_trash))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (queue, id);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, problem);
  return FALSE;
}

/* One line of JSON for each, which needs what lists don't show. */
static PackshotCliExit
tell_json (PackshotCliSession *session, GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);
      g_autoptr (GError) error = NULL;

      if (!packshot_cli_session_load (session, job, &error))
        return packshot_cli_outcome_refuse (session, packshot_job_get_service (job), error, TRUE);
      packshot_cli_output_json (job);
    }

  return PACKSHOT_CLI_DONE;
}

static PackshotCliExit
trash (PackshotCliSession *session, const PackshotCliArguments *arguments, GPtrArray *jobs)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!move (session, jobs, TRUE, &error))
    return packshot_cli_outcome_refuse (session, NULL, error, arguments->json);
  if (arguments->json)
    return tell_json (session, jobs);

  words = g_strdup_printf (
      ngettext ("%u job is in the trash, for 30 days; “packshot-cli restore” takes it out.\n",
                "%u jobs are in the trash, for 30 days; “packshot-cli restore” takes them out.\n",
                jobs->len),
      jobs->len);
  packshot_cli_note (words);
  return PACKSHOT_CLI_DONE;
}

static PackshotCliExit
restore (PackshotCliSession *session, const PackshotCliArguments *arguments, GPtrArray *jobs)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!move (session, jobs, FALSE, &error))
    return packshot_cli_outcome_refuse (session, NULL, error, arguments->json);
  if (arguments->json)
    return tell_json (session, jobs);

  words = g_strdup_printf (
      ngettext ("%u job is out of the trash.\n", "%u jobs are out of the trash.\n", jobs->len),
      jobs->len);
  packshot_cli_note (words);
  return PACKSHOT_CLI_DONE;
}

/* What is gone for good is gone on a person's word alone. */
static gboolean
ask (PackshotCliSession *session,
     const PackshotCliArguments *arguments,
     GPtrArray *jobs,
     GError **error)
{
  g_autofree char *question = NULL;

  if (arguments->yes)
    return TRUE;

  if (!isatty (STDIN_FILENO) || !isatty (STDERR_FILENO))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("Nobody can be asked here; please add --yes to delete for good."));
      return FALSE;
    }

  question = g_strdup_printf (
      ngettext ("Delete %u job with its videos for good? What was paid for it is not given back. "
                "[y/N] ",
                "Delete %u jobs with their videos for good? What was paid for them is not given "
                "back. [y/N] ",
                jobs->len),
      jobs->len);
  if (packshot_cli_consent_put (session, question))
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("Nothing was deleted."));
  return FALSE;
}

static PackshotCliExit
delete_all (PackshotCliSession *session, const PackshotCliArguments *arguments, GPtrArray *jobs)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (jobs->len > 0 && !ask (session, arguments, jobs, &error))
    return packshot_cli_outcome_refuse (session, NULL, error, arguments->json);

  for (guint i = 0; i < jobs->len; i++)
    if (!packshot_cli_session_delete (session, g_ptr_array_index (jobs, i),
                                      PACKSHOT_DELETION_FOR_GOOD, &error))
      return packshot_cli_outcome_refuse (session, NULL, error, arguments->json);

  words = g_strdup_printf (ngettext ("%u job was deleted.\n", "%u jobs were deleted.\n", jobs->len),
                           jobs->len);
  packshot_cli_note (words);
  return PACKSHOT_CLI_DONE;
}

static PackshotCliExit
run_session (PackshotRegistry *registry, const PackshotCliArguments *arguments, Run run)
{
  g_autoptr (PackshotCliSession) session = packshot_cli_session_new (registry);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  if (!packshot_cli_session_open (session, &error)
      || !find_all (session, arguments->jobs, jobs, &error))
    return packshot_cli_outcome_refuse (session, NULL, error, arguments->json);

  if (arguments->trash)
    add_trashed (packshot_cli_session_get_queue (session), jobs);
  return run (session, arguments, jobs);
}

static gboolean
check (const PackshotCliArguments *arguments, const char *command, GError **error)
{
  gboolean has_jobs = arguments->jobs[0] != NULL;

  if (arguments->help || has_jobs != arguments->trash)
    return TRUE;

  if (has_jobs)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("Please give either jobs or --trash, which is all that is there."));
  else
    g_set_error (
        error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
        _ ("Which job? “packshot-cli jobs” lists all; “packshot-cli %s --help” tells more."),
        command);
  return FALSE;
}

static PackshotCliExit
run_command (PackshotRegistry *registry, char **args, PackshotCliArgumentSet takes, Run run)
{
  g_auto (PackshotCliArguments) arguments = { 0 };
  g_autoptr (GError) error = NULL;

  if (!packshot_cli_arguments_parse (&arguments, args, takes, registry, &error)
      || !check (&arguments, args[0], &error))
    return packshot_cli_outcome_refuse (NULL, NULL, error, arguments.json);

  if (arguments.help)
    {
      packshot_cli_help_jobs_explain (registry, args[0]);
      return PACKSHOT_CLI_DONE;
    }

  packshot_cli_log_set_verbose (arguments.verbose);
  return run_session (registry, &arguments, run);
}

/**
 * packshot_cli_trash_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that puts jobs into the trash.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_trash_run (PackshotRegistry *registry, char **args)
{
  return run_command (registry, args, 0, trash);
}

/**
 * packshot_cli_restore_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that takes jobs out of the trash.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_restore_run (PackshotRegistry *registry, char **args)
{
  return run_command (registry, args, PACKSHOT_CLI_TAKES_TRASH, restore);
}

/**
 * packshot_cli_delete_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that deletes jobs for good.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_delete_run (PackshotRegistry *registry, char **args)
{
  return run_command (registry, args, PACKSHOT_CLI_TAKES_TRASH | PACKSHOT_CLI_TAKES_YES,
                      delete_all);
}
