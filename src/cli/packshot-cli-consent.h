/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-session.h"

G_BEGIN_DECLS

gboolean packshot_cli_consent_is_needed (PackshotJob *job, gboolean yes);
gboolean packshot_cli_consent_is_possible (void);
char *packshot_cli_consent_dup_refusal (PackshotJob *job);
gboolean packshot_cli_consent_explain (PackshotJob *job, GError **error);
gboolean packshot_cli_consent_ask (PackshotCliSession *session, PackshotJob *job);

G_END_DECLS
