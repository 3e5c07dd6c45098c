/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-previewer.h"

#include "packshot-compat-surface.h"
#include "packshot-preview-paintable.h"

#include <math.h>

/* After the size of the view changed, for it most likely changes again. In milliseconds. */
#define RESIZE_DELAY 300

/* Larger previews would cost more to play than they show. In pixels. */
#define MAX_PIXELS (960 * 540)

struct _PackshotPreviewer
{
  GObject parent_instance;

  PackshotPreviewPaintable *paintable; /* (owned) */
  PackshotPhotoView *view;             /* (unowned) (nullable), weak */
  GSignalGroup *surface_signals;       /* (owned): of the window, while the view is seen */

  PackshotRequest *request; /* (owned) (nullable): what is to be shown */
  guint delay_id;

  PackshotRequest *shown; /* (owned) (nullable): what is shown */
  int width;              /* the room it was made for, in pixels */
  int height;
};

typedef enum
{
  PROP_PLAYING = 1,
} PackshotPreviewerProperty;

static GParamSpec *props[PROP_PLAYING + 1];

G_DEFINE_FINAL_TYPE (PackshotPreviewer, packshot_previewer, G_TYPE_OBJECT)

static gboolean
is_seen (PackshotPreviewer *self)
{
  GtkNative *native;

  if (self->view == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return FALSE;

  native = gtk_widget_get_native (GTK_WIDGET (self->view));
  return !packshot_compat_surface_is_hidden (gtk_native_get_surface (native));
}

static gboolean
may_move (PackshotPreviewer *self)
{
  gboolean enabled;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self->view)), "gtk-enable-animations",
                &enabled, NULL);
  return enabled;
}

/* The room there is for the frames, in pixels of the screen. */
static void
measure (PackshotPreviewer *self, int *width, int *height)
{
  double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self->view));
  double n_pixels;

  packshot_photo_view_get_frame_size (self->view, width, height);
  n_pixels = scale * scale * *width * *height;
  if (n_pixels > MAX_PIXELS)
    scale *= sqrt (MAX_PIXELS / n_pixels);

  *width = (int) (*width * scale);
  *height = (int) (*height * scale);
}

static gboolean
is_same (PackshotRequest *a, PackshotRequest *b)
{
  PackshotManifest *manifest = packshot_request_get_manifest (a);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *first = packshot_request_dup_text (a, option);
      g_autofree char *second = packshot_request_dup_text (b, option);

      if (g_strcmp0 (first, second) != 0)
        return FALSE;
    }

  return packshot_picture_framing_equal (packshot_request_get_framing (a),
                                         packshot_request_get_framing (b));
}

/* Shows what is not shown yet, or not at this size. */
static void
update (PackshotPreviewer *self)
{
  int width, height;
  gboolean is_new;

  if (self->request == NULL || self->delay_id != 0 || !is_seen (self))
    return;

  measure (self, &width, &height);
  if (width == 0 || height == 0)
    return;

  /* Only another request is worth to be played; another size is not, and can wait. */
  is_new = self->shown == NULL || !is_same (self->shown, self->request);
  if (!is_new
      && ((width == self->width && height == self->height) || packshot_previewer_is_playing (self)))
    return;

  g_set_object (&self->shown, self->request);
  self->width = width;
  self->height = height;
  packshot_preview_paintable_show (self->paintable, self->request, width, height,
                                   is_new && may_move (self) ? GTK_WIDGET (self->view) : NULL);
}

static gboolean
delay_cb (gpointer user_data)
{
  PackshotPreviewer *self = user_data;

  self->delay_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
update_after (PackshotPreviewer *self, guint delay)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  self->delay_id = g_timeout_add (delay, delay_cb, self);
}

static void
seen_cb (PackshotPreviewer *self)
{
  if (is_seen (self))
    update (self);
  else
    packshot_previewer_stop (self);
}

static void
map_cb (PackshotPreviewer *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self->view));

  g_signal_group_set_target (self->surface_signals, gtk_native_get_surface (native));
  seen_cb (self);
}

static void
unmap_cb (PackshotPreviewer *self)
{
  g_signal_group_set_target (self->surface_signals, NULL);
  packshot_previewer_stop (self);
}

static void
resized_cb (PackshotPreviewer *self)
{
  if (self->shown == NULL)
    update (self);
  else
    update_after (self, RESIZE_DELAY);
}

static void
animations_cb (PackshotPreviewer *self)
{
  if (self->view != NULL && !may_move (self))
    packshot_previewer_stop (self);
}

