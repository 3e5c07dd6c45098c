/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotNetPart:
 *
 * What there is of a file that is being downloaded: “name.part” beside where it will be, and
 * “name.part.from” that says of which version of what it is a part.
 */
typedef struct _PackshotNetPart PackshotNetPart;

PackshotNetPart *packshot_net_part_open (const char *path, const char *url, GError **error);
void packshot_net_part_free (PackshotNetPart *self);
int packshot_net_part_get_fd (PackshotNetPart *self);
goffset packshot_net_part_get_size (PackshotNetPart *self);
goffset packshot_net_part_get_total (PackshotNetPart *self);
const char *packshot_net_part_get_validator (PackshotNetPart *self);
gboolean packshot_net_part_matches (PackshotNetPart *self, const char *validator, goffset total);
gboolean packshot_net_part_begin (PackshotNetPart *self,
                                  const char *validator,
                                  goffset total,
                                  GError **error);
gboolean packshot_net_part_commit (PackshotNetPart *self, GError **error);
void packshot_net_part_discard (PackshotNetPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotNetPart, packshot_net_part_free)

G_END_DECLS
