/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What was asked for, as rows to be read. */

#include "config.h"

#include "packshot-value-rows.h"

#include <glib/gi18n.h>

#include "packshot-words.h"

/**
 * packshot_value_rows_add:
 * @group: where to
 * @title: what it is
 * @words: what it says, plain text
 *
 * Returns: (transfer none): the new row
 */
AdwActionRow *
packshot_value_rows_add (AdwPreferencesGroup *group, const char *title, const char *words)
{
  AdwActionRow *row;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (ADW_IS_PREFERENCES_GROUP (group) && title != NULL && words != NULL, NULL);

  row = ADW_ACTION_ROW (adw_action_row_new ());
  escaped = g_markup_escape_text (words, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, escaped);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_preferences_group_add (group, GTK_WIDGET (row));

  return row;
}

/**
 * packshot_value_rows_dup_words:
 * @request: what was asked
 * @option: an option of its service
 *
 * Returns: (transfer full) (nullable): what a person reads of its value, rather than what the
 *   service does; %NULL where there is none
 */
char *
packshot_value_rows_dup_words (PackshotRequest *request, PackshotOption *option)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (request) && PACKSHOT_IS_OPTION (option), NULL);

  text = packshot_request_dup_text (request, option);
  if (text == NULL || *text == '\0')
    return NULL;
  if (packshot_option_get_kind (option) == PACKSHOT_OPTION_SWITCH)
    return g_strdup (packshot_request_get_boolean (request, packshot_option_get_name (option))
                         /* Translators: of a switch, as is the next. */
                         ? _ ("On")
                         : _ ("Off"));
  if (packshot_option_get_kind (option) == PACKSHOT_OPTION_RANGE)
    return packshot_words_dup_range (
        option, packshot_request_get_double (request, packshot_option_get_name (option)));
  if (packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE && g_path_is_absolute (text))
    return g_filename_display_basename (text);
  if (packshot_option_get_kind (option) != PACKSHOT_OPTION_CHOICE)
    return g_steal_pointer (&text);

  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);

      if (packshot_choice_matches (choice, text))
        return g_strdup (choice->label);
    }

  return g_steal_pointer (&text);
}
