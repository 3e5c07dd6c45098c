/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What can't be used is refused: in one sentence that says what to do about it, with nothing left
 * behind and nothing touched. */

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "packshot-test-memory.h"
#include "packshot-test-photo.h"
#include "packshot-test-program.h"

/* The most memory a refusal may take, in megabytes: many times less than the pixels of a bomb. */
#define MAX_MEMORY 300

/* The sanitizers take as much again and more. */
#define MEMORY_FACTOR (PACKSHOT_TEST_COUNTS_ALLOCATIONS ? 1 : 4)

typedef struct
{
  const char *line;  /* the arguments */
  const char *words; /* some of the sentence */
} Case;

static void
write_file (PackshotTestProgram *program, const char *name, const char *contents, gssize length)
{
  g_autofree char *path = packshot_test_program_path (program, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
}

/* The first part of a picture. */
static void
write_part (PackshotTestProgram *program, const char *name, const char *type, double part)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_detailed (640, 480, 1);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  gdk_pixbuf_save_to_buffer (photo, &contents, &size, type, &error, NULL);
  g_assert_no_error (error);
  write_file (program, name, contents, (gssize) ((double) size * part));
}

/* The same of a WebP, of which gdk-pixbuf writes none: the head says that all is there. */
static void
write_webp (PackshotTestProgram *program)
{
  static const char webp[] = "RIFF\x40\x1f\x00\x00WEBPVP8 \x34\x1f\x00\x00"
                             "\x30\x01\x00\x9d\x01\x2a\x80\x02\xe0\x01\x01\x40\x26\x25\xa4";

  write_file (program, "part.webp", webp, sizeof webp - 1);
}

/* The head of a PNG of 60000 × 60000 pixels, with the checksum it needs, and nothing behind it. */
static void
write_bomb (PackshotTestProgram *program)
{
  static const char bomb[] = "\x89PNG\r\n\x1a\n"
                             "\x00\x00\x00\x0dIHDR\x00\x00\xea\x60\x00\x00\xea\x60\x08\x02"
                             "\x00\x00\x00\x0f\xb0\xe2\x15"
                             "\x00\x00\x00\x00IEND\xae\x42\x60\x82";

  write_file (program, "bomb.png", bomb, sizeof bomb - 1);
}

static void
set_up (PackshotTestProgram *program, gconstpointer user_data)
{
  static const char *const folders[] = { "folder", "locked" };
  g_autofree char *fifo = NULL;
  g_autofree char *locked = NULL;

  packshot_test_program_set_up (program, user_data);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = packshot_test_program_path (program, folders[i]);

      g_assert_no_errno (g_mkdir (path, i == 0 ? 0700 : 0500));
    }

  fifo = packshot_test_program_path (program, "fifo");
  g_assert_no_errno (mkfifo (fifo, 0600));
  write_file (program, "old.mp4", "the old video", -1);
  write_file (program, "old.jpg", "the old cover", -1);
  write_file (program, "empty.jpg", "", 0);
  write_file (program, "text.jpg", "Dear diary,\ntoday I sold three mugs.\n", -1);
  write_part (program, "part.jpg", "jpeg", 0.6);
  write_part (program, "head.jpg", "jpeg", 0.02);
  write_part (program, "part.png", "png", 0.6);
  write_webp (program);
  write_bomb (program);
  write_file (program, "secret.jpg", "a photo of others", -1);
  locked = packshot_test_program_path (program, "secret.jpg");
  g_assert_no_errno (g_chmod (locked, 0));
}

static void
assert_cases (PackshotTestProgram *program, const Case *cases, guint n)
{
  g_autofree char *before = packshot_test_program_list (program);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *after = NULL;

      g_test_message ("packshot-cli %.80s", cases[i].line);
      packshot_test_program_run (program, cases[i].line);
      packshot_test_program_assert_refused (program, 2);
      if (strstr (program->err, cases[i].words) == NULL)
        g_error ("“%s” is not about “%s”", program->err, cases[i].words);

      after = packshot_test_program_list (program);
      g_assert_cmpstr (after, ==, before);
    }
}

