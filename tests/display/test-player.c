/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-player-error.h"
#include "packshot-player.h"
#include "packshot-test-utils.h"
#include "test-player-film.h"

#include <gst/gst.h>

#define FPS 30

/* Three seconds, with a key frame every two: most jumps end between key frames. */
static const PackshotTestFilm film = { "film.mp4", 640, 360, FPS, 3 * FPS };
static const PackshotTestFilm short_film = { "short.mp4", 320, 240, FPS, FPS / 2 };

static int
read_frame (PackshotPlayer *player)
{
  return packshot_test_film_read (packshot_player_get_paintable (player));
}

static void
open_in (PackshotPlayer *player, const char *path, const char *cover_path)
{
  packshot_player_open (player, path, cover_path);
  packshot_test_wait_until (packshot_player_get_seekable (player)
                            || packshot_player_get_error (player) != NULL);
  g_assert_no_error (packshot_player_get_error (player));
}

static PackshotPlayer *
open_film (const char *path, const char *cover_path)
{
  PackshotPlayer *player = packshot_player_new ();

  open_in (player, path, cover_path);

  return player;
}

static void
test_opened (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  g_autoptr (PackshotPlayer) player = open_film (path, NULL);
  GdkPaintable *paintable = packshot_player_get_paintable (player);

  g_assert_cmpstr (packshot_player_get_path (player), ==, path);
  g_assert_cmpfloat_with_epsilon (packshot_player_get_duration (player), 3, 0.001);
  g_assert_cmpfloat (packshot_player_get_position (player), ==, 0);
  g_assert_false (packshot_player_get_playing (player));
  g_assert_cmpint (read_frame (player), ==, 0);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, 640);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (paintable), ==, 360);

  g_assert_finalize_object (g_steal_pointer (&player));
}

/* Decoders are added by threads of GStreamer. */
static gboolean
added_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GstElement *element = g_value_get_object (&values[1]);

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (element), "direct-rendering") != NULL)
    g_async_queue_push (user_data, gst_object_ref (element));

  return TRUE;
}

/* Frames that lie in memory of the decoder end the program with GStreamer 1.26 now and then. */
static void
test_copies_frames (void)
{
  g_autofree char *path = packshot_test_film_write (&short_film);
  g_autoptr (GAsyncQueue) decoders = g_async_queue_new_full (gst_object_unref);
  guint signal_id = g_signal_lookup ("element-added", GST_TYPE_BIN);
  gulong hook = g_signal_add_emission_hook (signal_id, 0, added_cb, decoders, NULL);
  g_autoptr (PackshotPlayer) player = open_film (path, NULL);
  GstElement *decoder = g_async_queue_try_pop (decoders);

  g_signal_remove_emission_hook (signal_id, hook);
  if (decoder == NULL)
    g_test_skip ("The decoder of this machine never lends its frames.");

  for (; decoder != NULL; decoder = g_async_queue_try_pop (decoders))
    {
      gboolean lends = TRUE;

      g_object_get (decoder, "direct-rendering", &lends, NULL);
      g_assert_false (lends);
      gst_object_unref (decoder);
    }

  g_assert_finalize_object (g_steal_pointer (&player));
}

static void
test_cover (void)
{
  g_autofree char *path = packshot_test_film_write (&short_film);
  g_autofree char *cover_path = packshot_test_film_write_cover ("cover.png");
  g_autoptr (PackshotPlayer) player = open_film (path, cover_path);
  GdkPaintable *paintable = packshot_player_get_paintable (player);

  /* The cover may come later than the video: until then there is nothing, and never a frame. */
  g_assert_cmpint (read_frame (player), ==, -1);
  packshot_test_wait_until (gdk_paintable_get_intrinsic_width (paintable) == 64);
  g_assert_cmpint (read_frame (player), ==, -1);

  packshot_player_set_playing (player, TRUE);
  g_assert_cmpint (read_frame (player), ==, 0);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, 320);
}

static void
test_cover_missing (void)
{
  g_autofree char *path = packshot_test_film_write (&short_film);
  g_autoptr (PackshotPlayer) player = open_film (path, "/nonexistent/cover.png");

  packshot_test_wait_until (read_frame (player) == 0);
}

static void
test_play (void)
{
  g_autofree char *path = packshot_test_film_write (&short_film);
  g_autoptr (PackshotPlayer) player = open_film (path, NULL);

  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (!packshot_player_get_playing (player));
  g_assert_cmpfloat (packshot_player_get_position (player), ==,
                     packshot_player_get_duration (player));
  g_assert_cmpint (read_frame (player), ==, short_film.n_frames - 1);

  /* Again from the beginning. */
  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (packshot_player_get_position (player) < 0.2);
  packshot_test_wait_until (!packshot_player_get_playing (player));
  g_assert_cmpint (read_frame (player), ==, short_film.n_frames - 1);

  g_assert_finalize_object (g_steal_pointer (&player));
}

