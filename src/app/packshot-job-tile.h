/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-covers.h"
#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobTile:
 *
 * A job among others: its cover, or the photo while there is none, its name, how it goes, how old
 * it is, what it cost and who made it. Of thousands only those in sight are filled in.
 */
#define PACKSHOT_TYPE_JOB_TILE (packshot_job_tile_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobTile, packshot_job_tile, PACKSHOT, JOB_TILE, AdwBin)

GtkWidget *packshot_job_tile_new (PackshotCovers *covers);
void packshot_job_tile_set_item (PackshotJobTile *self, GtkListItem *item);

PackshotJob *packshot_job_tile_get_job (PackshotJobTile *self);
void packshot_job_tile_set_job (PackshotJobTile *self, PackshotJob *job);
void packshot_job_tile_grow_older (PackshotJobTile *self);

G_END_DECLS
