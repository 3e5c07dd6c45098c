/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-memory.h"
#include "packshot-queue.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

/**
 * PackshotWindow:
 *
 * The window: where videos are made, where they are kept, and in front of both one job. Its signal
 * "closed" tells that somebody closed it: it is out of sight then, with all that is in it, and the
 * application decides whether it goes on.
 */
#define PACKSHOT_TYPE_WINDOW (packshot_window_get_type ())
G_DECLARE_FINAL_TYPE (PackshotWindow, packshot_window, PACKSHOT, WINDOW, AdwApplicationWindow)

PackshotWindow *packshot_window_new (GtkApplication *application,
                                     PackshotRegistry *registry,
                                     PackshotQueue *queue,
                                     PackshotAccounts *accounts,
                                     PackshotMemory *memory);

void packshot_window_open_photos (PackshotWindow *self, GPtrArray *items);
void packshot_window_greet (PackshotWindow *self);
void packshot_window_tell (PackshotWindow *self, const char *words);
void packshot_window_put_away (PackshotWindow *self);
gboolean packshot_window_is_ordering (PackshotWindow *self);
void packshot_window_show_job (PackshotWindow *self, PackshotJob *job);

G_END_DECLS
