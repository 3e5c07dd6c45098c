/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-make.h"

#include <glib/gi18n.h>

#include "packshot-cli-arguments.h"
#include "packshot-cli-continue.h"
#include "packshot-cli-describe.h"
#include "packshot-cli-flags.h"
#include "packshot-cli-framing.h"
#include "packshot-cli-help.h"
#include "packshot-cli-keys.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-send.h"
#include "packshot-cli-services.h"
#include "packshot-cli-session.h"
#include "packshot-cli-wait.h"
#include "packshot-core-error.h"

/* Core calls an option as a form does; here people know it by its flag. */
static gboolean
check_asked (PackshotRequest *request, GError **error)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *words = NULL;

      if (!packshot_request_is_set (request, option)
          || (words = packshot_request_explain (request, option, NULL)) == NULL)
        continue;

      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   /* Translators: a flag, and a sentence that says why. */
                   _ ("--%s can’t be given here. %s"), packshot_option_get_name (option), words);
      return FALSE;
    }

  return TRUE;
}

/* Core says what is missing; here it can be said how to give it. What is wrong is said first: with
 * another value something else may be missing. */
static gboolean
check_complete (PackshotRequest *request, GError **error)
{
  PackshotOption *missing = packshot_request_find_missing (request);
  g_autoptr (GError) problem = NULL;
  g_autofree char *placeholder = NULL;

  if (packshot_request_check (request, &problem))
    return TRUE;

  if (missing == NULL
      || !g_error_matches (problem, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MISSING_VALUE))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  placeholder = packshot_cli_describe_placeholder (missing);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MISSING_VALUE,
               /* Translators: a sentence about what is missing, a flag, and a word such as FILE. */
               _ ("%s Please give it with --%s %s."), problem->message,
               packshot_option_get_name (missing), placeholder);
  return FALSE;
}

static PackshotRequest *
read_request (PackshotManifest *manifest, char **args, PackshotCliFlags *flags, GError **error)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (manifest);

  if (!packshot_cli_flags_parse (flags, args, request, error) || !check_asked (request, error)
      || !packshot_cli_framing_apply (flags, request, error) || !check_complete (request, error)
      || !packshot_cli_arguments_check_interval (flags->interval, error))
    return NULL;

  return g_steal_pointer (&request);
}

/* What is made on this computer needs no ledger: it costs nothing, and its result is a file. What
 * is paid for does, or it could be lost. */
static gboolean
open_ledger (PackshotCliSession *session, PackshotManifest *manifest, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (packshot_cli_session_open (session, &problem))
    return TRUE;

  if (packshot_cli_session_get_n_stops (session) > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Stopped; no video was made."));
      return FALSE;
    }

  if (!packshot_manifest_get_offline (manifest))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&problem),
                                  /* Translators: a sentence that says why follows. */
                                  _ ("Nothing was sent, for the job could not be kept. "));
      return FALSE;
    }

  packshot_cli_warn (problem->message);
  return TRUE;
}

/* What was not agreed on shall not lie about as if it might still be wanted. */
static void
take_back (PackshotCliSession *session, PackshotJob *job)
{
  g_autoptr (GError) error = NULL;

  if (!packshot_cli_session_delete (session, job, PACKSHOT_DELETION_OF_UNSENT, &error))
    g_debug ("A job that was not sent can’t be deleted: %s", error->message);
}

static PackshotJob *
start (PackshotCliSession *session,
       PackshotRequest *request,
       PackshotCliFlags *flags,
       GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (session);
  PackshotManifest *manifest = packshot_request_get_manifest (request);
  g_autoptr (PackshotJob) job = NULL;

  if (packshot_cli_continue_needs_ledger (request)
      && (!open_ledger (session, manifest, error)
          || !packshot_cli_continue (session, request, error)))
    return NULL;

  job = packshot_queue_add (queue, request, flags->output, error);
  if (job == NULL || !packshot_cli_send_check (job, flags->yes, error)
      || !packshot_cli_keys_check (manifest, error) || !open_ledger (session, manifest, error))
    return NULL;

  if (flags->interval > 0)
    packshot_queue_set_interval (queue, flags->interval);

  if (packshot_cli_send (session, job, flags->yes, flags->over_limit, error))
    return g_steal_pointer (&job);

  take_back (session, job);
  return NULL;
}

static PackshotCliExit
make_video (PackshotRegistry *registry, PackshotManifest *manifest, char **args, gboolean json)
{
  const char *service = packshot_manifest_get_id (manifest);
  g_auto (PackshotCliFlags) flags = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotRequest) request = read_request (manifest, args, &flags, &error);
  g_autoptr (PackshotCliSession) session = NULL;
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  if (request == NULL)
    return packshot_cli_outcome_refuse (NULL, service, error, json);

  packshot_cli_log_set_verbose (flags.verbose);

  session = packshot_cli_session_new (registry);
  job = start (session, request, &flags, &error);
  if (job == NULL)
    return packshot_cli_outcome_refuse (session, service, error, json);

  g_ptr_array_add (jobs, job);
  packshot_cli_wait (session, jobs, flags.no_poll);

  return packshot_cli_outcome_tell (session, job, json);
}

/**
 * packshot_cli_make_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that makes a video.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_make_run (PackshotRegistry *registry, char **args)
{
  g_auto (PackshotCliFlags) flags = { 0 };
  g_autoptr (GError) error = NULL;
  PackshotManifest *manifest;

  packshot_cli_flags_peek (&flags, args);

  manifest = packshot_cli_services_find (registry, flags.service, &error);
  if (manifest == NULL)
    return packshot_cli_outcome_refuse (NULL, flags.service, error, flags.json);

  if (flags.help)
    {
      g_autofree char *help = packshot_cli_help_dup_make (manifest);

      packshot_cli_explain (help);
      return PACKSHOT_CLI_DONE;
    }

  return make_video (registry, manifest, args, flags.json);
}
