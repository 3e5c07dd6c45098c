/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* Money is spent, and pictures leave this computer, only on a person's word. */

#include "packshot-cli-consent.h"

#include <langinfo.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "packshot-cli-layout.h"
#include "packshot-cli-say.h"
#include "packshot-cli-words.h"
#include "packshot-picture-value.h"
#include "packshot-settings.h"
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

  return g_strdup_printf ("%s, %s", shown, size);
}

/* What goes out of an option's value. A name that is taken for a picture of the service may have
 * been meant as a file that is not there. */
static char *
dup_value (PackshotJob *job, PackshotOption *option)
{
  PackshotRequest *request = packshot_job_get_request (job);
  const PackshotJobCopy *copy = find_copy (job, packshot_option_get_name (option));
  g_autofree char *text = packshot_request_dup_text (request, option);
  g_autofree char *shown = NULL;

  if (text == NULL)
    return NULL;
  if (copy != NULL)
    return dup_copy (copy, text);

  shown = packshot_text_printable (text, SHOWN_LENGTH);
  if (packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE
      && packshot_picture_value_classify (text) == PACKSHOT_PICTURE_VALUE_REFERENCE)
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

/**
 * packshot_cli_consent_is_needed:
 * @job: a job that is ready
 * @yes: whether the price was accepted beforehand
 *
 * Returns: whether a person has to be asked before it is sent
 */
gboolean
packshot_cli_consent_is_needed (PackshotJob *job, gboolean yes)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  /* What is made on this computer is free, and no more needs to be said. */
  if (manifest != NULL && packshot_manifest_get_offline (manifest))
    return FALSE;

  return !yes && packshot_job_get_price (job) != 0;
}

/**
 * packshot_cli_consent_is_possible:
 *
 * Returns: whether there is somebody to ask
 */
gboolean
packshot_cli_consent_is_possible (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

/**
 * packshot_cli_consent_dup_refusal:
 * @job: a job that is ready
 *
 * Returns: (transfer full): why it is not sent where nobody can be asked, in one sentence
 */
char *
packshot_cli_consent_dup_refusal (PackshotJob *job)
{
  const char *service = packshot_cli_words_service (job);
  g_autofree char *price =
      packshot_cli_words_money (packshot_job_get_price (job), packshot_job_get_unit (job));

  if (packshot_job_get_price (job) < 0)
    return g_strdup_printf (_ ("%s does not tell beforehand what this video costs, and there is "
                               "nobody to ask whether that is all right; --yes accepts it. Nothing "
                               "was sent."),
                            service);

  return g_strdup_printf (
      _ ("This video costs %s at %s, and there is nobody to ask whether that is "
         "all right; --yes accepts the price. Nothing was sent."),
      price, service);
}

/**
 * packshot_cli_consent_explain:
 * @job: a job that is ready, with its request and, after the preparation, its copies
 * @error: return location for an error of packshot_settings_dup_base_url()
 *
 * Says on stderr what it costs, what leaves this computer, and where that goes.
 *
 * Returns: whether that is known
 */
gboolean
packshot_cli_consent_explain (PackshotJob *job, GError **error)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  g_autofree char *host = dup_host (manifest, error);
  g_autofree char *price =
      packshot_cli_words_money (packshot_job_get_price (job), packshot_job_get_unit (job));
  g_autoptr (GString) text = g_string_new (NULL);

  if (host == NULL)
    return FALSE;

  g_string_printf (text, _ ("%s: %s\nThis leaves your computer, to %s:\n"),
                   packshot_cli_words_service (job), price, host);
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *value = dup_value (job, option);

      if (value != NULL)
        packshot_cli_layout_append_row (text, 2, packshot_option_get_label (option), HEAD_WIDTH,
                                        value);
    }

  packshot_cli_note (text->str);
  return TRUE;
}

/**
 * packshot_cli_consent_ask:
 * @session: a session
 * @job: a job that was explained
 *
 * Asks on the terminal whether to pay for it. All but a clear yes is a no, and so is the wish to
 * stop.
 *
 * Returns: whether the answer was yes
 */
gboolean
packshot_cli_consent_ask (PackshotCliSession *session, PackshotJob *job)
{
  g_autofree char *price =
      packshot_cli_words_money (packshot_job_get_price (job), packshot_job_get_unit (job));
  g_autofree char *question = NULL;
  g_autofree char *answer = NULL;

  if (packshot_job_get_price (job) < 0)
    question = g_strdup (_ ("Create the video, though its price is not known? [y/N] "));
  else
    question = g_strdup_printf (_ ("Create the video for %s? [y/N] "), price);

  packshot_cli_note (question);
  answer = read_line (session);

  return g_regex_match_simple (nl_langinfo (YESEXPR), answer, 0, 0);
}
