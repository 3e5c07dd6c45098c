/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotDefaultsPage:
 *
 * The page of the preferences with what a person wants unless they say otherwise: the service,
 * where finished videos go, and how many are made at once.
 */
#define PACKSHOT_TYPE_DEFAULTS_PAGE (packshot_defaults_page_get_type ())
G_DECLARE_FINAL_TYPE (PackshotDefaultsPage, packshot_defaults_page, PACKSHOT, DEFAULTS_PAGE, AdwBin)

GtkWidget *packshot_defaults_page_new (PackshotAccounts *accounts, PackshotQueue *queue);

G_END_DECLS
