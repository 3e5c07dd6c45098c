/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The preview on the stage: when it moves, and that it does nothing at all when it doesn't. */

#include <glib/gstdio.h>
#include <sys/resource.h>
#include <time.h>

#include "packshot-create-page.h"
#include "packshot-library-page.h"
#include "packshot-photo-view.h"
#include "packshot-preview-button.h"
#include "packshot-preview-paintable.h"
#include "packshot-range-row.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-memory.h"
#include "packshot-test-notifications.h"
#include "packshot-test-preview.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"
#include "packshot-toggles-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

/* The shortest film, in milliseconds. */
#define FILM_MS 4000

/* Far more than we want, and far less than would be felt: the machine of a test is no measure. */
#define MOST_MS (PACKSHOT_TEST_SANITIZED ? 1000 : 100)

static void
set_animations (gboolean enabled)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", enabled, NULL);
}

static void
set_text (GtkWidget *root, GType type, const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    packshot_option_row_set_text (PACKSHOT_OPTION_ROW (root), text);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_text (child, type, text);
}

/* Only one of the rows has that choice; the others stay as they are. */
static void
choose (GtkWindow *window, const char *value)
{
  set_text (GTK_WIDGET (window), PACKSHOT_TYPE_TOGGLES_ROW, value);
}

static void
set_name (GtkWindow *window, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), name);
}

/* A photo comes, for a film that is as short as can be. */
static void
open_photo (GtkWindow *window)
{
  packshot_test_wait_until (find (window, STAGE) != NULL);
  set_text (GTK_WIDGET (window), PACKSHOT_TYPE_RANGE_ROW, "4");
  packshot_stage_open (PACKSHOT_STAGE (find (window, STAGE)), g_getenv ("PACKSHOT_SAMPLE"));
}

/* With a preview at rest. */
static void
begin (GtkWindow *window)
{
  set_animations (FALSE);
  open_photo (window);
  packshot_test_wait_until (packshot_test_preview_has_picture (window));
  packshot_test_preview_assert_rests (window);
  set_animations (TRUE);
}

static void
run (PackshotTestScript script)
{
  PackshotRegistry *registry = packshot_registry_new ();

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_test_run (registry, NULL, script);
  g_assert_finalize_object (registry);
}

static double
get_cpu_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/* The time of this thread alone, so that other programs don't count. In milliseconds. */
typedef struct
{
  double last;
  double longest;
} Pulse;

static double
get_thread_ms (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now), ==, 0);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

