/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A hundred photos at once: how long the main loop is kept from its work until each has its picture
 * in the strip, and how much memory that takes. */

#include "config.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "packshot-photo-view.h"
#include "packshot-stage.h"
#include "packshot-strip-item.h"
#include "packshot-strip-view.h"
#include "packshot-studio-service.h"
#include "packshot-test-notifications.h"
#include "packshot-test-pulse.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

#define N_PHOTOS 100

/* As a telephone takes them. */
#define PHOTO_WIDTH  4000
#define PHOTO_HEIGHT 3000

/* For how long nobody notices that a window does nothing else. */
#define WANTED_MS 50

static char *first; /* (owned) */

/* In megabytes, of what the system keeps for this program: now ("VmRSS") or at most ("VmHWM"). */
static double
get_memory (const char *kind)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, kind);
  g_assert_nonnull (line);

  return g_ascii_strtod (strpbrk (line, "0123456789"), NULL) / 1024;
}

/* What was the most up to now counts no more. */
static void
forget_most (void)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
}

static char *
dup_path (guint index)
{
  g_autofree char *name = g_strdup_printf ("photo-%03u.jpg", index);

  return g_build_filename (g_get_user_runtime_dir (), name, NULL);
}

/* Copies: a photo that has only another name would be taken once. */
static void
make_photos (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) sample = gdk_pixbuf_new_from_file (g_getenv ("PACKSHOT_SAMPLE"), &error);
  g_autoptr (GdkPixbuf) large =
      gdk_pixbuf_scale_simple (sample, PHOTO_WIDTH, PHOTO_HEIGHT, GDK_INTERP_BILINEAR);
  g_autofree char *bytes = NULL;
  gsize length;

  first = dup_path (0);
  gdk_pixbuf_save_to_buffer (large, &bytes, &length, "jpeg", &error, "quality", "90", NULL);
  g_assert_no_error (error);
  for (guint i = 0; i < N_PHOTOS; i++)
    {
      g_autofree char *path = dup_path (i);

      g_assert_true (g_file_set_contents_full (path, bytes, (gssize) length,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

static void
open_photos (GtkWindow *window)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_PHOTOS; i++)
    {
      g_autofree char *path = dup_path (i);

      g_ptr_array_add (files, g_file_new_for_path (path));
    }

  g_application_open (G_APPLICATION (gtk_window_get_application (window)), (GFile **) files->pdata,
                      (int) files->len, "");
}

static GListModel *
get_photos (GtkWidget *strip)
{
  GtkWidget *list = packshot_test_find_type (strip, GTK_TYPE_LIST_VIEW);

  return list != NULL ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))) : NULL;
}

static guint
count_pictures (GListModel *photos)
{
  guint n_pictures = 0;

  for (guint i = 0; i < g_list_model_get_n_items (photos); i++)
    {
      g_autoptr (PackshotStripItem) item = g_list_model_get_item (photos, i);

      n_pictures += packshot_strip_item_get_thumbnail (item) != NULL;
    }

  return n_pictures;
}

/* Those in sight are read, and so one has to go along. */
static gboolean
scroll_cb (GtkWidget *scroller, GdkFrameClock *clock, gpointer user_data)
{
  GtkAdjustment *place = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place)
                                       + gtk_adjustment_get_page_size (place) / 8);
  return G_SOURCE_CONTINUE;
}

static double
get_seconds_since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
}

static gboolean
has_preview (GtkWindow *window)
{
  GtkWidget *view = find (window, PHOTO_VIEW);

  return gdk_paintable_get_intrinsic_width (
             packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (view)))
         > 0;
}

static void
strip_script (GtkWindow *window)
{
  PackshotTestPulse *pulse;
  GtkWidget *strip, *scroller;
  GListModel *photos;
  double before, longest;
  gint64 begin;
  guint id;

  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  packshot_test_wait_until (has_preview (window));
  before = get_memory ("VmRSS");
  forget_most ();

  pulse = packshot_test_pulse_start (GTK_WIDGET (window), WANTED_MS);
  packshot_test_pulse_say (pulse, "the photos come");
  begin = g_get_monotonic_time ();
  open_photos (window);
  packshot_test_wait_until ((strip = find (window, STRIP_VIEW)) != NULL);
  photos = get_photos (strip);
  packshot_test_wait_until (g_list_model_get_n_items (photos) == N_PHOTOS);
  g_test_message ("%d photos are there after %.2f s", N_PHOTOS, get_seconds_since (begin));
  packshot_test_pulse_say (pulse, "the pictures in sight come");
  packshot_test_wait_until (count_pictures (photos) >= 3);
  g_test_message ("the first have their picture after %.2f s", get_seconds_since (begin));

  packshot_test_pulse_say (pulse, "one goes along the strip");
  scroller = packshot_test_find_type (strip, GTK_TYPE_SCROLLED_WINDOW);
  id = gtk_widget_add_tick_callback (scroller, scroll_cb, NULL, NULL);
  packshot_test_wait_until (count_pictures (photos) == N_PHOTOS);
  gtk_widget_remove_tick_callback (scroller, id);
  g_test_message ("all have their picture after %.2f s", get_seconds_since (begin));

  longest = packshot_test_pulse_stop (pulse);
  g_test_message ("%.0f MB before, %.0f MB at most, %.0f MB after", before, get_memory ("VmHWM"),
                  get_memory ("VmRSS"));
  g_test_minimized_result (longest, "longest: %.1f ms", longest);
  gtk_window_close (window);
}

static void
test_strip (void)
{
  PackshotRegistry *registry = packshot_registry_new ();

  make_photos ();
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_test_run (registry, first, strip_script);
  g_assert_finalize_object (registry);
  g_clear_pointer (&first, g_free);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alive/strip", test_strip);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
