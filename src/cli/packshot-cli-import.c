/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What a service has of this account, and that is not here: ordered on another computer, or lost
 * with a disk. */

#include "packshot-cli-import.h"

#include <glib/gi18n.h>

#include "packshot-cli-arguments.h"
#include "packshot-cli-help-jobs.h"
#include "packshot-cli-keys.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
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
  PackshotManifest *manifest;            /* (unowned): the service */
  GPtrArray *ids;  /* (owned) (element-type utf8): which of its jobs; none for all */
  GPtrArray *jobs; /* (owned) (element-type PackshotJob): what came of them */
} Import;

static const PackshotListing *
find_listing (GPtrArray *listings, const char *id)
{
  for (guint i = 0; i < listings->len; i++)
    {
      const PackshotListing *listing = g_ptr_array_index (listings, i);

      if (g_str_equal (listing->id, id))
        return listing;
    }

  return NULL;
}

/* All names are checked before the first of the jobs is taken over. */
static gboolean
check_ids (Import *import, GPtrArray *listings, GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (import->session);

  for (guint i = 0; i < import->ids->len; i++)
    {
      const char *id = g_ptr_array_index (import->ids, i);
      g_autofree char *shown = packshot_text_printable (id, SHOWN_LENGTH);
      PackshotJob *job = packshot_queue_find (queue, id);

      if (job != NULL)
        g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                     /* Translators: what a service calls a job, and the id of the job here. */
                     _ ("“%s” is here already: “packshot-cli show %s” tells all about it."), shown,
                     packshot_job_get_id (job));
      else if (find_listing (listings, id) == NULL)
        g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB,
                     /* Translators: the name of a service, and what was typed as an id. */
                     _ ("%s has no job “%s”."), packshot_manifest_get_name (import->manifest),
                     shown);
      else
        continue;

      return FALSE;
    }

  return TRUE;
}

static gboolean
take (Import *import, const PackshotListing *listing, GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (import->session);
  PackshotJob *job = packshot_queue_import_listing (queue, import->manifest, listing,
                                                    import->arguments->output, error);

  if (job == NULL)
    return FALSE;

  g_ptr_array_add (import->jobs, job);
  return TRUE;
}

static gboolean
take_all (Import *import, GPtrArray *listings, GError **error)
{
  for (guint i = 0; i < listings->len; i++)
    {
      const PackshotListing *listing = g_ptr_array_index (listings, i);

      if ((import->ids->len == 0
           || g_ptr_array_find_with_equal_func (import->ids, listing->id, g_str_equal, NULL))
          && !take (import, listing, error))
        return FALSE;
    }

  return TRUE;
}

/* How they are is for their service to say, which is free. */
static gboolean
carry_on (Import *import, GError **error)
{
  PackshotQueue *queue = packshot_cli_session_get_queue (import->session);

  if (import->arguments->interval > 0)
    packshot_queue_set_interval (queue, import->arguments->interval);

  for (guint i = 0; i < import->jobs->len; i++)
    {
      if (!packshot_queue_carry_on (queue, g_ptr_array_index (import->jobs, i), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
start (Import *import, GError **error)
{
  g_autoptr (GPtrArray) listings = NULL;

  if (!packshot_cli_keys_check (import->manifest, error)
      || !packshot_cli_session_open (import->session, error))
    return FALSE;

  listings = packshot_cli_session_list_remote (import->session, import->manifest, error);

  return listings != NULL && check_ids (import, listings, error)
         && take_all (import, listings, error) && carry_on (import, error);
}

static PackshotCliExit
run (Import *import)
{
  const PackshotCliArguments *arguments = import->arguments;
  const char *name = packshot_manifest_get_name (import->manifest);
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;

  if (!start (import, &error))
    return packshot_cli_outcome_refuse (import->session, arguments->service, error,
                                        arguments->json);

  if (import->jobs->len == 0)
    note = g_strdup_printf (_ ("%s has nothing that is not here.\n"), name);
  else
    /* Translators: how many, and the name of a service. */
    note = g_strdup_printf (ngettext ("%u job of %s is here now.\n",
                                      "%u jobs of %s are here now.\n", import->jobs->len),
                            import->jobs->len, name);
  packshot_cli_note (note);

  packshot_cli_wait (import->session, import->jobs, arguments->no_poll);
  return packshot_cli_outcome_tell_all (import->session, import->jobs, arguments->json);
}

static void
take_ids (Import *import)
{
  const PackshotCliArguments *arguments = import->arguments;

  for (guint i = 0; arguments->jobs[i] != NULL; i++)
    g_ptr_array_add (import->ids, arguments->jobs[i]);

  for (guint i = 0; i < arguments->remote_ids->len; i++)
    {
      const PackshotCliRemoteId *remote_id = g_ptr_array_index (arguments->remote_ids, i);

      g_ptr_array_add (import->ids, remote_id->id);
    }
}

static gboolean
check (Import *import, PackshotRegistry *registry, GError **error)
{
  const PackshotCliArguments *arguments = import->arguments;

  if (arguments->service == NULL)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("From which service? Please name it with --service ID."));
      return FALSE;
    }

  import->manifest = packshot_cli_services_find (registry, arguments->service, error);
  if (import->manifest == NULL)
    return FALSE;

  if (!packshot_manifest_get_can_list (import->manifest))
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: the name of a service, and its id. */
                 _ ("%s can’t tell which videos it has; “packshot-cli poll --service %s ID” brings "
                    "one whose id is known."),
                 packshot_manifest_get_name (import->manifest),
                 packshot_manifest_get_id (import->manifest));
  else if (arguments->output != NULL && import->ids->len != 1)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("--output is the place of one video; please name one job with it."));
  else
    return TRUE;

  return FALSE;
}

/**
 * packshot_cli_import_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that takes over what a service has.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_import_run (PackshotRegistry *registry, char **args)
{
  g_auto (PackshotCliArguments) arguments = { 0 };
  g_autoptr (PackshotCliSession) session = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  Import import = { NULL, &arguments, NULL, ids, jobs };

  if (!packshot_cli_arguments_parse (
          &arguments, args, PACKSHOT_CLI_TAKES_WAIT | PACKSHOT_CLI_TAKES_IDS, registry, &error))
    return packshot_cli_outcome_refuse (NULL, arguments.service, error, arguments.json);

  if (arguments.help)
    {
      packshot_cli_help_jobs_explain (registry, args[0]);
      return PACKSHOT_CLI_DONE;
    }

  take_ids (&import);
  if (!check (&import, registry, &error))
    return packshot_cli_outcome_refuse (NULL, arguments.service, error, arguments.json);

  packshot_cli_log_set_verbose (arguments.verbose);
  import.session = session = packshot_cli_session_new (registry);

  return run (&import);
}
