/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-receiver.h"
#include "packshot-test-peer.h"

#define PACKSHOT_TEST_RECEIVER_SAMPLE g_getenv ("PACKSHOT_SAMPLE")

/**
 * PackshotTestReceiver:
 * @window: a window with nothing in it but what pictures are for
 * @receiver: takes them in
 * @peer: serves the sample as whatever is asked for, and nothing at all where that begins with
 *   "/hang"
 * @photo: (nullable): what came
 * @address: (nullable): where on the web that came from
 * @paths: (nullable) (element-type filename): what came where it was several
 * @words: (nullable): what is said of that
 * @gave_up: whether nothing came
 *
 * Somebody who takes pictures. The clipboard offers here what a drop would: it is read by the same
 * code.
 */
typedef struct
{
  GtkWindow *window;
  PackshotReceiver *receiver; /* (owned) */
  PackshotTestPeer *peer;     /* (owned) */
  PackshotPhoto *photo;       /* (owned) */
  char *address;              /* (owned) */
  GPtrArray *paths;           /* (owned) */
  char *words;                /* (owned) */
  gboolean gave_up;
} PackshotTestReceiver;

void packshot_test_receiver_set_up (PackshotTestReceiver *self, gconstpointer takes_many);
void packshot_test_receiver_tear_down (PackshotTestReceiver *self, gconstpointer takes_many);
GdkContentProvider *
packshot_test_receiver_offer_bytes (const char *type, gconstpointer data, gsize length);
GdkContentProvider *packshot_test_receiver_offer_text (const char *type, const char *text);
void packshot_test_receiver_paste (PackshotTestReceiver *self,
                                   GdkContentProvider *first,
                                   ...) G_GNUC_NULL_TERMINATED;
