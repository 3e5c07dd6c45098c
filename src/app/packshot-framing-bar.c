/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-framing-bar.h"

/* How many changes can be taken back. */
#define MOST_UNDONE 50

/* Changes that follow one another faster are one: a drag, a key held down. In microseconds. */
#define ONE_CHANGE (700 * G_TIME_SPAN_MILLISECOND)

/* How close a crop begins: so that it is another picture than one that fills. */
#define FIRST_ZOOM 1.5

struct _PackshotFramingBar
{
  AdwBin parent_instance;

  GtkBox *modes;
  GtkToggleButton *whole;
  GtkToggleButton *fit;
  GtkToggleButton *fill;
  GtkToggleButton *crop;
  GtkWidget *undo_button;
  PackshotPhotoView *view; /* (owned) (nullable) */

  PackshotPictureFraming framing;
  PackshotPictureFraming pointed; /* the one with a focal point that was seen last */
  GArray *before;                 /* (owned) (element-type PackshotPictureFraming): to go back to */
  gint64 changed;                 /* when it was changed last */
  gboolean is_shown;              /* the buttons are set to what is so, and not pressed */
};

typedef enum
{
  PROP_VIEW = 1,
} PackshotFramingBarProperty;

static GParamSpec *props[PROP_VIEW + 1];

enum
{
  SIGNAL_FRAMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotFramingBar, packshot_framing_bar, ADW_TYPE_BIN)

static GtkToggleButton *
get_button (PackshotFramingBar *self, PackshotPictureFramingMode mode)
{
  switch (mode)
    {
    case PACKSHOT_PICTURE_FRAMING_FIT:
      return self->fit;
    case PACKSHOT_PICTURE_FRAMING_FILL:
      return self->fill;
    case PACKSHOT_PICTURE_FRAMING_CROP:
      return self->crop;
    case PACKSHOT_PICTURE_FRAMING_WHOLE:
    default:
      return self->whole;
    }
}

static PackshotPictureFramingMode
find_mode (PackshotFramingBar *self)
{
  PackshotPictureFramingMode mode = PACKSHOT_PICTURE_FRAMING_WHOLE;

  while (mode + 1 < PACKSHOT_N_PICTURE_FRAMING_MODES
         && !gtk_toggle_button_get_active (get_button (self, mode)))
    mode++;

  return mode;
}

static void
show (PackshotFramingBar *self, const PackshotPictureFraming *framing)
{
  self->framing = *framing;
  if (framing->mode == PACKSHOT_PICTURE_FRAMING_FILL)
    {
      self->pointed.x = framing->x;
      self->pointed.y = framing->y;
    }
  if (framing->mode == PACKSHOT_PICTURE_FRAMING_CROP)
    self->pointed = *framing;

  self->is_shown = TRUE;
  gtk_toggle_button_set_active (get_button (self, framing->mode), TRUE);
  self->is_shown = FALSE;
  gtk_widget_set_sensitive (self->undo_button, self->before->len > 0);
  if (self->view != NULL)
    packshot_photo_view_set_framing (self->view, framing);
}

static void
remember (PackshotFramingBar *self)
{
  if (self->before->len == MOST_UNDONE)
    g_array_remove_index (self->before, 0);
  g_array_append_val (self->before, self->framing);
}

/* A point that was chosen once is there again when it is wanted again. */
static void
toggled_cb (PackshotFramingBar *self, GtkToggleButton *button)
{
  PackshotPictureFraming framing = self->pointed;

  if (self->is_shown || !gtk_toggle_button_get_active (button))
    return;

  framing.mode = find_mode (self);
  packshot_picture_framing_normalize (&framing);
  remember (self);
  self->changed = 0;
  show (self, &framing);
  g_signal_emit (self, signals[SIGNAL_FRAMED], 0);
}

static void
framed_cb (PackshotFramingBar *self)
{
  const PackshotPictureFraming framing = *packshot_photo_view_get_framing (self->view);
  gint64 now = g_get_monotonic_time ();

  if (self->changed == 0 || now - self->changed > ONE_CHANGE)
    remember (self);
  self->changed = now;
  show (self, &framing);
  g_signal_emit (self, signals[SIGNAL_FRAMED], 0);
}

/* Takes back what was done last, if anything was. */
static void
undo_cb (PackshotFramingBar *self)
{
  PackshotPictureFraming framing;

  if (self->before->len == 0)
    return;

  framing = g_array_index (self->before, PackshotPictureFraming, self->before->len - 1);
  g_array_set_size (self->before, self->before->len - 1);
  self->changed = 0;
  show (self, &framing);
  g_signal_emit (self, signals[SIGNAL_FRAMED], 0);
}

