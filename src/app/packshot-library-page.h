/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-memory.h"
#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotLibraryPage:
 *
 * All jobs, to be sorted, searched, and dealt with many at a time. Its signal "opened" has the
 * #PackshotJob that was chosen.
 */
#define PACKSHOT_TYPE_LIBRARY_PAGE (packshot_library_page_get_type ())
G_DECLARE_FINAL_TYPE (PackshotLibraryPage, packshot_library_page, PACKSHOT, LIBRARY_PAGE, AdwBin)

void packshot_library_page_set_up (PackshotLibraryPage *self,
                                   PackshotQueue *queue,
                                   PackshotAccounts *accounts,
                                   PackshotMemory *memory);
void packshot_library_page_search (PackshotLibraryPage *self);
gboolean packshot_library_page_is_retrying (PackshotLibraryPage *self);
GPtrArray *packshot_library_page_list_selected (PackshotLibraryPage *self);

G_END_DECLS
