/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-drive.h"
#include "packshot-ledger-watch.h"
#include "packshot-queue.h"
#include "packshot-settings.h"

G_BEGIN_DECLS

/* For the parts of the queue. */
struct _PackshotQueue
{
  GObject parent_instance;

  PackshotRegistry *registry;
  PackshotSettings *settings;
  GListStore *jobs;
  GHashTable *by_id;     /* of jobs, unowned, by their ids */
  GHashTable *by_row;    /* of jobs, unowned, by their rows */
  GHashTable *by_remote; /* of rows, by what services call them */

  PackshotLedger *ledger;     /* (nullable): until it is open */
  PackshotLedgerWatch *watch; /* (nullable) */
  GCancellable *cancellable;  /* of what only reads the ledger */
  GTask *opening;             /* (nullable): who waits for it to be open */
  char *trouble;              /* (nullable): why nothing can be written */
  char *unread;               /* (nullable): why the list is not what the ledger says */
  gboolean resumed;
  gboolean is_reading; /* what another program wrote */
  gboolean read_again;
  PackshotBackoff read_backoff;
  guint read_id; /* the next try after reading failed, or 0 */

  GQueue line;           /* of jobs, owned: submitted, and ready until their turn comes */
  GHashTable *drives;    /* of PackshotDrive, owned, by their jobs, which are owned as well */
  GHashTable *savings;   /* a set of jobs, owned: whose video is being copied */
  guint n_emptying;      /* calls that empty the trash */
  GHashTable *elsewhere; /* a set of jobs, owned: driven by another program */
  guint last_serial;

  GQueue writes; /* of Write, owned: what the ledger has to be told, the oldest first */
  gboolean is_writing;
  PackshotBackoff write_backoff;
  guint write_id; /* the next try, or 0 */

  gint64 interval; /* between polls, in microseconds, or 0 for that of each manifest */
  guint timer_id;
  guint look_id;
  GNetworkMonitor *network;      /* (nullable): until somebody waits for it */
  GCancellable *poll_cancelling; /* of all polls */
  GHashTable *rounds;            /* of PackshotQueueRound, owned, by their services */

  GPtrArray *deletions; /* (element-type GTask): of jobs that are not written yet */
  GPtrArray *shutdowns; /* (element-type GTask): callers who wait for the last drive to end */
  gboolean closing;
  gboolean closing_ledger;
  GError *lost; /* (nullable): why something could not be written to the end */
};

/* One call that is out. It holds nothing that would keep a queue alive: one that was dropped
 * meanwhile is simply not found any more. */
typedef struct
{
  GWeakRef queue;
  PackshotJob *job; /* (owned) (nullable) */
  guint serial;     /* of its drive, or 0 */
  PackshotStep step;
  GPtrArray *jobs; /* (owned) (nullable): of a poll */
} PackshotQueueCall;

PackshotQueueCall *
packshot_queue_call_new (PackshotQueue *self, PackshotDrive *drive, PackshotStep step);
void packshot_queue_call_free (PackshotQueueCall *self);
PackshotDrive *packshot_queue_call_find (PackshotQueueCall *self, PackshotQueue *queue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotQueueCall, packshot_queue_call_free)

/* The polls of one service. */
typedef struct
{
  guint n_calls; /* that are out */
  GQueue later;  /* of jobs, owned: whose turn comes when one of these is answered */
} PackshotQueueRound;

void packshot_queue_round_free (PackshotQueueRound *self);

/* Called when a change is on disk, with @error NULL, or when it could not be written. */
typedef void (*PackshotQueueWritten) (PackshotQueue *self, PackshotJob *job, const GError *error);

