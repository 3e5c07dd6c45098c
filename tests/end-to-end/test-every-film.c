/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What takes minutes, for the suite "long": every kind of film in full, and how quickly the program
 * stops on a machine that has nothing else to do. */

#include <math.h>
#include <signal.h>

#include "packshot-encoder-kind.h"
#include "packshot-test-outcome.h"
#include "packshot-test-moment.h"
#include "packshot-test-program.h"

/* How long the program may take to end after Ctrl-C, in seconds. */
#define PROMPT 0.2

static const struct
{
  const char *name;
  int width;
  int height;
} shapes[] = {
  { "16:9", 1920, 1080 },
  { "9:16", 1080, 1920 },
  { "1:1", 1080, 1080 },
  { "4:5", 1080, 1350 },
};

static void
assert_film (PackshotTestProgram *program, const char *flags, const PackshotTestOutcome *film)
{
  g_autofree char *line =
      g_strconcat ("make --image photo.jpg --product-name Nordlys ", flags, NULL);
  g_autofree char *video = NULL;
  g_autofree char *cover = NULL;

  g_test_message ("%s", line);
  packshot_test_program_run (program, line);
  g_assert_cmpint (program->status, ==, 0);
  video = packshot_test_program_get (program, "LOCAL_PATH");
  cover = packshot_test_program_get (program, "COVER_PATH");
  packshot_test_outcome_assert (film, video, cover);
}

static void
test_shapes (PackshotTestProgram *program, gconstpointer user_data)
{
  static const char *const styles[] = { "showcase", "drift" };

  for (guint i = 0; i < G_N_ELEMENTS (shapes) * G_N_ELEMENTS (styles); i++)
    {
      guint shape = i / G_N_ELEMENTS (styles);
      const PackshotTestOutcome film = { shapes[shape].width, shapes[shape].height, 30, 12,
                                         PACKSHOT_TEST_HIGH };
      g_autofree char *flags = g_strdup_printf ("--aspect-ratio %s --style %s", shapes[shape].name,
                                                styles[i % G_N_ELEMENTS (styles)]);

      assert_film (program, flags, &film);
    }
}

static void
test_rates (PackshotTestProgram *program, gconstpointer user_data)
{
  static const int rates[] = { 24, 25, 30, 60 };
  static const double durations[] = { 4, 7.5 };

  for (guint i = 0; i < G_N_ELEMENTS (rates) * G_N_ELEMENTS (durations); i++)
    {
      int rate = rates[i / G_N_ELEMENTS (durations)];
      double duration = durations[i % G_N_ELEMENTS (durations)];
      /* Half a second of 25 frames is not a whole number of them. */
      const PackshotTestOutcome film = { 1920, 1080, rate, rint (duration * rate) / rate,
                                         PACKSHOT_TEST_HIGH };
      g_autofree char *flags = g_strdup_printf ("--fps %d --duration %g", rate, duration);

      assert_film (program, flags, &film);
    }
}

static void
test_encoders (PackshotTestProgram *program, gconstpointer user_data)
{
  static const struct
  {
    const char *name;
    int profile;
  } encoders[] = {
    { "x264", PACKSHOT_TEST_HIGH },
    { "openh264", PACKSHOT_TEST_BASELINE },
    { "va", -1 },
    { "nvenc", -1 },
    { "vp9", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (encoders); i++)
    {
      const PackshotTestOutcome film = { 1920, 1080, 30, 12, encoders[i].profile };
      g_autofree char *flags = g_strdup_printf ("--encoder %s", encoders[i].name);

      if (packshot_encoder_kind_find (encoders[i].name, NULL) != NULL)
        assert_film (program, flags, &film);
    }
}

static void
test_longest (PackshotTestProgram *program, gconstpointer user_data)
{
  const PackshotTestOutcome film = { 1920, 1080, 60, 30, PACKSHOT_TEST_HIGH };

  assert_film (program, "--duration 30 --fps 60", &film);
}

/* Five times each, and the quickest counts: what else goes on is not ours. */
static void
test_prompt (PackshotTestProgram *program, gconstpointer user_data)
{
#define FILM  "make --image photo.jpg --output film.mp4"
#define LARGE "make --image large.jpg --output film.mp4"
  static const PackshotTestMoment moments[] = {
    { LARGE, NULL, 0, SIGINT },        { LARGE, NULL, 50, SIGINT },
    { LARGE, NULL, 100, SIGINT },      { LARGE, NULL, 200, SIGINT },
    { LARGE, NULL, 300, SIGINT },      { LARGE, NULL, 400, SIGINT },
    { LARGE, NULL, 500, SIGINT },      { LARGE, NULL, 700, SIGINT },
    { LARGE, NULL, 900, SIGINT },      { FILM, "Rendering\n", 0, SIGINT },
    { FILM, "10 % done", 0, SIGTERM }, { FILM, "50 % done", 0, SIGINT },
    { FILM, "90 % done", 0, SIGINT },  { FILM, "90 % done", 200, SIGINT },
  };
  packshot_test_moment_save_large_photo (program, "large.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      double best = G_MAXDOUBLE;

      for (int j = 0; j < 5; j++)
        best = MIN (best, packshot_test_moment_stop (program, &moments[i]));
      g_test_message ("%.3f s to stop %u ms after “%s”", best, moments[i].delay,
                      moments[i].marker != NULL ? moments[i].marker : "the start");
      g_assert_cmpfloat (best, <=, PROMPT);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/every-film/" name, PackshotTestProgram, NULL, packshot_test_program_set_up,        \
              function, packshot_test_program_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("shapes", test_shapes);
  ADD ("rates", test_rates);
  ADD ("encoders", test_encoders);
  ADD ("longest", test_longest);
  ADD ("prompt", test_prompt);

  return g_test_run ();
}
