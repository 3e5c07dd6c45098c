/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-accounts.h"
#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotSendList:
 *
 * All that leaves this computer for many jobs of one service: each picture with what is its own,
 * and once what they share.
 */
#define PACKSHOT_TYPE_SEND_LIST (packshot_send_list_get_type ())
G_DECLARE_FINAL_TYPE (PackshotSendList, packshot_send_list, PACKSHOT, SEND_LIST, GtkBox)

GtkWidget *packshot_send_list_new (PackshotAccounts *accounts, GPtrArray *jobs);

G_END_DECLS
