/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The program is killed while it buys from SophNet: as the order goes out, as it is asked for, and
 * as the finished video is put online. */

#include "packshot-fake-sophnet.h"
#include "packshot-test-canary.h"
#include "packshot-test-scenario.h"

static const PackshotTestScenario scenarios[] = {
  { "/kills-sophnet/make", { NULL, "" }, 1, 0, 16 },
  { "/kills-sophnet/poll",
    { "make --service sophnet --first-frame photo.jpg --prompt Mug --upload-oss --yes --no-poll "
      "-o film.mp4",
      "poll --interval 0.02", "" },
    1,
    0,
    40 },
};

int
main (int argc, char **argv)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotFake *fake;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  settings.key = PACKSHOT_TEST_CANARY;
  settings.n_polls = 1;
  settings.credits = G_MAXINT;
  fake = packshot_fake_new (&packshot_fake_sophnet, &settings);
  g_setenv ("SOPH_API_KEY", PACKSHOT_TEST_CANARY, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    packshot_test_scenario_add (&scenarios[i], fake);
  result = g_test_run ();

  g_assert_cmpuint (packshot_fake_get_n_leaks (fake), ==, 0);
  packshot_fake_free (fake);
  return result;
}
