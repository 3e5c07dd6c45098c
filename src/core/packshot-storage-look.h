/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-queue.h"
#include "packshot-storage.h"

G_BEGIN_DECLS

/* One look at what is kept, for a thread. */
typedef struct
{
  /* Input. */
  char *folder;      /* (owned) (type filename) */
  char *ledger;      /* (owned) (nullable) (type filename) */
  GHashTable *kinds; /* (owned): what its folder is of, by the id of each job */

  /* Output. */
  PackshotStorageSizes sizes;
  GPtrArray *spare;  /* (owned): ids of jobs with something that can be spared */
  GPtrArray *unread; /* (owned): paths of files and folders that belong to no job */

  /* In progress. */
  guint n_pending; /* jobs that are being tidied */
} PackshotStorageLook;

PackshotStorageLook *packshot_storage_look_new (PackshotQueue *queue);
void packshot_storage_look_free (PackshotStorageLook *self);

gboolean
packshot_storage_look_run (PackshotStorageLook *self, GCancellable *cancellable, GError **error);

G_END_DECLS
