/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-accounts.h"
#include "packshot-job.h"

G_BEGIN_DECLS

char *packshot_send_words_dup_host (PackshotAccounts *accounts,
                                    PackshotManifest *manifest,
                                    const char *heading);
char *packshot_send_words_dup_hosting (PackshotAccounts *accounts, PackshotOption *option);
char *packshot_send_words_dup_balance (PackshotAccounts *accounts, PackshotManifest *manifest);
const PackshotJobCopy *packshot_send_words_find_copy (PackshotJob *job, PackshotOption *option);

G_END_DECLS
