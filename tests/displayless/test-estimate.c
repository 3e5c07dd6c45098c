/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-estimate.h"

static gint64
at (double seconds)
{
  return G_USEC_PER_SEC + (gint64) (seconds * G_USEC_PER_SEC);
}

static void
test_estimate_steady (void)
{
  PackshotEstimate estimate = { 0 };

  g_assert_cmpfloat (packshot_estimate_seconds_left (&estimate, at (0)), ==, -1);

  for (int i = 0; i <= 50; i++)
    packshot_estimate_add (&estimate, at (i / 10.0), i / 100.0);

  /* Half is done after five seconds, so five are left, and four a second later. */
  g_assert_cmpfloat_with_epsilon (packshot_estimate_seconds_left (&estimate, at (5)), 5, 0.01);
  g_assert_cmpfloat_with_epsilon (packshot_estimate_seconds_left (&estimate, at (6)), 4, 0.01);
  g_assert_cmpfloat (packshot_estimate_seconds_left (&estimate, at (60)), ==, 0);
}

static void
test_estimate_quiet (void)
{
  PackshotEstimate estimate = { 0 };

  packshot_estimate_add (&estimate, at (0), 0);
  packshot_estimate_add (&estimate, at (0.1), 0.01);
  g_assert_cmpfloat (packshot_estimate_seconds_left (&estimate, at (0.1)), ==, -1);
  packshot_estimate_add (&estimate, at (1), 0.1);
  g_assert_cmpfloat (packshot_estimate_seconds_left (&estimate, at (1)), >, 0);
}

static void
test_estimate_change_of_pace (void)
{
  PackshotEstimate estimate = { 0 };
  double before, after;

  /* Slow at first, and ten times as fast later: the figure follows, and does not leap. */
  for (int i = 0; i <= 20; i++)
    packshot_estimate_add (&estimate, at (i / 10.0), i / 1000.0);
  before = packshot_estimate_seconds_left (&estimate, at (2));

  packshot_estimate_add (&estimate, at (2.1), 0.03);
  after = packshot_estimate_seconds_left (&estimate, at (2.1));
  g_assert_cmpfloat (after, <, before);
  g_assert_cmpfloat (after, >, before / 2);

  for (int i = 2; i <= 100; i++)
    packshot_estimate_add (&estimate, at (2 + i / 10.0), 0.02 + i / 200.0);
  g_assert_cmpfloat_with_epsilon (packshot_estimate_seconds_left (&estimate, at (12)), 9.6, 1.5);
}

static void
test_estimate_starts_over (void)
{
  PackshotEstimate estimate = { 0 };

  packshot_estimate_add (&estimate, at (0), 0.0);
  packshot_estimate_add (&estimate, at (2), 0.5);
  packshot_estimate_add (&estimate, at (2), 0.5);
  g_assert_cmpfloat_with_epsilon (packshot_estimate_seconds_left (&estimate, at (2)), 2, 0.01);

  packshot_estimate_add (&estimate, at (3), 0.0);
  g_assert_cmpfloat (packshot_estimate_seconds_left (&estimate, at (3)), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/estimate/steady", test_estimate_steady);
  g_test_add_func ("/estimate/quiet", test_estimate_quiet);
  g_test_add_func ("/estimate/change-of-pace", test_estimate_change_of_pace);
  g_test_add_func ("/estimate/starts-over", test_estimate_starts_over);

  return g_test_run ();
}
