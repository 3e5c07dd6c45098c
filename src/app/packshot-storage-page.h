/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotStoragePage:
 *
 * The page of the preferences about what is kept on the disk: where, how much, and what of it can
 * be done without.
 */
#define PACKSHOT_TYPE_STORAGE_PAGE (packshot_storage_page_get_type ())
G_DECLARE_FINAL_TYPE (PackshotStoragePage, packshot_storage_page, PACKSHOT, STORAGE_PAGE, AdwBin)

GtkWidget *packshot_storage_page_new (PackshotQueue *queue);

G_END_DECLS
