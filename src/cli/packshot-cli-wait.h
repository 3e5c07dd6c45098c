/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-session.h"

G_BEGIN_DECLS

void packshot_cli_wait (PackshotCliSession *session, GPtrArray *jobs, gboolean no_poll);

G_END_DECLS
