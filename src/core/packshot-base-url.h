/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *packshot_base_url_check (const char *text, gboolean allow_http, GError **error);

G_END_DECLS
