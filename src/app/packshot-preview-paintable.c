/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-preview-paintable.h"

/* More frames in a second are left out: a preview need not be smoother. */
#define MAX_FRAME_RATE 30

struct _PackshotPreviewPaintable
{
  GObject parent_instance;

  PackshotPreview *preview;     /* (owned) */
  PackshotPreviewFormat format; /* of what is prepared; no frames before */
  GdkTexture *texture;          /* (owned) (nullable): what is seen */

  GCancellable *preparing; /* (owned) (nullable): while a request is */
  GtkWidget *next_player;  /* (unowned) (nullable), weak: where that is to play then */

  GCancellable *painting; /* (owned) (nullable): while a frame is on its way */
  int wanted;             /* the frame to be painted next, or -1 */

  GtkWidget *player; /* (unowned) (nullable), weak: whose frame clock it plays by */
  guint tick_id;
  gint64 start_time; /* of the frame clock, in microseconds; 0 before the first frame is there */
  int last;          /* the frame that was wanted last */
};

typedef enum
{
  PROP_PLAYING = 1,
} PackshotPreviewPaintableProperty;

static GParamSpec *props[PROP_PLAYING + 1];

static void
packshot_preview_paintable_snapshot (GdkPaintable *paintable,
                                     GdkSnapshot *snapshot,
                                     double width,
                                     double height)
{
  PackshotPreviewPaintable *self = PACKSHOT_PREVIEW_PAINTABLE (paintable);

  if (self->texture != NULL)
    gdk_paintable_snapshot (GDK_PAINTABLE (self->texture), snapshot, width, height);
}

static GdkPaintable *
packshot_preview_paintable_get_current_image (GdkPaintable *paintable)
{
  PackshotPreviewPaintable *self = PACKSHOT_PREVIEW_PAINTABLE (paintable);

  if (self->texture == NULL)
    return gdk_paintable_new_empty (0, 0);

  return GDK_PAINTABLE (g_object_ref (self->texture));
}

static int
packshot_preview_paintable_get_intrinsic_width (GdkPaintable *paintable)
{
  PackshotPreviewPaintable *self = PACKSHOT_PREVIEW_PAINTABLE (paintable);

  return self->texture != NULL ? gdk_texture_get_width (self->texture) : 0;
}

static int
packshot_preview_paintable_get_intrinsic_height (GdkPaintable *paintable)
{
  PackshotPreviewPaintable *self = PACKSHOT_PREVIEW_PAINTABLE (paintable);

  return self->texture != NULL ? gdk_texture_get_height (self->texture) : 0;
}

static void
paintable_iface_init (GdkPaintableInterface *iface)
{
  iface->snapshot = packshot_preview_paintable_snapshot;
  iface->get_current_image = packshot_preview_paintable_get_current_image;
  iface->get_intrinsic_width = packshot_preview_paintable_get_intrinsic_width;
  iface->get_intrinsic_height = packshot_preview_paintable_get_intrinsic_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotPreviewPaintable,
                               packshot_preview_paintable,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_iface_init))

static void
cancel (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* Takes the texture. */
static void
take_texture (PackshotPreviewPaintable *self, GdkTexture *texture)
{
  GdkPaintable *paintable = GDK_PAINTABLE (self);
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);

  g_clear_object (&self->texture);
  self->texture = texture;
  if (gdk_paintable_get_intrinsic_width (paintable) != width
      || gdk_paintable_get_intrinsic_height (paintable) != height)
    gdk_paintable_invalidate_size (paintable);
  gdk_paintable_invalidate_contents (paintable);
}

