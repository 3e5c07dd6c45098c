/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotNetProgress:
 * @done: bytes that are done
 * @total: of how many, or -1 where nobody knows
 * @user_data: what was given along with the function
 *
 * Hears how a transfer goes on, in the thread that began it.
 */
typedef void (*PackshotNetProgress) (goffset done, goffset total, gpointer user_data);

G_END_DECLS
