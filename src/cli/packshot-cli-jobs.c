/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-jobs.h"

#include <glib/gi18n.h>

#include "packshot-cli-arguments.h"
#include "packshot-cli-help-jobs.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-output.h"
#include "packshot-cli-session.h"
#include "packshot-cli-table.h"
#include "packshot-cli-words.h"
#include "packshot-core-error.h"
#include "packshot-money.h"
#include "packshot-text.h"

#define N_COLUMNS 6

/* How much of a title the table shows. */
#define MAX_TITLE 40

static char *
dup_title (PackshotJob *job)
{
  const char *title = packshot_job_get_title (job);

  return title != NULL ? packshot_text_printable (title, MAX_TITLE) : g_strdup ("");
}

/* What it cost where that is known, else what was agreed on. One that ended without a video and
 * without a bill has neither. */
static char *
dup_cost (PackshotJob *job)
{
  const char *unit = packshot_job_get_unit (job);
  gint64 cost = packshot_cli_words_get_cost (job);
  PackshotJobState state = packshot_job_get_state (job);
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  if (unit == NULL && manifest != NULL && packshot_manifest_get_offline (manifest))
    return packshot_cli_words_money (0, NULL, NULL);
  if (cost < 0 && (state == PACKSHOT_JOB_FAILED || state == PACKSHOT_JOB_CANCELLED))
    return g_strdup ("-");
  if (cost < 0)
    return packshot_cli_words_money (packshot_job_get_price (job), manifest, unit);

  return packshot_money_dup_words (cost, manifest, unit);
}

static char *
dup_cell (PackshotJob *job, guint column, gint64 now)
{
  switch (column)
    {
    case 0:
      return g_strdup (packshot_job_get_id (job));
    case 1:
      return g_strdup (packshot_job_state_to_string (packshot_job_get_state (job)));
    case 2:
      return packshot_cli_words_printable (packshot_job_get_service (job));
    case 3:
      return packshot_cli_words_span (now - packshot_job_get_created (job));
    case 4:
      return dup_cost (job);
    default:
      return dup_title (job);
    }
}

static GPtrArray *
make_row (PackshotJob *job, gint64 now)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (guint column = 0; column < N_COLUMNS; column++)
    g_ptr_array_add (row, dup_cell (job, column, now));

  return row;
}

static GPtrArray *
make_head (void)
{
  /* Translators: heads of columns, short ones. */
  const char *const names[N_COLUMNS] = { _ ("JOB"), _ ("STATE"), _ ("SERVICE"),
                                         _ ("AGE"), _ ("COST"),  _ ("TITLE") };
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (guint column = 0; column < N_COLUMNS; column++)
    g_ptr_array_add (row, g_strdup (names[column]));

  return row;
}

static void
print_table (GPtrArray *jobs, gboolean in_trash)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gint64 now = g_get_real_time ();

  if (jobs->len == 0)
    {
      packshot_cli_note (
          in_trash ? _ ("There is nothing in the trash.\n")
                   : _ ("There is no job yet; “packshot-cli make --help” tells how to begin.\n"));
      return;
    }

  g_ptr_array_add (rows, make_head ());
  for (guint i = 0; i < jobs->len; i++)
    g_ptr_array_add (rows, make_row (g_ptr_array_index (jobs, i), now));

  packshot_cli_table_print (rows);
}

/* One that can't be read is left out with a word, and harms no other. */
static PackshotCliExit
print_json (PackshotCliSession *session, GPtrArray *jobs)
{
  PackshotCliExit code = PACKSHOT_CLI_DONE;

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);
      g_autoptr (GError) error = NULL;

      if (packshot_cli_session_get_n_stops (session) > 0)
        return PACKSHOT_CLI_INTERRUPTED;

      if (packshot_cli_session_load (session, job, &error))
        packshot_cli_output_json (job);
      else
        code = packshot_cli_outcome_refuse (session, packshot_job_get_service (job), error, FALSE);
    }

  return code;
}

static GPtrArray *
select_jobs (PackshotCliSession *session, gboolean in_trash)
{
  GListModel *all = packshot_queue_get_jobs (packshot_cli_session_get_queue (session));
  GPtrArray *jobs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (all, i);

      if ((packshot_job_get_trashed (job) != 0) == in_trash)
        g_ptr_array_add (jobs, g_steal_pointer (&job));
    }

  return jobs;
}

static PackshotCliExit
list (PackshotRegistry *registry, const PackshotCliArguments *arguments)
{
  g_autoptr (PackshotCliSession) session = packshot_cli_session_new (registry);
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GError) error = NULL;

  if (!packshot_cli_session_open (session, &error))
    return packshot_cli_outcome_refuse (session, NULL, error, FALSE);

  jobs = select_jobs (session, arguments->trash);
  if (arguments->json)
    return print_json (session, jobs);

  print_table (jobs, arguments->trash);
  return PACKSHOT_CLI_DONE;
}

static gboolean
parse (PackshotCliArguments *arguments, char **args, PackshotRegistry *registry, GError **error)
{
  g_autofree char *shown = NULL;

  if (!packshot_cli_arguments_parse (arguments, args, PACKSHOT_CLI_TAKES_TRASH, registry, error))
    return FALSE;
  if (arguments->jobs[0] == NULL)
    return TRUE;

  shown = packshot_cli_words_printable (arguments->jobs[0]);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("“packshot-cli jobs” lists all jobs; “packshot-cli show %s” tells of one."),
               shown);
  return FALSE;
}

/**
 * packshot_cli_jobs_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that lists all jobs, or those in the trash, the oldest first.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_jobs_run (PackshotRegistry *registry, char **args)
{
  g_auto (PackshotCliArguments) arguments = { 0 };
  g_autoptr (GError) error = NULL;

  if (!parse (&arguments, args, registry, &error))
    return packshot_cli_outcome_refuse (NULL, NULL, error, FALSE);

  if (arguments.help)
    {
      packshot_cli_help_jobs_explain (registry, args[0]);
      return PACKSHOT_CLI_DONE;
    }

  packshot_cli_log_set_verbose (arguments.verbose);
  return list (registry, &arguments);
}
