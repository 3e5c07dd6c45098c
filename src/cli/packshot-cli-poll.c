/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-poll.h"

#include <glib/gi18n.h>

#include "packshot-cli-arguments.h"
#include "packshot-cli-find.h"
#include "packshot-cli-help-jobs.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-send.h"
#include "packshot-cli-services.h"
#include "packshot-cli-session.h"
#include "packshot-cli-wait.h"
#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 60

typedef struct
{
  PackshotCliSession *session;           /* (unowned) */
  const PackshotCliArguments *arguments; /* (unowned) */
  GPtrArray *jobs; /* (owned) (element-type PackshotJob): to tell of, in order */
} Poll;

static gboolean
has_alias (PackshotManifest *manifest, const char *alias)
{
  const char *const *aliases = packshot_manifest_get_id_aliases (manifest);

  return aliases != NULL && g_strv_contains (aliases, alias);
}

/* Which service has ids that go by this name; %NULL as well where several do. */
static PackshotManifest *
find_by_alias (PackshotRegistry *registry, const char *alias)
{
  GListModel *manifests = packshot_registry_get_manifests (registry);
  PackshotManifest *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      if (!has_alias (manifest, alias))
        continue;
      if (found != NULL)
        return NULL;
      /* The registry keeps it. */
      found = manifest;
    }

  return found;
}

static PackshotManifest *
find_service (Poll *poll, const char *id, const char *alias, GError **error)
{
  PackshotRegistry *registry = packshot_cli_session_get_registry (poll->session);
  g_autofree char *shown = packshot_text_printable (id, SHOWN_LENGTH);
  PackshotManifest *manifest = NULL;

  if (poll->arguments->service != NULL)
    manifest = packshot_cli_services_find (registry, poll->arguments->service, error);
  else if (alias != NULL && (manifest = find_by_alias (registry, alias)) == NULL)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB,
                 /* Translators: a flag, and what was typed as an id. */
                 _ ("Several services have ids that are given with --%s; please say which one made "
                    "“%s” with --service ID."),
                 alias, shown);
  else if (alias == NULL)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB,
                 _ ("There is no job “%s” here; if it was made elsewhere, please say by which "
                    "service with --service ID."),
                 shown);

  if (manifest == NULL || packshot_manifest_get_can_resume (manifest))
    return manifest;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: the name of a service, and what was typed as an id. */
               _ ("%s can’t be asked for “%s”: it has no jobs that could be asked for later."),
               packshot_manifest_get_name (manifest), shown);
  return NULL;
}

/* The place of a video is agreed on when its job is made. */
static gboolean
check_output (Poll *poll, PackshotJob *job, GError **error)
{
  if (poll->arguments->output == NULL)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("The job %s has its place already; --output is for jobs that are not here yet."),
               packshot_job_get_id (job));
  return FALSE;
}

/* A job that is here, or one that was made elsewhere and is here from now on. */
static PackshotJob *
find_or_import (Poll *poll, const char *id, const char *alias, GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (poll->session);
  g_autoptr (GError) problem = NULL;
  PackshotJob *job = packshot_cli_find (queue, id, &problem);
  PackshotManifest *manifest;

  if (job != NULL)
    return check_output (poll, job, error) ? g_object_ref (job) : NULL;

  if (!g_error_matches (problem, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  manifest = find_service (poll, id, alias, error);
  return manifest != NULL
             ? packshot_queue_import (queue, manifest, id, poll->arguments->output, error)
             : NULL;
}

static gboolean
take (Poll *poll, const char *id, const char *alias, GError **error)
{
  g_autoptr (PackshotJob) job = find_or_import (poll, id, alias, error);

  if (job == NULL)
    return FALSE;

  if (!g_ptr_array_find (poll->jobs, job, NULL))
    g_ptr_array_add (poll->jobs, g_steal_pointer (&job));

  return TRUE;
}

static void
take_all (Poll *poll)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (poll->session);
  GListModel *jobs = packshot_queue_get_jobs (queue);
  const char *service = poll->arguments->service;

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      if (packshot_queue_can_carry_on (queue, job)
          && (service == NULL || g_str_equal (service, packshot_job_get_service (job))))
        g_ptr_array_add (poll->jobs, g_steal_pointer (&job));
    }
}

