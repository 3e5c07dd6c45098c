/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-registry.h"
#include "packshot-spending.h"

G_BEGIN_DECLS

char *packshot_spending_words_dup_month (const char *month);
char *packshot_spending_words_dup_service (PackshotRegistry *registry, const char *service);
char *packshot_spending_words_dup_charged (PackshotRegistry *registry,
                                           const PackshotSpendingSum *sum);
char *packshot_spending_words_dup_expected (PackshotRegistry *registry,
                                            const PackshotSpendingSum *sum);
char *packshot_spending_words_dup_parts (PackshotRegistry *registry,
                                         const PackshotSpendingSum *sum);
char *packshot_spending_words_dup_amount (PackshotRegistry *registry,
                                          const PackshotSpendingLine *line);
char *packshot_spending_words_dup_call (PackshotRegistry *registry,
                                        const PackshotSpendingLine *line);

G_END_DECLS
