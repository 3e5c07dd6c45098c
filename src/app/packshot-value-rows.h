/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-request.h"

G_BEGIN_DECLS

AdwActionRow *
packshot_value_rows_add (AdwPreferencesGroup *group, const char *title, const char *words);
char *packshot_value_rows_dup_words (PackshotRequest *request, PackshotOption *option);

G_END_DECLS
