/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-backoff.h"

/* Beyond this, each wait is at the cap: keeps the shift small. */
#define MAX_DOUBLINGS 24

/* How much of a wait is left to chance, so that jobs that failed together come back apart. */
#define JITTER 0.25

/* Three attempts of a fetch come within twenty seconds, whatever the pace of the polls: so the two
 * waits between them are at most this long, with their jitter. */
#define MAX_FIRST_FETCH (6 * (gint64) G_USEC_PER_SEC)
#define N_FIRST_FETCHES 2

static gint64
wait_of_try (guint n_tries, gint64 first, double random)
{
  gint64 wait = CLAMP (first, 1, PACKSHOT_BACKOFF_CAP);

  for (guint i = 1; i < MIN (n_tries, MAX_DOUBLINGS) && wait < PACKSHOT_BACKOFF_CAP; i++)
    wait *= 2;

  wait = MIN (wait, PACKSHOT_BACKOFF_CAP);
  return wait - (gint64) ((double) wait * JITTER * random);
}

/**
 * packshot_backoff_next:
 * @self: what went wrong once more
 * @first: the wait after the first time, in microseconds; later ones double, up to
 *   %PACKSHOT_BACKOFF_CAP
 * @random: 0 to 1; shortens the wait by up to a quarter
 *
 * Returns: how long to wait, in microseconds
 */
gint64
packshot_backoff_next (PackshotBackoff *self, gint64 first, double random)
{
  g_return_val_if_fail (self != NULL && random >= 0 && random <= 1, first);

  self->n_tries = MIN (self->n_tries + 1, MAX_DOUBLINGS);

  return wait_of_try (self->n_tries, first, random);
}

/**
 * packshot_backoff_next_fetch:
 * @self: what went wrong once more
 * @first: as for packshot_backoff_next()
 * @random: as for packshot_backoff_next()
 *
 * The same for downloads, whose first three attempts come within 20 seconds.
 *
 * Returns: how long to wait, in microseconds
 */
gint64
packshot_backoff_next_fetch (PackshotBackoff *self, gint64 first, double random)
{
  gint64 wait = packshot_backoff_next (self, first, random);

  return self->n_tries <= N_FIRST_FETCHES ? MIN (wait, MAX_FIRST_FETCH) : wait;
}

/**
 * packshot_backoff_until:
 * @not_before: when to go on at the earliest, in microseconds since 1970, UTC; 0 for at once
 * @now: the present time, in the same
 *
 * What a service asked for is honoured up to a day: a clock that jumped, or an answer that is
 * wrong, should not keep a job for months.
 *
 * Returns: how long to wait, in microseconds; 0 for not at all
 */
gint64
packshot_backoff_until (gint64 not_before, gint64 now)
{
  if (not_before <= now)
    return 0;

  return MIN (not_before - now, PACKSHOT_BACKOFF_TOLD_CAP);
}
