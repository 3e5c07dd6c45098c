/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-adapter.h"
#include "packshot-service.h"

G_BEGIN_DECLS

PackshotReply *packshot_answer_read_status (const PackshotAdapter *adapter,
                                            PackshotStep step,
                                            PackshotNetAnswer *answer);
gint64 packshot_answer_get_not_before (PackshotNetAnswer *answer);
PackshotReply *
packshot_answer_read_error (const GError *error, gboolean was_sent, PackshotStep step);
PackshotReply *
packshot_answer_read_download (const GError *error, guint status, gint64 retry_after);

PackshotReply *packshot_answer_new_refusal (PackshotStep step, const char *said);
PackshotReply *packshot_answer_new_failure (const char *said);
PackshotReply *packshot_answer_new_puzzle (PackshotStep step, const char *said);

G_END_DECLS
