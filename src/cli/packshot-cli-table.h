/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void packshot_cli_table_print (GPtrArray *rows);

G_END_DECLS
