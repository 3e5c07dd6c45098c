/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-option-rows.h"

#include "packshot-list-row.h"
#include "packshot-paragraph-row.h"
#include "packshot-pick-row.h"
#include "packshot-picture-row.h"
#include "packshot-range-row.h"
#include "packshot-switch-row.h"
#include "packshot-text-row.h"
#include "packshot-toggles-row.h"

/**
 * packshot_option_rows_make:
 * @option: an option of a service
 *
 * Returns: (transfer floating): the row that fits it
 */
PackshotOptionRow *
packshot_option_rows_make (PackshotOption *option)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (option), NULL);

  switch (packshot_option_get_kind (option))
    {
    case PACKSHOT_OPTION_CHOICE:
      if (packshot_option_get_open (option))
        return packshot_pick_row_new (option);
      return packshot_toggles_row_fits (option) ? packshot_toggles_row_new (option)
                                                : packshot_list_row_new (option);
    case PACKSHOT_OPTION_RANGE:
      return packshot_range_row_new (option);
    case PACKSHOT_OPTION_SWITCH:
      return packshot_switch_row_new (option);
    case PACKSHOT_OPTION_PICTURE:
      return packshot_picture_row_new (option);
    case PACKSHOT_OPTION_TEXT:
    default:
      if (packshot_option_get_catalog (option))
        return packshot_pick_row_new (option);
      return packshot_option_get_multi_line (option) ? packshot_paragraph_row_new (option)
                                                     : packshot_text_row_new (option);
    }
}
