/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-memory.h"

G_BEGIN_DECLS

/**
 * PackshotPrivacyPage:
 *
 * The page of the preferences about what is kept, what is shown, and what leaves this computer.
 */
#define PACKSHOT_TYPE_PRIVACY_PAGE (packshot_privacy_page_get_type ())
G_DECLARE_FINAL_TYPE (PackshotPrivacyPage, packshot_privacy_page, PACKSHOT, PRIVACY_PAGE, AdwBin)

GtkWidget *packshot_privacy_page_new (PackshotAccounts *accounts, PackshotMemory *memory);

G_END_DECLS
