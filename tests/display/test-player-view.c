/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-player-view.h"
#include "packshot-test-utils.h"
#include "test-player-film.h"

#include <adwaita.h>
#include <math.h>

#define FPS 30
#ifndef __SANITIZE_ADDRESS__
#define N_OPENINGS 200
#else
#define N_OPENINGS 40
#endif

static const PackshotTestFilm film = { "film.mp4", 960, 540, FPS, 2 * FPS };
static const PackshotTestFilm short_film = { "short.mp4", 320, 180, FPS, FPS / 2 };

static void
toggle_fullscreen_cb (PackshotPlayerView *view, gpointer user_data)
{
  GtkWindow *window = user_data;

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

/* A window that the keyboard is in, and nothing but the player. */
static PackshotPlayerView *
show_view (const char *path, const char *cover_path)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = packshot_player_view_new ();
  PackshotPlayer *player = packshot_player_view_get_player (PACKSHOT_PLAYER_VIEW (view));

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (window), view);
  g_signal_connect (view, "fullscreen-requested", G_CALLBACK (toggle_fullscreen_cb), window);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (view);

  packshot_player_view_open (PACKSHOT_PLAYER_VIEW (view), path, cover_path);
  packshot_test_wait_until (packshot_player_get_seekable (player)
                            || packshot_player_get_error (player) != NULL);
  packshot_test_wait_until (gtk_window_is_active (GTK_WINDOW (window)));

  return PACKSHOT_PLAYER_VIEW (view);
}

static void
destroy_view (PackshotPlayerView *view)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view)));

  g_object_ref (view);
  gtk_window_destroy (window);
  g_assert_finalize_object (view);
}

static GtkWidget *
find (GtkWidget *widget, const char *css_name)
{
  GtkWidget *found = NULL;

  if (g_str_equal (gtk_widget_get_css_name (widget), css_name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, css_name);

  return found;
}

static gboolean
has_acted (const char *command)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);

  return status == 0;
}

/* As a user's hands would, by way of the display. A window manager that is busy knows of the window
 * a moment after the window itself does. */
static void
act (const char *words)
{
  g_autofree char *command = g_strconcat ("xdotool ", words, NULL);
  gboolean acted = FALSE;

  packshot_test_wait_until ((acted = acted || has_acted (command)));
}

static gboolean
can_act (void)
{
  g_autofree char *program = g_find_program_in_path ("xdotool");

  if (program == NULL)
    g_test_skip ("xdotool is not installed");

  return program != NULL;
}

static int
read_frame (PackshotPlayerView *view)
{
  PackshotPlayer *player = packshot_player_view_get_player (view);

  return packshot_test_film_read (packshot_player_get_paintable (player));
}

static void
wait_for_position (PackshotPlayerView *view, double position)
{
  PackshotPlayer *player = packshot_player_view_get_player (view);

  packshot_test_wait_until (fabs (packshot_player_get_position (player) - position) < 0.001);
}

static void
test_frames (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  PackshotPlayerView *view = show_view (path, NULL);
  PackshotPlayer *player = packshot_player_view_get_player (view);
  guint n_painted, n_dropped;

  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (!packshot_player_get_playing (player));
  /* The last one may still wait to be painted. */
  packshot_test_wait_until (packshot_player_get_n_painted (player)
                                + packshot_player_get_n_dropped (player)
                            >= (guint) film.n_frames);
  n_painted = packshot_player_get_n_painted (player);
  n_dropped = packshot_player_get_n_dropped (player);
  g_test_message ("%u painted, %u dropped", n_painted, n_dropped);

  /* On a busy machine frames are dropped; but none gets lost without being counted. A pause or the
   * first size of the window may bring one twice. */
  g_assert_cmpuint (n_painted, >, 0);
  g_assert_cmpuint (n_painted, <=, (guint) film.n_frames + 3);
  destroy_view (view);
}

/* Frames have the pixels of the screen, so that nothing smooths them. */
static void
test_pixels (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  PackshotPlayerView *view = show_view (path, NULL);
  PackshotPlayer *player = packshot_player_view_get_player (view);
  GtkWidget *area = find (GTK_WIDGET (view), "video-area");
  int width = gtk_widget_get_width (area) * gtk_widget_get_scale_factor (area);
  g_autoptr (GdkPaintable) image = NULL;

  g_assert_cmpint (width, >=, 800);
  packshot_player_seek (player, 1);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_clear_object (&image);
      image = gdk_paintable_get_current_image (packshot_player_get_paintable (player));
    }
  while (gdk_paintable_get_intrinsic_width (image) != MIN (width, film.width));
  destroy_view (view);
}

