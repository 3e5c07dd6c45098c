/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* Money, times and states, in words for people. */

#include "packshot-cli-words.h"

#include <glib/gi18n.h>

#include "packshot-money.h"
#include "packshot-text.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* A service may say a lot; a page of it is no sentence any more. */
#define MAX_WORDS 1000

/**
 * packshot_cli_words_money:
 * @amount: in millionths of @unit, or %PACKSHOT_MONEY_UNKNOWN
 * @manifest: (nullable): the service
 * @unit: (nullable): what is counted
 *
 * Returns: (transfer full): a price in words: "100 credits", "free", "not known"
 */
char *
packshot_cli_words_money (gint64 amount, PackshotManifest *manifest, const char *unit)
{
  if (amount < 0)
    /* Translators: a cost. */
    return g_strdup (_ ("not known"));
  if (amount == 0)
    /* Translators: it costs nothing. */
    return g_strdup (_ ("free"));

  return packshot_money_dup_words (amount, manifest, unit);
}

/**
 * packshot_cli_words_get_cost:
 * @job: a job
 *
 * Returns: what it cost, in millionths of its unit; %PACKSHOT_MONEY_UNKNOWN where nobody said yet,
 *   where it may still be paid for, or where nothing is counted
 */
gint64
packshot_cli_words_get_cost (PackshotJob *job)
{
  switch (packshot_job_get_state (job))
    {
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_FETCHING:
    case PACKSHOT_JOB_REVIEW:
    case PACKSHOT_JOB_DONE:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
      return packshot_job_get_unit (job) != NULL ? packshot_job_get_charged (job)
                                                 : PACKSHOT_MONEY_UNKNOWN;
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_MAKING:
    case PACKSHOT_JOB_UNKNOWN:
    default:
      return PACKSHOT_MONEY_UNKNOWN;
    }
}

/**
 * packshot_cli_words_state:
 * @state: a state
 *
 * Returns: (transfer none): what it means, as a line that stands alone
 */
const char *
packshot_cli_words_state (PackshotJobState state)
{
  switch (state)
    {
    case PACKSHOT_JOB_DRAFT:
      return _ ("Not complete");
    case PACKSHOT_JOB_READY:
      return _ ("Ready to be sent");
    case PACKSHOT_JOB_UPLOADING:
      return _ ("Uploading");
    case PACKSHOT_JOB_SUBMITTING:
      return _ ("Sending the job");
    case PACKSHOT_JOB_WAITING:
      return _ ("Waiting for the service");
    case PACKSHOT_JOB_REVIEW:
      return _ ("Waiting for your approval");
    case PACKSHOT_JOB_FETCHING:
      return _ ("Downloading");
    case PACKSHOT_JOB_MAKING:
      return _ ("Making the video");
    case PACKSHOT_JOB_DONE:
      return _ ("Done");
    case PACKSHOT_JOB_FAILED:
      return _ ("Failed");
    case PACKSHOT_JOB_CANCELLED:
      return _ ("Cancelled");
    case PACKSHOT_JOB_UNKNOWN:
    default:
      return _ ("Outcome unknown");
    }
}

/**
 * packshot_cli_words_switch:
 * @value: a value of a switch, as packshot_option_format() writes it
 *
 * Returns: (transfer none): the same for people
 */
const char *
packshot_cli_words_switch (const char *value)
{
  return g_str_equal (value, "true") ? _ ("yes") : _ ("no");
}

/**
 * packshot_cli_words_service:
 * @job: a job
 *
 * Returns: (transfer none): what people call its service, or its id where that is not there any
 *   more
 */
const char *
packshot_cli_words_service (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest != NULL ? packshot_manifest_get_name (manifest) : packshot_job_get_service (job);
}

/**
 * packshot_cli_words_span:
 * @span: in microseconds
 *
 * Returns: (transfer full): about how long that is, in one unit: "12 s", "5 min", "3 h", "2 d"
 */
char *
packshot_cli_words_span (gint64 span)
{
  span = MAX (span, 0);

  if (span < MINUTE)
    /* Translators: seconds, as short as can be. */
    return g_strdup_printf (_ ("%d s"), (int) (span / G_USEC_PER_SEC));
  if (span < HOUR)
    return g_strdup_printf (_ ("%d min"), (int) (span / MINUTE));
  if (span < DAY)
    return g_strdup_printf (_ ("%d h"), (int) (span / HOUR));

  /* Translators: days, as short as can be. */
  return g_strdup_printf (_ ("%d d"), (int) MIN (span / DAY, G_MAXINT));
}

/**
 * packshot_cli_words_time:
 * @at: in microseconds since 1970, UTC
 *
 * Returns: (transfer full): date and time of day where the user is
 */
char *
packshot_cli_words_time (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);
  char *text = time != NULL ? g_date_time_format (time, "%F %T") : NULL;

  return text != NULL ? text : g_strdup ("?");
}

/**
 * packshot_cli_words_printable:
 * @words: what somebody else said, any bytes ended by NUL
 *
 * Returns: (transfer full): the same on one line, with nothing in it that a terminal obeys
 */
char *
packshot_cli_words_printable (const char *words)
{
  return packshot_text_printable (words, MAX_WORDS);
}
