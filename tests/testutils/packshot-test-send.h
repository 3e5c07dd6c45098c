/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-send.h"

/**
 * PackshotTestSend:
 *
 * A call that was sent, and what came of it. Clear with packshot_test_send_clear().
 */
typedef struct
{
  PackshotNetSession *session; /* (owned) */
  PackshotNetAnswer *answer;   /* (owned) (nullable) */
  GError *error;               /* (owned) (nullable) */
  gboolean was_sent;
  gboolean done;
} PackshotTestSend;

void packshot_test_send_begin (PackshotTestSend *self,
                               PackshotNetCall *call,
                               const PackshotNetPatience *patience,
                               GCancellable *cancellable);
void packshot_test_send_wait (PackshotTestSend *self);
void packshot_test_send_clear (PackshotTestSend *self);
