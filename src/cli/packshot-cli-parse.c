/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* How all commands read their flags. What GOption does not know stays in the list: what it says
 * about it could not be told apart from its other errors, and would not help. Its help is not ours.
 */

#include "packshot-cli-parse.h"

/**
 * packshot_cli_parse_group:
 * @group: (transfer full): the flags there are
 * @args: (inout): the arguments, the first one being the command; the flags there are, are taken
 *   out
 * @error: return location for a #GOptionError
 *
 * Returns: whether they could be read
 */
gboolean
packshot_cli_parse_group (GOptionGroup *group, GStrv *args, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_set_main_group (context, group);

  return g_option_context_parse_strv (context, args, error);
}

/**
 * packshot_cli_parse_entries:
 * @entries: the flags there are, ended by %G_OPTION_ENTRY_NULL
 * @args: (inout): as of packshot_cli_parse_group()
 * @error: return location for a #GOptionError
 *
 * Returns: whether they could be read
 */
gboolean
packshot_cli_parse_entries (const GOptionEntry *entries, GStrv *args, GError **error)
{
  GOptionGroup *group = g_option_group_new ("", "", "", NULL, NULL);

  g_option_group_add_entries (group, entries);
  return packshot_cli_parse_group (group, args, error);
}
