/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* Money is spent, and pictures leave this computer, only on a person's word. */

#include "packshot-cli-consent.h"

#include <langinfo.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "packshot-cli-ask.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-say.h"
#include "packshot-cli-words.h"
#include "packshot-core-error.h"
#include "packshot-money.h"
#include "packshot-picture-value.h"
#include "packshot-services.h"
#include "packshot-settings.h"
#include "packshot-text-join.h"
#include "packshot-text.h"

#define HEAD_WIDTH 20

/* How much of a value the list of what leaves this computer shows. */
#define SHOWN_LENGTH 200

#define MAX_ANSWER 100

typedef struct
{
  GString *line;
  gboolean is_read;
} Answer;

static const PackshotJobCopy *
find_copy (PackshotJob *job, const char *option)
{
  const GPtrArray *copies = packshot_job_get_copies (job);

  for (guint i = 0; i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);

      if (g_str_equal (copy->option, option))
        return copy;
    }

  return NULL;
}

/* "headphones.jpg, 1.2 MB": of a file its name is enough, of an address all of it matters. */
static char *
dup_copy (const PackshotJobCopy *copy, const char *value)
{
  gboolean is_file = packshot_picture_value_classify (value) == PACKSHOT_PICTURE_VALUE_FILE;
  g_autofree char *name = is_file ? g_path_get_basename (value) : g_strdup (value);
  g_autofree char *shown = packshot_text_printable (name, SHOWN_LENGTH);
  g_autofree char *size = g_format_size (copy->size);
  g_autoptr (GString) words = g_string_new (shown);

  packshot_text_join_item (words, size);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* What a service fetches from the web is put there first, where it is not alone to find it. */
static char *
dup_hosted_copy (const PackshotJobCopy *copy, const char *value, const char *image_host)
{
  g_autofree char *words = dup_copy (copy, value);

  return g_strdup_printf (
      /* Translators: a picture that is sent, and an address. */
      _ ("%s; first to your image host, %s, where whoever knows its address can "
         "see it"),
      words, image_host);
}

/* What goes out of an option's value. A name that is taken for a picture of the service may have
 * been meant as a file that is not there. */
static char *
dup_value (const PackshotCliOrder *order, PackshotOption *option, const char *image_host)
{
  PackshotJob *job = order->job;
  const PackshotJobCopy *copy = find_copy (job, packshot_option_get_name (option));
  g_autofree char *text = packshot_request_dup_text (order->request, option);
  g_autofree char *shown = NULL;

  if (text == NULL)
    return NULL;
  if (copy != NULL && image_host != NULL
      && packshot_option_get_transport (option) == PACKSHOT_PICTURE_TRANSPORT_ADDRESS)
    return dup_hosted_copy (copy, text, image_host);
  if (copy != NULL)
    return dup_copy (copy, text);
  if (packshot_option_get_kind (option) == PACKSHOT_OPTION_SWITCH)
    return g_strdup (packshot_cli_words_switch (text));

  shown = packshot_text_printable (text, SHOWN_LENGTH);
  if (packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE
      && packshot_picture_value_classify (text) == PACKSHOT_PICTURE_VALUE_REFERENCE)
    /* Translators: what was typed for a picture, and the name of a service. */
    return g_strdup_printf (_ ("%s, no file here but a picture that %s has"), shown,
                            packshot_cli_words_service (job));

  return g_steal_pointer (&shown);
}

/* Where it really goes, which the user or the environment may have set. */
static char *
dup_host (PackshotManifest *manifest, GError **error)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autofree char *base_url = packshot_settings_dup_base_url (settings, manifest, error);
  g_autoptr (GUri) uri = NULL;

  if (base_url == NULL)
    return NULL;

  uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, error);
  if (uri == NULL)
    return NULL;

  return g_uri_get_port (uri) < 0
             ? g_strdup (g_uri_get_host (uri))
             : g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

static char *
dup_image_host (PackshotCliSession *session)
{
  PackshotImageHost *image_host =
      packshot_services_get_image_host (packshot_cli_session_get_registry (session));

  return image_host != NULL ? packshot_image_host_describe (image_host, NULL) : NULL;
}

static gboolean
answer_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Answer *answer = user_data;
  char byte;

  /* A terminal gives whole lines; the end of the input is an empty answer. */
  if (read (fd, &byte, 1) != 1 || byte == '\n' || answer->line->len >= MAX_ANSWER)
    {
      answer->is_read = TRUE;
      return G_SOURCE_REMOVE;
    }

  g_string_append_c (answer->line, byte);
  return G_SOURCE_CONTINUE;
}

static char *
read_line (PackshotCliSession *session)
{
  Answer answer = { g_string_new (NULL), FALSE };
  guint id = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, answer_cb, &answer);

  while (!answer.is_read && packshot_cli_session_get_n_stops (session) == 0)
    g_main_context_iteration (NULL, TRUE);

  if (!answer.is_read)
    {
      g_source_remove (id);
      /* "^C" stands on the line of the question. */
      packshot_cli_note ("\n");
      g_string_truncate (answer.line, 0);
    }

  return g_string_free (answer.line, FALSE);
}

static void
append_balance (GString *text, PackshotCliSession *session, PackshotManifest *manifest)
{
  PackshotRegistry *registry = packshot_cli_session_get_registry (session);
  gint64 balance =
      packshot_cli_ask_balance (registry, manifest, packshot_cli_session_get_stop (session));
  g_autofree char *amount = NULL;

  if (balance < 0)
    return;

  /* "free" would be a strange word for an empty account. */
  amount = packshot_money_dup_words (balance, manifest, packshot_manifest_get_unit (manifest));
  g_string_append_printf (text, _ ("Left there: %s\n"), amount);
}

