/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-video-paintable.h"

struct _PackshotVideoPaintable
{
  GObject parent_instance;

  GdkTexture *cover; /* (owned) (nullable) */
  GdkTexture *frame; /* (owned) (nullable) */
  gboolean covered;
  PackshotVideoSize video_size; /* 0 × 0 before the first frame */
  PackshotVideoSize size;       /* what was last told as the intrinsic size */

  gboolean frame_painted;
  guint n_painted;
  guint n_dropped;
};

static GdkTexture *
get_image (PackshotVideoPaintable *self)
{
  return self->covered ? self->cover : self->frame;
}

static void
packshot_video_paintable_snapshot (GdkPaintable *paintable,
                                   GdkSnapshot *snapshot,
                                   double width,
                                   double height)
{
  PackshotVideoPaintable *self = PACKSHOT_VIDEO_PAINTABLE (paintable);
  GdkTexture *image = get_image (self);

  if (image == NULL)
    return;

  gdk_paintable_snapshot (GDK_PAINTABLE (image), snapshot, width, height);
  if (image == self->frame && !self->frame_painted)
    {
      self->frame_painted = TRUE;
      self->n_painted++;
    }
}

static GdkPaintable *
packshot_video_paintable_get_current_image (GdkPaintable *paintable)
{
  PackshotVideoPaintable *self = PACKSHOT_VIDEO_PAINTABLE (paintable);
  GdkTexture *image = get_image (self);

  if (image == NULL)
    return gdk_paintable_new_empty (self->size.width, self->size.height);

  return GDK_PAINTABLE (g_object_ref (image));
}

static int
packshot_video_paintable_get_intrinsic_width (GdkPaintable *paintable)
{
  return PACKSHOT_VIDEO_PAINTABLE (paintable)->size.width;
}

static int
packshot_video_paintable_get_intrinsic_height (GdkPaintable *paintable)
{
  return PACKSHOT_VIDEO_PAINTABLE (paintable)->size.height;
}

static void
paintable_iface_init (GdkPaintableInterface *iface)
{
  iface->snapshot = packshot_video_paintable_snapshot;
  iface->get_current_image = packshot_video_paintable_get_current_image;
  iface->get_intrinsic_width = packshot_video_paintable_get_intrinsic_width;
  iface->get_intrinsic_height = packshot_video_paintable_get_intrinsic_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotVideoPaintable,
                               packshot_video_paintable,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_iface_init))

/* The cover has a size of its own: it is a picture, and need not be scaled as the video. */
static void
changed (PackshotVideoPaintable *self)
{
  PackshotVideoSize size = self->video_size;

  if (self->covered && self->cover != NULL)
    {
      size.width = gdk_texture_get_width (self->cover);
      size.height = gdk_texture_get_height (self->cover);
    }
  if (size.width != self->size.width || size.height != self->size.height)
    {
      self->size = size;
      gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
    }
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

static void
packshot_video_paintable_finalize (GObject *object)
{
  PackshotVideoPaintable *self = PACKSHOT_VIDEO_PAINTABLE (object);

  g_clear_object (&self->cover);
  g_clear_object (&self->frame);

  G_OBJECT_CLASS (packshot_video_paintable_parent_class)->finalize (object);
}

static void
packshot_video_paintable_class_init (PackshotVideoPaintableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_video_paintable_finalize;
}

static void
packshot_video_paintable_init (PackshotVideoPaintable *self)
{
  self->covered = TRUE;
}

/**
 * packshot_video_paintable_new:
 *
 * Returns: (transfer full): a covered paintable that shows nothing yet
 */
PackshotVideoPaintable *
packshot_video_paintable_new (void)
{
  return g_object_new (PACKSHOT_TYPE_VIDEO_PAINTABLE, NULL);
}

/**
 * packshot_video_paintable_reset:
 * @self: a paintable
 *
 * Makes it as new: nothing is shown, nothing was counted.
 */
void
packshot_video_paintable_reset (PackshotVideoPaintable *self)
{
  g_return_if_fail (PACKSHOT_IS_VIDEO_PAINTABLE (self));

  g_clear_object (&self->cover);
  g_clear_object (&self->frame);
  self->video_size = (PackshotVideoSize){ 0, 0 };
  self->covered = TRUE;
  self->frame_painted = FALSE;
  self->n_painted = 0;
  self->n_dropped = 0;
  changed (self);
}

/**
 * packshot_video_paintable_set_cover:
 * @self: a paintable
 * @cover: (nullable): a picture to show until the cover is lifted
 */
void
packshot_video_paintable_set_cover (PackshotVideoPaintable *self, GdkTexture *cover)
{
  g_return_if_fail (PACKSHOT_IS_VIDEO_PAINTABLE (self));
  g_return_if_fail (cover == NULL || GDK_IS_TEXTURE (cover));

  if (g_set_object (&self->cover, cover))
    changed (self);
}

/**
 * packshot_video_paintable_lift_cover:
 * @self: a paintable
 *
 * From now on the frames are seen.
 */
void
packshot_video_paintable_lift_cover (PackshotVideoPaintable *self)
{
  g_return_if_fail (PACKSHOT_IS_VIDEO_PAINTABLE (self));

  if (!self->covered)
    return;

  self->covered = FALSE;
  changed (self);
}

/**
 * packshot_video_paintable_is_covered:
 * @self: a paintable
 *
 * Returns: whether frames are not seen yet
 */
gboolean
packshot_video_paintable_is_covered (PackshotVideoPaintable *self)
{
  g_return_val_if_fail (PACKSHOT_IS_VIDEO_PAINTABLE (self), FALSE);

  return self->covered;
}

/**
 * packshot_video_paintable_show:
 * @self: a paintable
 * @frame: the next frame, of any size
 * @size: how large the video is meant to be seen
 *
 * Puts a frame in the place of the one before.
 */
void
packshot_video_paintable_show (PackshotVideoPaintable *self,
                               GdkTexture *frame,
                               PackshotVideoSize size)
{
  g_return_if_fail (PACKSHOT_IS_VIDEO_PAINTABLE (self));
  g_return_if_fail (GDK_IS_TEXTURE (frame));

  if (self->frame != NULL && !self->frame_painted && !self->covered)
    self->n_dropped++;
  g_set_object (&self->frame, frame);
  self->frame_painted = FALSE;
  self->video_size = size;
  changed (self);
}

/**
 * packshot_video_paintable_get_n_painted:
 * @self: a paintable
 *
 * Returns: how many frames were painted at least once since the last reset
 */
guint
packshot_video_paintable_get_n_painted (PackshotVideoPaintable *self)
{
  g_return_val_if_fail (PACKSHOT_IS_VIDEO_PAINTABLE (self), 0);

  return self->n_painted;
}

/**
 * packshot_video_paintable_get_n_dropped:
 * @self: a paintable
 *
 * Returns: how many frames were replaced before they were painted since the last reset
 */
guint
packshot_video_paintable_get_n_dropped (PackshotVideoPaintable *self)
{
  g_return_val_if_fail (PACKSHOT_IS_VIDEO_PAINTABLE (self), 0);

  return self->n_dropped;
}
