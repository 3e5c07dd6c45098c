/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* All about one job, for people. */

#include "packshot-cli-describe-job.h"

#include <glib/gi18n.h>

#include "packshot-cli-layout.h"
#include "packshot-cli-words.h"
#include "packshot-ledger-event.h"
#include "packshot-money.h"
#include "packshot-text-join.h"

/* A date with its time fits. */
#define HEAD_WIDTH 22

/* Whatever stands here, somebody else may have written it. */
static void
append (GString *text, const char *head, const char *body)
{
  g_autofree char *shown_head = packshot_cli_words_printable (head);
  g_autofree char *shown_body = NULL;

  if (body == NULL)
    return;

  shown_body = packshot_cli_words_printable (body);
  packshot_cli_layout_append_row (text, 2, shown_head, HEAD_WIDTH, shown_body);
}

static void
append_time (GString *text, const char *head, gint64 at)
{
  g_autofree char *time = at > 0 ? packshot_cli_words_time (at) : NULL;

  append (text, head, time);
}

/* An empty purse is not "free". */
static void
append_amount (GString *text, const char *head, gint64 amount, PackshotJob *job)
{
  const char *unit = packshot_job_get_unit (job);
  g_autofree char *body = NULL;

  if (amount < 0 || unit == NULL)
    return;

  body = packshot_money_dup_words (amount, packshot_job_get_manifest (job), unit);
  append (text, head, body);
}

static void
append_state (GString *text, PackshotJob *job)
{
  PackshotJobState state = packshot_job_get_state (job);
  const char *failure = packshot_job_get_failure_words (job);
  const char *words = packshot_job_get_words (job);
  const char *const *warnings = packshot_job_get_warnings (job);

  append (text, _ ("State"), packshot_cli_words_state (state));
  append (text, "", failure);
  if (g_strcmp0 (words, failure) != 0)
    append (text, "", words);
  for (guint i = 0; warnings[i] != NULL; i++)
    append (text, "", warnings[i]);
  if (packshot_job_get_cancel_asked (job) && !packshot_job_state_is_end (state))
    append (text, "", _ ("It shall be cancelled, and the service has not confirmed it."));
  if (packshot_job_get_driven_elsewhere (job))
    append (text, "", _ ("Another window or command is busy with it."));
}

static void
append_times (GString *text, PackshotJob *job)
{
  /* Translators: when the job was created. */
  append_time (text, _ ("Created"), packshot_job_get_created (job));
  /* Translators: when the job changed last. */
  append_time (text, _ ("Changed"), packshot_job_get_changed (job));
  append_time (text, _ ("In the trash since"), packshot_job_get_trashed (job));
  append_time (text, _ ("Last heard of"), packshot_job_get_last_contact (job));
  append_time (text, _ ("Next try"), packshot_job_get_next_try (job));
}

static void
append_money (GString *text, PackshotJob *job)
{
  append_amount (text, _ ("Price"), packshot_job_get_price (job), job);
  append_amount (text, _ ("Cost"), packshot_cli_words_get_cost (job), job);
  append_amount (text, _ ("Left after it"), packshot_job_get_balance (job), job);
}

static void
append_request (GString *text, PackshotRequest *request)
{
  PackshotManifest *manifest;

  /* Nobody here asked for a job that was made elsewhere. */
  if (request == NULL)
    return;

  manifest = packshot_request_get_manifest (request);
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *value = packshot_request_dup_text (request, option);
      gboolean is_switch = packshot_option_get_kind (option) == PACKSHOT_OPTION_SWITCH;

      append (text, packshot_option_get_label (option),
              is_switch && value != NULL ? packshot_cli_words_switch (value) : value);
    }

  if (packshot_request_get_framing (request)->mode != PACKSHOT_PICTURE_FRAMING_WHOLE)
    {
      g_autofree char *value =
          packshot_picture_framing_dup_text (packshot_request_get_framing (request));

      append (text, _ ("Framing"), value);
    }
}

