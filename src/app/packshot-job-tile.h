/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"
#include "packshot-picture-cache.h"

G_BEGIN_DECLS

/**
 * PackshotJobTile:
 *
 * A job among others: its cover, or the photo while there is none, its name and its state.
 */
#define PACKSHOT_TYPE_JOB_TILE (packshot_job_tile_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobTile, packshot_job_tile, PACKSHOT, JOB_TILE, AdwBin)

GtkWidget *packshot_job_tile_new (PackshotPictureCache *pictures);

void packshot_job_tile_set_job (PackshotJobTile *self, PackshotJob *job);

G_END_DECLS
