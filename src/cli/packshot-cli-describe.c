/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What a manifest says, in words for people. */

#include "packshot-cli-describe.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-cli-describe-rules.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-words.h"
#include "packshot-text-join.h"

#define HEAD_WIDTH   24
#define CHOICE_WIDTH 12

/* The help of the option with all that is to know about its value, in one paragraph. */
static char *
dup_paragraph (PackshotManifest *manifest, PackshotOption *option, gboolean is_first)
{
  g_autofree char *limits = packshot_cli_describe_limits (option);
  g_autofree char *standard = packshot_cli_describe_default (option);
  const char *const *aliases = packshot_option_get_aliases (option);
  g_autoptr (GString) words = g_string_new (packshot_option_get_help (option));

  if (limits != NULL)
    {
      packshot_text_join_sentence (words, limits);
      packshot_text_join_full_stop (words);
    }
  if (packshot_option_get_required (option))
    packshot_text_join_sentence (words, _ ("Needed."));
  /* Choices that are listed one by one have their default marked there. */
  if (standard != NULL && packshot_option_get_kind (option) != PACKSHOT_OPTION_CHOICE)
    /* Translators: goes on after another sentence, as do the next ones. */
    g_string_append_printf (words, _ (" Default: %s."), standard);
  packshot_cli_describe_rules_append (words, manifest, option);
  if (is_first && packshot_option_has_step (option, PACKSHOT_STEP_APPROVE))
    g_string_append (words, _ (" Can be changed with “packshot-cli approve”."));
  for (guint i = 0; aliases[i] != NULL; i++)
    g_string_append_printf (words, _ (" The same as --%s."), aliases[i]);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
append_choices (GString *text, PackshotManifest *manifest, PackshotOption *option)
{
  g_autofree char *standard = packshot_cli_describe_default (option);

  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);
      g_autoptr (GString) words = g_string_new (choice->label);
      g_autofree char *when = packshot_cli_describe_rules_dup_conditions (manifest, choice->when);

      if (choice->help != NULL)
        g_string_append_printf (words, ": %s", choice->help);
      if (when != NULL)
        /* Translators: when a choice can be given: “with --kind held”; goes on after the name of
         * the choice. */
        g_string_append_printf (words, choice->help != NULL ? _ (" Only %s.") : _ (": only %s."),
                                when);
      if (g_strcmp0 (choice->value, standard) == 0)
        g_string_append_printf (words, " %s", _ ("(default)"));

      packshot_cli_layout_append_row (text, 2 + HEAD_WIDTH, choice->value, CHOICE_WIDTH,
                                      words->str);
    }
}

/* "image/svg+xml" is "SVG" to people. */
static void
append_formats (GString *text, GStrv formats)
{
  for (guint i = 0; formats[i] != NULL; i++)
    {
      const char *slash = strchr (formats[i], '/');
      const char *name = slash != NULL ? slash + 1 : formats[i];
      g_autofree char *bare = g_strndup (name, strcspn (name, "+"));
      g_autofree char *upper = g_ascii_strup (bare, -1);

      packshot_text_join_item (text, upper);
    }
}

/* What the service fetches itself has to be where it can be fetched. */
static gboolean
needs_host (PackshotOption *option)
{
  return packshot_option_get_transport (option) == PACKSHOT_PICTURE_TRANSPORT_ADDRESS
         && packshot_option_accepts (option, PACKSHOT_PICTURE_VALUE_FILE);
}

/* Zero is no limit of that side. */
static void
append_least (GString *text, guint width, guint height)
{
  if (width > 0 && height > 0)
    /* Translators: width and height; goes on after a “;”. */
    g_string_append_printf (text, _ ("; at least %u × %u pixels"), width, height);
  else if (width > 0)
    g_string_append_printf (
        text, ngettext ("; at least %u pixel wide", "; at least %u pixels wide", width), width);
  else if (height > 0)
    g_string_append_printf (
        text, ngettext ("; at least %u pixel high", "; at least %u pixels high", height), height);
}

