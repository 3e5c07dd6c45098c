/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * PackshotTestPeer:
 *
 * A server on loopback that answers as a test tells it to, byte by byte, so that it can also answer
 * badly: a function serves each connection in a thread of its own.
 */
typedef struct _PackshotTestPeer PackshotTestPeer;

/**
 * PackshotTestCaller:
 * @head: the request line and its headers
 * @path: what is asked for, with its query
 *
 * One connection with one request.
 */
typedef struct
{
  PackshotTestPeer *peer; /* (unowned) */
  GIOStream *stream;      /* (unowned) */
  GSocket *socket;        /* (unowned) */
  char *head;             /* (owned) */
  char *path;             /* (owned) */
} PackshotTestCaller;

typedef void (*PackshotTestServe) (PackshotTestCaller *caller, gpointer user_data);

PackshotTestPeer *packshot_test_peer_new (PackshotTestServe serve, gpointer user_data);
PackshotTestPeer *packshot_test_peer_new_tls (GTlsCertificate *certificate,
                                              PackshotTestServe serve,
                                              gpointer user_data);
void packshot_test_peer_free (PackshotTestPeer *self);
char *packshot_test_peer_dup_url (PackshotTestPeer *self, const char *path);
char *packshot_test_peer_dup_heads (PackshotTestPeer *self);
guint packshot_test_peer_count (PackshotTestPeer *self);

const char *packshot_test_caller_get_header (PackshotTestCaller *caller, const char *name);
GBytes *packshot_test_caller_read_body (PackshotTestCaller *caller);
void packshot_test_caller_say (PackshotTestCaller *caller, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
void packshot_test_caller_send (PackshotTestCaller *caller, gconstpointer bytes, gsize size);
void packshot_test_caller_reset (PackshotTestCaller *caller);
void packshot_test_caller_hang (PackshotTestCaller *caller);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotTestPeer, packshot_test_peer_free)