static gboolean
pulse_cb (gpointer user_data)
{
  Pulse *pulse = user_data;
  double now = get_thread_ms ();

  pulse->longest = MAX (pulse->longest, now - pulse->last);
  pulse->last = now;

  return G_SOURCE_CONTINUE;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* A photo comes, the preview plays once, and rests. */
static void
once_script (GtkWindow *window)
{
  GdkPaintable *preview;
  Pulse pulse = { 0, 0 };
  guint n_frames = 0, id;
  gulong frames;
  gint64 start;
  double cpu;

  open_photo (window);
  pulse.last = get_thread_ms ();
  id = g_timeout_add_full (G_PRIORITY_HIGH, 1, pulse_cb, &pulse, NULL);

  packshot_test_wait_until (packshot_test_preview_is_playing (window));
  start = g_get_monotonic_time ();
  cpu = get_cpu_ms ();
  preview = packshot_test_preview_get (window);
  frames =
      g_signal_connect_swapped (preview, "invalidate-contents", G_CALLBACK (count_cb), &n_frames);
  packshot_test_wait_until (!packshot_test_preview_is_playing (window));
  cpu = get_cpu_ms () - cpu;
  start = (g_get_monotonic_time () - start) / 1000;
  g_source_remove (id);
  g_signal_handler_disconnect (preview, frames);

  g_test_message ("%d × %d: %u frames in %d ms, %.0f %% of a processor; the main loop was kept "
                  "from its work for %.1f ms at the longest",
                  gdk_paintable_get_intrinsic_width (preview),
                  gdk_paintable_get_intrinsic_height (preview), n_frames, (int) start,
                  100 * cpu / (double) start, pulse.longest);
  g_assert_cmpint (start, >=, FILM_MS - 100);
  g_assert_cmpuint (n_frames, >, 10);
  g_assert_cmpfloat (pulse.longest, <, MOST_MS);
  packshot_test_preview_assert_rests (window);
  gtk_window_close (window);
}

static void
test_once (void)
{
  run (once_script);
}

/* At rest it shows the same as where nothing moves at all. */
static void
still_script (GtkWindow *window)
{
  g_autoptr (GBytes) still = NULL;
  g_autoptr (GBytes) rest = NULL;

  begin (window);
  still = packshot_test_preview_get_pixels (window);
  packshot_test_preview_press (window);
  g_assert_true (packshot_test_preview_is_playing (window));
  packshot_test_wait_until (packshot_test_preview_shows_other_than (window, still));
  packshot_test_wait_until (!packshot_test_preview_is_playing (window));
  packshot_test_preview_assert_rests (window);
  rest = packshot_test_preview_get_pixels (window);
  g_assert_true (g_bytes_equal (still, rest));
  gtk_window_close (window);
}

static void
test_still (void)
{
  run (still_script);
}

static void
stop (GtkWindow *window)
{
  packshot_test_wait_until (packshot_test_preview_is_playing (window));
  packshot_test_preview_press (window);
  g_assert_false (packshot_test_preview_is_playing (window));
}

static void
changes_script (GtkWindow *window)
{
  gint64 typed;

  begin (window);
  choose (window, "drift");
  stop (window);
  choose (window, "9:16");
  stop (window);
  packshot_test_wait_until (
      gdk_paintable_get_intrinsic_aspect_ratio (packshot_test_preview_get (window)) < 1);
  set_text (GTK_WIDGET (window), PACKSHOT_TYPE_RANGE_ROW, "5");
  stop (window);

  /* Letter by letter, and then once. */
  set_name (window, "M");
  packshot_test_preview_pass_time (PACKSHOT_TEST_PREVIEW_QUIET_MS);
  g_assert_false (packshot_test_preview_is_playing (window));
  typed = g_get_monotonic_time ();
  set_name (window, "Mug");
  stop (window);
  g_assert_cmpint (g_get_monotonic_time () - typed, >=, 650 * 1000);

  /* Nothing is another than it was. */
  set_name (window, "Mu");
  set_name (window, "Mug");
  choose (window, "1:1");
  choose (window, "9:16");
  packshot_test_preview_pass_time (PACKSHOT_TEST_PREVIEW_QUIET_MS);
  packshot_test_preview_assert_rests (window);
  gtk_window_close (window);
}

static void
test_changes (void)
{
  run (changes_script);
}

static void
photos_script (GtkWindow *window)
{
  PackshotStage *stage;

  begin (window);
  stage = PACKSHOT_STAGE (find (window, STAGE));
  gtk_widget_activate_action (GTK_WIDGET (stage), "stage.remove", NULL);
  packshot_test_wait_until (find (window, PHOTO_VIEW) == NULL);

  /* The same one again is another photo. */
  packshot_stage_open (stage, g_getenv ("PACKSHOT_SAMPLE"));
  stop (window);
  packshot_stage_open (stage, g_getenv ("PACKSHOT_SAMPLE"));
  stop (window);
  packshot_test_wait_until (packshot_test_preview_has_picture (window));
  gtk_window_close (window);
}

static void
test_photos (void)
{
  run (photos_script);
}

/* Where it is not seen it doesn't move, and it doesn't begin by itself when it is seen again. */
static void
away_script (GtkWindow *window)
{
  begin (window);
  packshot_test_preview_press (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, LIBRARY_PAGE) != NULL
                            && find (window, CREATE_PAGE) == NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "create");
  packshot_test_wait_until (find (window, PREVIEW_BUTTON) != NULL);
  packshot_test_preview_assert_rests (window);

  packshot_test_preview_press (window);
  gtk_window_minimize (window);
  packshot_test_wait_until (!packshot_test_preview_is_playing (window));
  gtk_window_present (window);
  packshot_test_wait_until (find (window, PREVIEW_BUTTON) != NULL);
  packshot_test_preview_assert_rests (window);
  gtk_window_close (window);
}

static void
test_away (void)
{
  run (away_script);
}

