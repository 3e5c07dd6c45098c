/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-accounts.h"
#include "packshot-test-remote.h"

/* Of the question. */
#define PACKSHOT_TEST_ORDER_TITLE "What Leaves This Computer"

/**
 * PackshotTestOrder:
 * @remote: a service that counts what it would be paid for
 * @accounts: of its registry
 * @window: the window that orders
 * @jobs: (element-type PackshotJob): what is ordered; empty at first
 * @is_over: whether it is known what came of the order
 * @ordered: whether it was sent
 * @error: (nullable): why it was not
 *
 * A window that orders, and nothing else of the application.
 */
typedef struct
{
  PackshotTestRemote remote;
  PackshotAccounts *accounts; /* (owned) */
  GtkWidget *window;
  GPtrArray *jobs; /* (owned) */
  gboolean is_over;
  gboolean ordered;
  GError *error; /* (owned) */
} PackshotTestOrder;

void packshot_test_order_set_up (PackshotTestOrder *self, gconstpointer user_data);
void packshot_test_order_tear_down (PackshotTestOrder *self, gconstpointer user_data);
void packshot_test_order_ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
guint packshot_test_order_count_creates (PackshotTestOrder *self);
