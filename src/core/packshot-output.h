/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "packshot-request.h"

G_BEGIN_DECLS

char *packshot_output_check (const char *output, GError **error);
char *packshot_output_dup_cover (const char *video);
char *packshot_output_dup_beside (const char *video);
gboolean packshot_output_spares_pictures (const char *video,
                                          const char *cover,
                                          PackshotRequest *request,
                                          GError **error);

G_END_DECLS