static void
append_most (GString *text, guint width, guint height)
{
  if (width > 0 && height > 0)
    /* Translators: width and height; goes on after a “;”. */
    g_string_append_printf (text, _ ("; at most %u × %u pixels"), width, height);
  else if (width > 0)
    g_string_append_printf (
        text, ngettext ("; at most %u pixel wide", "; at most %u pixels wide", width), width);
  else if (height > 0)
    g_string_append_printf (
        text, ngettext ("; at most %u pixel high", "; at most %u pixels high", height), height);
}

static char *
dup_picture_limits (PackshotOption *option)
{
  const PackshotPictureRules *rules = packshot_option_get_limits (option);
  g_autoptr (GString) formats = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (rules == NULL)
    return NULL;

  append_formats (formats, rules->formats);
  /* Translators: names of formats, such as “JPEG or PNG”. What follows with a “;” goes on after it.
   */
  g_string_append_printf (text, _ ("Sent as %s"), formats->str);

  if (rules->max_bytes > 0)
    {
      g_autofree char *size = g_format_size (rules->max_bytes);

      /* Translators: “%s” is “5 MB”. */
      g_string_append_printf (text, _ ("; at most %s"), size);
    }
  append_least (text, rules->min_width, rules->min_height);
  append_most (text, rules->max_width, rules->max_height);
  if (rules->max_address_length > 0)
    g_string_append_printf (text,
                            ngettext ("; addresses of at most %u character",
                                      "; addresses of at most %u characters",
                                      rules->max_address_length),
                            rules->max_address_length);
  if (needs_host (option))
    g_string_append (text, _ (". A file goes by way of your image host, which “packshot-cli "
                              "image-host --help” explains"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * packshot_cli_describe_placeholder:
 * @option: an option
 *
 * Returns: (transfer full): what stands for its value behind the flag: "FILE"
 */
char *
packshot_cli_describe_placeholder (PackshotOption *option)
{
  const char *unit = packshot_option_get_unit (option);

  switch (packshot_option_get_kind (option))
    {
    case PACKSHOT_OPTION_PICTURE:
      /* Translators: what stands behind a flag, as do the next ones. */
      return g_strdup (_ ("FILE"));
    case PACKSHOT_OPTION_RANGE:
      return unit != NULL ? g_utf8_strup (unit, -1) : g_strdup (_ ("NUMBER"));
    case PACKSHOT_OPTION_SWITCH:
      return g_strdup (_ ("YES|NO"));
    case PACKSHOT_OPTION_CHOICE:
      return g_strdup (_ ("CHOICE"));
    case PACKSHOT_OPTION_TEXT:
    default:
      return g_strdup (_ ("TEXT"));
    }
}

/**
 * packshot_cli_describe_limits:
 * @option: an option
 *
 * Returns: (transfer full) (nullable): what its value must keep to, in a few words
 */
char *
packshot_cli_describe_limits (PackshotOption *option)
{
  const char *unit = packshot_option_get_unit (option);
  char minimum[G_ASCII_DTOSTR_BUF_SIZE];
  char maximum[G_ASCII_DTOSTR_BUF_SIZE];
  char step[G_ASCII_DTOSTR_BUF_SIZE];

  switch (packshot_option_get_kind (option))
    {
    case PACKSHOT_OPTION_TEXT:
      return g_strdup_printf (ngettext ("At most %u character", "At most %u characters",
                                        packshot_option_get_max_length (option)),
                              packshot_option_get_max_length (option));
    case PACKSHOT_OPTION_RANGE:
      g_ascii_formatd (minimum, sizeof minimum, "%.10g", packshot_option_get_minimum (option));
      g_ascii_formatd (maximum, sizeof maximum, "%.10g", packshot_option_get_maximum (option));
      g_ascii_formatd (step, sizeof step, "%.10g", packshot_option_get_step (option));
      /* Translators: two numbers, a space, a unit, and a number: “From 4 to 30 seconds in steps of
       * 0.5”. Without a unit the third and fourth are empty. */
      return g_strdup_printf (_ ("From %s to %s%s%s in steps of %s"), minimum, maximum,
                              unit != NULL ? " " : "", unit != NULL ? unit : "", step);
    case PACKSHOT_OPTION_PICTURE:
      return dup_picture_limits (option);
    case PACKSHOT_OPTION_CHOICE:
    case PACKSHOT_OPTION_SWITCH:
    default:
      return NULL;
    }
}

/**
 * packshot_cli_describe_default:
 * @option: an option
 *
 * Returns: (transfer full) (nullable): the value taken where none is given
 */
char *
packshot_cli_describe_default (PackshotOption *option)
{
  GVariant *value = packshot_option_get_default (option);

  return value != NULL ? packshot_option_format (option, value) : NULL;
}

/**
 * packshot_cli_describe_price:
 * @price: one paid step of a service
 * @manifest: the service
 * @unit: what it counts
 *
 * Returns: (transfer full): what it costs, in a few words
 */
char *
packshot_cli_describe_price (const PackshotPrice *price,
                             PackshotManifest *manifest,
                             const char *unit)
{
  g_autofree char *amount = packshot_cli_words_money (price->amount, manifest, unit);

  /* Translators: A price that may be higher, as in "from 0.35 USD". */
  return price->at_least ? g_strdup_printf (_ ("from %s"), amount) : g_steal_pointer (&amount);
}

/**
 * packshot_cli_describe_state:
 * @manifest: a manifest
 *
 * Returns: (transfer full): what it takes to have a video of the service, in a few words: "online,
 *   from 1 credit + from 3 credits"
 */
char *
packshot_cli_describe_state (PackshotManifest *manifest)
{
  static const PackshotStep steps[] = { PACKSHOT_STEP_CREATE, PACKSHOT_STEP_APPROVE };
  g_autoptr (GString) words = g_string_new (NULL);

  if (packshot_manifest_get_offline (manifest))
    return g_strdup (_ ("offline, free"));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const PackshotPrice *price = packshot_manifest_find_price (manifest, steps[i]);
      g_autofree char *amount = NULL;

      if (price == NULL || price->amount < 0)
        continue;

      amount = packshot_cli_describe_price (price, manifest, packshot_manifest_get_unit (manifest));
      g_string_append_printf (words, "%s%s", words->len > 0 ? " + " : "", amount);
    }

  return words->len > 0 ? g_strdup_printf (_ ("online, %s"), words->str) : g_strdup (_ ("online"));
}

/**
 * packshot_cli_describe_option:
 * @text: where to append
 * @manifest: a manifest
 * @option: one of its options
 * @is_first: whether it is told of for the order, and not for a later step
 *
 * Appends the option as a flag with all that is to know about it.
 */
void
packshot_cli_describe_option (GString *text,
                              PackshotManifest *manifest,
                              PackshotOption *option,
                              gboolean is_first)
{
  g_autofree char *placeholder = packshot_cli_describe_placeholder (option);
  g_autofree char *head =
      g_strdup_printf ("--%s %s", packshot_option_get_name (option), placeholder);
  g_autofree char *paragraph = dup_paragraph (manifest, option, is_first);

  packshot_cli_layout_append_row (text, 2, head, HEAD_WIDTH, paragraph);
  append_choices (text, manifest, option);
}

/**
 * packshot_cli_describe_options:
 * @text: where to append
 * @manifest: a manifest
 * @advanced: whether to describe those few people need, or the others
 *
 * Appends each option that can be given when a video is ordered.
 */
void
packshot_cli_describe_options (GString *text, PackshotManifest *manifest, gboolean advanced)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);

      if (packshot_option_get_advanced (option) == advanced
          && packshot_option_has_step (option, PACKSHOT_STEP_CREATE))
        packshot_cli_describe_option (text, manifest, option, TRUE);
    }
}

/**
 * packshot_cli_describe_later_options:
 * @text: where to append
 * @manifest: a manifest
 *
 * Appends each option that can only be given at a later step of a job.
 */
void
packshot_cli_describe_later_options (GString *text, PackshotManifest *manifest)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);

      if (!packshot_option_has_step (option, PACKSHOT_STEP_CREATE))
        packshot_cli_describe_option (text, manifest, option, FALSE);
    }
}
