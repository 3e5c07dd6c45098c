/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job-filter.h"
#include "packshot-job-order.h"
#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotLibraryService:
 * @id: the id of a service
 * @name: what people call it
 * @n_jobs: how many jobs it has here
 *
 * A service that occurs in the library.
 */
typedef struct
{
  char *id;
  char *name;
  guint n_jobs;
} PackshotLibraryService;

/**
 * PackshotLibraryList:
 *
 * The jobs of a queue as the library shows them: sorted, and those alone that are looked for. Both
 * are done a few milliseconds at a time, so that typing goes on while thousands are looked through.
 * Its signal "changed" comes when more or fewer are found, and "services-changed" when
 * packshot_library_list_list_services() is another.
 */
#define PACKSHOT_TYPE_LIBRARY_LIST (packshot_library_list_get_type ())
G_DECLARE_FINAL_TYPE (PackshotLibraryList, packshot_library_list, PACKSHOT, LIBRARY_LIST, GObject)

PackshotLibraryList *packshot_library_list_new (PackshotQueue *queue);

void packshot_library_list_begin (PackshotLibraryList *self);
GListModel *packshot_library_list_get_found (PackshotLibraryList *self);
PackshotJobFilter *packshot_library_list_get_filter (PackshotLibraryList *self);
guint packshot_library_list_get_n_jobs (PackshotLibraryList *self);
gboolean packshot_library_list_get_pending (PackshotLibraryList *self);
GPtrArray *packshot_library_list_list_trash (PackshotLibraryList *self);
GPtrArray *packshot_library_list_list_services (PackshotLibraryList *self);

PackshotJobOrder packshot_library_list_get_order (PackshotLibraryList *self);
void packshot_library_list_set_order (PackshotLibraryList *self, PackshotJobOrder order);
void packshot_library_list_set_search (PackshotLibraryList *self, const char *words);

G_END_DECLS
