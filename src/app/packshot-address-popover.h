/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PACKSHOT_TYPE_ADDRESS_POPOVER (packshot_address_popover_get_type ())

/**
 * PackshotAddressPopover:
 *
 * Asks for the address of a picture. The signal "entered" gives it, with its scheme.
 */
G_DECLARE_FINAL_TYPE (PackshotAddressPopover,
                      packshot_address_popover,
                      PACKSHOT,
                      ADDRESS_POPOVER,
                      GtkPopover)

G_END_DECLS
