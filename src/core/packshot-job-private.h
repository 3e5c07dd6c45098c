/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-estimate.h"
#include "packshot-job.h"
#include "packshot-ledger-record.h"
#include "packshot-reply.h"

G_BEGIN_DECLS

/* For the queue, the only writer of jobs; everybody else asks by the getters. */
struct _PackshotJob
{
  GObject parent_instance;

  char *id;
  char *service;
  PackshotManifest *manifest; /* (nullable) */
  PackshotRequest *request;   /* (nullable) */
  char *title;
  gint64 row;
  gint64 created;
  gint64 changed;
  char *output;
  char *destination;       /* (nullable): until it is asked for */
  char *cover_destination; /* (nullable): the same */
  char *beside;            /* (nullable): where a video that is made again is to be */

  GPtrArray *remote_ids; /* (element-type PackshotRemoteId) */
  GPtrArray *copies;     /* (element-type PackshotJobCopy) */
  GPtrArray *results;    /* (element-type PackshotLedgerResult) */

  gint64 price;
  gint64 charged;
  gint64 balance;
  char *unit;
  gboolean has_open_charge;    /* a paid call whose cost is not known yet */
  PackshotStep paid_step;      /* the paid call that was sent last, or is about to be */
  gint64 paid_at;              /* when, or 0 while there was none */
  gboolean over_limit_allowed; /* for its next paid call */

  PackshotJobState state;
  char *words;
  gint64 not_before; /* wall time, or 0 */
  gint64 next_try;
  gint64 last_contact;
  gboolean cancel_asked;
  gboolean key_needed;
  gboolean driven_elsewhere;
  gint64 trashed;         /* wall time, or 0 */
  gboolean saving;        /* its video is still to be copied to where the user has them all */
  gboolean was_looked_up; /* its service was asked what became of it */
  char *activity;
  double fraction;
  gint64 started; /* monotonic, or 0 while it has not begun */
  gint64 ended;   /* monotonic, or 0 while it runs */
  PackshotEstimate estimate;

  char *video_path;
  char *cover_path;
  guint width;
  guint height;
  double duration;
  GStrv warnings;

  PackshotFailure failure;
  char *failure_words;
};

PackshotJob *
packshot_job_new (const char *id, PackshotRequest *request, const char *title, const char *output);
PackshotJob *packshot_job_new_from_entry (PackshotLedgerEntry *entry, PackshotManifest *manifest);
void packshot_job_take_entry (PackshotJob *self, PackshotLedgerEntry *entry);
void packshot_job_take_record (PackshotJob *self, const PackshotLedgerRecord *record);

void packshot_job_set_state (PackshotJob *self, PackshotJobState state);
void packshot_job_set_progress (PackshotJob *self, double fraction, const char *activity);
void packshot_job_set_files (PackshotJob *self, const char *video, const char *cover);
void packshot_job_set_size (PackshotJob *self, guint width, guint height, double duration);
void packshot_job_set_warnings (PackshotJob *self, const GPtrArray *warnings);
void packshot_job_set_result (PackshotJob *self, const PackshotReply *reply);
void packshot_job_add_result (PackshotJob *self, const PackshotLedgerResult *result);
void packshot_job_set_beside (PackshotJob *self, const char *beside);
void packshot_job_set_request (PackshotJob *self, PackshotRequest *request);
void packshot_job_set_paid_step (PackshotJob *self, PackshotStep step, gint64 at, gint64 price);
void packshot_job_add_remote_ids (PackshotJob *self, const GPtrArray *ids);
void packshot_job_set_copies (PackshotJob *self, const GPtrArray *copies);
void packshot_job_set_failure (PackshotJob *self, PackshotFailure failure, const char *words);
void packshot_job_set_row (PackshotJob *self, gint64 row);
void packshot_job_set_words (PackshotJob *self, const char *words);
void packshot_job_set_charged (PackshotJob *self, gint64 charged);
void packshot_job_set_balance (PackshotJob *self, gint64 balance);
void packshot_job_set_next_try (PackshotJob *self, gint64 next_try);
void packshot_job_set_last_contact (PackshotJob *self, gint64 last_contact);
void packshot_job_set_cancel_asked (PackshotJob *self, gboolean cancel_asked);
void packshot_job_set_key_needed (PackshotJob *self, gboolean key_needed);
void packshot_job_set_trashed (PackshotJob *self, gint64 trashed);
void packshot_job_set_driven_elsewhere (PackshotJob *self, gboolean driven_elsewhere);

G_END_DECLS
