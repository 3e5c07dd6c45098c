/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-limit.h"

G_BEGIN_DECLS

/**
 * PackshotLimitNotice:
 *
 * Tells how an order stands to the daily limits of its services. Where it leads over one, there is
 * a box to tick before it may be sent: its property "is-allowed".
 */
#define PACKSHOT_TYPE_LIMIT_NOTICE (packshot_limit_notice_get_type ())
G_DECLARE_FINAL_TYPE (PackshotLimitNotice, packshot_limit_notice, PACKSHOT, LIMIT_NOTICE, GtkBox)

void packshot_limit_notice_set_limits (PackshotLimitNotice *self, GPtrArray *limits);
gboolean packshot_limit_notice_get_is_over (PackshotLimitNotice *self);
gboolean packshot_limit_notice_get_is_allowed (PackshotLimitNotice *self);

G_END_DECLS
