/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What became of a job: on stdout for programs, on stderr for people, and as an exit status. */

#include "packshot-cli-outcome.h"

#include <glib/gi18n.h>

#include "packshot-cli-order.h"
#include "packshot-cli-output.h"
#include "packshot-cli-words.h"
#include "packshot-core-error.h"
#include "packshot-ledger-event.h"
#include "packshot-nick.h"
#include "packshot-text-join.h"
#include "packshot-text.h"

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

static void
complain_about (const char *words)
{
  g_autofree char *shown = packshot_cli_words_printable (words);

  packshot_cli_complain (shown);
}

/* The sentence about its present state, with what can be done now. */
static void
advise (PackshotJob *job, const char *advice)
{
  const char *words = packshot_job_get_words (job);
  g_autofree char *shown = words != NULL ? packshot_cli_words_printable (words) : NULL;
  g_autoptr (GString) sentences = g_string_new (shown);

  /* The words of a service need not end like a sentence. */
  if (shown != NULL)
    packshot_text_join_full_stop (sentences);
  packshot_text_join_sentence (sentences, advice);

  packshot_cli_complain (sentences->str);
}

static void
tell_ready (PackshotJob *job)
{
  const char *id = packshot_job_get_id (job);
  g_autofree char *advice = g_strdup_printf (
      _ ("Nothing was made, and the job is kept: “packshot-cli poll %s” sends it again."), id);

  advise (job, advice);
}

/* A job that ends with a preview first; once that is approved it is as any other. */
static gboolean
waits_for_preview (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return manifest != NULL && packshot_manifest_offers_step (manifest, PACKSHOT_STEP_APPROVE)
         && packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_APPROVED)
                == NULL;
}

static void
tell_waiting (PackshotJob *job)
{
  const char *id = packshot_job_get_id (job);
  const char *service = packshot_cli_words_service (job);
  g_autofree char *advice = NULL;

  if (packshot_job_get_key_needed (job))
    advice =
        /* Translators: the name of a service, and the id of a job. */
        g_strdup_printf (_ ("The job is kept; when %s has a key that works, “packshot-cli poll "
                            "%s” goes on."),
                         service, id);
  else if (packshot_job_get_state (job) == PACKSHOT_JOB_FETCHING)
    advice =
        /* Translators: the name of a service, and the id of a job. */
        g_strdup_printf (_ ("%s has made the video, but it is not here yet; “packshot-cli poll "
                            "%s” brings it."),
                         service, id);
  else if (packshot_job_get_cancel_asked (job))
    advice =
        /* Translators: the name of a service, and the id of a job. */
        g_strdup_printf (_ ("%s was asked to cancel this job and has not confirmed it, so that "
                            "it may still cost something. “packshot-cli poll %s” tells."),
                         service, id);
  else if (waits_for_preview (job))
    advice =
        /* Translators: the name of a service, and the id of a job. */
        g_strdup_printf (_ ("The job is kept, and %s works on it; “packshot-cli poll %s” brings "
                            "the preview."),
                         service, id);
  else
    advice =
        /* Translators: the name of a service, and the id of a job. */
        g_strdup_printf (_ ("The job is kept, and %s works on it; “packshot-cli poll %s” brings "
                            "the video."),
                         service, id);

  advise (job, advice);
}

/* "from 3 credits", of a step that may be asked for. */
static char *
dup_price (PackshotJob *job, PackshotStep step)
{
  PackshotCliOrder order = { job, step, NULL, FALSE, FALSE };

  return packshot_cli_order_dup_price (&order);
}

/* Each of the ways on has its price. */
static void
tell_review (PackshotJob *job)
{
  const char *id = packshot_job_get_id (job);
  g_autofree char *approve = dup_price (job, PACKSHOT_STEP_APPROVE);
  g_autofree char *other = dup_price (job, PACKSHOT_STEP_REGENERATE_PICTURE);
  g_autoptr (GString) advice = g_string_new (NULL);
  g_autofree char *ways = NULL;

  if (packshot_job_get_cover_path (job) != NULL)
    g_string_append (advice, _ ("The preview is here; please look at it."));
  else
    g_string_append (advice,
                     _ ("The preview is ready at the service, but its picture is not here."));
  if (packshot_job_offers (job, PACKSHOT_STEP_REGENERATE_PICTURE))
    /* Translators: the id of a job and what the step costs, twice each. */
    ways = g_strdup_printf (_ ("“packshot-cli approve %s” has the video made of it (%s), and "
                               "“packshot-cli regenerate %s picture” has another preview made "
                               "(%s)."),
                            id, approve, id, other);
  else
    /* Translators: the id of a job, and what the step costs. */
    ways = g_strdup_printf (_ ("“packshot-cli approve %s” has the video made of it (%s)."), id,
                            approve);
  packshot_text_join_sentence (advice, ways);

  advise (job, advice->str);
}

