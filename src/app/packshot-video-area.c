/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-video-area.h"

/* The size asked for before anything is known: there is always some room for a video. */
#define LEAST_WIDTH  240
#define LEAST_HEIGHT 135

/* Dark and without a colour, in every theme: next to it a picture looks as it is. */
static const GdkRGBA ground = { 0.09F, 0.09F, 0.09F, 1 };

struct _PackshotVideoArea
{
  GtkWidget parent_instance;

  GdkPaintable *paintable; /* (owned) (nullable) */
};

enum
{
  SIGNAL_RESIZED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotVideoArea, packshot_video_area, GTK_TYPE_WIDGET)

static PackshotVideoSize
get_intrinsic_size (PackshotVideoArea *self)
{
  if (self->paintable == NULL)
    return (PackshotVideoSize){ 0, 0 };

  return (PackshotVideoSize){
    gdk_paintable_get_intrinsic_width (self->paintable),
    gdk_paintable_get_intrinsic_height (self->paintable),
  };
}

static GtkSizeRequestMode
packshot_video_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
packshot_video_area_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  PackshotVideoArea *self = PACKSHOT_VIDEO_AREA (widget);
  PackshotVideoSize size = get_intrinsic_size (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = MAX (LEAST_WIDTH, size.width);
      return;
    }

  if (for_size > 0)
    size = packshot_video_fit (size, (PackshotVideoSize){ for_size, G_MAXINT16 });
  *minimum = LEAST_HEIGHT;
  *natural = MAX (LEAST_HEIGHT, size.height);
}

static void
packshot_video_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  g_signal_emit (widget, signals[SIGNAL_RESIZED], 0);
}

static void
packshot_video_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PackshotVideoArea *self = PACKSHOT_VIDEO_AREA (widget);
  PackshotVideoSize box = packshot_video_area_get_box (self);
  PackshotVideoSize size = packshot_video_fit (get_intrinsic_size (self), box);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float pixel = 1 / (float) gtk_widget_get_scale_factor (widget);
  int x, y;

  /* A frame that fills all leaves nothing to paint below it. */
  if (size.width != box.width || size.height != box.height)
    gtk_snapshot_append_color (snapshot, &ground, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (size.width == 0)
    return;

  /* In whole pixels, or every frame would be smoothed away a little. */
  x = (box.width - size.width) / 2;
  y = (box.height - size.height) / 2;
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x * pixel, (float) y * pixel));
  gdk_paintable_snapshot (self->paintable, snapshot, (double) ((float) size.width * pixel),
                          (double) ((float) size.height * pixel));
}

static void
scale_factor_cb (PackshotVideoArea *self)
{
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
}

static void
forget_paintable (PackshotVideoArea *self)
{
  if (self->paintable == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->paintable, self);
  g_clear_object (&self->paintable);
}

static void
packshot_video_area_dispose (GObject *object)
{
  forget_paintable (PACKSHOT_VIDEO_AREA (object));

  G_OBJECT_CLASS (packshot_video_area_parent_class)->dispose (object);
}

static void
packshot_video_area_class_init (PackshotVideoAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_video_area_dispose;
  widget_class->get_request_mode = packshot_video_area_get_request_mode;
  widget_class->measure = packshot_video_area_measure;
  widget_class->size_allocate = packshot_video_area_size_allocate;
  widget_class->snapshot = packshot_video_area_snapshot;

  /**
   * PackshotVideoArea::resized:
   *
   * There is other room for the video, see packshot_video_area_get_box().
   */
  signals[SIGNAL_RESIZED] = g_signal_new ("resized", PACKSHOT_TYPE_VIDEO_AREA, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "video-area");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
packshot_video_area_init (PackshotVideoArea *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_cb), NULL);
}

/**
 * packshot_video_area_set_paintable:
 * @self: an area
 * @paintable: (nullable): what to show
 */
void
packshot_video_area_set_paintable (PackshotVideoArea *self, GdkPaintable *paintable)
{
  g_return_if_fail (PACKSHOT_IS_VIDEO_AREA (self));
  g_return_if_fail (paintable == NULL || GDK_IS_PAINTABLE (paintable));

  forget_paintable (self);
  if (paintable != NULL)
    {
      self->paintable = g_object_ref (paintable);
      g_signal_connect_swapped (paintable, "invalidate-contents",
                                G_CALLBACK (gtk_widget_queue_draw), self);
      g_signal_connect_swapped (paintable, "invalidate-size", G_CALLBACK (gtk_widget_queue_resize),
                                self);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * packshot_video_area_get_box:
 * @self: an area
 *
 * Returns: the room there is for the video, in pixels of the screen
 */
PackshotVideoSize
packshot_video_area_get_box (PackshotVideoArea *self)
{
  int scale;

  g_return_val_if_fail (PACKSHOT_IS_VIDEO_AREA (self), ((PackshotVideoSize){ 0, 0 }));

  scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  return (PackshotVideoSize){
    gtk_widget_get_width (GTK_WIDGET (self)) * scale,
    gtk_widget_get_height (GTK_WIDGET (self)) * scale,
  };
}
