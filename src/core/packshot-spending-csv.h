/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-spending.h"

G_BEGIN_DECLS

char *packshot_spending_csv (const PackshotSpending *spending,
                             const char *month,
                             const char *service,
                             GTimeZone *zone);
const char *packshot_spending_fate_to_string (PackshotSpendingFate fate);

G_END_DECLS
