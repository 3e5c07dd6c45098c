/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

gboolean packshot_cli_amend (PackshotJob *job,
                             PackshotStep step,
                             const GPtrArray *options,
                             PackshotRequest **amended,
                             GError **error);

G_END_DECLS
