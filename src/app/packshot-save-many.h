/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotSaveManyProgress:
 * @n_done: how many files were tried
 * @n_files: how many there are
 * @user_data: what was given along
 *
 * Called in the main thread after each file.
 */
typedef void (*PackshotSaveManyProgress) (guint n_done, guint n_files, gpointer user_data);

/**
 * PackshotSaveManyResult:
 * @n_saved: how many files were saved
 * @failed: (owned) (array zero-terminated=1): the titles of the others
 * @reason: (owned) (nullable): why the first of them could not be, one sentence
 * @cancelled: whether somebody stopped it before all were tried
 */
typedef struct
{
  guint n_saved;
  GStrv failed;
  char *reason;
  gboolean cancelled;
} PackshotSaveManyResult;

void packshot_save_many_result_free (PackshotSaveManyResult *self);
char *packshot_save_many_result_dup_words (const PackshotSaveManyResult *self);

void packshot_save_many_async (const char *const *paths,
                               const char *const *titles,
                               GFile *folder,
                               GCancellable *cancellable,
                               PackshotSaveManyProgress progress,
                               gpointer progress_data,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
PackshotSaveManyResult *packshot_save_many_finish (GAsyncResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotSaveManyResult, packshot_save_many_result_free)

G_END_DECLS
