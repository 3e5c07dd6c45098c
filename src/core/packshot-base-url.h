/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *packshot_base_url_check (const char *text, gboolean allow_http, GError **error);
char *packshot_base_url_dup_origin (const char *base_url);
gboolean packshot_base_url_is_local (const char *base_url);

G_END_DECLS
