/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotLedgerResult:
 * @video: (nullable) (type filename): the absolute path of the video; %NULL of a preview
 * @video_size: in bytes
 * @video_sha256: (nullable): of its bytes, in hexadecimal
 * @cover: (nullable) (type filename): the absolute path of the cover, or of the preview
 * @cover_size: in bytes
 * @cover_sha256: (nullable): of its bytes, in hexadecimal
 * @width: of the video, in pixels
 * @height: of the video, in pixels
 * @duration: of the video, in seconds
 * @at: when it was here, in microseconds since 1970, UTC; 0 where that was not written
 *
 * What came of a job.
 */
typedef struct
{
  char *video;
  gint64 video_size;
  char *video_sha256;
  char *cover;
  gint64 cover_size;
  char *cover_sha256;
  guint width;
  guint height;
  double duration;
  gint64 at;
} PackshotLedgerResult;

PackshotLedgerResult *packshot_ledger_result_new (void);
PackshotLedgerResult *packshot_ledger_result_copy (const PackshotLedgerResult *self);
void packshot_ledger_result_free (PackshotLedgerResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLedgerResult, packshot_ledger_result_free)

G_END_DECLS
