/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-queue.h"

G_BEGIN_DECLS

/**
 * PackshotSpendingPage:
 *
 * The money book, month by month, to be looked at and taken along, and the daily limits.
 */
#define PACKSHOT_TYPE_SPENDING_PAGE (packshot_spending_page_get_type ())
G_DECLARE_FINAL_TYPE (PackshotSpendingPage, packshot_spending_page, PACKSHOT, SPENDING_PAGE, AdwBin)

void packshot_spending_page_present (GtkWindow *parent,
                                     PackshotQueue *queue,
                                     PackshotAccounts *accounts);

G_END_DECLS
