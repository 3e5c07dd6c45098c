/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The room for a cover, in pixels of the screen before it is scaled. */
#define PACKSHOT_JOB_COVER_WIDTH  208
#define PACKSHOT_JOB_COVER_HEIGHT 132

/**
 * PackshotJobCover:
 *
 * The cover of a job among others, rounded and in its own shape, or an icon in its place. It asks
 * for the same room whatever it shows, so that nothing around it has to be measured again when
 * hundreds of covers fly by.
 */
#define PACKSHOT_TYPE_JOB_COVER (packshot_job_cover_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobCover, packshot_job_cover, PACKSHOT, JOB_COVER, GtkWidget)

void packshot_job_cover_set_texture (PackshotJobCover *self, GdkTexture *texture);
void packshot_job_cover_set_icon_name (PackshotJobCover *self, const char *name);

G_END_DECLS
