/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void packshot_whole_value_narrow (GtkDropDown *drop_down);
void packshot_whole_value_show (AdwComboRow *row);

G_END_DECLS
