/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-test-queue.h"

G_BEGIN_DECLS

void packshot_test_lister_set_up (PackshotTestQueue *self, gconstpointer user_data);

G_END_DECLS
