/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-registry.h"

G_BEGIN_DECLS

void packshot_cli_help_jobs_explain (PackshotRegistry *registry, const char *command);
void packshot_cli_help_jobs_append (GString *text, guint head_width);

G_END_DECLS