/* What was changed while it was not seen is shown when it is. */
static void
change_away_script (GtkWindow *window)
{
  begin (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, PREVIEW_BUTTON) == NULL);
  choose (window, "drift");
  packshot_test_preview_pass_time (PACKSHOT_TEST_PREVIEW_QUIET_MS);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "create");
  stop (window);
  gtk_window_close (window);
}

static void
test_change_away (void)
{
  run (change_away_script);
}

static void
job_script (GtkWindow *window)
{
  PackshotPreviewPaintable *preview;

  begin (window);
  packshot_test_preview_press (window);
  preview = PACKSHOT_PREVIEW_PAINTABLE (packshot_test_preview_get (window));
  g_assert_true (packshot_preview_paintable_is_playing (preview));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL));
  packshot_test_wait_until (!packshot_preview_paintable_is_playing (preview));
  packshot_test_wait_until (find (window, PREVIEW_BUTTON) == NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  packshot_test_wait_until (find (window, PREVIEW_BUTTON) != NULL);
  g_assert_false (packshot_test_preview_is_playing (window));
  /* The job is not done: somebody has to say that it may be stopped. */
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
  packshot_test_wait_until (packshot_test_find_button ("Stop and Quit") != NULL);
  g_signal_emit_by_name (packshot_test_find_button ("Stop and Quit"), "clicked");
}

static void
test_job (void)
{
  run (job_script);
}

/* Who wants nothing to move gets the picture, and may still ask. */
static void
animations_script (GtkWindow *window)
{
  g_autoptr (GBytes) before = NULL;

  begin (window);
  set_animations (FALSE);
  before = packshot_test_preview_get_pixels (window);
  set_name (window, "Mug");
  packshot_test_wait_until (packshot_test_preview_shows_other_than (window, before)
                            || packshot_test_preview_is_playing (window));
  packshot_test_preview_assert_rests (window);

  packshot_test_preview_press (window);
  g_assert_true (packshot_test_preview_is_playing (window));
  set_animations (TRUE);
  g_assert_true (packshot_test_preview_is_playing (window));
  set_animations (FALSE);
  g_assert_false (packshot_test_preview_is_playing (window));
  packshot_test_preview_assert_rests (window);
  set_animations (TRUE);
  gtk_window_close (window);
}

static void
test_animations (void)
{
  run (animations_script);
}

/* Another size is drawn anew, and not played. */
static void
resize_script (GtkWindow *window)
{
  int width;

  begin (window);
  width = gdk_paintable_get_intrinsic_width (packshot_test_preview_get (window));
  gtk_window_set_default_size (window, 1200, 800);
  packshot_test_wait_until (gdk_paintable_get_intrinsic_width (packshot_test_preview_get (window))
                            > width);
  packshot_test_preview_assert_rests (window);
  gtk_window_close (window);
}

static void
test_resize (void)
{
  run (resize_script);
}

/* A photo that can't be opened any more leaves what there is of it: the stage has it. */
static void
lost_photo_script (GtkWindow *window)
{
  g_autofree char *photo = g_build_filename (g_get_user_runtime_dir (), "lost.jpg", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  begin (window);
  g_assert_true (g_file_get_contents (g_getenv ("PACKSHOT_SAMPLE"), &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (photo, bytes, (gssize) length, NULL));
  packshot_stage_open (PACKSHOT_STAGE (find (window, STAGE)), photo);
  stop (window);

  g_unlink (photo);
  choose (window, "drift");
  packshot_test_wait_until (!packshot_test_preview_has_picture (window));
  packshot_test_preview_assert_rests (window);
  packshot_test_preview_press (window);
  g_assert_false (packshot_test_preview_is_playing (window));
  gtk_window_close (window);
}

static void
test_lost_photo (void)
{
  run (lost_photo_script);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preview/once", test_once);
  g_test_add_func ("/preview/still", test_still);
  g_test_add_func ("/preview/changes", test_changes);
  g_test_add_func ("/preview/photos", test_photos);
  g_test_add_func ("/preview/away", test_away);
  g_test_add_func ("/preview/change-away", test_change_away);
  g_test_add_func ("/preview/job", test_job);
  g_test_add_func ("/preview/animations", test_animations);
  g_test_add_func ("/preview/resize", test_resize);
  g_test_add_func ("/preview/lost-photo", test_lost_photo);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
