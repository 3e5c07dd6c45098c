/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-photo.h"

#include <math.h>

#include "packshot-picture.h"

/* How many colours an edge is told in, and from how much of the photo: one part of so many. */
#define EDGE_COLOURS 16
#define EDGE_PART    32

struct _PackshotPhoto
{
  GObject parent_instance;

  char *path;           /* (type filename) */
  GdkTexture *texture;  /* (owned) */
  GdkTexture *edges[4]; /* (owned), by GtkPositionType */
};

G_DEFINE_FINAL_TYPE (PackshotPhoto, packshot_photo, G_TYPE_OBJECT)

typedef struct
{
  /* Input. */
  char *path; /* (owned) (type filename) */
  gint64 max_pixels;
} LoadData;

static void
load_data_free (gpointer data)
{
  LoadData *load = data;

  g_free (load->path);
  g_free (load);
}

static GdkTexture *
make_whole_texture (PackshotPicture *picture)
{
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
      picture->pixels, picture->stride * (gsize) picture->height,
      (GDestroyNotify) packshot_picture_unref, packshot_picture_ref (picture));

  return gdk_memory_texture_new (picture->width, picture->height,
                                 picture->has_alpha ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 bytes, picture->stride);
}

/* Only a JPEG is decoded with fewer pixels than it has. Each frame of the window would make the
 * others smaller anew, and all their pixels would be kept. */
static GdkTexture *
make_texture (PackshotPicture *picture, gint64 max_pixels)
{
  double scale = sqrt ((double) max_pixels / ((double) picture->width * picture->height));
  g_autoptr (GdkPixbuf) whole = NULL;
  g_autoptr (GdkPixbuf) small = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (scale >= 1)
    return make_whole_texture (picture);

  whole =
      gdk_pixbuf_new_from_data (picture->pixels, GDK_COLORSPACE_RGB, picture->has_alpha, 8,
                                picture->width, picture->height, (int) picture->stride, NULL, NULL);
  small =
      gdk_pixbuf_scale_simple (whole, MAX ((int) (picture->width * scale + 0.5), 1),
                               MAX ((int) (picture->height * scale + 0.5), 1), GDK_INTERP_BILINEAR);
  bytes = gdk_pixbuf_read_pixel_bytes (small);
  return gdk_memory_texture_new (gdk_pixbuf_get_width (small), gdk_pixbuf_get_height (small),
                                 picture->has_alpha ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 bytes, (gsize) gdk_pixbuf_get_rowstride (small));
}

/* The mean colour of a part of the photo; what can be seen through counts as white. */
static void
average (const PackshotPicture *picture, const GdkRectangle *part, guint8 *mean)
{
  const int channels = picture->has_alpha ? 4 : 3;
  guint64 sums[3] = { 0, 0, 0 };
  guint64 n_pixels = (guint64) part->width * (guint64) part->height;

  for (int y = part->y; y < part->y + part->height; y++)
    {
      const guint8 *pixel = picture->pixels + (gsize) y * picture->stride + part->x * channels;

      for (int x = 0; x < part->width; x++, pixel += channels)
        {
          guint alpha = picture->has_alpha ? pixel[3] : 255;

          for (int c = 0; c < 3; c++)
            sums[c] += (pixel[c] * alpha + 255 * (255 - alpha)) / 255;
        }
    }

  for (int c = 0; c < 3; c++)
    mean[c] = (guint8) (sums[c] / n_pixels);
}

