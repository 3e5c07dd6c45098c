/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void packshot_cli_help_jobs_explain (const char *command);
void packshot_cli_help_jobs_append (GString *text, guint head_width);

G_END_DECLS
