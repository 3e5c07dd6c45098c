/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger.h"
#include "packshot-step.h"

/**
 * PackshotTestBooks:
 * @n_jobs: how many jobs the ledger knows
 * @id: (nullable): of the last job, as is all of the next
 * @state: of the job
 * @paid_step: the last call of the job that was about to be paid for
 * @remote_ids: (element-type PackshotRemoteId): of all jobs
 * @video: (nullable) (type filename): where the video of the job is
 * @cover: (nullable) (type filename): where its cover is
 * @n_uploads: how many intents to upload are in all logs
 * @n_paid: of all jobs: how many intents there are in their logs to make each paid call
 * @n_intents: how many they are together
 * @n_charges: how many lines of the money book there are
 * @charged: what they add up to as far as it is known, in millionths
 *
 * What is on the disk of a purchase at a moment.
 */
typedef struct
{
  guint n_jobs;
  char *id;
  PackshotJobState state;
  PackshotStep paid_step;
  GPtrArray *remote_ids;
  char *video;
  char *cover;
  guint n_uploads;
  guint n_paid[PACKSHOT_N_STEPS];
  guint n_intents;
  guint n_charges;
  gint64 charged;
} PackshotTestBooks;

PackshotTestBooks *packshot_test_books_read (const char *folder, const char *scratch);
void packshot_test_books_free (PackshotTestBooks *self);
gboolean packshot_test_books_know (PackshotTestBooks *self, const char *remote_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotTestBooks, packshot_test_books_free)
