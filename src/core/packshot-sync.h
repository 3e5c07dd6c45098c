/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean packshot_sync_folder (const char *path, GError **error);

G_END_DECLS
