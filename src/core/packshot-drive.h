/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-answer-table.h"
#include "packshot-backoff.h"
#include "packshot-job-private.h"
#include "packshot-lease.h"
#include "packshot-ledger-change.h"
#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotPurpose:
 * @PACKSHOT_PURPOSE_PREPARE: to make the files that will be sent, and rest
 * @PACKSHOT_PURPOSE_SUBMIT: to bring a job that is ready to its end
 * @PACKSHOT_PURPOSE_PAY: to send another paid call for a job that rests
 * @PACKSHOT_PURPOSE_CARRY_ON: to bring a job to its end that is on its way
 * @PACKSHOT_PURPOSE_LOOK_UP: to find out what became of a paid call that was not answered, and go
 *   on with it
 * @PACKSHOT_PURPOSE_RECOVER: to put right what was cut off when a program ended, and rest
 *
 * Why a job is driven.
 */
typedef enum
{
  PACKSHOT_PURPOSE_PREPARE,
  PACKSHOT_PURPOSE_SUBMIT,
  PACKSHOT_PURPOSE_PAY,
  PACKSHOT_PURPOSE_CARRY_ON,
  PACKSHOT_PURPOSE_LOOK_UP,
  PACKSHOT_PURPOSE_RECOVER,
} PackshotPurpose;

/* What is known of a paid call that was not answered. */
typedef struct
{
  GPtrArray *listings; /* (owned) (nullable) (element-type PackshotListing): what the service has */
  GPtrArray *ids;      /* (owned) (element-type PackshotRemoteId): what was found out */
} PackshotLookUp;

/**
 * PackshotDrive:
 *
 * For the parts of the queue: one job on its way, from the lease to where it rests. It belongs to
 * the queue, and goes with packshot_drive_end().
 */
typedef struct
{
  /* Input. */
  PackshotQueue *queue;     /* (unowned): it owns this */
  PackshotJob *job;         /* (owned) */
  PackshotService *service; /* (owned) */
  PackshotPurpose purpose;
  guint serial;
  GTask *waiting;           /* (owned) (nullable): who asked for files, or what became of it */
  PackshotStep paid_step;   /* the call to be sent, with the purpose to pay */
  PackshotRequest *amended; /* (owned) (nullable): with what, where that is not as it was */
  PackshotRequest *before;  /* (owned) (nullable): as it was */

  /* In progress. */
  PackshotLease *lease;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the call that is out */
  PackshotStep step;         /* that is out, or comes next */
  gboolean is_loaded;
  gboolean is_prepared;
  gboolean is_polling;
  gboolean is_leaving;     /* the program ends */
  gboolean cancel_wanted;  /* the service shall be asked to stop */
  gboolean has_fresh_link; /* it came while this program ran */
  gboolean is_rehosted;    /* that was tried */
  gboolean wants_preview;  /* its picture is to be brought here */
  gulong progress_id;
  char *folder;            /* (owned) (nullable): made for this job */
  PackshotLookUp *look_up; /* (owned) (nullable): while that is done */

  /* When it goes on: by packshot_queue_now(), or 0 for no time. */
  gint64 due;
  gint64 pause;     /* before the first poll, in microseconds */
  gboolean is_told; /* the service said so: not earlier in company either */
  gboolean wants_network;
  guint n_failures; /* of a step that is tried a few times */
  PackshotBackoff backoff;
  PackshotBackoff link_backoff; /* grows until a download succeeds */
} PackshotDrive;

PackshotDrive *packshot_drive_start (PackshotQueue *queue,
                                     PackshotJob *job,
                                     PackshotPurpose purpose,
                                     GTask *waiting);
void packshot_drive_free (PackshotDrive *self);
void packshot_drive_end (PackshotDrive *self, const GError *error);
void packshot_drive_give_up (PackshotDrive *self, const GError *error);

void packshot_drive_row_written (PackshotDrive *self);
void packshot_drive_go_on (PackshotDrive *self);
void packshot_drive_retry (PackshotDrive *self);
void packshot_drive_cancel (PackshotDrive *self);
void packshot_drive_leave (PackshotDrive *self);

/* intend */
void packshot_drive_intend_upload (PackshotDrive *self);
void packshot_drive_intend_create (PackshotDrive *self);
void packshot_drive_intend_again (PackshotDrive *self);

/* money */
void packshot_drive_set_money (PackshotDrive *self,
                               PackshotLedgerChange *change,
                               PackshotStep step,
                               const PackshotReply *reply);

/* review */
gboolean packshot_drive_is_behind (PackshotDrive *self);
void packshot_drive_mark_approved (PackshotDrive *self, PackshotLedgerChange *change);
PackshotJobState packshot_drive_soften (PackshotDrive *self, PackshotJobState state);
void packshot_drive_return_to_last (PackshotDrive *self, PackshotLedgerChange *change);
void packshot_drive_go_on_review (PackshotDrive *self);
void packshot_drive_take_review (PackshotDrive *self, PackshotReply *reply);

/* recover */
void packshot_drive_recover (PackshotDrive *self);

/* look-up */
gboolean packshot_drive_can_look_up (PackshotJob *job);
void packshot_drive_look_up (PackshotDrive *self);
void packshot_drive_end_look_up (PackshotDrive *self);
void packshot_drive_stop_look_up (PackshotDrive *self);
void packshot_look_up_free (PackshotLookUp *look_up);

/* rehost */
gboolean packshot_drive_asks_rehost (PackshotJob *job);
gboolean packshot_drive_wants_rehost (PackshotJob *job);
void packshot_drive_rehost (PackshotDrive *self);
void packshot_drive_take_rehosted (PackshotDrive *self, const PackshotReply *reply);

/* settle */
void packshot_drive_stop (PackshotDrive *self, PackshotJobState state);
gboolean packshot_drive_is_contact (PackshotVerdict verdict);
void
packshot_drive_add_ids (PackshotDrive *self, PackshotLedgerChange *change, const GPtrArray *ids);
gint64
packshot_drive_get_wait (PackshotDrive *self, PackshotRetry retry, const PackshotReply *reply);
void
packshot_drive_wait (PackshotDrive *self, const PackshotNext *next, const PackshotReply *reply);
void packshot_drive_remember_told (PackshotDrive *self, const PackshotReply *reply);

/* steps */
void packshot_drive_run (PackshotDrive *self, PackshotStep step);
void packshot_drive_take_poll (PackshotDrive *self, PackshotReply *reply);
void packshot_drive_settle (PackshotDrive *self,
                            PackshotStep step,
                            const PackshotReply *reply,
                            PackshotJobState state,
                            PackshotFailure failure);
void packshot_drive_make (PackshotDrive *self);

G_END_DECLS
