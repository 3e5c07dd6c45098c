/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No wait of ours is longer, in microseconds. */
#define PACKSHOT_BACKOFF_CAP (10 * 60 * G_USEC_PER_SEC)

/* Nor one that a service asks for. */
#define PACKSHOT_BACKOFF_TOLD_CAP (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * PackshotBackoff:
 * @n_tries: how often in a row it went wrong
 *
 * How long to wait before something is tried again. Plain data, zero at the start and whenever it
 * went well.
 */
typedef struct
{
  guint n_tries;
} PackshotBackoff;

gint64 packshot_backoff_next (PackshotBackoff *self, gint64 first, double random);
gint64 packshot_backoff_next_fetch (PackshotBackoff *self, gint64 first, double random);
gint64 packshot_backoff_until (gint64 not_before, gint64 now);

G_END_DECLS
