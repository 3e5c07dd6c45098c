/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotNetFile:
 *
 * A file that came from the web, in a private folder of its own that is removed with it; or with no
 * name at all, so that not even a killed program leaves it behind.
 */
typedef struct _PackshotNetFile PackshotNetFile;

PackshotNetFile *packshot_net_file_new (const char *name, const char *content_type, GError **error);
void packshot_net_file_free (PackshotNetFile *self);
void packshot_net_file_unlink (PackshotNetFile *self);
int packshot_net_file_get_fd (PackshotNetFile *self);
const char *packshot_net_file_get_path (PackshotNetFile *self);
const char *packshot_net_file_get_name (PackshotNetFile *self);
const char *packshot_net_file_get_content_type (PackshotNetFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotNetFile, packshot_net_file_free)

G_END_DECLS
