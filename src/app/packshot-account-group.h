/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

/**
 * PackshotAccountGroup:
 *
 * The account at one service: its keys, where it is, and whether it answers.
 */
#define PACKSHOT_TYPE_ACCOUNT_GROUP (packshot_account_group_get_type ())
G_DECLARE_FINAL_TYPE (PackshotAccountGroup,
                      packshot_account_group,
                      PACKSHOT,
                      ACCOUNT_GROUP,
                      AdwPreferencesGroup)

GtkWidget *packshot_account_group_new (PackshotRegistry *registry,
                                       PackshotAccounts *accounts,
                                       PackshotManifest *manifest);

void packshot_account_group_ask (PackshotAccountGroup *self);

G_END_DECLS
