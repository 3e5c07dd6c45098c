/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-order.h"
#include "packshot-cli-say.h"
#include "packshot-cli-session.h"

G_BEGIN_DECLS

gboolean packshot_cli_limit_check (PackshotCliSession *session,
                                   const PackshotCliOrder *order,
                                   GError **error);
PackshotCliExit packshot_cli_limit_run (PackshotRegistry *registry, char **args);

G_END_DECLS
