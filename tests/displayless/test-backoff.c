/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-backoff.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define DAY    (24 * 60 * 60 * SECOND)

static void
test_doubles (void)
{
  static const gint64 expected[] = { 5, 10, 20, 40, 80, 160, 320, 600, 600 };
  PackshotBackoff backoff = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (packshot_backoff_next (&backoff, 5 * SECOND, 0), ==, expected[i] * SECOND);

  /* Nor does it ever overflow. */
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (packshot_backoff_next (&backoff, 5 * SECOND, 0), ==, PACKSHOT_BACKOFF_CAP);

  backoff = (PackshotBackoff){ 0 };
  g_assert_cmpint (packshot_backoff_next (&backoff, 5 * SECOND, 0), ==, 5 * SECOND);
}

static void
test_cap (void)
{
  PackshotBackoff backoff = { 0 };

  g_assert_cmpint (packshot_backoff_next (&backoff, DAY, 0), ==, PACKSHOT_BACKOFF_CAP);
  g_assert_cmpint (packshot_backoff_next (&backoff, G_MAXINT64, 0), ==, PACKSHOT_BACKOFF_CAP);
}

/* Jobs that failed together come back apart, and none waits for less than three quarters. */
static void
test_jitter (void)
{
  for (double random = 0; random <= 1; random += 0.125)
    {
      PackshotBackoff backoff = { 0 };
      gint64 wait = packshot_backoff_next (&backoff, 8 * SECOND, random);

      g_assert_cmpint (wait, ==, (gint64) ((8 - 2 * random) * (double) SECOND));
    }
}

/* The first three attempts within twenty seconds, at any pace of the polls. */
static void
test_fetch (void)
{
  static const gint64 intervals[] = { 1, 5 * SECOND, 10 * SECOND, 60 * SECOND, 3600 * SECOND };

  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      PackshotBackoff backoff = { 0 };
      gint64 second = packshot_backoff_next_fetch (&backoff, intervals[i], 0);
      gint64 third = packshot_backoff_next_fetch (&backoff, intervals[i], 0);
      gint64 fourth = packshot_backoff_next_fetch (&backoff, intervals[i], 0);

      g_assert_cmpint (second + third, <, 20 * SECOND);
      g_assert_cmpint (fourth, ==, MIN (4 * intervals[i], PACKSHOT_BACKOFF_CAP));
    }
}

/* What a service asks for is honoured, but no clock that jumped keeps a job for months. */
static void
test_until (void)
{
  gint64 now = 1800000000 * SECOND;

  g_assert_cmpint (packshot_backoff_until (0, now), ==, 0);
  g_assert_cmpint (packshot_backoff_until (now, now), ==, 0);
  g_assert_cmpint (packshot_backoff_until (now - DAY, now), ==, 0);
  g_assert_cmpint (packshot_backoff_until (now + 90 * SECOND, now), ==, 90 * SECOND);
  g_assert_cmpint (packshot_backoff_until (now + 90 * DAY, now), ==, DAY);
  g_assert_cmpint (packshot_backoff_until (G_MAXINT64, now), ==, DAY);
  g_assert_cmpint (packshot_backoff_until (G_MAXINT64, 0), ==, DAY);
  g_assert_cmpint (packshot_backoff_until (G_MININT64, now), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/backoff/doubles", test_doubles);
  g_test_add_func ("/backoff/cap", test_cap);
  g_test_add_func ("/backoff/jitter", test_jitter);
  g_test_add_func ("/backoff/fetch", test_fetch);
  g_test_add_func ("/backoff/until", test_until);

  return g_test_run ();
}
