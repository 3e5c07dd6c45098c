/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-film.h"
#include "packshot-frame-rgb.h"
#include "packshot-registry.h"
#include "packshot-studio-service.h"
#include "packshot-test-film.h"
#include "packshot-test-folder.h"
#include "packshot-test-frame.h"
#include "packshot-test-photo.h"
#include "packshot-test-utils.h"
#include "packshot-test-video.h"

#include <fcntl.h>
#include <gst/gst.h>
#include <sys/stat.h>

/* A film has three times as many pixels on a side as the previews here. */
#define WIDTH     640
#define HEIGHT    360
#define REDUCTION 3

/* Levels a channel differs on average, between a frame of a film and the same of its preview: the
 * encoder's losses, and what is sharper in one of the two. */
#define MOST_DIFFERENCE 3.0

/* What has been asked of a preview, and what came. */
typedef struct
{
  PackshotPreview *preview; /* (owned) */
  PackshotPreviewFormat format;
  gboolean ended;
  GBytes *bytes; /* (owned) (nullable) */
  GError *error; /* (owned) (nullable) */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  PackshotRegistry *registry = packshot_registry_new ();
  PackshotService *service;

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  service =
      packshot_registry_get_service (registry, packshot_registry_get_default (registry), NULL);
  self->preview = packshot_service_create_preview (service);
  g_assert_finalize_object (registry);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);

  /* The thread that worked last may hold it for a moment longer. */
  g_object_add_weak_pointer (G_OBJECT (self->preview), (gpointer *) &self->preview);
  g_object_unref (self->preview);
  packshot_test_wait_until (self->preview == NULL);
}

/* (nullable-terminated): pairs of an option and its value. */
static PackshotRequest *
make_request (const char *photo, ...)
{
  PackshotRegistry *registry = packshot_registry_new ();
  PackshotRequest *request;
  g_autoptr (GError) error = NULL;
  const char *name;
  va_list pairs;

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  request = packshot_request_new (packshot_registry_get_default (registry));
  g_assert_true (packshot_request_set (request, "image", photo, &error));
  va_start (pairs, photo);
  while ((name = va_arg (pairs, const char *)) != NULL)
    packshot_request_set (request, name, va_arg (pairs, const char *), &error);
  va_end (pairs);
  g_assert_no_error (error);
  g_assert_true (packshot_request_freeze (request, &error));
  g_assert_finalize_object (registry);

  return request;
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  g_clear_error (&self->error);
  packshot_preview_prepare_finish (PACKSHOT_PREVIEW (source), result, &self->format, &self->error);
  self->ended = TRUE;
}

static void
prepare (Fixture *self, PackshotRequest *request, int width, int height)
{
  self->ended = FALSE;
  packshot_preview_prepare_async (self->preview, request, width, height, NULL, prepared_cb, self);
  packshot_test_wait_until (self->ended);
}

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  g_clear_error (&self->error);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = packshot_preview_paint_finish (PACKSHOT_PREVIEW (source), result, &self->error);
  self->ended = TRUE;
}

/* (transfer none): until the next frame. */
static GBytes *
paint (Fixture *self, int frame)
{
  self->ended = FALSE;
  packshot_preview_paint_async (self->preview, frame, NULL, painted_cb, self);
  packshot_test_wait_until (self->ended);
  g_assert_no_error (self->error);
  g_assert_cmpuint (g_bytes_get_size (self->bytes), ==,
                    3 * (gsize) self->format.width * (gsize) self->format.height);

  return self->bytes;
}

/* A product that its surroundings don't look like, so that each shot is another picture; and more
 * pixels than a preview keeps. */
static char *
save_photo (void)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_plain (2600, 1950, 0xe6e2dcff);

  packshot_test_photo_add_box (photo, 1040, 500, 380, 900, 0xb04030ff, 0x2050a0ff);
  packshot_test_photo_add_noise (photo, 6, 4);
  return packshot_test_photo_save (photo, "photo.png");
}

static double
difference (GBytes *a, GBytes *b)
{
  const guint8 *p = g_bytes_get_data (a, NULL), *q = g_bytes_get_data (b, NULL);
  gsize size = g_bytes_get_size (a);
  double sum = 0;

  g_assert_cmpuint (size, ==, g_bytes_get_size (b));
  for (gsize i = 0; i < size; i++)
    sum += ABS (p[i] - q[i]);

  return sum / (double) size;
}

