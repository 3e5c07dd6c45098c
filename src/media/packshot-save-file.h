/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotSaveFile:
 *
 * A file that is seen under its name only when it is whole. Until then it has no name at all where
 * the file system knows such files, so that not even a killed process leaves a part behind.
 */
typedef struct _PackshotSaveFile PackshotSaveFile;

PackshotSaveFile *packshot_save_file_new (const char *path, GError **error);
void packshot_save_file_free (PackshotSaveFile *self);
int packshot_save_file_get_fd (PackshotSaveFile *self);
gboolean packshot_save_file_flush (PackshotSaveFile *self, GError **error);
gboolean packshot_save_file_commit (PackshotSaveFile *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotSaveFile, packshot_save_file_free)

G_END_DECLS
