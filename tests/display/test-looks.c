/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person has to look at: each page, light, dark, narrow and from right to left, as PNG files
 * in $PACKSHOT_TEST_ARTEFACTS. */

#include <adwaita.h>
#include <glib/gstdio.h>

#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-photo-view.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-notifications.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"
#include "packshot-toggles-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

/* After this many frames, all that was asked of a widget is on the screen. */
#define SETTLED 4

/* The frame of a window at both sides, in pixels. */
#define FRAME 12

typedef struct
{
  const char *name;
  AdwColorScheme scheme;
  GtkTextDirection direction;
  int width;
  int height;
} Variant;

static const Variant variants[] = {
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT, GTK_TEXT_DIR_LTR, 980, 760 },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK, GTK_TEXT_DIR_LTR, 980, 760 },
  { "narrow", ADW_COLOR_SCHEME_FORCE_LIGHT, GTK_TEXT_DIR_LTR, 360, 640 },
  { "rtl", ADW_COLOR_SCHEME_FORCE_LIGHT, GTK_TEXT_DIR_RTL, 980, 760 },
};

static char *photo; /* a copy of the sample, which the test may spoil */

static gboolean
count_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;

  (*n_frames)++;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
settle (GtkWindow *window)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (GTK_WIDGET (window), count_cb, &n_frames, NULL);

  packshot_test_wait_until (n_frames >= SETTLED);
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), id);
}

static void
save (GtkWindow *window, const char *state, const char *variant)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *name = g_strdup_printf ("window-%s-%s.png", state, variant);
  g_autofree char *path = g_build_filename (g_getenv ("PACKSHOT_TEST_ARTEFACTS"), name, NULL);

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
look (GtkWindow *window, const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      const Variant *variant = &variants[i];

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), variant->scheme);
      gtk_widget_set_default_direction (variant->direction);
      gtk_window_set_default_size (window, variant->width, variant->height);
      /* A page that needs more than it is given would make the window wider. Its own frame, where
       * there is no compositor to draw a shadow, counts for the window and not for the widget. */
      packshot_test_wait_until (ABS (gtk_widget_get_width (GTK_WIDGET (window)) - variant->width)
                                <= FRAME);
      settle (window);
      save (window, state, variant->name);
    }

  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
choose_shape (GtkWidget *root, const char *shape)
{
  /* Rows of other options have no such choice and stay as they are. */
  if (PACKSHOT_IS_TOGGLES_ROW (root))
    packshot_option_row_set_text (PACKSHOT_OPTION_ROW (root), shape);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    choose_shape (child, shape);
}

static PackshotJob *
create (GtkWindow *window)
{
  packshot_test_wait_until (gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL)
                            && find (window, JOB_PAGE) != NULL);

  return packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
}

static void
spoil (const char *path)
{
  g_assert_true (g_file_set_contents (path, "these are no pixels", -1, NULL));
}

static gboolean
has_preview (GtkWindow *window)
{
  GtkWidget *view = find (window, PHOTO_VIEW);

  return gdk_paintable_get_intrinsic_width (
             packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (view)))
         > 0;
}

static gboolean
has_portrait (GtkWindow *window)
{
  GtkWidget *view = find (window, PHOTO_VIEW);
  GdkPaintable *preview = packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (view));

  return gdk_paintable_get_intrinsic_aspect_ratio (preview) < 1;
}

static void
looks_script (GtkWindow *window)
{
  g_autofree char *too_long = g_strnfill (101, 'x');
  PackshotJob *job;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);

  gtk_widget_activate_action (find (window, STAGE), "stage.remove", NULL);
  look (window, "empty");
  packshot_stage_open (PACKSHOT_STAGE (find (window, STAGE)), photo);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  packshot_test_wait_until (has_preview (window));
  look (window, "photo");
  choose_shape (GTK_WIDGET (window), "9:16");
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Alderwisp");
  packshot_test_wait_until (has_portrait (window));
  look (window, "preview");

  choose_shape (GTK_WIDGET (window), "16:9");
  job = create (window);
  packshot_test_wait_until (packshot_job_get_fraction (job) > 0.3);
  look (window, "making");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  look (window, "done");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "create");
  packshot_test_wait_until (!has_portrait (window));
  choose_shape (GTK_WIDGET (window), "9:16");
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), too_long);
  packshot_test_wait_until (has_portrait (window));
  look (window, "wrong-value");

  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "");
  spoil (photo);
  job = create (window);
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_FAILED);
  look (window, "error");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  look (window, "library");
  gtk_window_close (window);
}

static void
test_looks (void)
{
  PackshotRegistry *registry = packshot_registry_new ();
  g_autofree char *bytes = NULL;
  gsize length;

  if (g_getenv ("PACKSHOT_TEST_ARTEFACTS") == NULL)
    {
      g_test_skip ("PACKSHOT_TEST_ARTEFACTS does not say where to put the pictures");
      return;
    }

  g_assert_cmpint (g_mkdir_with_parents (g_getenv ("PACKSHOT_TEST_ARTEFACTS"), 0755), ==, 0);
  g_assert_true (g_file_get_contents (g_getenv ("PACKSHOT_SAMPLE"), &bytes, &length, NULL));
  photo = g_build_filename (g_get_user_runtime_dir (), "bottle.jpg", NULL);
  g_assert_true (g_file_set_contents (photo, bytes, (gssize) length, NULL));

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_test_run (registry, photo, looks_script);
  g_assert_finalize_object (registry);
  g_unlink (photo);
  g_free (photo);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/looks", test_looks);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
