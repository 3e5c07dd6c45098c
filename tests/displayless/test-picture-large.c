/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-fixtures.h"

#include <string.h>

/* A call that was cancelled is back within this; the loader alone would take a second more. */
#define CANCEL_SECONDS 0.1

/* So many bytes of pixels mean that the loader is at work. */
#define DECODED 20000000

#define N_THREADS 4

static gint64
get_memory (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, name);
  g_assert_nonnull (line);

  return g_ascii_strtoll (line + strlen (name), NULL, 10) * 1024;
}

static gint64
get_peak_memory (void)
{
  return get_memory ("VmHWM:");
}

/* 150 megapixels would be 450 MB; asked for twelve, no more than those nine are ever there. */
static void
test_memory_subprocess (void)
{
  g_autoptr (GByteArray) data = fixture_plain_jpeg (15000, 10000);
  g_autofree char *path = fixture_write ("large.jpg", data);
  gint64 before = get_peak_memory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPicture) picture = packshot_picture_load (path, 12000000, NULL, &error);
  gint64 needed;

  g_assert_no_error (error);
  g_assert_cmpint (picture->width, ==, 3750);
  g_assert_cmpint (picture->height, ==, 2500);
  g_assert_cmpint (picture->source_width, ==, 15000);
  g_assert_cmpint (picture->source_height, ==, 10000);
  g_assert_cmpint (fixture_pixel (picture, 3749, 2499)[0], ==, 128);

  needed = (gint64) picture->stride * picture->height;
  g_test_message ("%.1f MB at most for %.1f MB of pixels", (get_peak_memory () - before) / 1e6,
                  needed / 1e6);
  g_assert_cmpint (get_peak_memory () - before, <, needed + 16000000);
}

/* Turned and converted, a photo still takes the memory of one. */
static void
test_memory_turned_subprocess (void)
{
  g_autoptr (GByteArray) data = fixture_plain_jpeg (6000, 4000);
  g_autoptr (GByteArray) exif = fixture_exif (6, FALSE);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPicture) picture = NULL;
  gint64 before;

  fixture_insert_exif (data, "jpeg", exif);
  path = fixture_write ("turned.jpg", data);
  before = get_peak_memory ();
  picture = packshot_picture_load (path, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (picture->width, ==, 4000);
  g_assert_cmpint (get_peak_memory () - before, <, 6000 * 4000 * 3 + 16000000);
}

static void
run_subprocess (const char *name)
{
#if defined(__SANITIZE_ADDRESS__)
  g_test_skip ("The address sanitizer keeps freed memory");
#else
  g_test_trap_subprocess (name, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
#endif
}

static void
test_memory (void)
{
  run_subprocess ("/picture-large/memory/subprocess");
}

static void
test_memory_turned (void)
{
  run_subprocess ("/picture-large/memory-turned/subprocess");
}

static void
test_cancelled_before (void)
{
  g_autoptr (GByteArray) data = fixture_plain_jpeg (16, 16);
  g_autofree char *path = fixture_write ("small.jpg", data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (packshot_picture_load (path, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  const char *path;
  GCancellable *cancellable;
  GError *error;
} Load;

static gpointer
load_thread (gpointer user_data)
{
  Load *load = user_data;

  return packshot_picture_load (load->path, 0, load->cancellable, &load->error);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

/* In the middle of a picture that takes longer than any of this: it is back at once, and what
 * goes on behind it ends and leaves nothing open. */
static void
test_cancelled_within (void)
{
  g_autoptr (GByteArray) data = fixture_plain_jpeg (20000, 10000);
  g_autofree char *path = fixture_write ("large.jpg", data);
  guint before = count_descriptors ();
  gint64 memory = get_memory ("VmRSS:");
  gint64 limit = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Load load = { .path = path, .cancellable = cancellable };
  GThread *thread = g_thread_new ("load", load_thread, &load);

  while (get_memory ("VmRSS:") < memory + DECODED)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_thread_yield ();
    }

  g_test_timer_start ();
  g_cancellable_cancel (cancellable);
  g_assert_null (g_thread_join (thread));
  g_assert_cmpfloat (g_test_timer_elapsed (), <, CANCEL_SECONDS);
  g_assert_error (load.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&load.error);

  while (count_descriptors () != before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_thread_yield ();
    }
}

static void
test_threads (void)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pattern (400, 300, TRUE);
  static const char *const types[N_THREADS] = { "png", "jpeg", "tiff", "bmp" };
  g_autoptr (GError) error = NULL;

  for (int round = 0; round < 8; round++)
    {
      GThread *threads[N_THREADS];
      Load loads[N_THREADS];

      for (int i = 0; i < N_THREADS; i++)
        {
          g_autoptr (GByteArray) data = fixture_save (pixbuf, types[i], NULL);

          loads[i] = (Load){ .path = fixture_write (types[i], data) };
        }
      for (int i = 0; i < N_THREADS; i++)
        threads[i] = g_thread_new (types[i], load_thread, &loads[i]);
      for (int i = 0; i < N_THREADS; i++)
        {
          g_autoptr (PackshotPicture) picture = g_thread_join (threads[i]);
          g_autoptr (PackshotPicture) alone =
              packshot_picture_load (loads[i].path, 0, NULL, &error);

          g_assert_no_error (error);
          g_assert_no_error (loads[i].error);
          g_assert_true (fixture_equal (picture, alone));
          g_free ((char *) loads[i].path);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture-large/memory", test_memory);
  g_test_add_func ("/picture-large/memory/subprocess", test_memory_subprocess);
  g_test_add_func ("/picture-large/memory-turned", test_memory_turned);
  g_test_add_func ("/picture-large/memory-turned/subprocess", test_memory_turned_subprocess);
  g_test_add_func ("/picture-large/cancelled/before", test_cancelled_before);
  g_test_add_func ("/picture-large/cancelled/within", test_cancelled_within);
  g_test_add_func ("/picture-large/threads", test_threads);

  return g_test_run ();
}
