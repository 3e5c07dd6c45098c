/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Whole films of the sample photo: what they are, that they are the same every time, and that they
 * don't get in each other's way. */

#include <glib/gstdio.h>

#include "packshot-test-outcome.h"
#include "packshot-test-folder.h"
#include "packshot-test-memory.h"
#include "packshot-test-program.h"
#include "packshot-test-utils.h"

#define SHORT  "make --image photo.jpg --duration 4 --fps 24"
#define TITLES " --product-name Nordlys --product-info 'Calm botanical oil\nCold pressed'"

static void
assert_film (PackshotTestProgram *program, int width, int height, int fps, double seconds)
{
  const PackshotTestOutcome film = { width, height, fps, seconds, PACKSHOT_TEST_HIGH };
  g_autofree char *video = packshot_test_program_get (program, "LOCAL_PATH");
  g_autofree char *cover = packshot_test_program_get (program, "COVER_PATH");

  g_assert_cmpint (program->status, ==, 0);
  packshot_test_outcome_assert (&film, video, cover);
}

static void
test_default (PackshotTestProgram *program, gconstpointer user_data)
{
  packshot_test_program_run (program, "make --image photo.jpg --output film.mp4" TITLES);
  assert_film (program, 1920, 1080, 30, 12);
  packshot_test_folder_assert (program->folder, "film.jpg", "film.mp4", "photo.jpg", NULL);
  packshot_test_folder_assert (program->data, "packshot", NULL);
}

static void
test_shapes (PackshotTestProgram *program, gconstpointer user_data)
{
  packshot_test_program_run (program, SHORT " --aspect-ratio 9:16");
  assert_film (program, 1080, 1920, 24, 4);
  packshot_test_program_run (program, SHORT " --aspect-ratio 1:1");
  assert_film (program, 1080, 1080, 24, 4);
  packshot_test_program_run (program, SHORT " --aspect-ratio 4:5");
  assert_film (program, 1080, 1350, 24, 4);
  packshot_test_folder_assert (program->folder, "photo.jpg", NULL);
}

/* Two at once, into one folder, don't disturb each other; and they are the same film. */
static void
test_same (PackshotTestProgram *program, gconstpointer user_data)
{
  static const char *const names[] = { "a", "b" };
  GSubprocess *processes[G_N_ELEMENTS (names)];
  char *hashes[G_N_ELEMENTS (names)];
  char *covers[G_N_ELEMENTS (names)];
  gsize sizes[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *line = g_strdup_printf (SHORT TITLES " -o %s.mp4", names[i]);

      processes[i] = packshot_test_program_start (program, line);
    }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *video = NULL;
      g_autofree char *cover = NULL;

      packshot_test_program_end (program, processes[i]);
      g_object_unref (processes[i]);
      g_assert_cmpint (program->status, ==, 0);
      video = packshot_test_program_get (program, "LOCAL_PATH");
      cover = packshot_test_program_get (program, "COVER_PATH");
      hashes[i] = packshot_test_outcome_hash (video);
      g_assert_true (g_file_get_contents (cover, &covers[i], &sizes[i], NULL));
    }

  g_assert_cmpstr (hashes[0], ==, hashes[1]);
  g_assert_cmpmem (covers[0], sizes[0], covers[1], sizes[1]);
  packshot_test_folder_assert (program->folder, "a.jpg", "a.mp4", "b.jpg", "b.mp4", "photo.jpg",
                               NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_free (hashes[i]);
      g_free (covers[i]);
    }
}

/* One look at the video while it is being replaced. */
typedef struct
{
  const char *path;
  GSubprocess *process; /* (unowned) */
  GStatBuf last;
  guint n_looks;
  guint n_changes;
} Watch;

/* Returns whether the program has ended. */
static gboolean
look (Watch *self)
{
  gboolean ended = g_subprocess_get_identifier (self->process) == NULL;
  GStatBuf info;

  g_assert_no_errno (g_stat (self->path, &info));
  if (info.st_ino != self->last.st_ino || info.st_size != self->last.st_size)
    self->n_changes++;
  self->last = info;
  self->n_looks++;

  return ended;
}

/* Whoever looks at the path sees the old video or the new one, and each as a whole: the file there
 * changes once. */
static void
test_replaced (PackshotTestProgram *program, gconstpointer user_data)
{
  const PackshotTestOutcome film = { 1920, 1080, 24, 4, PACKSHOT_TEST_HIGH };
  g_autofree char *video = packshot_test_program_path (program, "film.mp4");
  g_autofree char *cover = packshot_test_program_path (program, "film.jpg");
  g_autoptr (GSubprocess) process = NULL;
  Watch watch = { .path = video };

  g_assert_true (g_file_set_contents (video, "the old video", -1, NULL));
  g_assert_true (g_file_set_contents (cover, "the old cover", -1, NULL));
  g_assert_no_errno (g_stat (video, &watch.last));

  process = packshot_test_program_start (program, SHORT " --style drift -o film.mp4");
  watch.process = process;
  packshot_test_wait_until (look (&watch));
  packshot_test_program_end (program, process);

  g_test_message ("looked %u times", watch.n_looks);
  g_assert_cmpint (program->status, ==, 0);
  g_assert_cmpuint (watch.n_looks, >, 100);
  g_assert_cmpuint (watch.n_changes, ==, 1);
  packshot_test_outcome_assert (&film, video, cover);
}

/* In a place where there is no network at all, not even to this computer. */
static void
test_offline (PackshotTestProgram *program, gconstpointer user_data)
{
  g_autoptr (GSubprocessLauncher) launcher = packshot_test_program_launcher_new (
      program, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  int status = 0;

  if (!g_spawn_command_line_sync ("unshare --user --map-root-user --net true", NULL, NULL, &status,
                                  NULL)
      || status != 0)
    {
      g_test_skip ("this user may not make a place without network");
      return;
    }

  process = g_subprocess_launcher_spawn (launcher, &error, "unshare", "--user", "--map-root-user",
                                         "--net", g_getenv ("PACKSHOT_CLI"), "make", "--image",
                                         "photo.jpg", "--duration", "4", "--fps", "24", NULL);
  g_assert_no_error (error);
  packshot_test_program_end (program, process);
  g_assert_cmpint (program->status, ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/films/" name, PackshotTestProgram, NULL, packshot_test_program_set_up, function,   \
              packshot_test_program_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("shapes", test_shapes);
  if (!PACKSHOT_TEST_SANITIZED)
    {
      ADD ("default", test_default);
      ADD ("same", test_same);
    }
  ADD ("replaced", test_replaced);
  ADD ("offline", test_offline);

  return g_test_run ();
}
