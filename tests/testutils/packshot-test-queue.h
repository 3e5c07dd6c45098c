/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-queue.h"
#include "packshot-remote-dummy.h"
#include "packshot-test-ledger.h"
#include "packshot-test-utils.h"

G_BEGIN_DECLS

/* A queue on a ledger of the test's own, with both dummies: a program, as it were. */
typedef struct
{
  PackshotRegistry *registry;
  PackshotManifest *manifest;   /* of the remote dummy */
  PackshotRemoteDummy *service; /* the remote dummy, which outlives the queue */
  PackshotQueue *queue;
  char *photo;
} PackshotTestQueue;

/* Runs through much of what takes long elsewhere in a blink. */
#define PACKSHOT_TEST_INTERVAL 0.002

void packshot_test_queue_set_up (PackshotTestQueue *self, gconstpointer user_data);
void packshot_test_queue_tear_down (PackshotTestQueue *self, gconstpointer user_data);
void packshot_test_queue_open (PackshotTestQueue *self);
void packshot_test_queue_close (PackshotTestQueue *self);
void packshot_test_queue_crash (PackshotTestQueue *self);
void packshot_test_queue_start_again (PackshotTestQueue *self);

PackshotJob *packshot_test_queue_add (PackshotTestQueue *self, const char *photo);
PackshotJob *packshot_test_queue_submit (PackshotTestQueue *self, const char *photo);
void packshot_test_queue_wait_until_idle (PackshotTestQueue *self);
PackshotJob *packshot_test_queue_make_review (PackshotTestQueue *self);
void packshot_test_queue_approve (PackshotTestQueue *self, PackshotJob *job);
void packshot_test_queue_regenerate (PackshotTestQueue *self, PackshotJob *job, PackshotStep step);
PackshotJob *packshot_test_queue_find (PackshotTestQueue *self, const char *id);
PackshotJob *
packshot_test_queue_restart_at (PackshotTestQueue *self, PackshotJob *job, PackshotJobState state);
void
packshot_test_queue_wait_for_event (PackshotTestQueue *self, PackshotJob *job, const char *last);
void packshot_test_queue_let_pass (PackshotTestQueue *self);
void packshot_test_queue_change (const char *sql);
void packshot_test_queue_load (PackshotTestQueue *self, PackshotJob *job);
gboolean packshot_test_queue_delete (PackshotTestQueue *self,
                                     PackshotJob *job,
                                     PackshotDeletion which,
                                     GError **error);
char *packshot_test_queue_dup_events (PackshotTestQueue *self, PackshotJob *job);
void
packshot_test_queue_assert_events (PackshotTestQueue *self, PackshotJob *job, const char *expected);
char *packshot_test_queue_dup_charges (PackshotTestQueue *self);
void packshot_test_queue_assert_charges (PackshotTestQueue *self, const char *expected);
guint packshot_test_queue_count (PackshotTestQueue *self, PackshotStep step);

#define packshot_test_queue_wait_for_state(job, state)                                             \
  packshot_test_wait_until (packshot_job_get_state (job) == (state))

G_END_DECLS
