/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The program is killed while it buys from Creatify, where a video takes two paid calls, and more
 * where somebody wants another picture or another video. */

#include "packshot-fake-creatify.h"
#include "packshot-test-canary.h"
#include "packshot-test-host.h"
#include "packshot-test-scenario.h"

#define ORDER                                                                                      \
  "make --service creatify --image https://example.com/mug.jpg --image-prompt Mug-{n} "            \
  "--type product_avatar --aspect-ratio 16:9 --yes --no-poll -o film.mp4"
/* A photo of this computer is put on the user's image host first. */
#define PHOTO                                                                                      \
  "make --service creatify --image photo.jpg --image-prompt Mug-{n} --type product_avatar "        \
  "--aspect-ratio 16:9 --yes --interval 0.02 -o film.mp4"
#define POLL    "poll --interval 0.02"
#define APPROVE "approve %s --video-prompt Turn --motion-style display --yes --interval 0.02"
#define PICTURE "regenerate %s picture --image-prompt Cup-{n} --yes --interval 0.02"
#define VIDEO   "regenerate %s video --video-prompt Fly --yes --interval 0.02"

static const PackshotTestScenario scenarios[] = {
  { "/kills-creatify/make", { NULL, "" }, 1, 0, 35 },
  { "/kills-creatify/photo", { PHOTO, "" }, 1, 0, 35 },
  { "/kills-creatify/poll", { ORDER, POLL, "" }, 1, 0, 35 },
  { "/kills-creatify/approve", { NULL, APPROVE, "" }, 2, 0, 35 },
  { "/kills-creatify/regenerate-picture",
    { NULL, PICTURE, "" },
    2,
    PACKSHOT_STEP_REGENERATE_PICTURE,
    35 },
  { "/kills-creatify/regenerate-video",
    { NULL, APPROVE, VIDEO, "" },
    3,
    PACKSHOT_STEP_REGENERATE_VIDEO,
    35 },
};

int
main (int argc, char **argv)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  g_autoptr (PackshotFakeHost) host = NULL;
  PackshotFake *fake;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  settings.key = PACKSHOT_TEST_CANARY;
  settings.id = PACKSHOT_TEST_CANARY;
  settings.n_polls = 1;
  settings.credits = G_MAXINT;
  fake = packshot_fake_new (&packshot_fake_creatify, &settings);
  g_setenv ("CREATIFY_API_ID", PACKSHOT_TEST_CANARY, TRUE);
  g_setenv ("CREATIFY_API_KEY", PACKSHOT_TEST_CANARY, TRUE);
  host = packshot_test_host_new ();

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    packshot_test_scenario_add (&scenarios[i], fake);
  result = g_test_run ();

  g_assert_cmpuint (packshot_fake_get_n_leaks (fake), ==, 0);
  packshot_fake_free (fake);
  return result;
}
