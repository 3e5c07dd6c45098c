/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotStorageSizes:
 * @videos: videos, their covers, and the pictures of previews
 * @pictures: copies of photos that were or will be sent, and what is being downloaded
 * @spare: as much of @pictures as packshot_storage_tidy_async() can take away
 * @trash: all of the jobs in the trash
 * @unread: what belongs to no job that can be read: damaged ledgers that were set aside, and
 *   folders of jobs that were put aside
 * @rest: the ledger, and what else is there
 *
 * How much of the disk is used for what, in bytes. Nothing is counted twice but @spare.
 */
typedef struct
{
  guint64 videos;
  guint64 pictures;
  guint64 spare;
  guint64 trash;
  guint64 unread;
  guint64 rest;
} PackshotStorageSizes;

char *packshot_storage_dup_folder (void);

void packshot_storage_measure_async (PackshotQueue *queue,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
packshot_storage_measure_finish (GAsyncResult *result, PackshotStorageSizes *sizes, GError **error);
void packshot_storage_tidy_async (PackshotQueue *queue,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean packshot_storage_tidy_finish (GAsyncResult *result, GError **error);
void packshot_storage_remove_unread_async (PackshotQueue *queue,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean packshot_storage_remove_unread_finish (GAsyncResult *result, GError **error);

G_END_DECLS
