/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Ctrl-C, a polite kill and a rude one: nothing is left behind, and what was there is as it was. */

#include <glib/gstdio.h>
#include <signal.h>

#include "packshot-encoder-kind.h"
#include "packshot-test-folder.h"
#include "packshot-test-memory.h"
#include "packshot-test-moment.h"

/* How long a program may take to end, in seconds. It is to end within 0.2, which is what the suite
 * "long" asks for; a machine that is busy with other tests may hold it up, and sanitizers look for
 * leaks first. */
#define PATIENCE (PACKSHOT_TEST_COUNTS_ALLOCATIONS ? 2.0 : 20.0)

#define FILM  "make --image photo.jpg --duration 6 --output film.mp4"
#define LARGE "make --image large.jpg --output film.mp4"

static void
set_up (PackshotTestProgram *program, gconstpointer user_data)
{
  static const char *const names[] = { "film.mp4", "film.jpg" };

  packshot_test_program_set_up (program, user_data);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = packshot_test_program_path (program, names[i]);

      g_assert_true (g_file_set_contents (path, "the old one", -1, NULL));
    }
}

static void
assert_stopped (PackshotTestProgram *program, const PackshotTestMoment *moment)
{
  g_autofree char *before = packshot_test_program_list (program);
  g_autofree char *after = NULL;
  double seconds = packshot_test_moment_stop (program, moment);

  after = packshot_test_program_list (program);
  g_test_message ("%.3f s to stop %u ms after “%s”", seconds, moment->delay,
                  moment->marker != NULL ? moment->marker : "the start");
  g_assert_cmpint (program->status, ==, 130);
  g_assert_cmpfloat (seconds, <, PATIENCE);
  g_assert_cmpstr (program->out, ==, "");
  g_assert_true (g_str_has_suffix (program->err, "packshot-cli: Stopped; no video was made.\n"));
  g_assert_cmpstr (after, ==, before);
}

static void
test_moments (PackshotTestProgram *program, gconstpointer user_data)
{
  static const PackshotTestMoment moments[] = {
    { LARGE, NULL, 0, SIGINT },
    { LARGE, NULL, 100, SIGINT },
    { LARGE, NULL, 300, SIGTERM },
    { LARGE, NULL, 600, SIGINT },
    { FILM, "Rendering\n", 0, SIGTERM },
    { FILM, "10 % done", 0, SIGINT },
    { FILM, "50 % done", 0, SIGINT },
    { FILM, "Rendering\n", 100, SIGHUP },
    { "make --image photo.jpg", "10 %", 0, SIGINT },
  };

  packshot_test_moment_save_large_photo (program, "large.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    assert_stopped (program, &moments[i]);
}

static void
test_encoders (PackshotTestProgram *program, gconstpointer user_data)
{
  static const char *const names[] = { "openh264", "vp9" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *line =
          g_strdup_printf ("make --image photo.jpg --duration 6 --encoder %s", names[i]);
      const PackshotTestMoment moment = { line, "10 % done", 0, SIGINT };

      if (packshot_encoder_kind_find (names[i], NULL) != NULL)
        assert_stopped (program, &moment);
    }
}

/* Before it listens to signals, one ends the program as any other; the shell calls both 130. */
static void
test_at_once (PackshotTestProgram *program, gconstpointer user_data)
{
  g_autofree char *before = packshot_test_program_list (program);

  for (guint delay = 0; delay < 30; delay += 3)
    {
      const PackshotTestMoment moment = { FILM, "", delay, SIGINT };
      g_autofree char *after = NULL;

      packshot_test_moment_stop (program, &moment);
      after = packshot_test_program_list (program);
      g_assert_cmpint (program->status, ==, 130);
      g_assert_cmpstr (after, ==, before);
    }
}

/* At the very end it may be too late to stop; then the film is there, and whole. */
static void
test_too_late (PackshotTestProgram *program, gconstpointer user_data)
{
  g_autofree char *before = packshot_test_program_list (program);

  for (guint delay = 0; delay <= 400; delay += 100)
    {
      const PackshotTestMoment moment = { FILM " --style drift", "80 % done", delay, SIGINT };
      g_autofree char *after = NULL;

      packshot_test_moment_stop (program, &moment);
      after = packshot_test_program_list (program);
      g_test_message ("%u ms after 80 %%: %d", delay, program->status);
      packshot_test_folder_assert (program->folder, "film.jpg", "film.mp4", "photo.jpg", NULL);
      if (program->status == 0)
        return;
      g_assert_cmpint (program->status, ==, 130);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_killed (PackshotTestProgram *program, gconstpointer user_data)
{
  static const PackshotTestMoment moments[] = {
    { FILM, "", 200, SIGKILL },
    { FILM, "30 % done", 0, SIGKILL },
  };
  g_autofree char *before = packshot_test_program_list (program);

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *after = NULL;

      packshot_test_moment_stop (program, &moments[i]);
      after = packshot_test_program_list (program);
      g_assert_cmpint (program->status, ==, 128 + SIGKILL);
      g_assert_cmpstr (after, ==, before);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/interrupt/" name, PackshotTestProgram, NULL, set_up, function,                     \
              packshot_test_program_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("moments", test_moments);
  ADD ("encoders", test_encoders);
  ADD ("at-once", test_at_once);
  if (!PACKSHOT_TEST_SANITIZED)
    ADD ("too-late", test_too_late);
  ADD ("killed", test_killed);

  return g_test_run ();
}
