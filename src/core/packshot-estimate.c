/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-estimate.h"

#include <math.h>

/* A change of pace is believed to 63 % after this long. */
#define TIME_CONSTANT 3.0

/* Before that, a figure would jump about more than it tells. */
#define QUIET_SECONDS 0.5

/**
 * packshot_estimate_add:
 * @self: an estimate
 * @now: the time of the sample
 * @fraction: how much is done, 0 to 1
 *
 * Takes a sample in. The pace is an exponential moving average over time, so that it does not
 * matter how often samples come.
 */
void
packshot_estimate_add (PackshotEstimate *self, gint64 now, double fraction)
{
  double seconds = (double) (now - self->last) / G_USEC_PER_SEC;
  double rate;

  g_return_if_fail (self != NULL);

  if (self->start == 0 || fraction < self->fraction)
    {
      *self = (PackshotEstimate){ .start = now, .last = now, .fraction = fraction };
      return;
    }

  if (seconds <= 0 || fraction <= self->fraction)
    return;

  rate = (fraction - self->fraction) / seconds;
  if (self->rate > 0)
    self->rate += (1 - exp (-seconds / TIME_CONSTANT)) * (rate - self->rate);
  else
    self->rate = rate;

  self->last = now;
  self->fraction = fraction;
}

/**
 * packshot_estimate_seconds_left:
 * @self: an estimate
 * @now: the time
 *
 * Returns: the seconds that are left, counting down between samples, or -1 where nothing is known
 */
double
packshot_estimate_seconds_left (const PackshotEstimate *self, gint64 now)
{
  double left;

  g_return_val_if_fail (self != NULL, -1);

  if (self->rate <= 0 || (double) (self->last - self->start) / G_USEC_PER_SEC < QUIET_SECONDS)
    return -1;

  left = (1 - self->fraction) / self->rate - (double) (now - self->last) / G_USEC_PER_SEC;
  return MAX (left, 0);
}
