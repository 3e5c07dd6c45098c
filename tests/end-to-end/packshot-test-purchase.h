/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake.h"
#include "packshot-test-books.h"
#include "packshot-test-program.h"
#include "packshot-test-wares.h"

/**
 * PackshotTestPurchase:
 *
 * One video that is bought from a fake service by the program as it ships, whatever happens to the
 * program meanwhile. Of several, each is bought after the one before it.
 */
typedef struct
{
  PackshotTestProgram program;
  PackshotFake *fake; /* (unowned) */
  const PackshotTestWares *wares;
  PackshotStep wanted; /* another picture or another video, where that is wanted; or 0 */
  gsize start;         /* of its part of the fake's journal */
  guint n_clicks;      /* how often a person accepted the price */
  guint n_kills;
  guint patience; /* a person interrupts a program that runs longer, in seconds; 0 for never */
  gboolean was_given_up;
  gboolean was_looked_up; /* the service was asked what became of it */
  gboolean is_disk_bad; /* so that the cover may be one of ours, and the video where it was kept */
} PackshotTestPurchase;

void packshot_test_purchase_set_up (PackshotTestPurchase *self, PackshotFake *fake);
void packshot_test_purchase_clear (PackshotTestPurchase *self);

void packshot_test_purchase_set_point (PackshotTestPurchase *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
void packshot_test_purchase_run (PackshotTestPurchase *self, const char *line);
void packshot_test_purchase_make (PackshotTestPurchase *self);
PackshotTestBooks *packshot_test_purchase_check (PackshotTestPurchase *self);
char *packshot_test_purchase_click (PackshotTestPurchase *self, PackshotTestBooks *books);
void packshot_test_purchase_finish (PackshotTestPurchase *self);