/* The callback asks for the next frame, and so comes after this. */
static void
paint_wanted (PackshotPreviewPaintable *self, GAsyncReadyCallback painted)
{
  self->painting = g_cancellable_new ();
  packshot_preview_paint_async (self->preview, self->wanted, self->painting, painted, self);
  self->wanted = -1;
}

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      packshot_preview_paint_finish (PACKSHOT_PREVIEW (source), result, &error);
  PackshotPreviewPaintable *self;

  /* The one error there is: cancelled, and whoever asked may be gone. */
  if (bytes == NULL)
    return;

  self = PACKSHOT_PREVIEW_PAINTABLE (user_data);
  g_clear_object (&self->painting);
  take_texture (self,
                gdk_memory_texture_new (self->format.width, self->format.height, GDK_MEMORY_R8G8B8,
                                        bytes, 3 * (gsize) self->format.width));
  if (self->wanted >= 0)
    paint_wanted (self, painted_cb);
}

/* While a frame is on its way only the newest wish is kept: nothing queues up. */
static void
want (PackshotPreviewPaintable *self, int frame)
{
  self->wanted = frame;
  self->last = frame;
  if (self->painting == NULL)
    paint_wanted (self, painted_cb);
}

static void
end_playing (PackshotPreviewPaintable *self)
{
  if (self->tick_id == 0)
    return;

  if (self->player != NULL)
    gtk_widget_remove_tick_callback (self->player, self->tick_id);
  self->tick_id = 0;
  g_clear_weak_pointer (&self->player);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLAYING]);
}

static void
rest (PackshotPreviewPaintable *self)
{
  end_playing (self);
  want (self, self->format.cover);
}