static void
test_keys (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  PackshotPlayerView *view;
  PackshotPlayer *player;
  gboolean muted, loop;

  if (!can_act ())
    return;

  view = show_view (path, NULL);
  player = packshot_player_view_get_player (view);
  act ("key space");
  packshot_test_wait_until (packshot_player_get_playing (player));
  act ("key space");
  packshot_test_wait_until (!packshot_player_get_playing (player));

  act ("key End");
  packshot_test_wait_until (read_frame (view) == film.n_frames - 1);
  act ("key Home");
  wait_for_position (view, 0);
  act ("key period period period");
  wait_for_position (view, 3.0 / FPS);
  g_assert_cmpint (read_frame (view), ==, 3);
  act ("key comma");
  wait_for_position (view, 2.0 / FPS);
  act ("key shift+Right");
  wait_for_position (view, 1 + 2.0 / FPS);
  act ("key shift+Left");
  wait_for_position (view, 2.0 / FPS);
  act ("key Right");
  packshot_test_wait_until (read_frame (view) == film.n_frames - 1);
  act ("key Left");
  wait_for_position (view, 0);

  act ("key m l");
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (player, "muted", &muted, "loop", &loop, NULL);
    }
  while (!muted || !loop);
  destroy_view (view);
}

static void
test_fullscreen (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  PackshotPlayerView *view;
  PackshotPlayer *player;
  GtkWidget *area, *bar;
  GtkWindow *window;

  if (!can_act ())
    return;

  view = show_view (path, NULL);
  player = packshot_player_view_get_player (view);
  window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view)));
  area = find (GTK_WIDGET (view), "video-area");
  bar = find (GTK_WIDGET (view), "player-bar");
  g_assert_cmpint (gtk_widget_get_height (area), <, gtk_widget_get_height (GTK_WIDGET (view)));

  act ("key f");
  packshot_test_wait_until (gtk_window_is_fullscreen (window));
  packshot_test_wait_until (gtk_widget_get_height (area)
                            == gtk_widget_get_height (GTK_WIDGET (view)));

  /* The bar stays while the video rests, and goes while it plays. */
  act ("mousemove 100 100");
  g_object_set (player, "loop", TRUE, NULL);
  act ("key space");
  packshot_test_wait_until (!gtk_widget_get_child_visible (bar));
  act ("mousemove 120 120");
  packshot_test_wait_until (gtk_widget_get_child_visible (bar));
  packshot_test_wait_until (!gtk_widget_get_child_visible (bar));
  act ("key space");
  packshot_test_wait_until (gtk_widget_get_child_visible (bar));
  g_assert_false (packshot_player_get_playing (player));

  act ("key Escape");
  packshot_test_wait_until (!gtk_window_is_fullscreen (window));
  packshot_test_wait_until (gtk_widget_get_height (area)
                            < gtk_widget_get_height (GTK_WIDGET (view)));
  destroy_view (view);
}

/* Puts the pointer on a part of the scale, from 0 to 1. */
static void
point_at (PackshotPlayerView *view, double part)
{
  GtkWidget *trough = find (find (GTK_WIDGET (view), "scale"), "trough");
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (view)));
  g_autofree char *words = NULL;
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (trough, window, &bounds));
  words = g_strdup_printf ("getactivewindow mousemove --window %%1 %d %d",
                           (int) (bounds.origin.x + (float) part * bounds.size.width),
                           (int) (bounds.origin.y + bounds.size.height / 2));
  act (words);
}

static void
test_drag (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  PackshotPlayerView *view;
  PackshotPlayer *player;
  gboolean playing;

  if (!can_act ())
    return;

  view = show_view (path, NULL);
  player = packshot_player_view_get_player (view);
  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (packshot_player_get_position (player) > 0.1);

  /* There is only one key frame, at the beginning: while it is dragged, that is shown. */
  point_at (view, 0.3);
  act ("mousedown 1");
  point_at (view, 0.5);
  packshot_test_wait_until (fabs (packshot_player_get_position (player) - 1) < 0.1);
  packshot_test_wait_until (read_frame (view) == 0);
  g_object_get (player, "playing", &playing, NULL);
  g_assert_true (playing);

  /* Then what was meant, and on from there: a busy machine leaves out frames, the last ones too. */
  act ("mouseup 1");
  packshot_test_wait_until (read_frame (view) > 25);
  packshot_test_wait_until (!packshot_player_get_playing (player));
  g_assert_cmpint (read_frame (view), >, 29);
  destroy_view (view);
}

