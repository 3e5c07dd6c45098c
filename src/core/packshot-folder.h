/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <dirent.h>

#include <glib.h>

G_BEGIN_DECLS

DIR *packshot_folder_open (const char *path);
void packshot_folder_narrow (const char *path);
gboolean packshot_folder_remove (const char *path);
gboolean packshot_folder_replace_file (const char *path,
                                       const char *contents,
                                       gsize length,
                                       GFileSetContentsFlags flags,
                                       GError **error);

G_END_DECLS
