/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-spending.h"

G_BEGIN_DECLS

void packshot_cli_spending_json_put (const PackshotSpending *spending,
                                     const PackshotSpendingSum *sum);

G_END_DECLS
