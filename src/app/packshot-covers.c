/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-covers.h"

#include "packshot-picture-cache.h"
#include "packshot-picture.h"

/* A window that scrolls needs a processor for itself. */
#define MOST_AT_ONCE 2

struct _PackshotCovers
{
  GObject parent_instance;

  int width;
  int height;
  PackshotPictureCache *cache; /* (owned) */
  GQueue waiting;              /* (element-type GTask), owned, the latest first */
  guint n_running;
};

G_DEFINE_FINAL_TYPE (PackshotCovers, packshot_covers, G_TYPE_OBJECT)

typedef struct
{
  /* Input. */
  char *path; /* (owned) (type filename) */
  char *key;  /* (owned): of the cache */
  int width;  /* at most, in pixels of the texture */
  int height;
  gboolean keep;
} LoadData;

static void
load_data_free (gpointer data)
{
  LoadData *load = data;

  g_free (load->path);
  g_free (load->key);
  g_free (load);
}

static char *
dup_key (const char *path, int scale)
{
  return g_strdup_printf ("%d:%s", scale, path);
}

/* As cairo keeps it, so that no frame has to change it again: BGRA, premultiplied. */
static GdkTexture *
make_texture (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  gsize stride = 4 * (gsize) width;
  guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, stride * (gsize) height);

  for (int y = 0; y < height; y++)
    {
      const guint8 *from =
          gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);

      for (int x = 0; x < width; x++, from += n_channels)
        {
          guint32 alpha = n_channels == 4 ? from[3] : 255;
          guint32 red = (from[0] * alpha + 127) / 255;
          guint32 green = (from[1] * alpha + 127) / 255;
          guint32 blue = (from[2] * alpha + 127) / 255;

          *pixels++ = alpha << 24 | red << 16 | green << 8 | blue;
        }
    }

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* As large as it is shown: what is made smaller in each frame makes scrolling slow. */
static GdkTexture *
shrink (PackshotPicture *picture, int width, int height)
{
  double scale = MIN (MIN ((double) width / picture->width, (double) height / picture->height), 1);
  g_autoptr (GdkPixbuf) whole =
      gdk_pixbuf_new_from_data (picture->pixels, GDK_COLORSPACE_RGB, picture->has_alpha, 8,
                                picture->width, picture->height, (int) picture->stride, NULL, NULL);
  g_autoptr (GdkPixbuf) small =
      gdk_pixbuf_scale_simple (whole, MAX ((int) (picture->width * scale), 1),
                               MAX ((int) (picture->height * scale), 1), GDK_INTERP_BILINEAR);

  return make_texture (small);
}

static void
load_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  LoadData *load = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPicture) picture = packshot_picture_load (
      load->path, (gint64) load->width * load->height * 4, cancellable, &error);

  if (picture != NULL)
    g_task_return_pointer (task, shrink (picture, load->width, load->height), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The outer task is what somebody waits for, and its cancellable is what they gave: the inner one
 * does the work, and lets the next begin whatever became of it. */
static void
start (GTask *task, GAsyncReadyCallback ended_cb)
{
  PackshotCovers *self = g_task_get_source_object (task);
  LoadData *load = g_task_get_task_data (task);
  g_autoptr (GTask) work = g_task_new (self, g_task_get_cancellable (task), ended_cb, task);

  self->n_running++;
  g_task_set_source_tag (work, start);
  /* It is the other task's, which lives until this one has ended. */
  g_task_set_task_data (work, load, NULL);
  g_task_run_in_thread (work, load_in_thread);
}

static void
work_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotCovers *self = PACKSHOT_COVERS (source);
  LoadData *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_running--;
  while (self->n_running < MOST_AT_ONCE && self->waiting.length > 0)
    {
      g_autoptr (GTask) next = g_queue_pop_head (&self->waiting);

      if (!g_task_return_error_if_cancelled (next))
        start (g_steal_pointer (&next), work_cb);
    }

  if (texture == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (load->keep)
    packshot_picture_cache_add (self->cache, load->key, texture);
  g_task_return_pointer (task, g_steal_pointer (&texture), g_object_unref);
}

static void
packshot_covers_dispose (GObject *object)
{
  PackshotCovers *self = PACKSHOT_COVERS (object);

  g_clear_object (&self->cache);

  G_OBJECT_CLASS (packshot_covers_parent_class)->dispose (object);
}

static void
packshot_covers_class_init (PackshotCoversClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_covers_dispose;
}

static void
packshot_covers_init (PackshotCovers *self)
{
  g_queue_init (&self->waiting);
  self->cache = packshot_picture_cache_new ();
}

/**
 * packshot_covers_new:
 * @width: how wide a picture may be, in pixels of an unscaled screen
 * @height: how high
 *
 * Returns: (transfer full): no pictures yet
 */
PackshotCovers *
packshot_covers_new (int width, int height)
{
  PackshotCovers *self;

  g_return_val_if_fail (width > 0 && height > 0, NULL);

  self = g_object_new (PACKSHOT_TYPE_COVERS, NULL);
  self->width = width;
  self->height = height;

  return self;
}

/**
 * packshot_covers_look_up:
 * @self: the covers
 * @path: (type filename): the file of a picture
 * @scale: pixels of the screen for each of the window
 *
 * Returns: (transfer none) (nullable): the picture, where it is kept
 */
GdkTexture *
packshot_covers_look_up (PackshotCovers *self, const char *path, int scale)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (PACKSHOT_IS_COVERS (self) && path != NULL, NULL);

  key = dup_key (path, scale);
  return packshot_picture_cache_look_up (self->cache, key);
}

/**
 * packshot_covers_load_async:
 * @self: the covers
 * @path: (type filename): the file of a picture
 * @scale: pixels of the screen for each of the window
 * @keep: whether the file never changes, so that the picture may be kept
 * @cancellable: (nullable): for who doesn't wait any more
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Reads a picture on a thread.
 */
void
packshot_covers_load_async (PackshotCovers *self,
                            const char *path,
                            int scale,
                            gboolean keep,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LoadData *load;

  g_return_if_fail (PACKSHOT_IS_COVERS (self) && path != NULL && scale > 0);

  load = g_new0 (LoadData, 1);
  load->path = g_strdup (path);
  load->key = dup_key (path, scale);
  load->width = self->width * scale;
  load->height = self->height * scale;
  load->keep = keep;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_covers_load_async);
  g_task_set_task_data (task, load, load_data_free);

  if (self->n_running < MOST_AT_ONCE)
    start (g_steal_pointer (&task), work_cb);
  else
    g_queue_push_head (&self->waiting, g_steal_pointer (&task));
}

/**
 * packshot_covers_load_finish:
 * @self: the covers
 * @result: the result the callback got
 * @error: return location for a #PackshotPictureError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the picture, or %NULL on error
 */
GdkTexture *
packshot_covers_load_finish (PackshotCovers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_covers_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
