/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A paid job whose program is killed, at any of its calls and at any time, is never lost and never
 * paid twice: by the library in tests/preload, and by the signal that nothing can catch. */

#include <signal.h>
#include <string.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-test-memory.h"
#include "packshot-test-moment.h"
#include "packshot-test-canary.h"
#include "packshot-test-purchase.h"

/* Kills that come by chance. */
#define N_KILLS (g_test_slow () ? 200u : PACKSHOT_TEST_SANITIZED ? 4u : 16u)

/* How long a purchase takes, in milliseconds; a kill after its end is none. */
#define WHOLE_TIME (PACKSHOT_TEST_SANITIZED ? 1500 : 250)

/* More than a purchase has points, which is some 250. */
#define MAX_POINTS 2000

/* Each point takes a purchase, so that the suite has some of them, and others each time;
 * "every-kills" has all. With sanitizers all takes several times as long. */
#define STRIDE (g_test_slow () ? 1 : PACKSHOT_TEST_SANITIZED ? 48 : 8)

static PackshotFake *fake;

/* Each call that leaves something behind is the program's last. What stands on the disk and in the
 * network after it is what stands there before the next one. */
static void
kill_at_points (const char *fate)
{
  gboolean killed = TRUE;
  int point;

  for (point = g_test_rand_int_range (1, STRIDE + 1); killed; point += STRIDE)
    {
      PackshotTestPurchase purchase;

      g_assert_cmpint (point, <, MAX_POINTS);
      packshot_test_purchase_set_up (&purchase, fake);
      packshot_test_purchase_set_point (&purchase, "%d:%s", point, fate);
      packshot_test_purchase_make (&purchase);
      killed = purchase.n_kills > 0;
      if (!killed)
        g_assert_cmpint (purchase.program.status, ==, 0);
      packshot_test_purchase_finish (&purchase);
      packshot_test_purchase_clear (&purchase);
    }

  g_test_message ("some %d points", point - 2 * STRIDE);
  g_assert_cmpint (point, >, 50);
}

static void
test_points (void)
{
  kill_at_points ("kill-after");
}

/* What is half written, or half sent. */
static void
test_amid (void)
{
  if (g_test_slow ())
    kill_at_points ("kill-amid");
  else
    g_test_skip ("takes long");
}

static const char *
choose_fate (void)
{
  static const char *const fates[] = { "kill-before", "kill-amid", "kill-after" };

  return fates[g_test_rand_int_range (0, G_N_ELEMENTS (fates))];
}

/* At some time, or at some call. */
static void
run_and_kill (PackshotTestPurchase *purchase, const char *line)
{
  if (g_test_rand_bit ())
    {
      const PackshotTestMoment moment = { line, "", (guint) g_test_rand_int_range (0, WHOLE_TIME),
                                          SIGKILL };

      packshot_test_purchase_set_point (purchase, NULL);
      packshot_test_moment_stop (&purchase->program, &moment);
      purchase->n_kills += purchase->program.status == 128 + SIGKILL;
    }
  else
    {
      packshot_test_purchase_set_point (purchase, "%d:%s", g_test_rand_int_range (1, 250),
                                        choose_fate ());
      packshot_test_purchase_run (purchase, line);
    }
}

/* Who carries on is killed, too, and again. */
static guint
buy_by_chance (void)
{
  PackshotTestPurchase purchase;
  guint n_kills;

  packshot_test_purchase_set_up (&purchase, fake);
  for (int left = g_test_rand_int_range (1, 5); left > 0; left--)
    {
      g_autoptr (PackshotTestBooks) books = packshot_test_purchase_check (&purchase);
      g_autofree char *line = packshot_test_purchase_click (&purchase, books);

      if (line == NULL)
        break;
      run_and_kill (&purchase, line);
    }

  n_kills = purchase.n_kills;
  packshot_test_purchase_finish (&purchase);
  packshot_test_purchase_clear (&purchase);

  return n_kills;
}

static void
test_by_chance (void)
{
  guint n_kills = 0;

  while (n_kills < N_KILLS)
    n_kills += buy_by_chance ();
  g_test_message ("%u kills", n_kills);
}

int
main (int argc, char **argv)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  settings.key = PACKSHOT_TEST_CANARY;
  settings.n_polls = 1;
  settings.credits = G_MAXINT;
  fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);

  g_test_add_func ("/kills/points", test_points);
  g_test_add_func ("/kills/amid", test_amid);
  g_test_add_func ("/kills/by-chance", test_by_chance);
  result = g_test_run ();

  packshot_fake_free (fake);
  return result;
}
