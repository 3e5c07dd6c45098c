/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-help.h"

#include <glib/gi18n.h>

#include "packshot-cli-describe.h"
#include "packshot-cli-help-jobs.h"
#include "packshot-cli-layout.h"
#include "packshot-request.h"
#include "packshot-text-join.h"

#define HEAD_WIDTH 24

/* A value a newcomer can read and change: the second of a few choices, so that the example shows
 * something that would not have come by itself. */
static char *
dup_sample (PackshotOption *option)
{
  guint n_choices = packshot_option_get_n_choices (option);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch (packshot_option_get_kind (option))
    {
    case PACKSHOT_OPTION_PICTURE:
      return g_strdup (_ ("photo.jpg"));
    case PACKSHOT_OPTION_CHOICE:
      return g_strdup (packshot_option_get_choice (option, n_choices > 1 ? 1 : 0)->value);
    case PACKSHOT_OPTION_RANGE:
      return g_strdup (
          g_ascii_formatd (buffer, sizeof buffer, "%.10g", packshot_option_get_minimum (option)));
    case PACKSHOT_OPTION_SWITCH:
      return g_strdup ("yes");
    case PACKSHOT_OPTION_TEXT:
    default:
      return g_strdup_printf ("\"%s\"", packshot_option_get_label (option));
    }
}

/* What can't be set, as a photo that is not there, is asked for in the example all the same. */
static void
append_flag (GString *line, PackshotRequest *request, PackshotOption *option)
{
  g_autofree char *sample = dup_sample (option);

  packshot_request_set (request, packshot_option_get_name (option), sample, NULL);
  g_string_append_printf (line, " --%s %s", packshot_option_get_name (option), sample);
}

/* What is needed with all that stands before it, and the first option of each kind that the example
 * is about. */
static void
append_example (GString *text, PackshotManifest *manifest, guint kinds)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (manifest);

  g_string_append (text, "  packshot-cli make");
  if (!packshot_manifest_get_default (manifest))
    g_string_append_printf (text, " --service %s", packshot_manifest_get_id (manifest));

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      guint kind = 1u << packshot_option_get_kind (option);

      if (!packshot_option_has_step (option, PACKSHOT_STEP_CREATE)
          || !packshot_request_is_asked (request, option))
        continue;

      if (packshot_request_is_required (request, option))
        {
          append_flag (text, request, option);
        }
      else if (!packshot_option_get_advanced (option) && (kinds & kind) != 0)
        {
          append_flag (text, request, option);
          kinds &= ~kind;
        }
    }

  g_string_append (text, " --output video.mp4\n");
}

static void
append_examples (GString *text, PackshotManifest *manifest)
{
  g_string_append (text, _ ("Examples:\n"));
  append_example (text, manifest, 0);
  append_example (text, manifest, 1u << PACKSHOT_OPTION_TEXT);
  append_example (text, manifest, (1u << PACKSHOT_OPTION_CHOICE) | (1u << PACKSHOT_OPTION_RANGE));
}

