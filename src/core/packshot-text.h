/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean packshot_text_is_control (gunichar c);
char *packshot_text_printable (const char *text, guint max_chars);
char *packshot_text_fold (const char *text);
gboolean packshot_text_ends_sentence (const char *text);
char *packshot_text_check (const char *text,
                           const char *label,
                           guint max_length,
                           gboolean multi_line,
                           GError **error);

G_END_DECLS
