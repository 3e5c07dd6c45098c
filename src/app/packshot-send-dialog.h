/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotSendDialog:
 *
 * Asks whether a job, or many, may be sent, or one taken one paid step further, and shows all that
 * would leave this computer and what it costs. What leads over a daily limit takes a second word.
 * Its signal "answered" comes once, with whether the answer was yes; the dialog closes by itself.
 */
#define PACKSHOT_TYPE_SEND_DIALOG (packshot_send_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PackshotSendDialog, packshot_send_dialog, PACKSHOT, SEND_DIALOG, AdwWindow)

GtkWidget *packshot_send_dialog_new (GtkWindow *parent,
                                     PackshotAccounts *accounts,
                                     PackshotJob *job,
                                     PackshotStep step,
                                     PackshotRequest *request);
GtkWidget *
packshot_send_dialog_new_many (GtkWindow *parent, PackshotAccounts *accounts, GPtrArray *jobs);

void packshot_send_dialog_set_limits (PackshotSendDialog *self, GPtrArray *limits);
gboolean packshot_send_dialog_get_over_limit (PackshotSendDialog *self);
PackshotRequest *packshot_send_dialog_get_request (PackshotSendDialog *self);

G_END_DECLS
