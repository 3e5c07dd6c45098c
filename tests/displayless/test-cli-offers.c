/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a service may offer beside the making: to go on from a draft, to put a video online, and to
 * tell which videos it has. */

#include "packshot-test-cli.h"
#include "packshot-test-utils.h"

#define MAKE "make --service staged --photo photo.jpg --product-name Watch --yes --interval 0.05 "

typedef PackshotTestCli Fixture;

/* A draft is known by its id here. */
static void
test_continue (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *draft = NULL;
  g_autofree char *whole = NULL;

  packshot_test_cli_write_script (fixture, "");
  packshot_test_cli_run (fixture, MAKE);
  whole = packshot_test_cli_dup_value (fixture, "JOB");
  packshot_test_cli_run (fixture, MAKE "--draft");
  draft = packshot_test_cli_dup_value (fixture, "JOB");

  packshot_test_cli_run_on (fixture, MAKE "--draft-task", draft, "");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_value (fixture, "DRAFT_TASK", "video_2");

  packshot_test_cli_run_on (fixture, MAKE "--draft-task", whole, "");
  g_assert_cmpint (fixture->status, ==, 2);
  packshot_test_cli_assert_err (fixture,
                                "was not ordered so that --draft-task could go on from it.\n");

  /* What is not here may be there. */
  packshot_test_cli_run (fixture, MAKE "--draft-task elsewhere");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_value (fixture, "DRAFT_TASK", "elsewhere");
}

/* The video has a second address in the end; where that fails it is here all the same. */
static void
test_publish (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = NULL;

  packshot_test_cli_write_script (fixture, "");
  packshot_test_cli_run (fixture, MAKE "--publish");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_value (fixture, "OSS_URL", "https://host.example.com/film.mp4");

  packshot_test_cli_write_script (fixture, "rehost=refused:It is full.;done");
  packshot_test_cli_run (fixture, MAKE "--publish");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_value (fixture, "STATUS", "succeeded");
  packshot_test_cli_assert_value (fixture, "OSS_URL", NULL);
  packshot_test_cli_assert_err (
      fixture, "packshot-cli: warning: The video is here, but could not be put online. It "
               "is full. “packshot-cli poll ");

  job = packshot_test_cli_dup_value (fixture, "JOB");
  packshot_test_cli_run_on (fixture, "poll", job, "--interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_value (fixture, "OSS_URL", "https://host.example.com/film.mp4");
}

static void
test_import (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = NULL;

  packshot_test_cli_write_script (fixture, "poll=done\n[list]\nvideo_7=Mug\nvideo_8=Cup");
  packshot_test_cli_run (fixture, "import --service staged video_8 -o cup.mp4 --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_value (fixture, "PRODUCT_NAME", "Cup");
  packshot_test_cli_assert_value (fixture, "VIDEO_IDS", "video_8");
  packshot_test_cli_assert_err (fixture, "1 job of Staged is here now.\n");
  job = packshot_test_cli_dup_value (fixture, "JOB");

  packshot_test_cli_run (fixture, "import --service staged --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  packshot_test_cli_assert_value (fixture, "PRODUCT_NAME", "Mug");

  packshot_test_cli_run (fixture, "import --service staged --interval 0.05");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpstr (fixture->err, ==, "Staged has nothing that is not here.\n");

  packshot_test_cli_run (fixture, "import --service staged video_8");
  g_assert_cmpint (fixture->status, ==, 2);
  packshot_test_cli_assert_err (fixture, job);
  packshot_test_cli_run (fixture, "import --service staged video_9");
  packshot_test_cli_assert_err (fixture, "Staged has no job “video_9”.\n");
  packshot_test_cli_run (fixture, "import");
  packshot_test_cli_assert_err (fixture, "From which service? Please name it with --service ID.\n");
  packshot_test_cli_run (fixture, "import --service scripted");
  g_assert_cmpint (fixture->status, ==, 2);
  packshot_test_cli_assert_err (fixture, "Scripted can’t tell which videos it has; ");

  packshot_test_cli_write_script (fixture, "list=key-refused:The key is old.");
  packshot_test_cli_run (fixture, "import --service staged");
  g_assert_cmpint (fixture->status, ==, 3);
  g_assert_cmpstr (fixture->err, ==, "packshot-cli: The key is old.\n");
}

/* The service is asked by itself, and again on a person's word. */
static void
test_look_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = NULL;

  packshot_test_cli_write_script (fixture, "create=uncertain:It was reset.");
  packshot_test_cli_run (fixture, MAKE);
  g_assert_cmpint (fixture->status, ==, 5);
  job = packshot_test_cli_dup_value (fixture, "JOB");
  packshot_test_cli_run_on (fixture, "resolve", job, "--interval 0.05");
  g_assert_cmpint (fixture->status, ==, 2);

  packshot_test_cli_write_script (fixture, "poll=review\n[list]\nvideo_7=Watch");
  packshot_test_cli_run_on (fixture, "resolve", job, "--interval 0.05");
  g_assert_cmpint (fixture->status, ==, 4);
  packshot_test_cli_assert_value (fixture, "VIDEO_IDS", "video_7");
  packshot_test_cli_assert_value (fixture, "STATUS", "review");

  packshot_test_cli_write_script (fixture, "create=uncertain:It was reset.\npoll=review\n"
                                           "[list]\nvideo_9=Watch");
  packshot_test_cli_run (fixture, MAKE);
  g_assert_cmpint (fixture->status, ==, 4);
  packshot_test_cli_assert_value (fixture, "VIDEO_IDS", "video_9");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/cli-offers/" path, Fixture, "packshot-scripted", packshot_test_cli_set_up,         \
              function, packshot_test_cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("continue", test_continue);
  ADD ("publish", test_publish);
  ADD ("import", test_import);
  ADD ("look-up", test_look_up);

  return g_test_run ();
}
