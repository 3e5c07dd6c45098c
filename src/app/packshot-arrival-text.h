/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void packshot_arrival_text_list (const char *text, GPtrArray *items);
const char *packshot_arrival_text_pick (GPtrArray *items);
char *packshot_arrival_text_dup_utf8 (const char *bytes, gsize length);
char *packshot_arrival_text_find_image (const char *html);
gboolean packshot_arrival_text_is_data (const char *text);
GBytes *packshot_arrival_text_decode (const char *data_url);
char *packshot_arrival_text_dup_name (const char *address);

G_END_DECLS
