/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-reply.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotHttpDelivery:
 * @fetched: (type filename): the video as it was downloaded, in the job's own folder
 * @fetched_cover: (type filename): the cover as it was downloaded, which may not be there
 * @kept_cover: (type filename): where the cover goes in that folder, where the video stays there
 * @video: (type filename): where the video shall be; may be @fetched
 * @cover: (type filename): where the cover shall be, a JPEG
 *
 * What was downloaded, and where the user wants it.
 */
typedef struct
{
  char *fetched;
  char *fetched_cover;
  char *kept_cover;
  char *video;
  char *cover;
} PackshotHttpDelivery;

void packshot_http_delivery_clear (PackshotHttpDelivery *self);
PackshotReply *packshot_http_deliver (const PackshotHttpDelivery *delivery,
                                      GCancellable *cancellable);
gboolean packshot_http_deliver_picture (const char *from,
                                        const char *to,
                                        GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
