/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void packshot_cli_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *packshot_cli_answer_wait (GAsyncResult **answer);

G_END_DECLS
