/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-session.h"

G_BEGIN_DECLS

gboolean packshot_cli_continue_needs_ledger (PackshotRequest *request);
gboolean
packshot_cli_continue (PackshotCliSession *session, PackshotRequest *request, GError **error);

G_END_DECLS
