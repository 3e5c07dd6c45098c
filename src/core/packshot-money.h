/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger-charge.h"
#include "packshot-manifest.h"

G_BEGIN_DECLS

/* The largest amount that is taken as a price or a limit: a thousand million of any unit. */
#define PACKSHOT_MONEY_MAX (G_GINT64_CONSTANT (1000000000) * PACKSHOT_MONEY_ONE)

char *packshot_money_dup_number (gint64 amount);
char *packshot_money_dup_words (gint64 amount, PackshotManifest *manifest, const char *unit);
gboolean packshot_money_parse (const char *text, gint64 *amount);

G_END_DECLS