/* The video is here, and something besides was not done. */
static void
tell_note (PackshotJob *job)
{
  const char *words = packshot_job_get_words (job);
  g_autofree char *note = NULL;
  g_autofree char *shown = NULL;

  if (words == NULL)
    return;

  shown = packshot_cli_words_printable (words);
  /* Translators: a sentence, its full stop or nothing, and the id of a job. */
  note =
      g_strdup_printf (_ ("%s%s “packshot-cli poll %s” tries again."), shown,
                       packshot_text_ends_sentence (shown) ? "" : ".", packshot_job_get_id (job));
  packshot_cli_warn (note);
}

/* Where a service has nothing that could be asked for, all that can be said is that it is over. */
static void
tell_unknown (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  const char *id = packshot_job_get_id (job);
  g_autofree char *advice = NULL;

  if (manifest != NULL && !packshot_manifest_get_can_resume (manifest))
    /* Translators: the name of a service, and the id of a job. */
    advice = g_strdup_printf (_ ("%s can’t be asked for the video any more, if there is one. "
                                 "“packshot-cli resolve %s --not-created” lets it be ordered "
                                 "again."),
                              packshot_cli_words_service (job), id);
  else
    /* Translators: the name of a service, and the id of a job twice. */
    advice = g_strdup_printf (_ ("Please look at %s whether the video was ordered there. If it "
                                 "was: “packshot-cli resolve %s --id ID”, with the id it has "
                                 "there; if not: “packshot-cli resolve %s --not-created”."),
                              packshot_cli_words_service (job), id, id);

  advise (job, advice);
}

static void
tell_cancelled (PackshotJob *job, gboolean is_stopped)
{
  if (is_stopped)
    packshot_cli_complain (_ ("Stopped; no video was made."));
  else if (packshot_job_get_words (job) != NULL)
    complain_about (packshot_job_get_words (job));
  else
    packshot_cli_complain (_ ("The job was cancelled; no video was made."));
}

/* What a service gave an id to is a result, whatever became of it, and so is a job that is kept for
 * somebody to decide about. */
static gboolean
has_results (PackshotJob *job)
{
  PackshotJobState state = packshot_job_get_state (job);

  return state == PACKSHOT_JOB_DONE || state == PACKSHOT_JOB_READY || state == PACKSHOT_JOB_UNKNOWN
         || packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_POLL)
                != NULL;
}

static void
print (PackshotJob *job, gboolean json)
{
  if (json)
    packshot_cli_output_json (job);
  else if (has_results (job))
    packshot_cli_output_lines (job);
}

static PackshotCliExit
say (PackshotJob *job, gboolean is_stopped)
{
  switch (packshot_job_get_state (job))
    {
    case PACKSHOT_JOB_DONE:
      tell_note (job);
      return PACKSHOT_CLI_DONE;
    case PACKSHOT_JOB_FAILED:
      complain_about (packshot_job_get_failure_words (job));
      return exit_of_failure (packshot_job_get_failure (job));
    case PACKSHOT_JOB_CANCELLED:
      tell_cancelled (job, is_stopped);
      return is_stopped ? PACKSHOT_CLI_INTERRUPTED : PACKSHOT_CLI_LOCAL;
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_FETCHING:
      tell_waiting (job);
      return is_stopped ? PACKSHOT_CLI_INTERRUPTED : PACKSHOT_CLI_WAITING;
    case PACKSHOT_JOB_REVIEW:
      tell_review (job);
      return is_stopped ? PACKSHOT_CLI_INTERRUPTED : PACKSHOT_CLI_WAITING;
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_UNKNOWN:
      tell_unknown (job);
      return is_stopped ? PACKSHOT_CLI_INTERRUPTED : PACKSHOT_CLI_UNKNOWN;
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_MAKING:
    default:
      tell_ready (job);
      return is_stopped ? PACKSHOT_CLI_INTERRUPTED : PACKSHOT_CLI_LOCAL;
    }
}

/* A job that rests after a later step looks the same whether the step was taken or not; its log
 * tells. */
static PackshotCliExit
exit_of_second (PackshotCliSession *session, PackshotJob *job, PackshotStep step)
{
  const char *nick = packshot_nick (PACKSHOT_TYPE_STEP, step);
  g_autoptr (GPtrArray) events = packshot_cli_session_list_events (session, job, NULL);

  for (guint i = events != NULL ? events->len : 0; i > 0; i--)
    {
      const PackshotLedgerEvent *event = g_ptr_array_index (events, i - 1);

      if (g_strcmp0 (event->step, nick) != 0)
        continue;
      if (event->state == PACKSHOT_JOB_WAITING || event->state == PACKSHOT_JOB_FETCHING)
        return PACKSHOT_CLI_DONE;

      return event->kind == PACKSHOT_EVENT_ANSWERED ? PACKSHOT_CLI_SERVICE : PACKSHOT_CLI_LOCAL;
    }

  return PACKSHOT_CLI_LOCAL;
}

