/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What was asked for, as rows to be read. */

#include "config.h"

#include "packshot-value-rows.h"

#include <glib/gi18n.h>

#include "packshot-plain-row.h"
#include "packshot-words.h"

/**
 * packshot_value_rows_add:
 * @group: where to
 * @title: what it is, plain text
 * @words: what it says, plain text
 *
 * Returns: (transfer none): the new row, whose title and subtitle are no markup
 */
AdwActionRow *
packshot_value_rows_add (AdwPreferencesGroup *group, const char *title, const char *words)
{
  AdwActionRow *row;

  g_return_val_if_fail (ADW_IS_PREFERENCES_GROUP (group) && title != NULL && words != NULL, NULL);

  row = packshot_plain_row_new (ADW_TYPE_ACTION_ROW, title);
  adw_action_row_set_subtitle (row, words);
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
