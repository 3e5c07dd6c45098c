/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotLibraryPage:
 *
 * All jobs, the newest first, to be searched. Its signal "opened" has the #PackshotJob that was
 * chosen.
 */
#define PACKSHOT_TYPE_LIBRARY_PAGE (packshot_library_page_get_type ())
G_DECLARE_FINAL_TYPE (PackshotLibraryPage, packshot_library_page, PACKSHOT, LIBRARY_PAGE, AdwBin)

void packshot_library_page_set_jobs (PackshotLibraryPage *self, GListModel *jobs);
void packshot_library_page_search (PackshotLibraryPage *self);

G_END_DECLS
