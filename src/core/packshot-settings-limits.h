/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-settings.h"

G_BEGIN_DECLS

gboolean packshot_settings_get_daily_limit (PackshotSettings *self,
                                            PackshotManifest *manifest,
                                            gint64 *limit,
                                            GError **error);
gboolean packshot_settings_set_daily_limit (PackshotSettings *self,
                                            PackshotManifest *manifest,
                                            gint64 limit,
                                            GError **error);

G_END_DECLS
