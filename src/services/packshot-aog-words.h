/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-answer.h"

G_BEGIN_DECLS

char *packshot_aog_read_words (PackshotNetAnswer *answer);
gboolean packshot_aog_is_refusal (PackshotNetAnswer *answer);
char *packshot_aog_explain (PackshotNetAnswer *answer);

G_END_DECLS
