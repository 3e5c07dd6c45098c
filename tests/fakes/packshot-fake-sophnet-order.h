/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake.h"

/**
 * PackshotFakeSophnetOrder:
 * @is_upright: whether the video is to be higher than wide
 * @is_draft: whether it is a draft
 * @draft_task: (nullable): the draft of which it is made
 *
 * What was ordered.
 */
typedef struct
{
  gboolean is_upright;
  gboolean is_draft;
  char *draft_task; /* (owned) */
} PackshotFakeSophnetOrder;

void packshot_fake_sophnet_order_clear (PackshotFakeSophnetOrder *order);
void packshot_fake_sophnet_order_read (PackshotFakeSophnetOrder *order,
                                       PackshotFakeCall *call,
                                       JsonNode *root);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotFakeSophnetOrder, packshot_fake_sophnet_order_clear)
