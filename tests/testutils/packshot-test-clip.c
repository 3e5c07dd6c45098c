/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-clip.h"

#include "packshot-media-error.h"
#include "packshot-test-frame.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/**
 * packshot_test_find_encoder:
 * @name: of a kind of encoder
 *
 * Returns: (transfer none) (nullable): the encoder; where it is not installed, %NULL, and the test
 * is marked as skipped
 */
const PackshotEncoderKind *
packshot_test_find_encoder (const char *name)
{
  g_autoptr (GError) error = NULL;
  const PackshotEncoderKind *kind = packshot_encoder_kind_find (name, &error);

  if (kind == NULL)
    {
      g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_ENCODER);
      g_test_skip (error->message);
    }

  return kind;
}

/**
 * packshot_test_open_file:
 * @path: (type filename): a file to be written anew
 *
 * Returns: a descriptor, to be closed
 */
int
packshot_test_open_file (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_no_errno (fd);
  return fd;
}

/**
 * packshot_test_open_scratch:
 *
 * Returns: a descriptor of a file without a name, to be closed
 */
int
packshot_test_open_scratch (void)
{
  return open (g_get_user_data_dir (), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
}

/**
 * packshot_test_patch_at:
 * @plane: which plane
 * @column: which patch, 0 … 3 from the left
 * @row: 0 the upper ones, 1 the lower ones
 * @index: frame of the clip
 *
 * Returns: the level of a flat patch; patches move along by one every fifth frame
 */
guint8
packshot_test_patch_at (guint plane, int column, int row, int index)
{
  static const guint8 levels[3][4] = { { 40, 200, 120, 80 },
                                       { 90, 160, 128, 70 },
                                       { 180, 110, 60, 128 } };

  return levels[plane][(column + row * (plane == 2 ? 2 : 1) + index / 5) % 4];
}

/**
 * packshot_test_paint_patches:
 * @frame: a frame
 * @index: its number
 *
 * Paints two rows of four flat patches, of colours all over the cube.
 */
void
packshot_test_paint_patches (PackshotVideoFrame *frame, int index)
{
  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int y = 0; y < packshot_test_frame_get_height (frame, plane); y++)
      for (int x = 0; x < packshot_test_frame_get_width (frame, plane); x++)
        *packshot_test_frame_at (frame, plane, x, y) =
            packshot_test_patch_at (plane, 4 * x / packshot_test_frame_get_width (frame, plane),
                                    2 * y / packshot_test_frame_get_height (frame, plane), index);
}

/**
 * packshot_test_paint_noise:
 * @frame: a frame
 * @index: its number
 *
 * Paints what is hardest to encode, another one in every frame.
 */
void
packshot_test_paint_noise (PackshotVideoFrame *frame, int index)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) index);

  for (guint plane = 0; plane < PACKSHOT_TEST_N_PLANES; plane++)
    for (int y = 0; y < packshot_test_frame_get_height (frame, plane); y++)
      for (int x = 0; x < packshot_test_frame_get_width (frame, plane); x++)
        *packshot_test_frame_at (frame, plane, x, y) = (guint8) g_rand_int_range (random, 64, 192);
}

/**
 * packshot_test_push_frames:
 * @encoder: an encoder
 * @paint: (scope call): paints each frame
 * @n_frames: how many
 * @error: return location for an error of the encoder
 *
 * Returns: whether the encoder took all of them
 */
gboolean
packshot_test_push_frames (PackshotEncoder *encoder,
                           PackshotTestPaint paint,
                           int n_frames,
                           GError **error)
{
  for (int i = 0; i < n_frames; i++)
    {
      PackshotVideoFrame frame;

      if (!packshot_encoder_begin_frame (encoder, &frame, error))
        return FALSE;
      paint (&frame, i);
      if (!packshot_encoder_end_frame (encoder, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * packshot_test_clip_encode:
 * @self: a clip
 * @folder: (type filename): where to put it
 *
 * Returns: (transfer full) (type filename): its path
 */
char *
packshot_test_clip_encode (const PackshotTestClip *self, const char *folder)
{
  g_autofree char *name = g_strdup_printf ("film.%s", self->kind->extension);
  char *path = g_build_filename (folder, name, NULL);
  int fd = packshot_test_open_file (path), scratch = packshot_test_open_scratch ();
  g_autoptr (GError) error = NULL;
  PackshotEncoder *encoder = packshot_encoder_new (self->kind, self->width, self->height, self->fps,
                                                   fd, scratch, NULL, &error);

  g_assert_no_error (error);
  packshot_test_push_frames (encoder, self->paint, self->n_frames, &error);
  g_assert_no_error (error);
  packshot_encoder_finish (encoder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (packshot_encoder_get_n_encoded (encoder), ==, (guint) self->n_frames);

  packshot_encoder_free (encoder);
  close (scratch);
  close (fd);
  return path;
}
