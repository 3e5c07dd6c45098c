/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-service.h"

G_BEGIN_DECLS

/* What the remote dummy makes, where all goes well, and what it takes for that. */
typedef struct
{
  guint n_videos;
  gboolean is_busy;
  gboolean reviews;     /* a preview comes first */
  GHashTable *approved; /* a set of ids, owned */
  gboolean tells_balance;
  gint64 balance;
} PackshotDummyMaker;

void packshot_dummy_maker_init (PackshotDummyMaker *self);
void packshot_dummy_maker_clear (PackshotDummyMaker *self);

PackshotReply *packshot_dummy_maker_poll (PackshotDummyMaker *self, PackshotJob *job);
void packshot_dummy_maker_fill (PackshotDummyMaker *self,
                                PackshotStep step,
                                PackshotJob *job,
                                PackshotReply *reply);

G_END_DECLS
