/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake-host.h"
#include "packshot-fake.h"
#include "packshot-job.h"
#include "packshot-settings-image-host.h"
#include "packshot-test-widgets.h"

/* What buttons say, and windows. */
#define PACKSHOT_TEST_REVIEW_CREATE     "Create Preview · from 1 credit"
#define PACKSHOT_TEST_REVIEW_APPROVE    "Make Video · from 3 credits"
#define PACKSHOT_TEST_REVIEW_ANOTHER    "Another Picture · from 1 credit"
#define PACKSHOT_TEST_REVIEW_SEND_TITLE "What Leaves This Computer"
#define PACKSHOT_TEST_REVIEW_TITLE      "Do You Like the Preview?"

#define PACKSHOT_TEST_REVIEW_USER     "seller"
#define PACKSHOT_TEST_REVIEW_PASSWORD "pw-fake-canary"

void packshot_test_review_set_up (PackshotImageHostKind kind, const PackshotFakeSettings *settings);
void packshot_test_review_run (PackshotTestScript script);
void packshot_test_review_tear_down (void);

PackshotFake *packshot_test_review_get_fake (void);
PackshotFakeHost *packshot_test_review_get_host (void);

void packshot_test_review_choose_service (GtkWindow *window);
void packshot_test_review_say_yes (void);
PackshotJob *packshot_test_review_get_job (GtkWindow *window);
void packshot_test_review_wait (PackshotJob *job, PackshotJobState state);
PackshotJob *packshot_test_review_order (GtkWindow *window);
PackshotJob *packshot_test_review_order_preview (GtkWindow *window);
void packshot_test_review_pay (GtkWindow *window, const char *action, guint n_results);
PackshotJob *packshot_test_review_make_results (GtkWindow *window);

GtkWidget *packshot_test_review_find_result (GtkWindow *window, const char *title);
void packshot_test_review_choose_result (GtkWindow *window, const char *title);