/* With and without a place for the video: the folder of the job must go as well. */
static void
test_photos (PackshotTestProgram *program, gconstpointer user_data)
{
  static const Case cases[] = {
    { "make --image nothing.jpg -o old.mp4", "There is no file “nothing.jpg”." },
    { "make --image folder -o old.mp4", "“folder” is a folder" },
    { "make --image empty.jpg -o old.mp4", "“empty.jpg” is empty" },
    { "make --image fifo -o old.mp4", "“fifo” is a pipe" },
    { "make --image /dev/zero -o old.mp4", "“/dev/zero” is a pipe or a device" },
    { "make --image '' -o old.mp4", "“Photo” is empty" },
    { "make --image https://example.com/a.jpg", "is a web address" },
    { "make --image part.jpg -o old.mp4", "“part.jpg” is damaged or cut short." },
    { "make --image part.jpg", "“part.jpg” is damaged or cut short." },
    { "make --image head.jpg -o old.mp4", "“head.jpg” is damaged or cut short." },
    { "make --image part.png -o old.mp4", "“part.png” is damaged or cut short." },
    { "make --image part.webp -o old.mp4", "“part.webp” is damaged or cut short." },
    { "make --image text.jpg -o old.mp4", "“text.jpg” is not a picture" },
    { "make --image text.jpg", "“text.jpg” is not a picture" },
    { "make --image bomb.png -o old.mp4", "“bomb.png” has 60000 × 60000 pixels" },
  };
  struct rusage usage;

  assert_cases (program, cases, G_N_ELEMENTS (cases));

  g_assert_no_errno (getrusage (RUSAGE_CHILDREN, &usage));
  g_test_message ("at most %ld MB", usage.ru_maxrss / 1024);
  g_assert_cmpint (usage.ru_maxrss / 1024, <, MAX_MEMORY * MEMORY_FACTOR);
}

static void
test_permissions (PackshotTestProgram *program, gconstpointer user_data)
{
  static const Case cases[] = {
    { "make --image secret.jpg", "You have no permission to read the file “secret.jpg”." },
    { "make --image photo.jpg -o locked/film.mp4", "/locked”: Permission denied." },
  };

  if (geteuid () == 0)
    {
      g_test_skip ("root may read and write everything");
      return;
    }

  assert_cases (program, cases, G_N_ELEMENTS (cases));
}

static void
test_outputs (PackshotTestProgram *program, gconstpointer user_data)
{
  static const Case cases[] = {
    { "make --image photo.jpg -o folder", "/folder” is a folder" },
    { "make --image photo.jpg -o new/", "/new/” is a folder" },
    { "make --image photo.jpg -o nowhere/film.mp4", "There is no folder “" },
    { "make --image photo.jpg -o text.jpg/film.mp4", "There is no folder “" },
    { "make --image photo.jpg -o fifo", "/fifo” is a pipe" },
    { "make --image photo.jpg -o /dev/null", "“/dev/null” is a pipe or a device" },
    { "make --image photo.jpg -o ''", "The name of the output file is empty." },
    { "make --image photo.jpg -o film.txt", "“film.txt” can’t be one." },
    { "make --image photo.jpg -o film.webm", "“film.webm” can’t be one." },
    { "make --image photo.jpg --encoder vp9 -o film.mp4", "“film.mp4” can’t be one." },
    { "make --image photo.jpg -o film.jpg", "A video can’t be a .jpg file" },
    { "make --image photo.jpg -o photo.mp4", "the place of your picture" },
  };

  assert_cases (program, cases, G_N_ELEMENTS (cases));
}

