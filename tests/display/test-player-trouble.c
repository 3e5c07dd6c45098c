/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-player-error.h"
#include "packshot-player.h"
#include "packshot-test-utils.h"
#include "test-player-film.h"

#include <gst/gst.h>
#include <stdlib.h>
#include <string.h>

#ifndef __SANITIZE_ADDRESS__
#define N_OPENINGS 200
#else
#define N_OPENINGS 40
#endif

/* What all these openings may leave behind: what allocators keep, and nothing else. */
#define MOST_KILOBYTES (16 * 1024)

static const PackshotTestFilm film = { "film.mp4", 320, 240, 30, 30 };

static void
assert_fails (PackshotPlayer *player, const char *path, PackshotPlayerError code)
{
  packshot_player_open (player, path, NULL);
  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (packshot_player_get_error (player) != NULL);
  g_test_message ("%s", packshot_player_get_error (player)->message);
  g_assert_error (packshot_player_get_error (player), PACKSHOT_PLAYER_ERROR, (int) code);
  g_assert_false (packshot_player_get_playing (player));
  g_assert_false (packshot_player_get_seekable (player));

  /* None of these does anything now. */
  packshot_player_seek (player, 1);
  packshot_player_step (player, 1);
  packshot_player_set_scrubbing (player, TRUE);
  packshot_player_set_playing (player, TRUE);
  g_assert_false (packshot_player_get_playing (player));
}

static void
assert_opens (PackshotPlayer *player, const char *path)
{
  packshot_player_open (player, path, NULL);
  g_assert_no_error (packshot_player_get_error (player));
  packshot_test_wait_until (packshot_player_get_seekable (player));
  g_assert_cmpint (packshot_test_film_read (packshot_player_get_paintable (player)), ==, 0);
}

static void
assert_not_a_video (const char *path)
{
  g_autofree char *good = packshot_test_film_write (&film);
  g_autoptr (PackshotPlayer) player = packshot_player_new ();

  assert_fails (player, path, PACKSHOT_PLAYER_ERROR_NOT_A_VIDEO);
  assert_opens (player, good);
  g_assert_finalize_object (g_steal_pointer (&player));
}

static void
test_text (void)
{
  g_autofree char *path = packshot_test_write_file ("text.mp4", "This is no video.\n");

  assert_not_a_video (path);
}

static void
test_empty (void)
{
  g_autofree char *path = packshot_test_write_file ("empty.mp4", "");

  assert_not_a_video (path);
}

static void
test_noise (void)
{
  g_autofree char *noise = g_malloc0 (100001);
  g_autofree char *path = NULL;

  for (int i = 0; i < 100000; i++)
    noise[i] = (char) g_test_rand_int_range (1, 256);
  path = packshot_test_write_file ("noise.mp4", noise);

  assert_not_a_video (path);
}

static void
test_sound_alone (void)
{
  g_autofree char *path = packshot_test_film_write_sound ("sound.wav");

  assert_not_a_video (path);
}

static void
test_missing (void)
{
  g_autofree char *good = packshot_test_film_write (&film);
  g_autoptr (PackshotPlayer) player = packshot_player_new ();

  assert_fails (player, "/nonexistent/film.mp4", PACKSHOT_PLAYER_ERROR_NOT_FOUND);
  assert_opens (player, good);
  assert_fails (player, "/", PACKSHOT_PLAYER_ERROR_NOT_FOUND);
}