static void
append_files (GString *text, PackshotJob *job)
{
  const GPtrArray *copies = packshot_job_get_copies (job);
  const char *video = packshot_job_get_video_path (job);

  for (guint i = 0; i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);
      g_autofree char *name = g_filename_display_name (copy->path);
      g_autofree char *size = g_format_size (copy->size);
      g_autoptr (GString) body = g_string_new (name);

      packshot_text_join_item (body, size);
      append (text, _ ("File to send"), body->str);
    }

  append (text, video != NULL ? _ ("Video") : _ ("Video goes to"),
          video != NULL ? video : packshot_job_get_destination (job));
  append (text, video != NULL ? _ ("Cover") : _ ("Preview"), packshot_job_get_cover_path (job));
}

static void
append_ids (GString *text, PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);

  for (guint i = 0; i < ids->len; i++)
    {
      const PackshotRemoteId *remote_id = g_ptr_array_index (ids, i);

      /* A mark of ours, and no name of theirs. */
      if (g_str_equal (remote_id->kind, PACKSHOT_REMOTE_ID_APPROVED))
        continue;

      append (text, remote_id->kind, remote_id->id);
    }
}

static const char *
get_event_words (PackshotEventKind kind)
{
  switch (kind)
    {
    case PACKSHOT_EVENT_CREATED:
      /* Translators: what happened to a call to the service, also in the next ones. */
      return _ ("written down");
    case PACKSHOT_EVENT_INTENDED:
      return _ ("about to be sent");
    case PACKSHOT_EVENT_SENT:
      /* Translators: a call to the service. */
      return _ ("sent");
    case PACKSHOT_EVENT_ANSWERED:
      /* Translators: a call to the service. */
      return _ ("answered");
    case PACKSHOT_EVENT_UNANSWERED:
      return _ ("not answered");
    case PACKSHOT_EVENT_DECIDED:
      return _ ("decided by you");
    case PACKSHOT_EVENT_MOVED:
    default:
      return _ ("went on");
    }
}

static void
append_event (GString *text, const PackshotLedgerEvent *event)
{
  g_autofree char *time = packshot_cli_words_time (event->at);
  g_autoptr (GString) body = g_string_new (NULL);

  if (event->step != NULL)
    g_string_append_printf (body, "%s ", event->step);
  g_string_append_printf (body, "%s: %s", get_event_words (event->kind),
                          packshot_cli_words_state (event->state));
  if (event->words != NULL)
    {
      packshot_text_join_full_stop (body);
      packshot_text_join_sentence (body, event->words);
    }

  append (text, time, body->str);
}

/**
 * packshot_cli_describe_job_dup:
 * @job: a job that is loaded
 * @events: (element-type PackshotLedgerEvent): what happened to it
 *
 * Returns: (transfer full): all that is known of it, in lines
 */
char *
packshot_cli_describe_job_dup (PackshotJob *job, GPtrArray *events)
{
  const char *title = packshot_job_get_title (job);
  GString *text = g_string_new (NULL);

  append (text, _ ("Job"), packshot_job_get_id (job));
  append (text, _ ("Title"), title);
  append (text, _ ("Service"), packshot_cli_words_service (job));
  append_state (text, job);
  append_times (text, job);
  append_money (text, job);
  append_files (text, job);

  g_string_append (text, _ ("\nAsked for:\n"));
  append_request (text, packshot_job_get_request (job));

  if (packshot_job_get_remote_ids (job)->len > 0)
    g_string_append (text, _ ("\nAt the service:\n"));
  append_ids (text, job);

  if (events->len > 0)
    g_string_append (text, _ ("\nWhat happened:\n"));
  for (guint i = 0; i < events->len; i++)
    append_event (text, g_ptr_array_index (events, i));

  return g_string_free (text, FALSE);
}
