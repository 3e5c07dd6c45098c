/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-accounts.h"
#include "packshot-memory.h"

G_BEGIN_DECLS

void packshot_preferences_present (GtkWindow *parent,
                                   PackshotAccounts *accounts,
                                   PackshotQueue *queue,
                                   PackshotMemory *memory,
                                   const char *service);
void packshot_preferences_present_image_host (GtkWindow *parent,
                                              PackshotAccounts *accounts,
                                              PackshotQueue *queue,
                                              PackshotMemory *memory);

G_END_DECLS
