/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake.h"

/**
 * PackshotFakeCreatifyOrder:
 * @id: the task
 * @words: (element-type utf8 utf8): what was asked for, by the names it has on the wire
 * @source: (nullable): the task it was made anew from
 * @regen: (nullable): the call that made it anew
 * @made_at: when, in microseconds since 1970, UTC
 * @begun_at: when its present part began, as of g_get_monotonic_time()
 * @n_polls: how often it was asked for since then
 * @is_video: whether its present part is the video
 * @has_preview: whether the picture was there before the video, of the same task
 * @is_old: whether it was finished long ago
 *
 * A task, as the service has it.
 */
typedef struct
{
  char *id;          /* (owned) */
  GHashTable *words; /* (owned) */
  char *source;      /* (owned) */
  const char *regen;
  gint64 made_at;
  gint64 begun_at;
  guint n_polls;
  gboolean is_video;
  gboolean has_preview;
  gboolean is_old;
} PackshotFakeCreatifyOrder;

PackshotFakeCreatifyOrder *packshot_fake_creatify_order_new (const char *id);
PackshotFakeCreatifyOrder *packshot_fake_creatify_order_copy (const PackshotFakeCreatifyOrder *self,
                                                              const char *id);
void packshot_fake_creatify_order_free (PackshotFakeCreatifyOrder *self);

void packshot_fake_creatify_order_take (PackshotFakeCreatifyOrder *self, JsonObject *asked);
void packshot_fake_creatify_order_begin (PackshotFakeCreatifyOrder *self, gboolean is_video);
const char *packshot_fake_creatify_order_get (const PackshotFakeCreatifyOrder *self,
                                              const char *name);
const char *packshot_fake_creatify_order_get_status (const PackshotFakeCreatifyOrder *self,
                                                     const PackshotFakeSettings *settings);
JsonObject *packshot_fake_creatify_order_describe (const PackshotFakeCreatifyOrder *self,
                                                   PackshotFake *fake);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotFakeCreatifyOrder, packshot_fake_creatify_order_free)