static void
test_play_before_open (void)
{
  g_autofree char *path = packshot_test_film_write (&short_film);
  g_autoptr (PackshotPlayer) player = packshot_player_new ();

  packshot_player_set_playing (player, TRUE);
  g_assert_false (packshot_player_get_playing (player));

  packshot_player_open (player, path, NULL);
  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (packshot_player_get_position (player) > 0.1);
  packshot_test_wait_until (!packshot_player_get_playing (player));
  g_assert_no_error (packshot_player_get_error (player));
}

static void
position_cb (PackshotPlayer *player, GParamSpec *pspec, gpointer user_data)
{
  double *last = user_data;

  if (packshot_player_get_position (player) < *last)
    last[1]++;
  *last = packshot_player_get_position (player);
  g_assert_cmpint (read_frame (player), >=, 0);
}

static void
test_loop (void)
{
  g_autofree char *path = packshot_test_film_write (&short_film);
  g_autoptr (PackshotPlayer) player = open_film (path, NULL);
  double turns[2] = { 0, 0 };

  g_object_set (player, "loop", TRUE, NULL);
  g_signal_connect (player, "notify::position", G_CALLBACK (position_cb), turns);
  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (turns[1] >= 3);
  g_assert_true (packshot_player_get_playing (player));

  g_object_set (player, "loop", FALSE, NULL);
  packshot_test_wait_until (!packshot_player_get_playing (player));
  g_assert_cmpint (read_frame (player), ==, short_film.n_frames - 1);
}

/* Until it rests there: the position is told after the picture. */
static void
wait_for_frame (PackshotPlayer *player, int frame)
{
  packshot_test_wait_until (ABS (packshot_player_get_position (player) - (double) frame / FPS)
                            < 0.001);
  g_assert_cmpint (read_frame (player), ==, frame);
}

static void
assert_seek (PackshotPlayer *player, double position, int frame)
{
  packshot_player_seek (player, position);
  g_assert_cmpfloat_with_epsilon (packshot_player_get_position (player), position, 1e-9);
  packshot_test_wait_until (read_frame (player) == frame);
  wait_for_frame (player, frame);
}

static void
test_seek (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  g_autoptr (PackshotPlayer) player = open_film (path, NULL);

  for (int frame = film.n_frames - 1; frame >= 0; frame -= 11)
    {
      assert_seek (player, (frame + 0.5) / FPS, frame);
      assert_seek (player, (double) frame / FPS + 0.001, frame);
    }
  assert_seek (player, 3, film.n_frames - 1);
  assert_seek (player, 0, 0);

  g_assert_finalize_object (g_steal_pointer (&player));
}

static void
test_seek_many (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  g_autoptr (PackshotPlayer) player = packshot_player_new ();

  /* Even before it is open, and more than can be done: the last one counts. */
  packshot_player_open (player, path, NULL);
  for (int i = 0; i < 200; i++)
    packshot_player_seek (player, (i % 90) / 30.0);
  assert_seek (player, 50.5 / FPS, 50);

  packshot_player_set_playing (player, TRUE);
  for (int i = 0; i < 50; i++)
    {
      packshot_player_seek (player, (i % 30) / 30.0);
      g_main_context_iteration (NULL, FALSE);
    }
  packshot_test_wait_until (!packshot_player_get_playing (player));
  g_assert_cmpint (read_frame (player), ==, film.n_frames - 1);
}

static void
test_scrub (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  g_autoptr (PackshotPlayer) player = open_film (path, NULL);
  int frame;

  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (packshot_player_get_position (player) > 0.1);
  packshot_player_set_scrubbing (player, TRUE);
  g_assert_true (packshot_player_get_playing (player));

  /* To the key frame of the third second. */
  packshot_player_seek (player, 65.5 / FPS);
  packshot_test_wait_until (read_frame (player) == 60);
  g_assert_cmpfloat_with_epsilon (packshot_player_get_position (player), 65.5 / FPS, 1e-9);

  packshot_player_set_scrubbing (player, FALSE);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      frame = read_frame (player);
      g_assert_true (frame == 60 || frame >= 65);
    }
  while (frame == 60);
  packshot_test_wait_until (!packshot_player_get_playing (player));
}

