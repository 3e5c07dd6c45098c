/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-make.h"

#include <signal.h>

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "packshot-cli-describe.h"
#include "packshot-cli-flags.h"
#include "packshot-cli-help.h"
#include "packshot-cli-output.h"
#include "packshot-cli-progress.h"
#include "packshot-cli-services.h"
#include "packshot-core-error.h"
#include "packshot-queue.h"

/* Ctrl-C, a polite kill, and a terminal that was closed. */
static const int stop_signals[] = { SIGINT, SIGTERM, SIGHUP };

typedef struct
{
  PackshotQueue *queue; /* (unowned) */
  PackshotJob *job;     /* (unowned) */
} Running;

static gboolean
stop_cb (gpointer user_data)
{
  Running *running = user_data;

  packshot_queue_cancel (running->queue, running->job);

  return G_SOURCE_CONTINUE;
}

static gboolean
run_to_end (PackshotQueue *queue, PackshotJob *job, GError **error)
{
  Running running = { queue, job };
  guint ids[G_N_ELEMENTS (stop_signals)];
  gboolean submitted;

  /* Before the start, so that there is no moment in which a signal leaves something behind. */
  for (guint i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    ids[i] = g_unix_signal_add (stop_signals[i], stop_cb, &running);

  submitted = packshot_queue_submit (queue, job, error);
  while (submitted && !packshot_job_state_is_end (packshot_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    g_source_remove (ids[i]);

  return submitted;
}

static PackshotCliExit
exit_of_failure (PackshotFailure failure)
{
  switch (failure)
    {
    case PACKSHOT_FAILURE_INPUT:
      return PACKSHOT_CLI_BAD_INPUT;
    case PACKSHOT_FAILURE_REFUSED:
    case PACKSHOT_FAILURE_SERVICE:
    case PACKSHOT_FAILURE_WITHDRAWN:
    case PACKSHOT_FAILURE_EXPIRED:
      return PACKSHOT_CLI_SERVICE;
    case PACKSHOT_FAILURE_NONE:
    case PACKSHOT_FAILURE_LOCAL:
    default:
      return PACKSHOT_CLI_LOCAL;
    }
}

static PackshotCliExit
report (PackshotJob *job, gboolean json)
{
  const char *const *warnings = packshot_job_get_warnings (job);
  PackshotJobState state = packshot_job_get_state (job);

  for (guint i = 0; warnings[i] != NULL; i++)
    packshot_cli_warn (warnings[i]);

  if (json)
    packshot_cli_output_json (job);
  else if (state == PACKSHOT_JOB_DONE)
    packshot_cli_output_lines (job);

  if (state == PACKSHOT_JOB_DONE)
    return PACKSHOT_CLI_DONE;

  if (state == PACKSHOT_JOB_CANCELLED)
    {
      packshot_cli_complain (_ ("Stopped; no video was made."));
      return PACKSHOT_CLI_INTERRUPTED;
    }

  packshot_cli_complain (packshot_job_get_failure_words (job));
  return exit_of_failure (packshot_job_get_failure (job));
}

static PackshotCliExit
refuse (gboolean json, const char *service, const GError *error)
{
  g_autofree char *sentence = NULL;
  const char *words = error->message;

  /* GLib's own words about flags come without a full stop. */
  if (error->domain == G_OPTION_ERROR)
    words = sentence = g_strconcat (error->message, ".", NULL);

  packshot_cli_complain (words);
  if (json)
    packshot_cli_output_json_refusal (service, words);

  return PACKSHOT_CLI_BAD_INPUT;
}

/* Core says what is missing; here it can be said how to give it. */
static gboolean
check_complete (PackshotRequest *request, GError **error)
{
  PackshotOption *missing = packshot_request_find_missing (request);
  g_autofree char *placeholder = NULL;

  if (missing == NULL)
    return TRUE;

  placeholder = packshot_cli_describe_placeholder (missing);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MISSING_VALUE,
               _ ("“%s” is missing; please give it with --%s %s."),
               packshot_option_get_label (missing), packshot_option_get_name (missing),
               placeholder);
  return FALSE;
}

static PackshotJob *
add_job (PackshotQueue *queue,
         PackshotManifest *manifest,
         char **args,
         PackshotCliFlags *flags,
         GError **error)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (manifest);

  if (!packshot_cli_flags_parse (flags, args, request, error) || !check_complete (request, error))
    return NULL;

  return packshot_queue_add (queue, request, flags->output, error);
}

static PackshotCliExit
make_video (PackshotRegistry *registry, PackshotManifest *manifest, char **args, gboolean json)
{
  g_autoptr (PackshotQueue) queue = packshot_queue_new (registry);
  g_auto (PackshotCliFlags) flags = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotJob) job = add_job (queue, manifest, args, &flags, &error);
  g_autoptr (PackshotCliProgress) progress = NULL;

  if (job == NULL)
    return refuse (json, packshot_manifest_get_id (manifest), error);

  if (flags.verbose)
    g_log_set_debug_enabled (TRUE);

  progress = packshot_cli_progress_new (job);
  if (!run_to_end (queue, job, &error))
    return refuse (json, packshot_manifest_get_id (manifest), error);

  g_clear_pointer (&progress, packshot_cli_progress_free);

  return report (job, json);
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
    return refuse (flags.json, flags.service, error);

  if (flags.help)
    {
      g_autofree char *help = packshot_cli_help_dup_make (manifest);

      packshot_cli_explain (help);
      return PACKSHOT_CLI_DONE;
    }

  return make_video (registry, manifest, args, flags.json);
}