/* The frame in the size of a preview: each pixel is the mean of those it covers. */
static GBytes *
reduce (const PackshotVideoFrame *frame)
{
  g_autoptr (GBytes) bytes = packshot_frame_to_rgb (frame);
  const guint8 *pixels = g_bytes_get_data (bytes, NULL);
  gsize stride = 3 * (gsize) frame->width;
  guint8 *reduced = g_malloc (3 * WIDTH * HEIGHT);

  g_assert_cmpint (frame->width, ==, WIDTH * REDUCTION);
  g_assert_cmpint (frame->height, ==, HEIGHT * REDUCTION);
  for (gsize y = 0; y < HEIGHT; y++)
    for (gsize x = 0; x < WIDTH; x++)
      for (gsize i = 0; i < 3; i++)
        {
          guint sum = REDUCTION * REDUCTION / 2;

          for (gsize dy = 0; dy < REDUCTION; dy++)
            for (gsize dx = 0; dx < REDUCTION; dx++)
              sum += pixels[(REDUCTION * y + dy) * stride + 3 * (REDUCTION * x + dx) + i];
          reduced[3 * (y * WIDTH + x) + i] = (guint8) (sum / (REDUCTION * REDUCTION));
        }

  return g_bytes_new_take (reduced, 3 * WIDTH * HEIGHT);
}

/* Which frames are kept of a film: one or two of each shot, one between two shots, and the last. */
static const guint looked_at[] = { 0, 13, 28, 40, 51, 64, 80, 95 };

typedef struct
{
  GBytes *frames[G_N_ELEMENTS (looked_at)]; /* (owned) */
} Film;

static void
keep_cb (const PackshotVideoFrame *frame, guint index, gpointer user_data)
{
  Film *film = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (looked_at); i++)
    if (looked_at[i] == index)
      film->frames[i] = reduce (frame);
}

static void
read_film (Film *film, PackshotRequest *request)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autoptr (PackshotFilmPlan) plan = packshot_film_plan_new (request);
  g_autoptr (PackshotFilmResult) result = NULL;
  g_autoptr (PackshotTestVideo) video = NULL;
  g_autoptr (GError) error = NULL;

  plan->video = g_build_filename (folder, "film.mp4", NULL);
  plan->any_ending = TRUE;
  plan->cover = g_build_filename (folder, "film.jpg", NULL);
  result = packshot_film_make (plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  video = packshot_test_video_read (result->video, keep_cb, film);
}

/* Frame by frame it is the film, and no other frame of it. */
static void
assert_is_film (Fixture *self, PackshotRequest *request)
{
  Film film = { { NULL } };

  read_film (&film, request);
  prepare (self, request, WIDTH, HEIGHT);
  g_assert_no_error (self->error);
  g_assert_cmpint (self->format.n_frames, ==, 96);
  g_assert_cmpint (self->format.frames_per_second, ==, 24);

  for (guint i = 0; i < G_N_ELEMENTS (looked_at); i++)
    {
      GBytes *frame = paint (self, (int) looked_at[i]);

      for (guint j = 0; j < G_N_ELEMENTS (looked_at); j++)
        {
          double found = difference (frame, film.frames[j]);

          g_test_message ("frame %u of the preview, %u of the film: %.2f", looked_at[i],
                          looked_at[j], found);
          if (i == j)
            g_assert_cmpfloat (found, <, MOST_DIFFERENCE);
          else
            g_assert_cmpfloat (found, >, MOST_DIFFERENCE);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (looked_at); i++)
    g_bytes_unref (film.frames[i]);
}

static void
test_film (Fixture *self, gconstpointer data)
{
  g_autofree char *photo = save_photo ();
  g_autoptr (PackshotRequest) request = make_request (
      photo, "product-name", "Alderwisp", "product-info",
      "Cold pressed, in glass, made in small batches", "duration", "4", "fps", "24", NULL);

  assert_is_film (self, request);
}

/* The photo that is kept is not taken for one that is framed otherwise. */
static void
test_framed (Fixture *self, gconstpointer data)
{
  const PackshotPictureFraming crop = { PACKSHOT_PICTURE_FRAMING_CROP, 0.47, 1.0 / 3, 1.3 };
  g_autofree char *photo = save_photo ();
  g_autoptr (PackshotRequest) whole =
      make_request (photo, "product-name", "Alderwisp", "duration", "4", "fps", "24", NULL);
  g_autoptr (PackshotRequest) framed = packshot_request_copy (whole);

  packshot_request_set_framing (framed, &crop);
  g_assert_true (packshot_request_freeze (framed, NULL));
  prepare (self, whole, WIDTH, HEIGHT);
  assert_is_film (self, framed);
  assert_is_film (self, whole);
}

static void
test_sizes (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *shape;
    int max_width, max_height;
    int width, height;
  } sizes[] = {
    { "16:9", 640, 640, 640, 360 },     { "16:9", 2000, 90, 160, 90 },
    { "9:16", 640, 360, 202, 360 },     { "1:1", 300, 1000, 300, 300 },
    { "16:9", 4000, 4000, 1920, 1080 }, { "16:9", 1, 1, 32, 32 },
  };
  g_autoptr (GdkPixbuf) image = packshot_test_film_make_photo ();
  g_autofree char *photo = packshot_test_photo_save (image, "photo.png");

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (PackshotRequest) request =
          make_request (photo, "aspect-ratio", sizes[i].shape, NULL);

      prepare (self, request, sizes[i].max_width, sizes[i].max_height);
      g_assert_no_error (self->error);
      g_assert_cmpint (self->format.width, ==, sizes[i].width);
      g_assert_cmpint (self->format.height, ==, sizes[i].height);
      paint (self, self->format.cover);
    }
}

