/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger.h"

/**
 * PackshotTestBooks:
 * @n_jobs: how many jobs the ledger knows: 0 or 1
 * @id: (nullable): of the job
 * @state: of the job
 * @remote_ids: (element-type PackshotRemoteId): of the job
 * @video: (nullable) (type filename): where the video of the job is
 * @cover: (nullable) (type filename): where its cover is
 * @n_uploads: how many intents to upload are in its log
 * @n_creates: how many intents to create are in its log
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
  GPtrArray *remote_ids;
  char *video;
  char *cover;
  guint n_uploads;
  guint n_creates;
  guint n_charges;
  gint64 charged;
} PackshotTestBooks;

PackshotTestBooks *packshot_test_books_read (const char *folder, const char *scratch);
void packshot_test_books_free (PackshotTestBooks *self);
gboolean packshot_test_books_know (PackshotTestBooks *self, const char *remote_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotTestBooks, packshot_test_books_free)
