/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void packshot_text_join_item (GString *list, const char *item);
void packshot_text_join_alternative (GString *list, const char *item, gboolean is_last);
void packshot_text_join_sentence (GString *text, const char *sentence);
void packshot_text_join_full_stop (GString *text);

G_END_DECLS
