/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A disk that is full, that breaks, or that can't do all: by the library in tests/preload. */

#include <errno.h>
#include <glib/gstdio.h>

#include "packshot-test-outcome.h"
#include "packshot-test-folder.h"
#include "packshot-test-program.h"

/* The quickest film there is. */
#define QUICK "make --image photo.jpg --style drift --aspect-ratio 1:1 --duration 4 --fps 24"

typedef struct
{
  const char *what; /* as the library wants it, without the number of the error */
  int code;
  const char *words; /* some of the sentence */
} Fault;

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
set_fault (PackshotTestProgram *program, const char *what, int code)
{
  g_free (program->fault);
  program->fault = g_strdup_printf ("%s:%d", what, code);
}

/* What was said of how things went is not part of the complaint. */
static void
drop_progress (PackshotTestProgram *program)
{
  const char *complaint = g_strstr_len (program->err, -1, "packshot-cli: ");
  g_autofree char *rest = NULL;

  g_assert_nonnull (complaint);
  rest = g_strdup (complaint);
  g_free (program->err);
  program->err = g_steal_pointer (&rest);
}

static void
assert_fails (PackshotTestProgram *program, const char *line, const Fault *fault)
{
  g_autofree char *before = packshot_test_program_list (program);
  g_autofree char *after = NULL;

  set_fault (program, fault->what, fault->code);
  g_test_message ("%s: %s", fault->what, g_strerror (fault->code));
  packshot_test_program_run (program, line);
  drop_progress (program);
  packshot_test_program_assert_refused (program, 1);
  if (g_strstr_len (program->err, -1, fault->words) == NULL)
    g_error ("“%s” is not about “%s”", program->err, fault->words);

  after = packshot_test_program_list (program);
  g_assert_cmpstr (after, ==, before);
}

/* The cover comes first and is some 150 kB, then the muxer writes into its second file and in the
 * end into the first. */
static void
test_full (PackshotTestProgram *program, gconstpointer user_data)
{
  static const Fault faults[] = {
    { "write:0", ENOSPC, "The disk is full: the cover can’t be written." },
    { "write:50000", ENOSPC, "The disk is full: the cover can’t be written." },
    { "write:300000", ENOSPC, "The disk is full: the video can’t be written." },
    { "write:300000", EDQUOT, "The disk is full: the video can’t be written." },
    { "fsync:1", ENOSPC, "The disk is full" },
    { "fsync:2", EDQUOT, "The disk is full" },
    { "linkat:1", ENOSPC, "The disk is full" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    assert_fails (program, QUICK " -o film.mp4", &faults[i]);
  assert_fails (program, QUICK, &faults[2]);
}

static void
test_broken (PackshotTestProgram *program, gconstpointer user_data)
{
  static const Fault faults[] = {
    { "write:0", EIO, "The cover can’t be written" },
    { "write:300000", EIO, "The video can’t be written" },
    { "fsync:1", EIO, "Input/output error" },
    { "linkat:1", EIO, "Input/output error" },
    { "renameat:1", EIO, "Input/output error" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    assert_fails (program, QUICK " -o film.mp4", &faults[i]);
}

/* Some file systems know no files without a name. */
static void
test_named (PackshotTestProgram *program, gconstpointer user_data)
{
  const PackshotTestOutcome film = { 1080, 1080, 24, 4, PACKSHOT_TEST_HIGH };
  g_autofree char *video = packshot_test_program_path (program, "film.mp4");
  g_autofree char *cover = packshot_test_program_path (program, "film.jpg");

  set_fault (program, "tmpfile:1", EOPNOTSUPP);
  packshot_test_program_run (program, QUICK " -o film.mp4");
  g_assert_cmpint (program->status, ==, 0);
  packshot_test_outcome_assert (&film, video, cover);
  packshot_test_folder_assert (program->folder, "film.jpg", "film.mp4", "photo.jpg", NULL);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/faults/" name, PackshotTestProgram, NULL, set_up, function,                        \
              packshot_test_program_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("full", test_full);
  ADD ("broken", test_broken);
  ADD ("named", test_named);

  return g_test_run ();
}
