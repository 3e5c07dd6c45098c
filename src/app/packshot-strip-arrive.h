/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-receiver.h"
#include "packshot-strip.h"

G_BEGIN_DECLS

void packshot_strip_arrive (PackshotStrip *strip,
                            GtkWidget *widget,
                            GPtrArray *items,
                            PackshotStripItem *chosen);
GPtrArray *packshot_strip_make_items (PackshotReceiver *receiver, GPtrArray *paths);
void packshot_strip_arrive_one (PackshotStrip *strip, const char *path, const char *address);

G_END_DECLS
