/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-settings.h"

G_BEGIN_DECLS

GKeyFile *packshot_settings_load (PackshotSettings *self, GError **error);
gboolean packshot_settings_save (PackshotSettings *self, GKeyFile *file, GError **error);

G_END_DECLS
