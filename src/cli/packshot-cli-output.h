/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

void packshot_cli_output_lines (PackshotJob *job);
void packshot_cli_output_json (PackshotJob *job);
void packshot_cli_output_json_refusal (const char *service, const char *words);
char *packshot_cli_output_escape (const char *value);

G_END_DECLS
