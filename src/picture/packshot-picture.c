/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture.h"

#include "packshot-picture-private.h"

G_DEFINE_BOXED_TYPE (PackshotPicture,
                     packshot_picture,
                     packshot_picture_ref,
                     packshot_picture_unref)

typedef struct
{
  char *path;                /* (owned) (nullable): where the file is not open yet */
  PackshotPictureFile *file; /* (owned) (nullable) */
  gint64 max_pixels;
} Loading;

static void
clear (PackshotPicture *self)
{
  g_clear_object (&self->memory);
}

static PackshotPicture *
create (const PackshotPictureHeader *header, const PackshotPictureRaster *raster, GdkPixbuf *pixbuf)
{
  PackshotPicture *self = g_atomic_rc_box_new0 (PackshotPicture);
  gboolean is_turned = header->orientation >= 5;

  self->width = raster->width;
  self->height = raster->height;
  self->stride = raster->stride;
  self->has_alpha = raster->channels == 4;
  self->pixels = raster->pixels;
  self->source_width = is_turned ? header->height : header->width;
  self->source_height = is_turned ? header->width : header->height;
  self->format = header->name;
  self->memory = g_object_ref (G_OBJECT (pixbuf));

  if (header->loader_tells_size)
    {
      self->source_width = raster->width;
      self->source_height = raster->height;
    }

  return self;
}

static GBytes *
get_profile (const PackshotPictureHeader *header, GdkPixbuf *pixbuf)
{
  const char *encoded = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  guchar *data;
  gsize length;

  if (header->profile != NULL)
    return g_bytes_ref (header->profile);
  if (encoded == NULL)
    return NULL;

  data = g_base64_decode (encoded, &length);
  return g_bytes_new_take (data, length);
}

/* What is left to turn: libtiff has done half of it, and its loader says which half. */
static int
get_orientation (const PackshotPictureHeader *header, GdkPixbuf *pixbuf)
{
  const char *left = gdk_pixbuf_get_option (pixbuf, "orientation");

  if (header->format != PACKSHOT_PICTURE_FORMAT_TIFF)
    return header->orientation;

  return left != NULL ? CLAMP (left[0] - '0', 1, 8) : 1;
}

static gboolean
find_end (PackshotPictureFile *file, PackshotPictureHeader *header, GError **error)
{
  gboolean is_whole = header->format == PACKSHOT_PICTURE_FORMAT_JPEG
                          ? packshot_picture_jpeg_find_end (file, header)
                          : header->is_whole;

  if (!is_whole)
    packshot_picture_file_set_broken (file, error);

  return is_whole;
}

static gboolean
make_upright_srgb (PackshotPictureRaster *raster,
                   const PackshotPictureHeader *header,
                   GdkPixbuf *pixbuf,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GBytes) profile = get_profile (header, pixbuf);

  packshot_picture_alpha_drop_opaque (raster);
  /* libtiff multiplies by alpha, and its loader does not say so. */
  if (header->format == PACKSHOT_PICTURE_FORMAT_TIFF && raster->channels == 4)
    packshot_picture_alpha_divide (raster);

  return packshot_picture_color_to_srgb (raster, profile, cancellable, error)
         && packshot_picture_orientation_apply (raster, get_orientation (header, pixbuf),
                                                cancellable, error);
}

static PackshotPicture *
load (PackshotPictureFile *file, gint64 max_pixels, GCancellable *cancellable, GError **error)
{
  g_auto (PackshotPictureHeader) header = { 0 };
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  PackshotPictureRaster raster;

  if (!packshot_picture_header_read (file, &header, error) || !find_end (file, &header, error))
    return NULL;

  pixbuf = packshot_picture_decode (file, &header, max_pixels, error);
  if (pixbuf == NULL)
    return NULL;

  raster = (PackshotPictureRaster){ .pixels = gdk_pixbuf_get_pixels (pixbuf),
                                    .width = gdk_pixbuf_get_width (pixbuf),
                                    .height = gdk_pixbuf_get_height (pixbuf),
                                    .stride = gdk_pixbuf_get_rowstride (pixbuf),
                                    .channels = gdk_pixbuf_get_n_channels (pixbuf) };
  if (!make_upright_srgb (&raster, &header, pixbuf, cancellable, error))
    return NULL;

  return create (&header, &raster, pixbuf);
}

