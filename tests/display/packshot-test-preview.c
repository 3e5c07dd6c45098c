/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-preview.h"

#include "packshot-photo-view.h"
#include "packshot-preview-button.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

/* So often it is tried whether nothing happens any more. */
#define MOST_ROUNDS 8

/**
 * packshot_test_preview_get:
 * @window: the window, with a photo on the stage
 *
 * Returns: (transfer none): the preview of it
 */
GdkPaintable *
packshot_test_preview_get (GtkWindow *window)
{
  return packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (find (window, PHOTO_VIEW)));
}

/**
 * packshot_test_preview_has_picture:
 * @window: the window
 *
 * Returns: whether there is a photo on the stage, and something to see of its preview
 */
gboolean
packshot_test_preview_has_picture (GtkWindow *window)
{
  return find (window, PHOTO_VIEW) != NULL
         && gdk_paintable_get_intrinsic_width (packshot_test_preview_get (window)) > 0;
}

/**
 * packshot_test_preview_is_playing:
 * @window: the window
 *
 * Returns: what people are told, which is what the button says
 */
gboolean
packshot_test_preview_is_playing (GtkWindow *window)
{
  GtkWidget *button = find (window, PREVIEW_BUTTON);

  return button != NULL && g_str_equal (gtk_widget_get_tooltip_text (button), "Stop Preview");
}

/**
 * packshot_test_preview_press:
 * @window: the window, with a photo on the stage
 *
 * Presses the button that plays the preview, or stops it.
 */
void
packshot_test_preview_press (GtkWindow *window)
{
  g_signal_emit_by_name (find (window, PREVIEW_BUTTON), "clicked");
}

static gboolean
time_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * packshot_test_preview_pass_time:
 * @ms: how long, in milliseconds
 *
 * Lets time pass in which nothing is to happen.
 */
void
packshot_test_preview_pass_time (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, time_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/**
 * packshot_test_preview_assert_rests:
 * @window: the window, with a photo on the stage
 *
 * Asserts that nothing plays, and that soon there is neither a frame nor a tick of the frame clock
 * any more: what was drawn last may take its time where others use the machine as well.
 */
void
packshot_test_preview_assert_rests (GtkWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  GdkPaintable *preview = packshot_test_preview_get (window);
  guint n_events = 1;
  gulong ticks, frames;

  ticks = g_signal_connect_swapped (clock, "update", G_CALLBACK (count_cb), &n_events);
  frames =
      g_signal_connect_swapped (preview, "invalidate-contents", G_CALLBACK (count_cb), &n_events);
  for (int i = 0; i < MOST_ROUNDS && n_events > 0; i++)
    {
      n_events = 0;
      packshot_test_preview_pass_time (PACKSHOT_TEST_PREVIEW_QUIET_MS);
      g_assert_false (packshot_test_preview_is_playing (window));
    }
  g_signal_handler_disconnect (clock, ticks);
  g_signal_handler_disconnect (preview, frames);

  g_assert_cmpuint (n_events, ==, 0);
}

/**
 * packshot_test_preview_get_pixels:
 * @window: the window, with a photo on the stage
 *
 * Returns: (transfer full): what the preview shows at this moment
 */
GBytes *
packshot_test_preview_get_pixels (GtkWindow *window)
{
  g_autoptr (GdkPaintable) image =
      gdk_paintable_get_current_image (packshot_test_preview_get (window));
  GdkTexture *texture = GDK_TEXTURE (image);
  gsize stride = 4 * (gsize) gdk_texture_get_width (texture);
  gsize size = stride * (gsize) gdk_texture_get_height (texture);
  guint8 *pixels = g_malloc (size);

  gdk_texture_download (texture, pixels, stride);
  return g_bytes_new_take (pixels, size);
}

/**
 * packshot_test_preview_shows_other_than:
 * @window: the window, with a photo on the stage
 * @before: what packshot_test_preview_get_pixels() gave
 *
 * Returns: whether something else is to be seen by now
 */
gboolean
packshot_test_preview_shows_other_than (GtkWindow *window, GBytes *before)
{
  g_autoptr (GBytes) now = packshot_test_preview_get_pixels (window);

  return !g_bytes_equal (before, now);
}
