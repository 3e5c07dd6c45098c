/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* How it goes, in one line. */

#include "packshot-cli-progress-line.h"

#include <glib/gi18n.h>

#include "packshot-cli-layout.h"
#include "packshot-cli-words.h"
#include "packshot-text-join.h"

static double
get_typical_wait (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest != NULL ? packshot_manifest_get_typical_wait (manifest) : 0;
}

/* A service is asked again and again, which is no news; but that it takes longer is. */
static gint64
get_usual_wait (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  if (packshot_job_get_state (job) != PACKSHOT_JOB_WAITING || manifest == NULL)
    return G_USEC_PER_SEC;

  return (gint64) (packshot_manifest_get_poll_interval (manifest) * G_USEC_PER_SEC) + 1;
}

/* "3:05 of about 15:00", and beyond that no promise any more. */
static char *
dup_wait (PackshotJob *job)
{
  double elapsed = packshot_job_get_elapsed (job);
  double typical = get_typical_wait (job);
  g_autofree char *so_far = packshot_cli_layout_time (elapsed);
  g_autofree char *usual = packshot_cli_layout_time (typical);

  if (typical <= 0)
    return g_steal_pointer (&so_far);
  if (elapsed > typical)
    /* Translators: a time such as “5 min”. */
    return g_strdup_printf (_ ("%s, longer than usual"), so_far);

  /* Translators: two times such as “5 min”. */
  return g_strdup_printf (_ ("%s of about %s"), so_far, usual);
}

static char *
dup_waiting (PackshotJob *job, gint64 now, guint width)
{
  gint64 last_contact = packshot_job_get_last_contact (job);
  g_autofree char *wait = dup_wait (job);
  g_autofree char *span = packshot_cli_words_span (now - last_contact);
  g_autofree char *line = NULL;

  if (last_contact > 0)
    /* Translators: the name of a service, how long so far, and a time such as “5 s”. */
    line = g_strdup_printf (_ ("Waiting for %s  %s, heard of it %s ago"),
                            packshot_cli_words_service (job), wait, span);
  else
    /* Translators: the name of a service, and how long so far. */
    line = g_strdup_printf (_ ("Waiting for %s  %s"), packshot_cli_words_service (job), wait);

  return packshot_cli_layout_cut (line, width > 1 ? width - 1 : 1);
}

/**
 * packshot_cli_progress_line_get_usual_left:
 * @job: a job
 *
 * Returns: after how many seconds it takes longer than usual, which may be less than 0; or
 *   -%G_MAXDOUBLE where nothing is waited for or nothing is usual
 */
double
packshot_cli_progress_line_get_usual_left (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  PackshotJobState state = packshot_job_get_state (job);
  double typical = get_typical_wait (job);

  /* The one call of a service that can't be asked later lasts as long as its work. */
  if (typical <= 0
      || (state != PACKSHOT_JOB_WAITING
          && (state != PACKSHOT_JOB_SUBMITTING || packshot_manifest_get_can_resume (manifest))))
    return -G_MAXDOUBLE;

  return typical - packshot_job_get_elapsed (job);
}

/**
 * packshot_cli_progress_line_dup_state:
 * @job: a job
 *
 * Returns: (transfer full) (nullable): what it is doing now, for a line that stays; %NULL where its
 *   service tells that itself, or where nothing is done
 */
char *
packshot_cli_progress_line_dup_state (PackshotJob *job)
{
  PackshotJobState state = packshot_job_get_state (job);
  double typical = get_typical_wait (job);
  g_autofree char *span = NULL;

  switch (state)
    {
    case PACKSHOT_JOB_WAITING:
      if (typical <= 0)
        return g_strdup_printf (_ ("Waiting for %s"), packshot_cli_words_service (job));

      span = packshot_cli_words_span ((gint64) (typical * G_USEC_PER_SEC));
      /* Translators: the name of a service, and a time such as “5 min”. */
      return g_strdup_printf (_ ("Waiting for %s, which usually takes about %s"),
                              packshot_cli_words_service (job), span);
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_FETCHING:
      return g_strdup (packshot_cli_words_state (state));
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_REVIEW:
    case PACKSHOT_JOB_MAKING:
    case PACKSHOT_JOB_DONE:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    case PACKSHOT_JOB_UNKNOWN:
    default:
      return NULL;
    }
}

/**
 * packshot_cli_progress_line_dup_trouble:
 * @job: a job
 * @now: in microseconds since 1970
 *
 * Returns: (transfer full) (nullable): what the service said of it or what keeps it from going on,
 *   and when it is tried again, where that is later than usual; %NULL where there is nothing to
 * say, or where a person has to do something first
 */
char *
packshot_cli_progress_line_dup_trouble (PackshotJob *job, gint64 now)
{
  const char *words = packshot_job_get_words (job);
  gint64 next_try = packshot_job_get_next_try (job);
  g_autofree char *shown = NULL;
  g_autofree char *span = NULL;

  if (words == NULL || packshot_job_get_key_needed (job))
    return NULL;

  switch (packshot_job_get_state (job))
    {
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_FETCHING:
      shown = packshot_cli_words_printable (words);
      if (next_try - now < get_usual_wait (job))
        return g_steal_pointer (&shown);

      span = packshot_cli_words_span (next_try - now);
      /* Translators: a sentence about what went wrong, and a time such as “5 s”. */
      return g_strdup_printf (_ ("%s Next try in %s."), shown, span);
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_REVIEW:
    case PACKSHOT_JOB_MAKING:
    case PACKSHOT_JOB_DONE:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    case PACKSHOT_JOB_UNKNOWN:
    default:
      return NULL;
    }
}

/**
 * packshot_cli_progress_line_dup_job:
 * @job: a job
 * @now: in microseconds since 1970
 * @width: the columns there are
 * @unicode: whether the terminal shows more than ASCII
 *
 * Returns: (transfer full): how it goes at this moment, narrower than @width
 */
char *
packshot_cli_progress_line_dup_job (PackshotJob *job, gint64 now, guint width, gboolean unicode)
{
  PackshotJobState state = packshot_job_get_state (job);
  const char *activity = packshot_job_get_activity (job);
  double fraction = packshot_job_get_fraction (job);

  if (state == PACKSHOT_JOB_WAITING && fraction < 0)
    return dup_waiting (job, now, width);

  if (activity == NULL && state != PACKSHOT_JOB_READY && state != PACKSHOT_JOB_MAKING)
    activity = packshot_cli_words_state (state);

  return packshot_cli_layout_progress (activity, fraction, packshot_job_get_elapsed (job),
                                       packshot_job_get_seconds_left (job), width, unicode);
}

/**
 * packshot_cli_progress_line_dup_jobs:
 * @jobs: (element-type PackshotJob): several jobs
 * @width: the columns there are
 *
 * Returns: (transfer full): how many of them have come how far, narrower than @width
 */
char *
packshot_cli_progress_line_dup_jobs (GPtrArray *jobs, guint width)
{
  guint counts[PACKSHOT_JOB_N_STATES] = { 0 };
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < jobs->len; i++)
    counts[packshot_job_get_state (g_ptr_array_index (jobs, i))]++;

  for (guint i = 0; i < PACKSHOT_JOB_N_STATES; i++)
    {
      g_autofree char *words = NULL;

      if (counts[i] == 0)
        continue;

      words = g_strdup_printf ("%s: %u", packshot_cli_words_state (i), counts[i]);
      packshot_text_join_item (line, words);
    }

  return packshot_cli_layout_cut (line->str, width > 1 ? width - 1 : 1);
}
