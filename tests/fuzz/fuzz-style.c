/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Whatever a style says, it is refused in words, or a video that follows it can be painted. */

#include <math.h>
#include <string.h>

#include "packshot-fuzz.h"
#include "packshot-storyboard.h"
#include "packshot-studio-error.h"
#include "packshot-test-photo.h"
#include "packshot-test-show.h"

#define FRAMES_PER_SECOND 24
#define N_FRAMES          48
#define PAINTED_STEP      12
#define TITLES_OF         16
#define SMALL_SIDE        64

/* The same for all inputs: what is tried are styles. */
typedef struct
{
  PackshotRaster *photo;
  PackshotRaster *small;
  PackshotBands *bands;
  PackshotScene scene;
} Studio;

static Studio *
get_studio (void)
{
  static Studio studio;

  if (studio.photo == NULL)
    {
      g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_plain (96, 64, 0xd0d0d0ff);

      packshot_test_photo_add_box (photo, 30, 16, 24, 32, 0x706050ff, 0xe0d0c0ff);
      studio.photo = packshot_test_photo_to_raster (photo);
      studio.small = packshot_raster_new_reduced (studio.photo, SMALL_SIDE);
      studio.bands = packshot_bands_new (0);
      packshot_test_scene_init (&studio.scene, photo, 0, 0);
      studio.scene.has_text = TRUE;
    }

  return &studio;
}

static void
check_sprite (const PackshotSprite *sprite)
{
  g_assert_nonnull (sprite->layer);
  g_assert_true (isfinite (sprite->x) && isfinite (sprite->y));
  g_assert_true (isfinite (sprite->scale) && sprite->scale > 0);
  g_assert_true (sprite->opacity >= 0 && sprite->opacity <= 1);
}

static void
check_frame (PackshotStoryboard *board, int frame)
{
  PackshotComposition composition;

  packshot_storyboard_compose (board, frame, &composition);
  g_assert_true (composition.mix >= 0 && composition.mix <= 1);
  for (guint view = 0; view < (composition.mix > 0 ? 2 : 1); view++)
    for (guint i = 0; i < composition.views[view].n_sprites; i++)
      check_sprite (&composition.views[view].sprites[i]);
}

static void
check_video (PackshotStyle *style, int width, int height, gboolean want_titles)
{
  Studio *studio = get_studio ();
  PackshotTestShow show = { .bands = studio->bands };
  g_autoptr (PackshotCompositor) compositor =
      packshot_compositor_new (width, height, studio->bands);
  g_autoptr (PackshotStoryboard) board = NULL;
  g_autoptr (GError) error = NULL;
  int cover;

  studio->scene.frame_width = width;
  studio->scene.frame_height = height;
  board = packshot_storyboard_new (&studio->scene, style, N_FRAMES, FRAMES_PER_SECOND);
  packshot_storyboard_make_plates (board, studio->photo, studio->small, studio->bands, NULL,
                                   &error);
  g_assert_no_error (error);
  if (want_titles)
    packshot_storyboard_make_titles (board, "Alderwisp", "Calm botanical oil", compositor);

  for (int frame = 0; frame < N_FRAMES; frame++)
    check_frame (board, frame);
  cover = packshot_storyboard_get_cover (board);
  g_assert_true (cover >= 0 && cover < N_FRAMES);

  show.storyboard = board;
  show.compositor = compositor;
  for (int frame = 0; frame < N_FRAMES; frame += PAINTED_STEP)
    g_free (packshot_test_show_paint (&show, frame));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static guint n_styles;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotStyle) style = packshot_style_new_from_bytes (bytes, "fuzz", &error);
  gboolean want_titles;

  if (style == NULL)
    {
      g_assert_error (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_STYLE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\n'));
      return 0;
    }

  g_assert_no_error (error);
  /* To set text takes longer than all the rest. */
  want_titles = n_styles++ % TITLES_OF == 0;
  check_video (style, 96, 54, want_titles);
  check_video (style, 54, 96, want_titles);
  return 0;
}