static gboolean
undo_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  undo_cb (user_data);
  return TRUE;
}

/* Only where the focus is on the photo or its buttons: a text has an undo of its own. */
static void
add_undo (PackshotFramingBar *self, GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                            gtk_callback_action_new (undo_shortcut_cb, self, NULL));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (widget, controller);
}

static void
set_view (PackshotFramingBar *self, PackshotPhotoView *view)
{
  self->view = g_object_ref (view);
  g_signal_connect_object (view, "framed", G_CALLBACK (framed_cb), self, G_CONNECT_SWAPPED);
  add_undo (self, GTK_WIDGET (view));
}

static void
packshot_framing_bar_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch ((PackshotFramingBarProperty) prop_id)
    {
    case PROP_VIEW:
      set_view (PACKSHOT_FRAMING_BAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_framing_bar_dispose (GObject *object)
{
  g_clear_object (&PACKSHOT_FRAMING_BAR (object)->view);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PACKSHOT_TYPE_FRAMING_BAR);

  G_OBJECT_CLASS (packshot_framing_bar_parent_class)->dispose (object);
}

static void
packshot_framing_bar_finalize (GObject *object)
{
  g_array_unref (PACKSHOT_FRAMING_BAR (object)->before);

  G_OBJECT_CLASS (packshot_framing_bar_parent_class)->finalize (object);
}

static void
packshot_framing_bar_class_init (PackshotFramingBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = packshot_framing_bar_set_property;
  object_class->dispose = packshot_framing_bar_dispose;
  object_class->finalize = packshot_framing_bar_finalize;

  props[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, PACKSHOT_TYPE_PHOTO_VIEW,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_FRAMED] = g_signal_new ("framed", PACKSHOT_TYPE_FRAMING_BAR, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-framing-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotFramingBar, modes);
  gtk_widget_class_bind_template_child (widget_class, PackshotFramingBar, whole);
  gtk_widget_class_bind_template_child (widget_class, PackshotFramingBar, fit);
  gtk_widget_class_bind_template_child (widget_class, PackshotFramingBar, fill);
  gtk_widget_class_bind_template_child (widget_class, PackshotFramingBar, crop);
  gtk_widget_class_bind_template_child (widget_class, PackshotFramingBar, undo_button);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
}

static void
packshot_framing_bar_init (PackshotFramingBar *self)
{
  const PackshotPictureFraming whole = PACKSHOT_PICTURE_FRAMING_INIT;

  self->before = g_array_new (FALSE, FALSE, sizeof (PackshotPictureFraming));
  self->framing = whole;
  self->pointed = whole;
  self->pointed.zoom = FIRST_ZOOM;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_undo (self, GTK_WIDGET (self));
}

/**
 * packshot_framing_bar_set_framing:
 * @self: a bar
 * @framing: of another photo, normalized
 *
 * What was done to the one before can't be taken back any more. Does nothing where it is framed so
 * already.
 */
void
packshot_framing_bar_set_framing (PackshotFramingBar *self, const PackshotPictureFraming *framing)
{
  const PackshotPictureFraming whole = PACKSHOT_PICTURE_FRAMING_INIT;

  g_return_if_fail (PACKSHOT_IS_FRAMING_BAR (self) && framing != NULL);

  if (packshot_picture_framing_equal (&self->framing, framing))
    return;

  g_array_set_size (self->before, 0);
  self->pointed = whole;
  self->pointed.zoom = FIRST_ZOOM;
  show (self, framing);
}

/**
 * packshot_framing_bar_get_framing:
 * @self: a bar
 *
 * Returns: (transfer none): the framing that was chosen
 */
const PackshotPictureFraming *
packshot_framing_bar_get_framing (PackshotFramingBar *self)
{
  g_return_val_if_fail (PACKSHOT_IS_FRAMING_BAR (self), NULL);

  return &self->framing;
}

/**
 * packshot_framing_bar_set_trouble:
 * @self: a bar
 * @words: (nullable): why the photo can't be framed, one sentence; %NULL where it can
 */
void
packshot_framing_bar_set_trouble (PackshotFramingBar *self, const char *words)
{
  g_return_if_fail (PACKSHOT_IS_FRAMING_BAR (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self), words == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->modes), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
}