static void
test_click (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  PackshotPlayerView *view;
  PackshotPlayer *player;

  if (!can_act ())
    return;

  view = show_view (path, NULL);
  player = packshot_player_view_get_player (view);
  act ("getactivewindow mousemove --window %1 60 60 click 1");
  packshot_test_wait_until (packshot_player_get_playing (player));
  act ("getactivewindow mousemove --window %1 60 60 click 1");
  packshot_test_wait_until (!packshot_player_get_playing (player));
  destroy_view (view);
}

/* Each thing the keyboard gets to has a name that is spoken. */
static guint
count_named (GtkWidget *widget)
{
  guint n = 0;

  if (GTK_IS_BUTTON (widget) || GTK_IS_SCALE (widget) || GTK_IS_MENU_BUTTON (widget))
    {
      GtkWidget *parent = gtk_widget_get_parent (widget);
      gboolean named =
          gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);

      g_assert_true (named || GTK_IS_MENU_BUTTON (parent));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_named (child);

  return n;
}

static void
test_names (void)
{
  g_autofree char *path = packshot_test_film_write (&short_film);
  PackshotPlayerView *view = show_view (path, NULL);

  g_assert_cmpuint (count_named (GTK_WIDGET (view)), >=, 10);
  destroy_view (view);
}

static void
test_error (void)
{
  g_autofree char *path = packshot_test_write_file ("text.mp4", "This is no video.\n");
  g_autofree char *good = packshot_test_film_write (&short_film);
  PackshotPlayerView *view = show_view (path, NULL);
  PackshotPlayer *player = packshot_player_view_get_player (view);
  GtkWidget *trouble = find (GTK_WIDGET (view), "statuspage");
  GtkWidget *bar = find (GTK_WIDGET (view), "player-bar");

  g_assert_true (gtk_widget_get_mapped (trouble));
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (trouble)), ==,
                   packshot_player_get_error (player)->message);
  packshot_test_wait_until (!gtk_widget_get_mapped (bar));

  packshot_player_view_open (view, good, NULL);
  packshot_test_wait_until (packshot_player_get_seekable (player));
  g_assert_false (gtk_widget_get_mapped (trouble));
  packshot_test_wait_until (gtk_widget_get_mapped (bar));
  destroy_view (view);
}

static void
test_hidden (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  PackshotPlayerView *view = show_view (path, NULL);
  PackshotPlayer *player = packshot_player_view_get_player (view);

  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (packshot_player_get_position (player) > 0.1);
  gtk_widget_set_visible (GTK_WIDGET (view), FALSE);
  g_assert_false (packshot_player_get_playing (player));
  destroy_view (view);
}

static void
test_many (void)
{
  g_autofree char *path = packshot_test_film_write (&short_film);
  g_autofree char *cover_path = packshot_test_film_write_cover ("cover.png");
  PackshotPlayerView *view = show_view (path, cover_path);
  PackshotPlayer *player = packshot_player_view_get_player (view);

  for (int i = 0; i < N_OPENINGS; i++)
    {
      packshot_player_view_open (view, path, i % 2 == 0 ? cover_path : NULL);
      packshot_player_set_playing (player, i % 3 == 0);
      packshot_test_wait_until (packshot_player_get_seekable (player));
      if (i % 5 == 0)
        packshot_player_view_close (view);
    }
  destroy_view (view);

  /* And with all that is around it. */
  for (int i = 0; i < 10; i++)
    destroy_view (show_view (path, cover_path));
}

int
main (int argc, char **argv)
{
  /* Without folders of their own for the cases: GTK would find neither icons nor schemas. The
   * display comes with some for the program. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/player/view/frames", test_frames);
  g_test_add_func ("/player/view/pixels", test_pixels);
  g_test_add_func ("/player/view/keys", test_keys);
  g_test_add_func ("/player/view/fullscreen", test_fullscreen);
  g_test_add_func ("/player/view/drag", test_drag);
  g_test_add_func ("/player/view/click", test_click);
  g_test_add_func ("/player/view/names", test_names);
  g_test_add_func ("/player/view/error", test_error);
  g_test_add_func ("/player/view/hidden", test_hidden);
  g_test_add_func ("/player/view/many", test_many);

  return g_test_run ();
}
