/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake.h"
#include "packshot-queue.h"

/**
 * PackshotTestRemote:
 * @fake: the service
 * @registry: knows it and Studio
 * @queue: with a ledger in @folder; asks every hundredth of a second
 * @folder: of the ledger, in the test's own data folder
 *
 * All that stands between a click and a service: the real queue, ledger, HTTP and adapter, and a
 * fake of the service that the user has the key for.
 */
typedef struct
{
  PackshotFake *fake;         /* (owned) */
  PackshotRegistry *registry; /* (owned) */
  PackshotQueue *queue;       /* (owned) */
  char *folder;               /* (owned) (type filename) */
} PackshotTestRemote;

void packshot_test_remote_set_up (PackshotTestRemote *self, const PackshotFakeSettings *settings);
void packshot_test_remote_set_up_service (PackshotTestRemote *self,
                                          const PackshotFakeService *service,
                                          const PackshotFakeSettings *settings);
void packshot_test_remote_tear_down (PackshotTestRemote *self);
void packshot_test_remote_kill (PackshotTestRemote *self);
void packshot_test_remote_start (PackshotTestRemote *self);
void packshot_test_remote_restart (PackshotTestRemote *self);

PackshotJob *
packshot_test_remote_add (PackshotTestRemote *self, const char *picture, const char *output);
PackshotJob *
packshot_test_remote_submit (PackshotTestRemote *self, const char *picture, const char *output);
PackshotJob *packshot_test_remote_add_values (PackshotTestRemote *self,
                                              const char *const *values,
                                              const char *output);
PackshotJob *packshot_test_remote_submit_values (PackshotTestRemote *self,
                                                 const char *const *values,
                                                 const char *output);
void packshot_test_remote_wait (PackshotTestRemote *self, PackshotJob *job);
void packshot_test_remote_assert_rests (PackshotTestRemote *self,
                                        PackshotJob *job,
                                        PackshotJobState state);
void packshot_test_remote_approve (PackshotTestRemote *self,
                                   PackshotJob *job,
                                   const char *const *changes);
void packshot_test_remote_regenerate (PackshotTestRemote *self,
                                      PackshotJob *job,
                                      PackshotStep step,
                                      const char *const *changes);
void packshot_test_remote_assert_video (PackshotTestRemote *self, PackshotJob *job);
PackshotReply *packshot_test_remote_try_connection (PackshotTestRemote *self, const char *service);
