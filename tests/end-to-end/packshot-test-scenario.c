/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-scenario.h"

#include <string.h>

#include "packshot-test-memory.h"

/* More than any of them has points. */
#define MAX_POINTS 3000

typedef struct
{
  const PackshotTestScenario *scenario; /* (unowned) */
  PackshotFake *fake;                   /* (unowned) */
  const char *fate;
} Run;

static void
run_line (PackshotTestPurchase *purchase, const char *line)
{
  g_autoptr (PackshotTestBooks) books = NULL;
  g_autoptr (GString) text = NULL;

  if (line == NULL)
    {
      packshot_test_purchase_run (purchase, purchase->wares->make);
      return;
    }

  books = packshot_test_purchase_check (purchase);
  text = g_string_new (line);
  if (books->id != NULL)
    g_string_replace (text, "%s", books->id, 1);
  packshot_test_purchase_run (purchase, text->str);
}

static gboolean
is_last (const PackshotTestScenario *self, guint i)
{
  const char *next = self->lines[i + 1];

  return next != NULL && *next == '\0';
}

/* Returns whether the program was killed. */
static gboolean
kill_at (const Run *run, int point)
{
  const PackshotTestScenario *self = run->scenario;
  PackshotTestPurchase purchase;
  gboolean was_killed;

  packshot_test_purchase_set_up (&purchase, run->fake);
  purchase.wanted = self->wanted;
  purchase.n_clicks = self->n_paid;
  for (guint i = 0; !is_last (self, i); i++)
    run_line (&purchase, self->lines[i]);

  packshot_test_purchase_set_point (&purchase, "%d:%s", point, run->fate);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    if (is_last (self, i))
      {
        run_line (&purchase, self->lines[i]);
        break;
      }

  was_killed = purchase.n_kills > 0;
  packshot_test_purchase_finish (&purchase);
  packshot_test_purchase_clear (&purchase);

  return was_killed;
}

/* Each call that leaves something behind is the program's last. With sanitizers all takes several
 * times as long. */
static void
kill_at_points (gconstpointer user_data)
{
  const Run *run = user_data;
  int factor = PACKSHOT_TEST_SANITIZED ? 4 : 1;
  int stride = g_test_slow () ? 1 : (int) run->scenario->stride * factor;
  int point = g_test_rand_int_range (1, stride + 1);
  guint n_kills = 0;

  /* There may be fewer points than are left out. */
  while (!kill_at (run, point))
    {
      g_assert_cmpint (point, >, 1);
      point /= 2;
    }

  do
    {
      n_kills++;
      point += stride;
      g_assert_cmpint (point, <, MAX_POINTS);
    }
  while (kill_at (run, point));

  g_test_message ("%u kills, none lost, none paid twice; some %d points", n_kills, point - stride);
}

/**
 * packshot_test_scenario_add:
 * @self: (transfer none): a scenario, which stays
 * @fake: the service, which stays
 *
 * Adds a test that kills the program at its points. Whatever is left then is looked at, and all
 * that a person would do to have the video is done: it is there in the end, and was paid for once.
 */
void
packshot_test_scenario_add (const PackshotTestScenario *self, PackshotFake *fake)
{
  static const char *const fates[] = { "kill-after", "kill-amid" };

  for (guint i = 0; i < (g_test_slow () ? G_N_ELEMENTS (fates) : 1); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", self->path, fates[i]);
      Run *run = g_new0 (Run, 1);

      run->scenario = self;
      run->fake = fake;
      run->fate = fates[i];
      g_test_add_data_func_full (path, run, kill_at_points, g_free);
    }
}
