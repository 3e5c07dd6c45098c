/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Pictures for a person to look at: light, dark, narrow and from right to left, as PNG files in
 * $PACKSHOT_TEST_ARTEFACTS. */

#include "packshot-test-looks.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "packshot-test-utils.h"

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
save (GtkWindow *window, GtkWidget *widget, const char *state, const char *variant)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
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

/**
 * packshot_test_look_start:
 *
 * Makes ready for pictures, or skips the test where nobody says where to put them.
 *
 * Returns: whether to go on
 */
gboolean
packshot_test_look_start (void)
{
  const char *folder = g_getenv ("PACKSHOT_TEST_ARTEFACTS");

  if (folder == NULL)
    {
      g_test_skip ("PACKSHOT_TEST_ARTEFACTS does not say where to put the pictures");
      return FALSE;
    }

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  return TRUE;
}

/**
 * packshot_test_look_at:
 * @window: a window on the screen, which need not be the one of the application
 * @widget: what of it to look at; a popover is no part of the picture of its window
 * @state: what there is to see in it
 *
 * Takes pictures. A window in front of another keeps its size where there is room for it.
 */
void
packshot_test_look_at (GtkWindow *window, GtkWidget *widget, const char *state)
{
  gboolean in_front = gtk_window_get_transient_for (window) != NULL;
  int own_width, own_height;

  gtk_window_get_default_size (window, &own_width, &own_height);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      const Variant *variant = &variants[i];
      int width = in_front ? MIN (own_width, variant->width) : variant->width;
      int height = in_front ? MIN (own_height, variant->height) : variant->height;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), variant->scheme);
      gtk_widget_set_default_direction (variant->direction);
      gtk_window_set_default_size (window, width, height);
      /* A page that needs more than it is given would make the window wider. Its own frame, where
       * there is no compositor to draw a shadow, counts for the window and not for the widget. */
      packshot_test_wait_until (ABS (gtk_widget_get_width (GTK_WIDGET (window)) - width) <= FRAME);
      settle (window);
      save (window, widget, state, variant->name);
    }

  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/**
 * packshot_test_look:
 * @window: a window on the screen
 * @state: what there is to see in it
 *
 * Takes pictures of all of it, as packshot_test_look_at() does.
 */
void
packshot_test_look (GtkWindow *window, const char *state)
{
  packshot_test_look_at (window, GTK_WIDGET (window), state);
}
