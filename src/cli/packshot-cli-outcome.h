/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-say.h"
#include "packshot-cli-session.h"

G_BEGIN_DECLS

PackshotCliExit
packshot_cli_outcome_tell (PackshotCliSession *session, PackshotJob *job, gboolean json);
PackshotCliExit packshot_cli_outcome_tell_second (PackshotCliSession *session,
                                                  PackshotJob *job,
                                                  PackshotStep step,
                                                  gboolean json);
PackshotCliExit
packshot_cli_outcome_tell_all (PackshotCliSession *session, GPtrArray *jobs, gboolean json);
PackshotCliExit packshot_cli_outcome_refuse (PackshotCliSession *session,
                                             const char *service,
                                             const GError *error,
                                             gboolean json);
PackshotCliExit packshot_cli_outcome_worse (PackshotCliExit one, PackshotCliExit other);

G_END_DECLS
