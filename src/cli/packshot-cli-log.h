/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void packshot_cli_log_init (void);
void packshot_cli_log_set_verbose (gboolean verbose);

G_END_DECLS
