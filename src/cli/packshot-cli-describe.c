/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What a manifest says, in words for people. */

#include "packshot-cli-describe.h"

#include <glib/gi18n.h>

#include "packshot-cli-layout.h"

#define HEAD_WIDTH   24
#define CHOICE_WIDTH 12

/* The help of the option with all that is to know about its value, in one paragraph. */
static char *
dup_paragraph (PackshotOption *option)
{
  g_autofree char *limits = packshot_cli_describe_limits (option);
  g_autofree char *standard = packshot_cli_describe_default (option);
  const char *const *aliases = packshot_option_get_aliases (option);
  g_autoptr (GString) words = g_string_new (packshot_option_get_help (option));

  if (limits != NULL)
    g_string_append_printf (words, " %s.", limits);
  if (packshot_option_get_required (option))
    g_string_append_printf (words, " %s", _ ("Needed."));
  /* Choices that are listed one by one have their default marked there. */
  if (standard != NULL && packshot_option_get_kind (option) != PACKSHOT_OPTION_CHOICE)
    g_string_append_printf (words, _ (" Default: %s."), standard);
  for (guint i = 0; aliases[i] != NULL; i++)
    g_string_append_printf (words, _ (" The same as --%s."), aliases[i]);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
append_choices (GString *text, PackshotOption *option)
{
  g_autofree char *standard = packshot_cli_describe_default (option);

  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);
      g_autoptr (GString) words = g_string_new (choice->label);

      if (choice->help != NULL)
        g_string_append_printf (words, ": %s", choice->help);
      if (g_strcmp0 (choice->value, standard) == 0)
        g_string_append_printf (words, " %s", _ ("(default)"));

      packshot_cli_layout_append_row (text, 2 + HEAD_WIDTH, choice->value, CHOICE_WIDTH,
                                      words->str);
    }
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
      return g_strdup_printf (_ ("At most %u characters"), packshot_option_get_max_length (option));
    case PACKSHOT_OPTION_RANGE:
      g_ascii_formatd (minimum, sizeof minimum, "%.10g", packshot_option_get_minimum (option));
      g_ascii_formatd (maximum, sizeof maximum, "%.10g", packshot_option_get_maximum (option));
      g_ascii_formatd (step, sizeof step, "%.10g", packshot_option_get_step (option));
      return g_strdup_printf (_ ("From %s to %s%s%s in steps of %s"), minimum, maximum,
                              unit != NULL ? " " : "", unit != NULL ? unit : "", step);
    case PACKSHOT_OPTION_CHOICE:
    case PACKSHOT_OPTION_SWITCH:
    case PACKSHOT_OPTION_PICTURE:
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
 * packshot_cli_describe_state:
 * @manifest: a manifest
 *
 * Returns: (transfer none): what it takes to use the service, in a few words
 */
const char *
packshot_cli_describe_state (PackshotManifest *manifest)
{
  return packshot_manifest_get_offline (manifest) ? _ ("offline, free") : _ ("online");
}

/**
 * packshot_cli_describe_options:
 * @text: where to append
 * @manifest: a manifest
 * @advanced: whether to describe those few people need, or the others
 *
 * Appends each option as a flag with all that is to know about it.
 */
void
packshot_cli_describe_options (GString *text, PackshotManifest *manifest, gboolean advanced)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *placeholder = packshot_cli_describe_placeholder (option);
      g_autofree char *head =
          g_strdup_printf ("--%s %s", packshot_option_get_name (option), placeholder);
      g_autofree char *paragraph = dup_paragraph (option);

      if (packshot_option_get_advanced (option) != advanced)
        continue;

      packshot_cli_layout_append_row (text, 2, head, HEAD_WIDTH, paragraph);
      append_choices (text, option);
    }
}
