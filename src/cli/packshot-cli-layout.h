/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint packshot_cli_layout_columns (const char *text);
guint packshot_cli_layout_terminal_width (int fd);
char *packshot_cli_layout_cut (const char *text, guint width);
void packshot_cli_layout_append_row (GString *text,
                                     guint indent,
                                     const char *head,
                                     guint head_width,
                                     const char *body);
char *packshot_cli_layout_time (double seconds);
char *packshot_cli_layout_progress (const char *activity,
                                    double fraction,
                                    double elapsed,
                                    double left,
                                    guint width,
                                    gboolean unicode);

G_END_DECLS
