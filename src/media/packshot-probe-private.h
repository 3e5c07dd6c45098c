/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-media-error.h"
#include "packshot-probe.h"

G_BEGIN_DECLS

/* A file that is looked through. */
typedef struct
{
  int fd;
  goffset size;
  GCancellable *cancellable; /* (unowned) (nullable): lets every read fail */
  int read_error;            /* an errno, 0 as long as all is well */
} PackshotProbeFile;

gboolean packshot_probe_file_open (PackshotProbeFile *self,
                                   const char *path,
                                   GCancellable *cancellable,
                                   GError **error);
void packshot_probe_file_close (PackshotProbeFile *self);
gboolean
packshot_probe_file_read (PackshotProbeFile *self, goffset offset, guint8 *bytes, gsize length);
gboolean
packshot_probe_file_fail (PackshotProbeFile *self, PackshotMediaError code, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotProbeFile, packshot_probe_file_close)

gboolean packshot_probe_mp4 (PackshotProbeFile *file, PackshotMediaProbe *probe, GError **error);
gboolean packshot_probe_webm (PackshotProbeFile *file, PackshotMediaProbe *probe, GError **error);

static inline guint32
packshot_probe_get32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

static inline guint64
packshot_probe_get64 (const guint8 *p)
{
  return (guint64) packshot_probe_get32 (p) << 32 | packshot_probe_get32 (p + 4);
}

G_END_DECLS
