/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-memory.h"
#include "packshot-queue.h"
#include "packshot-receiver.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

/**
 * PackshotCreatePage:
 *
 * Where a video is asked for: the photo, the options and the one button. Its signal "created" has
 * the new #PackshotJob, which is submitted.
 */
#define PACKSHOT_TYPE_CREATE_PAGE (packshot_create_page_get_type ())
G_DECLARE_FINAL_TYPE (PackshotCreatePage, packshot_create_page, PACKSHOT, CREATE_PAGE, AdwBin)

void packshot_create_page_set_up (PackshotCreatePage *self,
                                  PackshotRegistry *registry,
                                  PackshotQueue *queue,
                                  PackshotAccounts *accounts,
                                  PackshotMemory *memory);

const char *packshot_create_page_get_complaint (PackshotCreatePage *self);

void packshot_create_page_open (PackshotCreatePage *self, GPtrArray *items);
PackshotReceiver *packshot_create_page_get_receiver (PackshotCreatePage *self);
void packshot_create_page_choose (PackshotCreatePage *self);
void packshot_create_page_paste (PackshotCreatePage *self);
void packshot_create_page_create (PackshotCreatePage *self);
gboolean packshot_create_page_is_ordering (PackshotCreatePage *self);
void packshot_create_page_show_request (PackshotCreatePage *self, PackshotRequest *request);

G_END_DECLS
