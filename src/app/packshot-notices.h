/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PackshotNotices:
 *
 * A bar across the window that says what is wrong and stays until it is closed. It is out of sight
 * while there is nothing to say.
 */
#define PACKSHOT_TYPE_NOTICES (packshot_notices_get_type ())
G_DECLARE_FINAL_TYPE (PackshotNotices, packshot_notices, PACKSHOT, NOTICES, AdwBin)

void packshot_notices_add (PackshotNotices *self, const char *words);

G_END_DECLS
