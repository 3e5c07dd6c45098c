/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotEstimate:
 *
 * How long something still takes, guessed from how it went lately. Plain data, zero at the start;
 * times are those of g_get_monotonic_time(), in microseconds.
 */
typedef struct
{
  gint64 start;    /* of the first sample, or 0 */
  gint64 last;     /* of the latest sample */
  double fraction; /* at the latest sample */
  double rate;     /* smoothed fraction a second, or 0 where nothing is known */
} PackshotEstimate;

void packshot_estimate_add (PackshotEstimate *self, gint64 now, double fraction);
double packshot_estimate_seconds_left (const PackshotEstimate *self, gint64 now);

G_END_DECLS
