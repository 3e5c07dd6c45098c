/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotLockFile:
 *
 * A file whose bytes are locks between programs: nothing is ever written to it. A lock belongs to
 * the open file description (`F_OFD_SETLK`, fcntl(2)): the kernel frees it with the process,
 * however that ends, and two objects exclude each other within one process too. For one thread at a
 * time.
 */
typedef struct _PackshotLockFile PackshotLockFile;

PackshotLockFile *packshot_lock_file_open (const char *path, GError **error);
PackshotLockFile *packshot_lock_file_ref (PackshotLockFile *self);
void packshot_lock_file_unref (PackshotLockFile *self);

gboolean packshot_lock_file_try (PackshotLockFile *self, gint64 byte, GError **error);
gboolean packshot_lock_file_wait (PackshotLockFile *self, gint64 byte, GError **error);
gboolean packshot_lock_file_try_share (PackshotLockFile *self, gint64 byte, GError **error);
gboolean packshot_lock_file_is_locked (PackshotLockFile *self, gint64 byte);
void packshot_lock_file_unlock (PackshotLockFile *self, gint64 byte);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotLockFile, packshot_lock_file_unref)

G_END_DECLS