/* queue */
PackshotDrive *packshot_queue_find_drive (PackshotQueue *self, PackshotJob *job);
void packshot_queue_start_what_fits (PackshotQueue *self);
void packshot_queue_notify_busy (PackshotQueue *self);
void packshot_queue_notify_reading (PackshotQueue *self);
void packshot_queue_set_trouble (PackshotQueue *self, const char *trouble);
void packshot_queue_set_unread (PackshotQueue *self, const char *unread);
void packshot_queue_take_ledger (PackshotQueue *self, PackshotLedger *ledger);

/* list */
void packshot_queue_insert (PackshotQueue *self, PackshotJob *job);
void packshot_queue_remove (PackshotQueue *self, PackshotJob *job);
void packshot_queue_remove_at (PackshotQueue *self, PackshotJob *job, guint position);
void packshot_queue_index_row (PackshotQueue *self, PackshotJob *job);
void packshot_queue_index_ids (PackshotQueue *self, PackshotJob *job);
void packshot_queue_index_remote (PackshotQueue *self, const char *id, gint64 row);

/* add */
char *packshot_queue_dup_title (PackshotRequest *request);
gboolean packshot_queue_check_output (const char *output,
                                      PackshotRequest *request,
                                      char **path,
                                      GError **error);

/* show */
void packshot_queue_show (PackshotJob *job, const PackshotLedgerChange *change);
void
packshot_queue_show_cost (PackshotJob *job, const PackshotLedgerChange *change, gint64 charged);

/* limit */
gboolean packshot_queue_limit_intent (PackshotQueue *self,
                                      PackshotJob *job,
                                      PackshotLedgerChange *change,
                                      GError **error);

/* writes */
void packshot_queue_write (PackshotQueue *self,
                           PackshotJob *job,
                           PackshotLedgerChange *change,
                           gboolean must,
                           PackshotLease *lease,
                           PackshotQueueWritten written);
void packshot_queue_write_all (PackshotQueue *self);
void packshot_queue_keep_lease (PackshotQueue *self, PackshotJob *job, PackshotLease *lease);
void packshot_queue_clear_writes (PackshotQueue *self);
gboolean packshot_queue_drop_writes (PackshotQueue *self, PackshotJob *job);
gboolean packshot_queue_has_writes (PackshotQueue *self, PackshotJob *job);

/* open, look */
void packshot_queue_take_names (PackshotQueue *self, const GPtrArray *names);
void packshot_queue_fill (PackshotQueue *self, GPtrArray *entries, GPtrArray *names);
void packshot_queue_read_again (PackshotQueue *self);
void packshot_queue_look_after (PackshotQueue *self, PackshotJob *job);
void packshot_queue_look_after_all (PackshotQueue *self);
void packshot_queue_set_elsewhere (PackshotQueue *self, PackshotJob *job, gboolean elsewhere);
void packshot_queue_end_opening (PackshotQueue *self);

/* listing */
void packshot_queue_leave_strangers (PackshotQueue *self,
                                     PackshotManifest *manifest,
                                     GPtrArray *listings);

/* clock, poll */
gint64 packshot_queue_get_interval (PackshotQueue *self, PackshotManifest *manifest);
gint64 packshot_queue_now (void);
void packshot_queue_set_timer (PackshotQueue *self);
void packshot_queue_watch_network (PackshotQueue *self);
void packshot_queue_poll (PackshotQueue *self, gint64 now);

/* records */
gboolean packshot_queue_check_free (PackshotQueue *self, PackshotJob *job, GError **error);
gboolean packshot_queue_check_still (PackshotQueue *self, PackshotJob *job, GError **error);
PackshotLease *packshot_queue_take_lease (PackshotQueue *self, PackshotJob *job, GError **error);
void packshot_queue_delete_written (PackshotQueue *self);
void packshot_queue_delete_unwritten (PackshotQueue *self);

/* save */
gboolean packshot_queue_wants_saving (PackshotQueue *self, PackshotJob *job);
void packshot_queue_save (PackshotQueue *self, PackshotJob *job);

/* shutdown */
void packshot_queue_end_shutdowns (PackshotQueue *self);

G_END_DECLS
