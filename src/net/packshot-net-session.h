/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotNetPatience:
 * @connect: for a name to be found, a connection to be made and TLS to be agreed on
 * @answer: from the last byte of the request to the first of the answer
 * @idle: for the next piece, while a request is being sent or an answer being read
 * @crawl: for 64 KiB of a file to come, however steadily they do
 *
 * How long each phase of a request may take, in milliseconds; 0 is as long as it takes.
 */
typedef struct
{
  guint connect;
  guint answer;
  guint idle;
  guint crawl;
} PackshotNetPatience;

#define PACKSHOT_TYPE_NET_SESSION (packshot_net_session_get_type ())

/**
 * PackshotNetSession:
 *
 * The connections of a program, for use in the thread that made it. It keeps no cookies and no
 * cache, answers no request for a password, follows no redirect by itself and goes through the
 * proxy the desktop is set up with. It speaks HTTP/1.1. Each call has a connection of its own, and
 * is sent once.
 */
G_DECLARE_FINAL_TYPE (PackshotNetSession, packshot_net_session, PACKSHOT, NET_SESSION, GObject)

PackshotNetSession *packshot_net_session_new (void) G_GNUC_WARN_UNUSED_RESULT;
const PackshotNetPatience *packshot_net_session_get_patience (PackshotNetSession *self);
void packshot_net_session_set_patience (PackshotNetSession *self,
                                        const PackshotNetPatience *patience);

G_END_DECLS
