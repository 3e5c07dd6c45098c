/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What is given or changed at a later step of a job. */

#include "packshot-cli-amend.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-text-join.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 60

/* "--video-prompt, --motion-style" */
static char *
list_flags (PackshotManifest *manifest, PackshotStep step)
{
  g_autoptr (GString) flags = g_string_new (NULL);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *flag = g_strconcat ("--", packshot_option_get_name (option), NULL);

      if (packshot_option_has_step (option, step))
        packshot_text_join_item (flags, flag);
    }

  return g_string_free (g_steal_pointer (&flags), FALSE);
}

static void
refuse (PackshotManifest *manifest, PackshotStep step, const char *name, GError **error)
{
  g_autofree char *flags = list_flags (manifest, step);
  g_autofree char *shown = packshot_text_printable (name, SHOWN_LENGTH);

  if (*flags == '\0')
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: the name of a service, and a flag. */
                 _ ("%s takes nothing more at this step, so --%s can’t be given."),
                 packshot_manifest_get_name (manifest), shown);
  else
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: the name of a service, a flag, and a list of flags. */
                 _ ("%s does not take --%s at this step, but only %s."),
                 packshot_manifest_get_name (manifest), shown, flags);
}

/* Names are checked here, where it can be said which flags there are; values by the request. */
static gboolean
check (PackshotManifest *manifest, PackshotStep step, const GPtrArray *options, GError **error)
{
  for (guint i = 0; i < options->len; i += 2)
    {
      const char *name = g_ptr_array_index (options, i);
      PackshotOption *option = packshot_manifest_lookup (manifest, name);

      if (option != NULL && packshot_option_has_step (option, step))
        continue;

      refuse (manifest, step, name, error);
      return FALSE;
    }

  return TRUE;
}

static GPtrArray *
make_pairs (const GPtrArray *options)
{
  GPtrArray *pairs = g_ptr_array_new ();

  for (guint i = 0; i < options->len; i++)
    g_ptr_array_add (pairs, g_ptr_array_index (options, i));
  g_ptr_array_add (pairs, NULL);

  return pairs;
}

/**
 * packshot_cli_amend:
 * @job: a job that is loaded, and whose service is there
 * @step: a later step of it
 * @options: (element-type utf8): names and values, by turns; may be empty
 * @amended: (out) (transfer full) (nullable): the request with these values; %NULL where nobody
 *   here knows what was asked for, and so nothing of it is changed
 * @error: return location for a %PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence
 *
 * Returns: whether all of the options can be given at that step
 */
gboolean
packshot_cli_amend (PackshotJob *job,
                    PackshotStep step,
                    const GPtrArray *options,
                    PackshotRequest **amended,
                    GError **error)
{
  PackshotRequest *request = packshot_job_get_request (job);
  g_autoptr (GPtrArray) pairs = make_pairs (options);

  *amended = NULL;
  if (!check (packshot_job_get_manifest (job), step, options, error))
    return FALSE;

  if (request != NULL)
    *amended = packshot_request_amend (request, step, (const char *const *) pairs->pdata, error);
  else if (options->len > 0)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("The job %s was made elsewhere, and what was asked for is not known here, so "
                    "nothing of it can be changed."),
                 packshot_job_get_id (job));

  return *amended != NULL || (request == NULL && options->len == 0);
}