static void
playing_cb (PackshotPreviewer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLAYING]);
  update (self);
}

static void
forget (PackshotPreviewer *self)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_clear_object (&self->request);
  g_clear_object (&self->shown);
  packshot_preview_paintable_clear (self->paintable);
}

static void
packshot_previewer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PackshotPreviewer *self = PACKSHOT_PREVIEWER (object);

  switch ((PackshotPreviewerProperty) prop_id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, packshot_previewer_is_playing (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_previewer_dispose (GObject *object)
{
  PackshotPreviewer *self = PACKSHOT_PREVIEWER (object);

  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_clear_object (&self->surface_signals);
  g_clear_object (&self->request);
  g_clear_object (&self->shown);
  g_clear_weak_pointer (&self->view);
  /* The view may still hold it: it must not play on. */
  if (self->paintable != NULL)
    packshot_preview_paintable_clear (self->paintable);
  g_clear_object (&self->paintable);

  G_OBJECT_CLASS (packshot_previewer_parent_class)->dispose (object);
}

static void
packshot_previewer_class_init (PackshotPreviewerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = packshot_previewer_get_property;
  object_class->dispose = packshot_previewer_dispose;

  props[PROP_PLAYING] =
      g_param_spec_boolean ("playing", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
packshot_previewer_init (PackshotPreviewer *self)
{
  self->surface_signals = g_signal_group_new (GDK_TYPE_SURFACE);
  g_signal_group_connect_swapped (self->surface_signals, "notify::state", G_CALLBACK (seen_cb),
                                  self);
}

/**
 * packshot_previewer_new:
 * @preview: what paints the frames; for nobody else to use
 * @view: where they are seen
 *
 * Returns: (transfer full): a previewer with nothing to show yet
 */
PackshotPreviewer *
packshot_previewer_new (PackshotPreview *preview, PackshotPhotoView *view)
{
  PackshotPreviewer *self;

  g_return_val_if_fail (PACKSHOT_IS_PREVIEW (preview) && PACKSHOT_IS_PHOTO_VIEW (view), NULL);

  self = g_object_new (PACKSHOT_TYPE_PREVIEWER, NULL);
  self->paintable = packshot_preview_paintable_new (preview);
  g_set_weak_pointer (&self->view, view);
  packshot_photo_view_set_preview (view, GDK_PAINTABLE (self->paintable));

  g_signal_connect_object (self->paintable, "notify::playing", G_CALLBACK (playing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "unmap", G_CALLBACK (unmap_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "resized", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (view)),
                           "notify::gtk-enable-animations", G_CALLBACK (animations_cb), self,
                           G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (view)))
    map_cb (self);

  return self;
}

/**
 * packshot_previewer_set_request:
 * @self: a previewer
 * @request: (nullable): a frozen request, or %NULL where there is nothing to show
 * @delay: how long to wait for a newer one, in milliseconds
 *
 * Shows another request. One that asks for the same is not played again. Where the photo is another
 * than before, %NULL has to come first: what is shown goes on until the next can be.
 */
void
packshot_previewer_set_request (PackshotPreviewer *self, PackshotRequest *request, guint delay)
{
  g_return_if_fail (PACKSHOT_IS_PREVIEWER (self));

  if (request == NULL)
    {
      forget (self);
      return;
    }

  g_set_object (&self->request, request);
  update_after (self, delay);
}

/**
 * packshot_previewer_play:
 * @self: a previewer
 *
 * Plays from the start, since somebody asked for it: whether things shall move by themselves or
 * not.
 */
void
packshot_previewer_play (PackshotPreviewer *self)
{
  g_return_if_fail (PACKSHOT_IS_PREVIEWER (self));

  if (self->request == NULL || !is_seen (self))
    return;

  g_clear_handle_id (&self->delay_id, g_source_remove);
  update (self);
  packshot_preview_paintable_play (self->paintable, GTK_WIDGET (self->view));
}

/**
 * packshot_previewer_stop:
 * @self: a previewer
 *
 * Stops playing.
 */
void
packshot_previewer_stop (PackshotPreviewer *self)
{
  g_return_if_fail (PACKSHOT_IS_PREVIEWER (self));

  packshot_preview_paintable_stop (self->paintable);
}

/**
 * packshot_previewer_is_playing:
 * @self: a previewer
 *
 * Returns: whether it moves
 */
gboolean
packshot_previewer_is_playing (PackshotPreviewer *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PREVIEWER (self), FALSE);

  return self->paintable != NULL && packshot_preview_paintable_is_playing (self->paintable);
}