static PackshotPicture *
open_and_load (Loading *loading, GCancellable *cancellable, GError **error)
{
  if (loading->file == NULL)
    loading->file = packshot_picture_file_open (loading->path, cancellable, error);

  return loading->file != NULL ? load (loading->file, loading->max_pixels, cancellable, error)
                               : NULL;
}

static void
load_thread_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  PackshotPicture *picture = open_and_load (task_data, cancellable, &error);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) packshot_picture_unref);
  else
    g_task_return_error (task, error);
}

static void
free_loading (Loading *loading)
{
  g_clear_pointer (&loading->file, packshot_picture_file_close);
  g_free (loading->path);
  g_free (loading);
}

static PackshotPicture *
load_on_thread (Loading *loading, GCancellable *cancellable, GError **error)
{
  g_autoptr (GTask) task = NULL;

  /* GLib's g_task_run_in_thread_sync() makes the error twice, and loses one, where the task is
   * cancelled before it starts. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      free_loading (loading);
      return NULL;
    }

  /* Loaders cannot be stopped everywhere: that for JPEG paints the rest of the picture before it
   * lets go, that for TIFF does all its work at once. */
  task = g_task_new (NULL, cancellable, NULL, NULL);
  g_task_set_source_tag (task, load_on_thread);
  g_task_set_task_data (task, loading, (GDestroyNotify) free_loading);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread_sync (task, load_thread_cb);

  return g_task_propagate_pointer (task, error);
}

/*< private >
 * packshot_picture_load_file:
 * @file: (transfer full): an open file
 * @max_pixels: as for packshot_picture_load()
 * @cancellable: (nullable): as for packshot_picture_load(); @file was opened with it
 * @error: return location for a #PackshotPictureError or %G_IO_ERROR_CANCELLED
 *
 * Does what packshot_picture_load() does.
 *
 * Returns: (transfer full) (nullable): the picture
 */
PackshotPicture *
packshot_picture_load_file (PackshotPictureFile *file,
                            gint64 max_pixels,
                            GCancellable *cancellable,
                            GError **error)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->file = file;
  loading->max_pixels = max_pixels;

  return load_on_thread (loading, cancellable, error);
}

/**
 * packshot_picture_info:
 * @path: a file, in the encoding of file names
 * @info: (out): what its header says
 * @error: return location for a #PackshotPictureError
 *
 * Does what packshot_picture_source_info() does.
 *
 * Returns: whether the file is a picture packshot_picture_load() would try to open
 */
gboolean
packshot_picture_info (const char *path, PackshotPictureInfo *info, GError **error)
{
  const PackshotPictureSource source = { .path = path };

  g_return_val_if_fail (path != NULL, FALSE);

  return packshot_picture_source_info (&source, info, error);
}

/**
 * packshot_picture_load:
 * @path: a file, in the encoding of file names
 * @max_pixels: how many pixels are wanted at most, 0 for all there are
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #PackshotPictureError or %G_IO_ERROR_CANCELLED
 *
 * Opens a photo: JPEG, PNG, WebP, GIF (its first frame), BMP or TIFF, and HEIC or AVIF where the
 * system has a loader for them. The limits of packshot_picture_source_info() hold. A file that is
 * cut short is an error, never half a picture.
 *
 * A JPEG larger than @max_pixels is decoded at a half, a quarter or an eighth of its sides, the
 * largest that has no more than @max_pixels; if even an eighth has more, at that. Every other
 * format is decoded as it is, to be reduced by whoever uses it. Nothing is ever enlarged.
 *
 * Blocks, so call it on a thread of its own; it may run on many at once. It returns as soon as it
 * is cancelled; memory a loader cannot be made to let go of is freed some moments later.
 *
 * Returns: (transfer full) (nullable): the picture
 */
PackshotPicture *
packshot_picture_load (const char *path,
                       gint64 max_pixels,
                       GCancellable *cancellable,
                       GError **error)
{
  Loading *loading;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (max_pixels >= 0, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  loading = g_new0 (Loading, 1);
  loading->path = g_strdup (path);
  loading->max_pixels = max_pixels;

  return load_on_thread (loading, cancellable, error);
}

/**
 * packshot_picture_ref:
 * @self: a picture
 *
 * Returns: (transfer full): @self
 */
PackshotPicture *
packshot_picture_ref (PackshotPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * packshot_picture_unref:
 * @self: (transfer full): a picture
 *
 * Frees the picture with its last reference.
 */
void
packshot_picture_unref (PackshotPicture *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}
