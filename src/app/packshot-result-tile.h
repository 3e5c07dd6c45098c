/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-ledger-result.h"

G_BEGIN_DECLS

/**
 * PackshotResultTile:
 *
 * One of several things that came of a job, small, to be chosen: what it is, when it came, and what
 * it cost.
 */
#define PACKSHOT_TYPE_RESULT_TILE (packshot_result_tile_get_type ())
G_DECLARE_FINAL_TYPE (PackshotResultTile,
                      packshot_result_tile,
                      PACKSHOT,
                      RESULT_TILE,
                      GtkToggleButton)

GtkWidget *packshot_result_tile_new (const PackshotLedgerResult *result, const char *title);
void packshot_result_tile_set_cost (PackshotResultTile *self, const char *cost);
const char *packshot_result_tile_get_title (PackshotResultTile *self);

G_END_DECLS