/* The colours along an edge, as a texture of one row or one column. */
static GdkTexture *
make_edge (const PackshotPicture *picture, GtkPositionType position)
{
  const gboolean across = position == GTK_POS_TOP || position == GTK_POS_BOTTOM;
  const int depth_x = MAX (picture->width / EDGE_PART, 1);
  const int depth_y = MAX (picture->height / EDGE_PART, 1);
  guint8 pixels[EDGE_COLOURS * 3];
  g_autoptr (GBytes) bytes = NULL;

  for (int i = 0; i < EDGE_COLOURS; i++)
    {
      int length = across ? picture->width : picture->height;
      int start = MIN (i * length / EDGE_COLOURS, length - 1);
      int size = MAX ((i + 1) * length / EDGE_COLOURS - start, 1);
      GdkRectangle part;

      if (across)
        part = (GdkRectangle){ start, position == GTK_POS_TOP ? 0 : picture->height - depth_y, size,
                               depth_y };
      else
        part = (GdkRectangle){ position == GTK_POS_LEFT ? 0 : picture->width - depth_x, start,
                               depth_x, size };
      average (picture, &part, pixels + 3 * i);
    }

  bytes = g_bytes_new (pixels, sizeof pixels);
  return gdk_memory_texture_new (across ? EDGE_COLOURS : 1, across ? 1 : EDGE_COLOURS,
                                 GDK_MEMORY_R8G8B8, bytes, across ? sizeof pixels : 3);
}

static void
load_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  LoadData *load = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPicture) picture =
      packshot_picture_load (load->path, load->max_pixels, cancellable, &error);
  PackshotPhoto *self;

  if (picture == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  self = g_object_new (PACKSHOT_TYPE_PHOTO, NULL);
  self->path = g_strdup (load->path);
  self->texture = make_texture (picture, load->max_pixels);
  for (int i = 0; i < (int) G_N_ELEMENTS (self->edges); i++)
    self->edges[i] = make_edge (picture, (GtkPositionType) i);
  g_task_return_pointer (task, self, g_object_unref);
}

static void
packshot_photo_finalize (GObject *object)
{
  PackshotPhoto *self = PACKSHOT_PHOTO (object);

  g_free (self->path);
  g_clear_object (&self->texture);
  for (gsize i = 0; i < G_N_ELEMENTS (self->edges); i++)
    g_clear_object (&self->edges[i]);

  G_OBJECT_CLASS (packshot_photo_parent_class)->finalize (object);
}

static void
packshot_photo_class_init (PackshotPhotoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_photo_finalize;
}

static void
packshot_photo_init (PackshotPhoto *self)
{
}

/**
 * packshot_photo_load_async:
 * @path: (type filename): an absolute path
 * @max_pixels: how many pixels to keep at most
 * @cancellable: (nullable): stops the loading
 * @callback: called when the photo is there
 * @user_data: for @callback
 *
 * Opens a photo on a thread.
 */
void
packshot_photo_load_async (const char *path,
                           gint64 max_pixels,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LoadData *load;

  g_return_if_fail (path != NULL);

  load = g_new0 (LoadData, 1);
  load->path = g_strdup (path);
  load->max_pixels = max_pixels;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_photo_load_async);
  g_task_set_task_data (task, load, load_data_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * packshot_photo_load_finish:
 * @result: the result the callback got
 * @error: return location for a #PackshotPictureError, one sentence to show as it is, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the photo, or %NULL on error
 */
PackshotPhoto *
packshot_photo_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_photo_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * packshot_photo_get_path:
 * @self: a photo
 *
 * Returns: (transfer none) (type filename): the file it was opened from
 */
const char *
packshot_photo_get_path (PackshotPhoto *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PHOTO (self), NULL);

  return self->path;
}

/**
 * packshot_photo_get_texture:
 * @self: a photo
 *
 * Returns: (transfer none): the photo, upright
 */
GdkTexture *
packshot_photo_get_texture (PackshotPhoto *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PHOTO (self), NULL);

  return self->texture;
}

/**
 * packshot_photo_get_edge:
 * @self: a photo
 * @edge: one of its edges
 *
 * Returns: (transfer none): the colours along that edge, in one row or column, for what stands
 *   beside it
 */
GdkTexture *
packshot_photo_get_edge (PackshotPhoto *self, GtkPositionType edge)
{
  g_return_val_if_fail (PACKSHOT_IS_PHOTO (self) && edge < G_N_ELEMENTS (self->edges), NULL);

  return self->edges[edge];
}
