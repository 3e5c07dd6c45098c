/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-settings.h"

G_BEGIN_DECLS

/**
 * PackshotPrivacy:
 * @PACKSHOT_PRIVACY_KEEP_DRAFTS: what is being put together is there again after a crash
 * @PACKSHOT_PRIVACY_REMEMBER: the choices of the last video are there for the next one
 * @PACKSHOT_PRIVACY_SHOW_TITLES: notifications name the product
 *
 * What the programs may keep or show of what somebody does. All of it is allowed until somebody
 * says otherwise.
 */
typedef enum
{
  PACKSHOT_PRIVACY_KEEP_DRAFTS,
  PACKSHOT_PRIVACY_REMEMBER,
  PACKSHOT_PRIVACY_SHOW_TITLES,
} PackshotPrivacy;

char *packshot_settings_dup_default_service (PackshotSettings *self);
gboolean
packshot_settings_set_default_service (PackshotSettings *self, const char *service, GError **error);
char *packshot_settings_dup_save_folder (PackshotSettings *self);
gboolean
packshot_settings_set_save_folder (PackshotSettings *self, const char *folder, GError **error);
guint packshot_settings_get_concurrency (PackshotSettings *self, PackshotManifest *manifest);
gboolean packshot_settings_set_concurrency (PackshotSettings *self,
                                            PackshotManifest *manifest,
                                            guint concurrency,
                                            GError **error);
gboolean packshot_settings_get_privacy (PackshotSettings *self, PackshotPrivacy what);
gboolean packshot_settings_set_privacy (PackshotSettings *self,
                                        PackshotPrivacy what,
                                        gboolean is_allowed,
                                        GError **error);

G_END_DECLS