/* What goes out, of which there may be nothing: the service has the picture of a preview. */
static void
append_values (GString *text,
               const PackshotCliOrder *order,
               const char *host,
               const char *image_host)
{
  PackshotManifest *manifest = packshot_job_get_manifest (order->job);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; order->request != NULL && i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *value = NULL;

      if (packshot_cli_order_has_option (order, option))
        value = dup_value (order, option, image_host);
      if (value != NULL)
        packshot_cli_layout_append_row (rows, 2, packshot_option_get_label (option), HEAD_WIDTH,
                                        value);
    }

  if (rows->len > 0)
    /* Translators: the name of a service with its host, and a list. */
    g_string_append_printf (text, _ ("This leaves your computer, to %s:\n%s"), host, rows->str);
}

/* A model that its maker switched off may be refused, or be another one by now. */
static void
append_withdrawn (GString *text, const PackshotCliOrder *order)
{
  const char *id = order->request != NULL ? packshot_request_get_model (order->request) : NULL;
  const PackshotModel *model =
      id != NULL ? packshot_manifest_find_model (packshot_job_get_manifest (order->job), id) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (model == NULL || model->status != PACKSHOT_MODEL_WITHDRAWN)
    return;

  /* Translators: the name of a model, and a date such as 2026-09-24. */
  g_string_printf (words, _ ("%s was withdrawn on %s."), model->label, model->since);
  if (model->note != NULL)
    packshot_text_join_sentence (words, model->note);
  packshot_cli_layout_append_row (text, 0, "", 0, words->str);
}

/* What has to be known before one pays. */
static void
append_warnings (GString *text, const PackshotCliOrder *order)
{
  const char *advice = packshot_manifest_get_advice (packshot_job_get_manifest (order->job));
  const char *const *warnings = packshot_job_get_warnings (order->job);

  if (order->step == PACKSHOT_STEP_CREATE)
    {
      append_withdrawn (text, order);
      if (advice != NULL)
        packshot_cli_layout_append_row (text, 0, "", 0, advice);
    }

  for (guint i = 0; warnings[i] != NULL; i++)
    {
      g_autofree char *shown = packshot_cli_words_printable (warnings[i]);

      packshot_cli_layout_append_row (text, 0, "", 0, shown);
    }
}

/**
 * packshot_cli_consent_is_needed:
 * @order: what is to be paid for
 *
 * Returns: whether a person has to be asked before it is sent
 */
gboolean
packshot_cli_consent_is_needed (const PackshotCliOrder *order)
{
  PackshotManifest *manifest = packshot_job_get_manifest (order->job);

  /* What is made on this computer is free, and no more needs to be said. */
  if (manifest != NULL && packshot_manifest_get_offline (manifest))
    return FALSE;

  return !order->yes && packshot_cli_order_get_price (order) != 0;
}

/**
 * packshot_cli_consent_check:
 * @order: what is to be paid for
 * @error: return location for a %PACKSHOT_CORE_ERROR_BAD_VALUE that names the price
 *
 * Returns: whether it can be agreed on, which takes somebody to ask or the flag that accepts it
 */
gboolean
packshot_cli_consent_check (const PackshotCliOrder *order, GError **error)
{
  g_autofree char *words = NULL;

  if (!packshot_cli_consent_is_needed (order) || (isatty (STDIN_FILENO) && isatty (STDERR_FILENO)))
    return TRUE;

  words = packshot_cli_order_dup_refusal (order);
  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, words);
  return FALSE;
}

/**
 * packshot_cli_consent_explain:
 * @session: a session
 * @order: what is to be paid for; its job with the copies that were prepared
 * @error: return location for an error of packshot_settings_dup_base_url()
 *
 * Says on stderr what it costs, what is left at the service where somebody is asked, what leaves
 * this computer, and where that goes.
 *
 * Returns: whether that is known
 */
gboolean
packshot_cli_consent_explain (PackshotCliSession *session,
                              const PackshotCliOrder *order,
                              GError **error)
{
  PackshotManifest *manifest = packshot_job_get_manifest (order->job);
  g_autofree char *image_host = dup_image_host (session);
  g_autofree char *host = dup_host (manifest, error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (host == NULL)
    return FALSE;

  packshot_cli_order_append_price (order, text);
  packshot_cli_order_append_later (order, text);
  if (packshot_cli_consent_is_needed (order))
    append_balance (text, session, manifest);
  append_values (text, order, host, image_host);
  append_warnings (text, order);

  packshot_cli_note (text->str);
  return TRUE;
}

/**
 * packshot_cli_consent_put:
 * @session: a session
 * @question: one that is answered by yes or no
 *
 * Puts a question on the terminal. All but a clear yes is a no, and so is the wish to stop.
 *
 * Returns: whether the answer was yes
 */
gboolean
packshot_cli_consent_put (PackshotCliSession *session, const char *question)
{
  g_autofree char *answer = NULL;

  packshot_cli_note (question);
  answer = read_line (session);

  return g_regex_match_simple (nl_langinfo (YESEXPR), answer, 0, 0);
}

/**
 * packshot_cli_consent_ask:
 * @session: a session
 * @order: what was explained
 *
 * Asks on the terminal whether to pay for it.
 *
 * Returns: whether the answer was yes
 */
gboolean
packshot_cli_consent_ask (PackshotCliSession *session, const PackshotCliOrder *order)
{
  g_autofree char *question = packshot_cli_order_dup_question (order);

  return packshot_cli_consent_put (session, question);
}
