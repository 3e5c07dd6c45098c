/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-find.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 60

/**
 * packshot_cli_find:
 * @queue: the jobs there are
 * @typed: the id of a job or the beginning of it, or what its service calls it
 * @error: return location for a %PACKSHOT_CORE_ERROR_NO_JOB where there is none, or a
 *   %PACKSHOT_CORE_ERROR_BAD_VALUE where there are several; one sentence
 *
 * Returns: (transfer none): the job, or %NULL on error
 */
PackshotJob *
packshot_cli_find (PackshotQueue *queue, const char *typed, GError **error)
{
  GListModel *jobs = packshot_queue_get_jobs (queue);
  PackshotJob *found = packshot_queue_find (queue, typed);
  g_autofree char *shown = packshot_text_printable (typed, SHOWN_LENGTH);
  guint n_found = 0;

  if (found != NULL)
    return found;

  for (guint i = 0; i < g_list_model_get_n_items (jobs) && *typed != '\0'; i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      if (!g_str_has_prefix (packshot_job_get_id (job), typed))
        continue;

      /* The queue keeps it. */
      found = job;
      n_found++;
    }

  if (n_found == 1)
    return found;

  if (n_found == 0)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_NO_JOB,
                 _ ("There is no job “%s”; “packshot-cli jobs” lists all."), shown);
  else
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: how many, and the beginning of an id; two at least. */
                 ngettext ("%u job begins with “%s”; please give more of the id.",
                           "%u jobs begin with “%s”; please give more of the id.", n_found),
                 n_found, shown);
  return NULL;
}