static PackshotCliExit
exit_of_error (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return PACKSHOT_CLI_BAD_INPUT;

  if (error->domain != PACKSHOT_CORE_ERROR)
    return PACKSHOT_CLI_LOCAL;

  switch ((PackshotCoreError) error->code)
    {
    case PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE:
    case PACKSHOT_CORE_ERROR_UNKNOWN_OPTION:
    case PACKSHOT_CORE_ERROR_BAD_VALUE:
    case PACKSHOT_CORE_ERROR_MISSING_VALUE:
    case PACKSHOT_CORE_ERROR_STATE:
    case PACKSHOT_CORE_ERROR_NO_JOB:
    case PACKSHOT_CORE_ERROR_LIMIT:
      return PACKSHOT_CLI_BAD_INPUT;
    case PACKSHOT_CORE_ERROR_SERVICE:
      return PACKSHOT_CLI_SERVICE;
    case PACKSHOT_CORE_ERROR_MANIFEST:
    case PACKSHOT_CORE_ERROR_LEDGER:
    case PACKSHOT_CORE_ERROR_LEDGER_NEWER:
    case PACKSHOT_CORE_ERROR_UNREADABLE_JOB:
    default:
      return PACKSHOT_CLI_LOCAL;
    }
}

/* How much an exit status has to say, when there are several. */
static guint
rank (PackshotCliExit code)
{
  static const PackshotCliExit order[] = { PACKSHOT_CLI_DONE,       PACKSHOT_CLI_WAITING,
                                           PACKSHOT_CLI_BAD_INPUT,  PACKSHOT_CLI_LOCAL,
                                           PACKSHOT_CLI_SERVICE,    PACKSHOT_CLI_UNKNOWN,
                                           PACKSHOT_CLI_INTERRUPTED };
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (order) && order[i] != code)
    i++;

  return i;
}

/**
 * packshot_cli_outcome_tell:
 * @session: a session that is open
 * @job: one of its jobs, with its request and its ids
 * @json: whether to print JSON
 *
 * Prints what came of the job on stdout, and says on stderr what a person should know: warnings,
 * why there is no video, how to go on.
 *
 * Returns: how the program ends, were this its only job
 */
PackshotCliExit
packshot_cli_outcome_tell (PackshotCliSession *session, PackshotJob *job, gboolean json)
{
  const char *const *warnings = packshot_job_get_warnings (job);

  for (guint i = 0; warnings[i] != NULL; i++)
    {
      g_autofree char *shown = packshot_cli_words_printable (warnings[i]);

      packshot_cli_warn (shown);
    }

  print (job, json);
  return say (job, packshot_cli_session_get_n_stops (session) > 0);
}

/**
 * packshot_cli_outcome_tell_second:
 * @session: a session that is open
 * @job: one of its jobs, with its request and its ids
 * @step: a later step that was sent for it
 * @json: whether to print JSON
 *
 * Tells as packshot_cli_outcome_tell(), and of a job that is where it was because the step was not
 * taken, that nothing was ordered.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_outcome_tell_second (PackshotCliSession *session,
                                  PackshotJob *job,
                                  PackshotStep step,
                                  gboolean json)
{
  PackshotJobState state = packshot_job_get_state (job);
  PackshotCliExit code = PACKSHOT_CLI_DONE;

  if (state == PACKSHOT_JOB_REVIEW || state == PACKSHOT_JOB_DONE)
    code = exit_of_second (session, job, step);
  if (code == PACKSHOT_CLI_DONE)
    return packshot_cli_outcome_tell (session, job, json);

  print (job, json);
  advise (job, state == PACKSHOT_JOB_REVIEW
                   ? _ ("Nothing was ordered, and the preview still waits for your word.")
                   : _ ("Nothing was ordered, and the video that is here stays as it is."));
  return code;
}

/**
 * packshot_cli_outcome_tell_all:
 * @session: a session that is open
 * @jobs: (element-type PackshotJob): some of its jobs
 * @json: whether to print JSON, one object a line
 *
 * Tells of one after the other, as packshot_cli_outcome_tell().
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_outcome_tell_all (PackshotCliSession *session, GPtrArray *jobs, gboolean json)
{
  PackshotCliExit code = PACKSHOT_CLI_DONE;

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);

      code = packshot_cli_outcome_worse (code, packshot_cli_outcome_tell (session, job, json));
    }

  return code;
}

/**
 * packshot_cli_outcome_refuse:
 * @session: (nullable): the session, where there is one already
 * @service: (nullable): the id of the service asked for
 * @error: why there is nothing to tell of
 * @json: whether to print JSON
 *
 * Says why nothing was done.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_outcome_refuse (PackshotCliSession *session,
                             const char *service,
                             const GError *error,
                             gboolean json)
{
  g_autofree char *sentence = NULL;
  const char *words = error->message;

  /* GLib's own words about flags come without a full stop. */
  if (error->domain == G_OPTION_ERROR)
    words = sentence = g_strconcat (error->message, ".", NULL);

  complain_about (words);
  if (json)
    packshot_cli_output_json_refusal (service, words);

  if (session != NULL && packshot_cli_session_get_n_stops (session) > 0)
    return PACKSHOT_CLI_INTERRUPTED;

  return exit_of_error (error);
}

/**
 * packshot_cli_outcome_worse:
 * @one: how one thing went
 * @other: how another went
 *
 * Returns: the one that a caller has to know more urgently
 */
PackshotCliExit
packshot_cli_outcome_worse (PackshotCliExit one, PackshotCliExit other)
{
  return rank (other) > rank (one) ? other : one;
}