static void
test_step (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  g_autoptr (PackshotPlayer) player = open_film (path, NULL);

  for (int frame = 1; frame <= 5; frame++)
    {
      packshot_player_step (player, 1);
      packshot_test_wait_until (read_frame (player) == frame);
    }
  /* As keys that repeat faster than frames come. */
  for (int i = 0; i < 10; i++)
    packshot_player_step (player, 1);
  packshot_test_wait_until (read_frame (player) == 15);
  for (int frame = 14; frame >= 8; frame--)
    {
      packshot_player_step (player, -1);
      packshot_test_wait_until (read_frame (player) == frame);
    }
  packshot_test_wait_until (ABS (packshot_player_get_position (player) - 8.0 / FPS) < 0.001);
  packshot_player_step (player, 1);
  packshot_test_wait_until (read_frame (player) == 9);
  packshot_player_step (player, -3);
  packshot_test_wait_until (read_frame (player) == 6);

  /* Stepping while it plays pauses. */
  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (packshot_player_get_position (player) > 0.5);
  packshot_player_step (player, 1);
  g_assert_false (packshot_player_get_playing (player));

  /* Afterwards it plays on from there, to the end. */
  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (!packshot_player_get_playing (player));
  /* A machine too busy to show all frames in time may miss the last one. */
  if (packshot_player_get_n_dropped (player) == 0)
    g_assert_cmpint (read_frame (player), ==, film.n_frames - 1);

  g_assert_finalize_object (g_steal_pointer (&player));
}

static void
test_step_at_ends (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  g_autoptr (PackshotPlayer) player = open_film (path, NULL);

  packshot_player_step (player, -1);
  packshot_player_step (player, 1);
  packshot_test_wait_until (read_frame (player) == 1);

  packshot_player_seek (player, 3);
  packshot_player_step (player, 5);
  wait_for_frame (player, film.n_frames - 1);
  packshot_player_step (player, -1);
  packshot_test_wait_until (read_frame (player) == film.n_frames - 2);

  /* From the rest at the end. */
  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (!packshot_player_get_playing (player));
  packshot_player_step (player, 1);
  packshot_player_step (player, -1);
  packshot_test_wait_until (read_frame (player) == film.n_frames - 2);
}

static void
test_box (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  g_autoptr (PackshotPlayer) player = packshot_player_new ();
  GdkPaintable *paintable = packshot_player_get_paintable (player);
  const struct
  {
    PackshotVideoSize box;
    int width;
  } boxes[] = {
    { { 200, 400 }, 200 },   { { 500, 180 }, 320 }, { { 321, 1000 }, 321 },
    { { 4000, 4000 }, 640 }, { { 64, 36 }, 64 },    { { 0, 0 }, 640 },
  };

  packshot_player_set_box (player, (PackshotVideoSize){ 320, 180 });
  open_in (player, path, NULL);
  packshot_player_seek (player, 2.51);
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autoptr (GdkPaintable) image = NULL;

      /* The frame that rests is scaled anew, and the video stays as large as it is. */
      packshot_player_set_box (player, boxes[i].box);
      do
        {
          g_main_context_iteration (NULL, TRUE);
          g_clear_object (&image);
          image = gdk_paintable_get_current_image (paintable);
        }
      while (gdk_paintable_get_intrinsic_width (image) != boxes[i].width);
      g_assert_cmpint (read_frame (player), ==, 75);
      g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, 640);
    }
}

static void
test_sound (void)
{
  g_autofree char *silent = packshot_test_film_write (&film);
  g_autofree char *path = packshot_test_film_write_with_sound (&film, "sound.mkv");
  g_autoptr (PackshotPlayer) player = open_film (silent, NULL);
  gboolean has_sound;

  g_object_get (player, "has-sound", &has_sound, NULL);
  g_assert_false (has_sound);

  open_in (player, path, NULL);
  g_object_get (player, "has-sound", &has_sound, NULL);
  g_assert_true (has_sound);

  /* Sound or not, the picture steps, and plays on from where it is. */
  g_object_set (player, "volume", 0.5, "muted", TRUE, NULL);
  packshot_player_seek (player, 1.01);
  packshot_player_step (player, 1);
  packshot_test_wait_until (read_frame (player) == 31);
  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (!packshot_player_get_playing (player));
  g_assert_no_error (packshot_player_get_error (player));

  g_assert_finalize_object (g_steal_pointer (&player));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/player/opened", test_opened);
  g_test_add_func ("/player/copies-frames", test_copies_frames);
  g_test_add_func ("/player/cover", test_cover);
  g_test_add_func ("/player/cover-missing", test_cover_missing);
  g_test_add_func ("/player/play", test_play);
  g_test_add_func ("/player/play-before-open", test_play_before_open);
  g_test_add_func ("/player/loop", test_loop);
  g_test_add_func ("/player/seek", test_seek);
  g_test_add_func ("/player/seek-many", test_seek_many);
  g_test_add_func ("/player/scrub", test_scrub);
  g_test_add_func ("/player/step", test_step);
  g_test_add_func ("/player/step-at-ends", test_step_at_ends);
  g_test_add_func ("/player/box", test_box);
  g_test_add_func ("/player/sound", test_sound);

  return g_test_run ();
}
