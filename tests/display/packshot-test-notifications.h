/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

void packshot_test_notifications_start (void);
void packshot_test_notifications_stop (void);
const char *packshot_test_notifications_get_title (void);
const char *packshot_test_notifications_get_body (void);
gboolean packshot_test_notifications_has (const char *title);
void packshot_test_notifications_forget (void);
void packshot_test_notifications_press (const char *label);