static gboolean
tick_cb (GtkWidget *player, GdkFrameClock *clock, gpointer user_data)
{
  PackshotPreviewPaintable *self = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  int rate = self->format.frames_per_second;
  gint64 frame;

  if (self->start_time == 0)
    {
      if (self->painting == NULL)
        self->start_time = now;
      return G_SOURCE_CONTINUE;
    }

  frame = (now - self->start_time) * rate / G_USEC_PER_SEC;
  frame -= frame % MAX (1, rate / MAX_FRAME_RATE);
  if (frame >= self->format.n_frames)
    rest (self);
  else if (frame != self->last)
    want (self, (int) frame);

  return G_SOURCE_CONTINUE;
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  PackshotPreviewFormat format;
  PackshotPreviewPaintable *self;
  gboolean prepared =
      packshot_preview_prepare_finish (PACKSHOT_PREVIEW (source), result, &format, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_PREVIEW_PAINTABLE (user_data);
  g_clear_object (&self->preparing);
  if (!prepared)
    {
      /* Whoever presses Create is told the same. */
      g_debug ("no preview: %s", error->message);
      packshot_preview_paintable_clear (self);
      return;
    }

  /* A frame of what was prepared before has another size. */
  cancel (&self->painting);
  self->format = format;
  if (self->next_player != NULL)
    packshot_preview_paintable_play (self, self->next_player);
  else
    rest (self);
  g_clear_weak_pointer (&self->next_player);
}

static void
packshot_preview_paintable_get_property (GObject *object,
                                         guint prop_id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  PackshotPreviewPaintable *self = PACKSHOT_PREVIEW_PAINTABLE (object);

  switch ((PackshotPreviewPaintableProperty) prop_id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, packshot_preview_paintable_is_playing (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_preview_paintable_dispose (GObject *object)
{
  PackshotPreviewPaintable *self = PACKSHOT_PREVIEW_PAINTABLE (object);

  cancel (&self->preparing);
  cancel (&self->painting);
  end_playing (self);
  g_clear_weak_pointer (&self->next_player);
  g_clear_object (&self->texture);
  g_clear_object (&self->preview);

  G_OBJECT_CLASS (packshot_preview_paintable_parent_class)->dispose (object);
}

static void
packshot_preview_paintable_class_init (PackshotPreviewPaintableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = packshot_preview_paintable_get_property;
  object_class->dispose = packshot_preview_paintable_dispose;

  props[PROP_PLAYING] =
      g_param_spec_boolean ("playing", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
packshot_preview_paintable_init (PackshotPreviewPaintable *self)
{
  self->wanted = -1;
}

/**
 * packshot_preview_paintable_new:
 * @preview: what paints the frames; for nobody else to use
 *
 * Returns: (transfer full): a paintable that shows nothing yet
 */
PackshotPreviewPaintable *
packshot_preview_paintable_new (PackshotPreview *preview)
{
  PackshotPreviewPaintable *self;

  g_return_val_if_fail (PACKSHOT_IS_PREVIEW (preview), NULL);

  self = g_object_new (PACKSHOT_TYPE_PREVIEW_PAINTABLE, NULL);
  self->preview = g_object_ref (preview);

  return self;
}

/**
 * packshot_preview_paintable_show:
 * @self: a paintable
 * @request: a frozen request
 * @max_width: how wide its frames may be, in pixels
 * @max_height: how high they may be
 * @player: (nullable): the widget by whose frame clock to play it; %NULL for the still frame alone
 *
 * Shows another request. Until it is prepared, what was shown before goes on.
 */
void
packshot_preview_paintable_show (PackshotPreviewPaintable *self,
                                 PackshotRequest *request,
                                 int max_width,
                                 int max_height,
                                 GtkWidget *player)
{
  g_return_if_fail (PACKSHOT_IS_PREVIEW_PAINTABLE (self));

  cancel (&self->preparing);
  self->preparing = g_cancellable_new ();
  g_set_weak_pointer (&self->next_player, player);
  packshot_preview_prepare_async (self->preview, request, max_width, max_height, self->preparing,
                                  prepared_cb, self);
}

/**
 * packshot_preview_paintable_play:
 * @self: a paintable
 * @player: the widget by whose frame clock to play
 *
 * Plays from the start; once it is prepared, where it is not yet.
 */
void
packshot_preview_paintable_play (PackshotPreviewPaintable *self, GtkWidget *player)
{
  g_return_if_fail (PACKSHOT_IS_PREVIEW_PAINTABLE (self) && GTK_IS_WIDGET (player));

  if (self->preparing != NULL)
    g_set_weak_pointer (&self->next_player, player);
  if (self->preparing != NULL || self->format.n_frames == 0)
    return;

  self->start_time = 0;
  want (self, 0);
  if (self->tick_id != 0 && self->player == player)
    return;

  end_playing (self);
  g_set_weak_pointer (&self->player, player);
  self->tick_id = gtk_widget_add_tick_callback (player, tick_cb, self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLAYING]);
}

/**
 * packshot_preview_paintable_stop:
 * @self: a paintable
 *
 * Ends playing at once, and what is being prepared will not play.
 */
void
packshot_preview_paintable_stop (PackshotPreviewPaintable *self)
{
  g_return_if_fail (PACKSHOT_IS_PREVIEW_PAINTABLE (self));

  g_clear_weak_pointer (&self->next_player);
  if (packshot_preview_paintable_is_playing (self))
    rest (self);
}

/**
 * packshot_preview_paintable_clear:
 * @self: a paintable
 *
 * Makes it as new: nothing is shown.
 */
void
packshot_preview_paintable_clear (PackshotPreviewPaintable *self)
{
  g_return_if_fail (PACKSHOT_IS_PREVIEW_PAINTABLE (self));

  cancel (&self->preparing);
  cancel (&self->painting);
  self->wanted = -1;
  end_playing (self);
  g_clear_weak_pointer (&self->next_player);
  self->format = (PackshotPreviewFormat){ 0 };
  if (self->texture != NULL)
    take_texture (self, NULL);
}

/**
 * packshot_preview_paintable_is_playing:
 * @self: a paintable
 *
 * Returns: whether it moves
 */
gboolean
packshot_preview_paintable_is_playing (PackshotPreviewPaintable *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PREVIEW_PAINTABLE (self), FALSE);

  return self->tick_id != 0;
}
