/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-order.h"
#include "packshot-cli-session.h"

G_BEGIN_DECLS

gboolean packshot_cli_send_check (PackshotJob *job, gboolean yes, GError **error);
gboolean packshot_cli_send (PackshotCliSession *session,
                            PackshotJob *job,
                            gboolean yes,
                            gboolean over_limit,
                            GError **error);
gboolean packshot_cli_send_second (PackshotCliSession *session,
                                   const PackshotCliOrder *order,
                                   GError **error);

G_END_DECLS
