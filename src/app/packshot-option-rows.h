/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-option-row.h"

G_BEGIN_DECLS

PackshotOptionRow *packshot_option_rows_make (PackshotOption *option);

G_END_DECLS
