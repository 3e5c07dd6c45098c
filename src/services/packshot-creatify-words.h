/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-adapter.h"

G_BEGIN_DECLS

char *packshot_creatify_read_words (PackshotNetAnswer *answer);
char *packshot_creatify_explain (PackshotNetAnswer *answer);

G_END_DECLS
