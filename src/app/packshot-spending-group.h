/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-queue.h"
#include "packshot-spending.h"

G_BEGIN_DECLS

GtkWidget *packshot_spending_group_new (PackshotRegistry *registry,
                                        PackshotQueue *queue,
                                        const PackshotSpending *spending,
                                        const char *month);

G_END_DECLS
