/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The program is killed during AOG's one long call, and before and after it: the call is never sent
 * again, and what became of it is not known. Who orders again has a job of its own. */

#include "packshot-fake-aog.h"
#include "packshot-test-canary.h"
#include "packshot-test-scenario.h"

static const PackshotTestScenario scenarios[] = {
  { "/kills-aog/make", { NULL, "" }, 1, 0, 12 },
};

int
main (int argc, char **argv)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotFake *fake;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  settings.seconds_to_finish = 0;
  settings.credits = G_MAXINT;
  fake = packshot_fake_new (&packshot_fake_aog, &settings);

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    packshot_test_scenario_add (&scenarios[i], fake);
  result = g_test_run ();

  g_assert_cmpuint (packshot_fake_get_n_leaks (fake), ==, 0);
  packshot_fake_free (fake);
  return result;
}