/* Whatever is left of a film: it plays or it fails, and never hangs. */
static void
test_truncated (void)
{
  g_autofree char *good = packshot_test_film_write (&film);
  g_autofree char *cut = g_strconcat (good, ".cut.mp4", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (PackshotPlayer) player = packshot_player_new ();
  guint n_failed = 0;
  gsize length;

  g_assert_true (g_file_get_contents (good, &contents, &length, NULL));
  for (gsize i = 1; i < 20; i++)
    {
      g_assert_true (g_file_set_contents (cut, contents, (gssize) (length * i / 20), NULL));
      g_test_message ("%" G_GSIZE_FORMAT " of 20 parts", i);
      packshot_player_open (player, cut, NULL);
      packshot_player_set_playing (player, TRUE);
      packshot_test_wait_until (!packshot_player_get_playing (player));
      if (packshot_player_get_error (player) != NULL)
        n_failed++;
      else
        g_assert_cmpint (packshot_test_film_read (packshot_player_get_paintable (player)), >=, 0);
    }
  /* At least where not even the index is there. */
  g_assert_cmpuint (n_failed, >, 0);

  assert_opens (player, good);
}

/* In the middle of the pictures; the index stays, so that all is well at first sight. */
static void
test_damaged (void)
{
  g_autofree char *good = packshot_test_film_write (&film);
  g_autofree char *damaged = g_strconcat (good, ".damaged.mp4", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (PackshotPlayer) player = packshot_player_new ();
  gsize length;

  g_assert_true (g_file_get_contents (good, &contents, &length, NULL));
  for (gsize i = length / 2; i < length; i++)
    contents[i] = (char) g_test_rand_int ();
  g_assert_true (g_file_set_contents (damaged, contents, (gssize) length, NULL));

  packshot_player_open (player, damaged, NULL);
  packshot_player_set_playing (player, TRUE);
  packshot_test_wait_until (!packshot_player_get_playing (player));
  assert_opens (player, good);
}

static gboolean
is_video_decoder_cb (GstPluginFeature *feature, gpointer user_data)
{
  return GST_IS_ELEMENT_FACTORY (feature)
         && strstr (gst_element_factory_get_metadata (GST_ELEMENT_FACTORY (feature),
                                                      GST_ELEMENT_METADATA_KLASS),
                    "Decoder/Video")
                != NULL;
}

/* As if no decoder of the film were installed. */
static void
test_no_decoder (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  g_autofree char *sounding = packshot_test_film_write_with_sound (&film, "sound.mkv");
  g_autoptr (PackshotPlayer) player = packshot_player_new ();
  GstRegistry *registry = gst_registry_get ();
  GList *decoders = gst_registry_feature_filter (registry, is_video_decoder_cb, FALSE, NULL);

  g_assert_nonnull (decoders);
  for (GList *l = decoders; l != NULL; l = l->next)
    gst_registry_remove_feature (registry, l->data);

  assert_fails (player, path, PACKSHOT_PLAYER_ERROR_NO_DECODER);
  g_assert_nonnull (strstr (packshot_player_get_error (player)->message, " decoder. "));

  /* Nor is the sound played alone. */
  assert_fails (player, sounding, PACKSHOT_PLAYER_ERROR_NO_DECODER);
  g_assert_nonnull (strstr (packshot_player_get_error (player)->message, " decoder. "));

  /* Once it is installed, the same program plays it. */
  for (GList *l = decoders; l != NULL; l = l->next)
    gst_registry_add_feature (registry, gst_object_ref (l->data));
  gst_plugin_feature_list_free (decoders);
  assert_opens (player, path);
}

static guint
count_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static long
measure_kilobytes (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmRSS:");
  g_assert_nonnull (line);

  return atol (line + strlen ("VmRSS:"));
}

/* In each of the states a user may leave it in. */
static void
open_and_close (PackshotPlayer *player, const char *path, int i)
{
  packshot_player_open (player, path, NULL);
  if (i % 4 == 1)
    packshot_player_set_playing (player, TRUE);
  if (i % 4 != 2)
    packshot_test_wait_until (packshot_player_get_seekable (player));
  if (i % 4 == 3)
    packshot_player_seek (player, 0.5);
  packshot_player_close (player);
}

static void
test_many (void)
{
  g_autofree char *path = packshot_test_film_write (&film);
  guint n_descriptors = 0, n_threads = 0;
  long kilobytes = 0;

  for (int i = 0; i < N_OPENINGS; i++)
    {
      g_autoptr (PackshotPlayer) player = packshot_player_new ();

      open_and_close (player, path, i);
      g_assert_finalize_object (g_steal_pointer (&player));
      if (i == N_OPENINGS / 4)
        {
          n_threads = count_threads ();
          n_descriptors = count_descriptors ();
          kilobytes = measure_kilobytes ();
        }
    }

  /* What was closed last is ended by a thread of its own. */
  packshot_test_wait_until (count_threads () <= n_threads && count_descriptors () <= n_descriptors);
  g_test_message ("%ld kB, then %ld kB", kilobytes, measure_kilobytes ());
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (measure_kilobytes () - kilobytes, <, MOST_KILOBYTES);
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/player/trouble/text", test_text);
  g_test_add_func ("/player/trouble/empty", test_empty);
  g_test_add_func ("/player/trouble/noise", test_noise);
  g_test_add_func ("/player/trouble/sound-alone", test_sound_alone);
  g_test_add_func ("/player/trouble/missing", test_missing);
  g_test_add_func ("/player/trouble/truncated", test_truncated);
  g_test_add_func ("/player/trouble/damaged", test_damaged);
  g_test_add_func ("/player/trouble/no-decoder", test_no_decoder);
  g_test_add_func ("/player/trouble/many", test_many);

  return g_test_run ();
}
