/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

gboolean packshot_continuation_is_offered (PackshotJob *job);
PackshotRequest *packshot_continuation_dup_request (PackshotJob *job, GError **error);

G_END_DECLS
