/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotReview:
 *
 * A job whose preview is there: what can still be said, and what goes on from here, by the actions
 * "job.approve", "job.regenerate-picture" and "job.cancel" of whoever holds this.
 */
#define PACKSHOT_TYPE_REVIEW (packshot_review_get_type ())
G_DECLARE_FINAL_TYPE (PackshotReview, packshot_review, PACKSHOT, REVIEW, AdwBin)

void packshot_review_set_accounts (PackshotReview *self, PackshotAccounts *accounts);
void packshot_review_set_job (PackshotReview *self, PackshotJob *job);
PackshotRequest *packshot_review_dup_request (PackshotReview *self);

G_END_DECLS