static void
test_values (PackshotTestProgram *program, gconstpointer user_data)
{
  static const Case cases[] = {
    { "make --image photo.jpg --duration 0", "from 4 to 30 seconds, not 0." },
    { "make --image photo.jpg --duration -1", "from 4 to 30 seconds, not -1." },
    { "make --image photo.jpg --duration 31", "from 4 to 30 seconds, not 31." },
    { "make --image photo.jpg --duration abc", "from 4 to 30 seconds, not “abc”." },
    { "make --image photo.jpg --duration NaN", "from 4 to 30 seconds, not “NaN”." },
    { "make --image photo.jpg --duration 1e9", "from 4 to 30 seconds, not “1e9”." },
    { "make --image photo.jpg --duration 4.3", "in steps of 0.5" },
    { "make --image photo.jpg --duration ''", "“Duration” must be a number" },
    { "make --image photo.jpg --fps 29", "must be 24, 25, 30 or 60, not “29”." },
    { "make --image photo.jpg --aspect-ratio 2:1", "16:9, 9:16, 1:1 or 4:5, not “2:1”." },
    { "make --image photo.jpg --style nonsense", "showcase or drift, not “nonsense”." },
    { "make --image photo.jpg --encoder mpeg1", "not “mpeg1”." },
    { "make --image photo.jpg --product-name ''", "“Product name” is empty." },
    { "make --image photo.jpg --product-name '  '", "“Product name” is empty." },
    { "make --image photo.jpg --product-name 'a\tb\x01'", "a control character in it (U+" },
    { "make --image photo.jpg --product-name 'a\033[2Jb'", "a control character in it (U+001B)." },
    { "make --image photo.jpg --product-name 'a\nb'", "must be one line" },
    { "make --image photo.jpg --product-name '<b>Mug</b>'", "without tags such as “<b>”." },
  };

  assert_cases (program, cases, G_N_ELEMENTS (cases));
}

/* Values that can't stand in a line of a shell, or are too long to be shown. */
static void
test_texts (PackshotTestProgram *program, gconstpointer user_data)
{
  g_autofree char *name = g_strnfill (10 * 1024, 'x');
  const char *const too_long[] = { "make", "--image", "photo.jpg", "--product-name", name, NULL };
  const char *const latin[] = { "make", "--image", "photo.jpg", "--product-name", "caf\xe9", NULL };
  const char *const file[] = { "make", "--image", name, NULL };
  const char *const *const lines[] = { too_long, latin, file };
  static const char *const words[] = { "at most 100 characters, not 10240.", "not valid UTF-8",
                                       "File name too long." };
  g_autofree char *before = packshot_test_program_list (program);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *after = NULL;

      packshot_test_program_run_argv (program, lines[i]);
      packshot_test_program_assert_refused (program, 2);
      g_assert_nonnull (strstr (program->err, words[i]));
      g_assert_cmpuint (strlen (program->err), <, 300);
      after = packshot_test_program_list (program);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_flags (PackshotTestProgram *program, gconstpointer user_data)
{
  static const Case cases[] = {
    { "mak", "did you mean “make”?" },
    { "fly", "There is no command “fly”" },
    { "make", "“Photo” is missing. Please give it with --image FILE." },
    { "make --image photo.jpg --colour red", "There is no flag --colour" },
    { "make --image photo.jpg --durration 5", "did you mean --duration?" },
    { "make --image photo.jpg --duration", "Missing argument for --duration." },
    { "make --image photo.jpg stray.jpg", "“stray.jpg” has no flag before it" },
    { "make --image photo.jpg --service sora", "There is no service “sora”" },
    { "services sora", "There is no service “sora”" },
    { "services --fast", "but not “--fast”" },
  };

  assert_cases (program, cases, G_N_ELEMENTS (cases));
  packshot_test_program_run_argv (program, (const char *const[]){ NULL });
  packshot_test_program_assert_refused (program, 2);
  g_assert_nonnull (strstr (program->err, "A command is missing"));
}

/* A folder nobody may write into can't be removed by the next run either. */
static void
tear_down (PackshotTestProgram *program, gconstpointer user_data)
{
  g_autofree char *locked = packshot_test_program_path (program, "locked");

  g_assert_no_errno (g_chmod (locked, 0700));
  packshot_test_program_tear_down (program, user_data);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/bad-input/" name, PackshotTestProgram, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("photos", test_photos);
  ADD ("permissions", test_permissions);
  ADD ("outputs", test_outputs);
  ADD ("values", test_values);
  ADD ("texts", test_texts);
  ADD ("flags", test_flags);

  return g_test_run ();
}
