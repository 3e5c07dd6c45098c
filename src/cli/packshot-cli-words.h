/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

char *packshot_cli_words_money (gint64 amount, PackshotManifest *manifest, const char *unit);
gint64 packshot_cli_words_get_cost (PackshotJob *job);
const char *packshot_cli_words_state (PackshotJobState state);
const char *packshot_cli_words_switch (const char *value);
const char *packshot_cli_words_service (PackshotJob *job);
char *packshot_cli_words_span (gint64 span);
char *packshot_cli_words_time (gint64 at);
char *packshot_cli_words_printable (const char *words);

G_END_DECLS
