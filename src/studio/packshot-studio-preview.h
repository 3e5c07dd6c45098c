/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-preview.h"

G_BEGIN_DECLS

/**
 * PackshotStudioPreview:
 *
 * Paints any frame of a film of the Studio, small and with the means that paint the film.
 */
#define PACKSHOT_TYPE_STUDIO_PREVIEW (packshot_studio_preview_get_type ())
G_DECLARE_FINAL_TYPE (PackshotStudioPreview,
                      packshot_studio_preview,
                      PACKSHOT,
                      STUDIO_PREVIEW,
                      GObject)

PackshotPreview *packshot_studio_preview_new (void);

G_END_DECLS
