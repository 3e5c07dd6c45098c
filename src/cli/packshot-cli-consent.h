/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-order.h"
#include "packshot-cli-session.h"

G_BEGIN_DECLS

gboolean packshot_cli_consent_is_needed (const PackshotCliOrder *order);
gboolean packshot_cli_consent_check (const PackshotCliOrder *order, GError **error);
gboolean packshot_cli_consent_explain (PackshotCliSession *session,
                                       const PackshotCliOrder *order,
                                       GError **error);
gboolean packshot_cli_consent_put (PackshotCliSession *session, const char *question);
gboolean packshot_cli_consent_ask (PackshotCliSession *session, const PackshotCliOrder *order);

G_END_DECLS
