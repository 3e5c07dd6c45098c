/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-moment.h"

#include <string.h>

#include "packshot-test-photo.h"
#include "packshot-test-utils.h"

/* 24 megapixels. */
#define LARGE_WIDTH  6000
#define LARGE_HEIGHT 4000

static void
wait_for_marker (GSubprocess *process, const char *marker)
{
  GInputStream *stream = g_subprocess_get_stderr_pipe (process);
  g_autoptr (GString) text = g_string_new (NULL);

  while (strstr (text->str, marker) == NULL)
    {
      char buffer[256];
      gssize n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL);

      if (n <= 0)
        g_error ("“%s” was never said, but: %s", marker, text->str);
      g_string_append_len (text, buffer, n);
    }
}

/* Whether the program would deal with a signal itself: proc(5), "SigCgt". */
static gboolean
listens (GSubprocess *process, int number)
{
  const char *id = g_subprocess_get_identifier (process);
  g_autofree char *path = NULL;
  g_autofree char *status = NULL;
  const char *caught;

  g_assert_nonnull (id);
  path = g_strdup_printf ("/proc/%s/status", id);
  if (!g_file_get_contents (path, &status, NULL, NULL))
    return FALSE;

  caught = strstr (status, "SigCgt:");
  return caught != NULL
         && (g_ascii_strtoull (caught + strlen ("SigCgt:"), NULL, 16) >> (number - 1) & 1) != 0;
}

/**
 * packshot_test_moment_stop:
 * @program: a fixture
 * @moment: what to run, and when to send which signal
 *
 * Starts the program and stops it. The delay is not a wait for something to have happened, but the
 * choice of a moment.
 *
 * Returns: the seconds from the signal to the end
 */
double
packshot_test_moment_stop (PackshotTestProgram *program, const PackshotTestMoment *moment)
{
  g_autoptr (GSubprocess) process = packshot_test_program_start (program, moment->line);
  gint64 start;

  if (moment->marker != NULL)
    wait_for_marker (process, moment->marker);
  else
    packshot_test_wait_until (listens (process, moment->signal));
  g_usleep (moment->delay * 1000);

  start = g_get_monotonic_time ();
  g_subprocess_send_signal (process, moment->signal);
  packshot_test_program_end (program, process);

  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/**
 * packshot_test_moment_save_large_photo:
 * @program: a fixture
 * @name: the name of a file in the program's folder
 *
 * Enlarges the sample photo to what the best cameras make, which takes a while to open.
 */
void
packshot_test_moment_save_large_photo (PackshotTestProgram *program, const char *name)
{
  g_autofree char *path = packshot_test_program_path (program, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) sample = packshot_test_photo_load (g_getenv ("PACKSHOT_SAMPLE"), "jpeg");
  g_autoptr (GdkPixbuf) photo =
      gdk_pixbuf_scale_simple (sample, LARGE_WIDTH, LARGE_HEIGHT, GDK_INTERP_BILINEAR);

  gdk_pixbuf_save (photo, path, "jpeg", &error, "quality", "92", NULL);
  g_assert_no_error (error);
}
