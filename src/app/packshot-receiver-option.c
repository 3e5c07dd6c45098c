/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-receiver.h"

/**
 * packshot_receiver_sends_address:
 * @option: a picture option
 *
 * Returns: whether its service gets the address of a picture from the web, and fetches it itself
 */
gboolean
packshot_receiver_sends_address (PackshotOption *option)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (option), FALSE);

  return packshot_option_accepts (option, PACKSHOT_PICTURE_VALUE_ADDRESS)
         && (packshot_option_get_sends_address (option)
             || packshot_option_get_transport (option) == PACKSHOT_PICTURE_TRANSPORT_ADDRESS);
}