static void
test_same (Fixture *self, gconstpointer data)
{
  g_autofree char *photo = save_photo ();
  g_autoptr (PackshotRequest) request = make_request (photo, "product-name", "Lamp", NULL);
  g_autoptr (PackshotRequest) other = make_request (photo, "product-name", "Lump", NULL);
  g_autoptr (GBytes) before = NULL;

  prepare (self, request, WIDTH, HEIGHT);
  before = g_bytes_ref (paint (self, self->format.cover));
  paint (self, self->format.n_frames - 1);
  g_assert_true (g_bytes_equal (before, paint (self, self->format.cover)));

  prepare (self, other, WIDTH, HEIGHT);
  g_assert_false (g_bytes_equal (before, paint (self, self->format.cover)));
  prepare (self, request, WIDTH, HEIGHT);
  g_assert_true (g_bytes_equal (before, paint (self, self->format.cover)));
}

/* Puts other bytes into a file, which is as old as it was. */
static void
spoil_secretly (const char *path)
{
  struct stat before;

  g_assert_cmpint (stat (path, &before), ==, 0);
  g_assert_true (g_file_set_contents (path, "these are no pixels", -1, NULL));
  g_assert_cmpint (
      utimensat (AT_FDCWD, path, (struct timespec[]){ before.st_atim, before.st_mtim }, 0), ==, 0);
}

/* A photo is opened once, unless its file changes. */
static void
test_photo_is_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *photo = save_photo ();
  g_autoptr (PackshotRequest) showcase = make_request (photo, "style", "showcase", NULL);
  g_autoptr (PackshotRequest) drift = make_request (photo, "style", "drift", NULL);

  prepare (self, showcase, WIDTH, HEIGHT);
  spoil_secretly (photo);
  prepare (self, drift, WIDTH, HEIGHT);
  g_assert_no_error (self->error);

  g_assert_true (g_file_set_contents (photo, "these are no pixels either", -1, NULL));
  prepare (self, showcase, WIDTH, HEIGHT);
  g_assert_nonnull (self->error);
}

/* What could be shown before can be shown still. */
static void
test_bad_photo (Fixture *self, gconstpointer data)
{
  g_autofree char *photo = save_photo ();
  g_autofree char *bad = packshot_test_write_file ("bad.png", "these are no pixels");
  g_autoptr (PackshotRequest) request = make_request (photo, NULL);
  g_autoptr (PackshotRequest) wrong = make_request (bad, NULL);
  g_autoptr (GBytes) before = NULL;

  prepare (self, request, WIDTH, HEIGHT);
  before = g_bytes_ref (paint (self, 0));
  prepare (self, wrong, WIDTH, HEIGHT);
  g_assert_nonnull (self->error);
  g_assert_true (g_bytes_equal (before, paint (self, 0)));
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *photo = save_photo ();
  g_autoptr (PackshotRequest) request = make_request (photo, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  self->ended = FALSE;
  packshot_preview_prepare_async (self->preview, request, WIDTH, HEIGHT, cancellable, prepared_cb,
                                  self);
  g_cancellable_cancel (cancellable);
  packshot_test_wait_until (self->ended);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  prepare (self, request, WIDTH, HEIGHT);
  g_assert_no_error (self->error);
  self->ended = FALSE;
  packshot_preview_paint_async (self->preview, 3, cancellable, painted_cb, self);
  packshot_test_wait_until (self->ended);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (self->bytes);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      packshot_preview_paint_finish (PACKSHOT_PREVIEW (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  (*n)++;
}

/* Whoever asks for frames faster than they can be painted gets them all, and unharmed. */
static void
test_many_at_once (Fixture *self, gconstpointer data)
{
  g_autofree char *photo = save_photo ();
  g_autoptr (PackshotRequest) request = make_request (photo, NULL);
  guint n = 0;

  prepare (self, request, WIDTH, HEIGHT);
  for (int frame = 0; frame < 24; frame++)
    packshot_preview_paint_async (self->preview, frame, NULL, count_cb, &n);
  /* They go on with what they were asked of. */
  prepare (self, request, 160, 90);
  packshot_test_wait_until (n == 24);
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gst_init (NULL, NULL);

  add ("/studio-preview/film", test_film);
  add ("/studio-preview/framed", test_framed);
  add ("/studio-preview/sizes", test_sizes);
  add ("/studio-preview/same", test_same);
  add ("/studio-preview/photo-is-kept", test_photo_is_kept);
  add ("/studio-preview/bad-photo", test_bad_photo);
  add ("/studio-preview/cancel", test_cancel);
  add ("/studio-preview/many-at-once", test_many_at_once);

  return g_test_run ();
}
