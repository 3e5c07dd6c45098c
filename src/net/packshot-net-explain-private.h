/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotNetPhase:
 * @PACKSHOT_NET_PHASE_QUEUED: waits for one of the connections
 * @PACKSHOT_NET_PHASE_CONNECT: the connection is being made
 * @PACKSHOT_NET_PHASE_SEND: the request is being written
 * @PACKSHOT_NET_PHASE_ANSWER: the server has all of it and is waited for
 * @PACKSHOT_NET_PHASE_READ: the answer is being read
 *
 * How far a request got.
 */
typedef enum
{
  PACKSHOT_NET_PHASE_QUEUED,
  PACKSHOT_NET_PHASE_CONNECT,
  PACKSHOT_NET_PHASE_SEND,
  PACKSHOT_NET_PHASE_ANSWER,
  PACKSHOT_NET_PHASE_READ,
} PackshotNetPhase;

/**
 * PackshotNetTrouble:
 * @host: whom the request was for
 * @phase: how far it got
 * @was_sent: whether a byte of it may have left this computer
 * @turned_away: whether it led into the own network, and was not to
 * @timed_out: whether the patience of @phase was at its end
 * @tls_errors: what is wrong with the server's certificate
 *
 * What is known about a request that failed.
 */
typedef struct
{
  const char *host; /* (unowned) */
  PackshotNetPhase phase;
  gboolean was_sent;
  gboolean turned_away;
  gboolean timed_out;
  GTlsCertificateFlags tls_errors;
} PackshotNetTrouble;

char *packshot_net_explain_dup_words (const char *words);
GError *packshot_net_explain (const GError *error, const PackshotNetTrouble *trouble);
GError *packshot_net_explain_status (const char *host, guint status, const char *reason);
GError *packshot_net_explain_crawl (const char *host);
GError *packshot_net_explain_size (const char *host, goffset max_bytes);
GError *packshot_net_explain_errno (int code);

G_END_DECLS
