/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotJobCopy:
 * @option: the name of the option it is the value of
 * @path: (type filename): its absolute path, in the job's own folder
 * @size: in bytes
 * @sha256: of its bytes, in hexadecimal
 *
 * The exact bytes that a job sends for one of its pictures. They are kept with the job, since what
 * the user chose may be gone by then: the paths of portals vanish, and so do dropped files.
 */
typedef struct
{
  char *option;
  char *path;
  guint64 size;
  char *sha256;
} PackshotJobCopy;

PackshotJobCopy *
packshot_job_copy_new (const char *option, const char *path, guint64 size, const char *sha256);
PackshotJobCopy *packshot_job_copy_dup (const PackshotJobCopy *self);
void packshot_job_copy_free (PackshotJobCopy *self);

PackshotJobCopy *packshot_job_copy_make (GInputStream *source,
                                         const char *option,
                                         const char *folder,
                                         const char *name,
                                         GCancellable *cancellable,
                                         GError **error);
gboolean
packshot_job_copy_check (const PackshotJobCopy *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotJobCopy, packshot_job_copy_free)

G_END_DECLS