static void
append_common_flags (GString *text)
{
  const struct
  {
    const char *head;
    const char *body;
  } rows[] = {
    { _ ("-o, --output FILE"),
      _ ("Where to put the video; its cover goes beside it as a .jpg of the same name. Without it "
         "both are kept in Packshot’s own folder, and the result says where.") },
    { _ ("--framing HOW"),
      _ ("How the photo comes into the shape of the video: whole (default), as it is; fit, all of "
         "it "
         "with more of its backdrop around it; fill, as much as covers the shape; crop, closer.") },
    { "--focus X,Y",
      _ ("With fill and crop: what stays in view, from 0,0, the upper left corner of the photo, to "
         "1,1. Without it the middle.") },
    { _ ("--zoom FACTOR"), _ ("With crop: how much closer than to fill, from 1 to 8.") },
    { "-y, --yes", _ ("Accept the price of a video that costs something, without a question.") },
    { "--over-limit", _ ("Send it even where that goes over the daily limit of the service.") },
    { "--no-poll", _ ("Don’t wait for the service; “packshot-cli poll” brings the video later.") },
    { _ ("--interval SECONDS"), _ ("How often to ask the service, from 0.01 to 86400.") },
    { "--json", _ ("Print the result as one JSON object on one line.") },
    { _ ("--service ID"),
      _ ("Which service makes the video; “packshot-cli services” lists them.") },
    { "--verbose", _ ("Tell in detail what is going on.") },
    { "-h, --help", _ ("Show this help; with --service that of another service.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    packshot_cli_layout_append_row (text, 2, rows[i].head, HEAD_WIDTH, rows[i].body);
}

static char *
dup_price (PackshotManifest *manifest, PackshotStep step)
{
  const PackshotPrice *price = packshot_manifest_find_price (manifest, step);

  return price != NULL && price->amount >= 0
             ? packshot_cli_describe_price (price, manifest, packshot_manifest_get_unit (manifest))
             : NULL;
}

/* What a video costs, and that it takes a key. Whether there is one is for another command: a help
 * asks nobody. */
static void
append_terms (GString *text, PackshotManifest *manifest)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *first = dup_price (manifest, PACKSHOT_STEP_CREATE);
  g_autofree char *second = dup_price (manifest, PACKSHOT_STEP_APPROVE);

  if (packshot_manifest_get_offline (manifest))
    return;

  if (first != NULL && second != NULL)
    g_string_append_printf (words,
                            /* Translators: two prices: “5 credits”. */
                            _ ("A preview costs %s, and the video made of it %s more, when you "
                               "approve it."),
                            first, second);
  else if (first != NULL)
    g_string_append_printf (words, _ ("A video costs %s."), first);
  else
    g_string_append (words, _ ("The service does not tell beforehand what a video costs."));
  if (packshot_manifest_get_advice (manifest) != NULL)
    packshot_text_join_sentence (words, packshot_manifest_get_advice (manifest));

  if (packshot_manifest_get_n_credentials (manifest) > 0)
    g_string_append_printf (words,
                            _ (" A key is needed; “packshot-cli services %s” tells whether there "
                               "is one."),
                            packshot_manifest_get_id (manifest));

  packshot_cli_layout_append_row (text, 0, "", 0, words->str);
}

/**
 * packshot_cli_help_dup_program:
 * @manifest: (nullable): the service that is used where none is asked for
 *
 * Returns: (transfer full): the help of the program
 */
char *
packshot_cli_help_dup_program (PackshotManifest *manifest)
{
  GString *text = g_string_new (_ ("Packshot turns a product photo into a finished video.\n\n"));

  if (manifest != NULL)
    {
      append_examples (text, manifest);
      g_string_append_c (text, '\n');
    }

  g_string_append (text, _ ("Commands:\n"));
  packshot_cli_layout_append_row (text, 2, "make", HEAD_WIDTH,
                                  _ ("Make a video; “packshot-cli make --help” explains how."));
  packshot_cli_help_jobs_append (text, HEAD_WIDTH);
  packshot_cli_layout_append_row (text, 2, "spending", HEAD_WIDTH,
                                  _ ("Tell what was spent, by month and service; also as CSV."));
  packshot_cli_layout_append_row (text, 2, _ ("limit SERVICE AMOUNT"), HEAD_WIDTH,
                                  _ ("Set what may be spent at a service in a day."));
  packshot_cli_layout_append_row (text, 2, _ ("services [ID]"), HEAD_WIDTH,
                                  _ ("List the services that make videos, or all about one."));
  packshot_cli_layout_append_row (text, 2, _ ("key set SERVICE"), HEAD_WIDTH,
                                  _ ("Keep the key of a service in the keyring; also “key clear” "
                                     "and “key test”."));
  packshot_cli_layout_append_row (text, 2, "image-host", HEAD_WIDTH,
                                  _ ("Set up where photos are put for services that fetch them "
                                     "from the web."));
  g_string_append (text, _ ("\nFlags:\n"));
  packshot_cli_layout_append_row (text, 2, "-h, --help", HEAD_WIDTH, _ ("Show this help."));
  packshot_cli_layout_append_row (text, 2, "--version", HEAD_WIDTH, _ ("Show the version."));

  return g_string_free (text, FALSE);
}

/**
 * packshot_cli_help_dup_make:
 * @manifest: the service to explain
 *
 * Returns: (transfer full): the help of the command that makes a video
 */
char *
packshot_cli_help_dup_make (PackshotManifest *manifest)
{
  GString *text = g_string_new (_ ("Usage: packshot-cli make [FLAG…]\n\n"));
  g_autoptr (GString) more = g_string_new (NULL);

  packshot_cli_layout_append_row (text, 0, "", 0, packshot_manifest_get_summary (manifest));
  append_terms (text, manifest);
  g_string_append_c (text, '\n');
  append_examples (text, manifest);

  g_string_append_printf (text, _ ("\nOptions of %s:\n"), packshot_manifest_get_name (manifest));
  packshot_cli_describe_options (text, manifest, FALSE);

  packshot_cli_describe_options (more, manifest, TRUE);
  if (more->len > 0)
    g_string_append_printf (text, _ ("\nOptions few people need:\n%s"), more->str);

  g_string_append (text, _ ("\nFlags of every service:\n"));
  append_common_flags (text);
  g_string_append_c (text, '\n');
  packshot_cli_layout_append_row (
      text, 0, "", 0,
      _ ("Exit status: 0 done, 1 failed or not sent on this computer, 2 "
         "bad input, 3 failed at the service, 4 still waiting, for the "
         "service or for your approval, 5 outcome "
         "unknown, 130 interrupted."));

  return g_string_free (text, FALSE);
}
