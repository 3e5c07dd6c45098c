/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-service.h"

G_BEGIN_DECLS

/**
 * PackshotRemoteDummy:
 *
 * A service that pretends to be far away, see remote-dummy.json: each step brings the reply that
 * was put on its list, and where the list is empty all goes well. It counts what it is asked, and
 * can keep its answers back.
 */
#define PACKSHOT_TYPE_REMOTE_DUMMY (packshot_remote_dummy_get_type ())
G_DECLARE_FINAL_TYPE (PackshotRemoteDummy,
                      packshot_remote_dummy,
                      PACKSHOT,
                      REMOTE_DUMMY,
                      PackshotService)

/* What each job costs, and what is left then. */
#define PACKSHOT_REMOTE_DUMMY_PRICE   (100 * PACKSHOT_MONEY_ONE)
#define PACKSHOT_REMOTE_DUMMY_BALANCE (900 * PACKSHOT_MONEY_ONE)

/* And what another paid call costs. */
#define PACKSHOT_REMOTE_DUMMY_APPROVE_PRICE (30 * PACKSHOT_MONEY_ONE)
#define PACKSHOT_REMOTE_DUMMY_PICTURE_PRICE (10 * PACKSHOT_MONEY_ONE)
#define PACKSHOT_REMOTE_DUMMY_VIDEO_PRICE   (20 * PACKSHOT_MONEY_ONE)

PackshotService *packshot_remote_dummy_new (PackshotManifest *manifest);

void
packshot_remote_dummy_push (PackshotRemoteDummy *self, PackshotStep step, PackshotReply *reply);
void packshot_remote_dummy_say (PackshotRemoteDummy *self,
                                PackshotStep step,
                                PackshotVerdict verdict,
                                const char *words);
void packshot_remote_dummy_set_busy (PackshotRemoteDummy *self, gboolean is_busy);
void packshot_remote_dummy_set_reviews (PackshotRemoteDummy *self, gboolean reviews);
void packshot_remote_dummy_set_tells_balance (PackshotRemoteDummy *self, gboolean tells_balance);
void packshot_remote_dummy_take (PackshotRemoteDummy *self, gint64 amount);
void packshot_remote_dummy_hold (PackshotRemoteDummy *self, PackshotStep step);
void packshot_remote_dummy_release (PackshotRemoteDummy *self, PackshotStep step);

guint packshot_remote_dummy_count (PackshotRemoteDummy *self, PackshotStep step);
guint packshot_remote_dummy_count_asked_for (PackshotRemoteDummy *self);
guint packshot_remote_dummy_get_most_at_once (PackshotRemoteDummy *self);

G_END_DECLS
