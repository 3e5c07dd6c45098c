/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-queue.h"

G_BEGIN_DECLS

PackshotJob *packshot_cli_find (PackshotQueue *queue, const char *typed, GError **error);

G_END_DECLS
