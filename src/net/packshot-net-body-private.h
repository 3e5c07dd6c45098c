/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PACKSHOT_TYPE_NET_BODY (packshot_net_body_get_type ())

/**
 * PackshotNetBody:
 *
 * The body of a request as a stream: bytes, then a file, then bytes, of which each may be missing.
 * However large the file, a piece of it is in memory at a time.
 */
G_DECLARE_FINAL_TYPE (PackshotNetBody, packshot_net_body, PACKSHOT, NET_BODY, GInputStream)

PackshotNetBody *packshot_net_body_new (GBytes *head,
                                        const char *path,
                                        GBytes *tail,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
goffset packshot_net_body_get_length (PackshotNetBody *self);

G_END_DECLS
