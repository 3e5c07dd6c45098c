/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void packshot_compat_expander_row_add_suffix (AdwExpanderRow *row, GtkWidget *widget);

G_END_DECLS
