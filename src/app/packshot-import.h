/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-queue.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

gboolean packshot_import_is_offered (PackshotRegistry *registry);
void packshot_import_present (GtkWindow *parent, PackshotRegistry *registry, PackshotQueue *queue);

G_END_DECLS