static gboolean
take_asked (Poll *poll, GError **error)
{
  const PackshotCliArguments *arguments = poll->arguments;
  PackshotRegistry *registry = packshot_cli_session_get_registry (poll->session);

  if (arguments->service != NULL
      && packshot_cli_services_find (registry, arguments->service, error) == NULL)
    return FALSE;

  for (guint i = 0; arguments->jobs[i] != NULL; i++)
    {
      if (!take (poll, arguments->jobs[i], NULL, error))
        return FALSE;
    }

  for (guint i = 0; i < arguments->remote_ids->len; i++)
    {
      const PackshotCliRemoteId *remote_id = g_ptr_array_index (arguments->remote_ids, i);

      if (!take (poll, remote_id->id, remote_id->alias, error))
        return FALSE;
    }

  if (arguments->jobs[0] == NULL && arguments->remote_ids->len == 0)
    take_all (poll);

  return TRUE;
}

/* Only one that was named is sent, and only on a person's word. */
static gboolean
prepare (Poll *poll, PackshotJob *job, GError **error)
{
  if (!packshot_cli_session_load (poll->session, job, error))
    return FALSE;

  return packshot_job_get_state (job) != PACKSHOT_JOB_READY
         || packshot_job_get_driven_elsewhere (job)
         || packshot_cli_send (poll->session, job, poll->arguments->yes,
                               poll->arguments->over_limit, error);
}

static gboolean
carry_on (Poll *poll, PackshotJob *job, GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (poll->session);

  return packshot_job_get_driven_elsewhere (job) || !packshot_queue_can_carry_on (queue, job)
         || packshot_queue_carry_on (queue, job, error);
}

static gboolean
check (const PackshotCliArguments *arguments, GError **error)
{
  if (arguments->output == NULL
      || g_strv_length (arguments->jobs) + arguments->remote_ids->len == 1)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("--output is the place of one video; please name one job with it."));
  return FALSE;
}

static gboolean
start (Poll *poll, GError **error)
{
  if (!packshot_cli_session_open (poll->session, error) || !take_asked (poll, error))
    return FALSE;

  if (poll->arguments->interval > 0)
    packshot_queue_set_interval (packshot_cli_session_get_queue (poll->session),
                                 poll->arguments->interval);

  for (guint i = 0; i < poll->jobs->len; i++)
    {
      if (!prepare (poll, g_ptr_array_index (poll->jobs, i), error))
        return FALSE;
    }

  /* The main loop does not run from here until they are waited for, so that no answer is missed. */
  for (guint i = 0; i < poll->jobs->len; i++)
    {
      if (!carry_on (poll, g_ptr_array_index (poll->jobs, i), error))
        return FALSE;
    }

  return TRUE;
}

static PackshotCliExit
run (Poll *poll)
{
  const PackshotCliArguments *arguments = poll->arguments;
  g_autoptr (GError) error = NULL;

  if (!start (poll, &error))
    return packshot_cli_outcome_refuse (poll->session, arguments->service, error, arguments->json);

  if (poll->jobs->len == 0)
    packshot_cli_note (_ ("No job waits for a service.\n"));

  packshot_cli_wait (poll->session, poll->jobs, arguments->no_poll);
  return packshot_cli_outcome_tell_all (poll->session, poll->jobs, arguments->json);
}

/**
 * packshot_cli_poll_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that carries on what was paid for: all of it, or the jobs that are named, be they
 * known here or not.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_poll_run (PackshotRegistry *registry, char **args)
{
  g_auto (PackshotCliArguments) arguments = { 0 };
  g_autoptr (PackshotCliSession) session = NULL;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  Poll poll = { NULL, &arguments, jobs };

  if (!packshot_cli_arguments_parse (
          &arguments, args, PACKSHOT_CLI_TAKES_WAIT | PACKSHOT_CLI_TAKES_IDS, registry, &error)
      || (!arguments.help && !check (&arguments, &error)))
    return packshot_cli_outcome_refuse (NULL, arguments.service, error, arguments.json);

  if (arguments.help)
    {
      packshot_cli_help_jobs_explain (registry, args[0]);
      return PACKSHOT_CLI_DONE;
    }

  packshot_cli_log_set_verbose (arguments.verbose);
  poll.session = session = packshot_cli_session_new (registry);

  return run (&poll);
}
