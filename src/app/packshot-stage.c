/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-stage.h"

#include "packshot-address-popover.h"
#include "packshot-photo-view.h"
#include "packshot-preview-button.h"
#include "packshot-toast.h"

struct _PackshotStage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *source;
  GtkLabel *invitation;
  GtkWidget *cancel_button;
  PackshotPhotoView *view;
  PackshotPreviewButton *preview_button;
  PackshotFramingBar *framing_bar;

  PackshotPhoto *photo;       /* (owned) (nullable) */
  char *address;              /* (owned) (nullable): where on the web it came from */
  char *awaited;              /* (owned) (nullable): the same of what is to be shown again */
  PackshotReceiver *receiver; /* (owned) */
  GCancellable *cancellable;  /* (owned): of a photo that was there before */
};

typedef enum
{
  PROP_PHOTO = 1,
} PackshotStageProperty;

static GParamSpec *props[PROP_PHOTO + 1];

enum
{
  SIGNAL_ARRIVED,
  SIGNAL_ARRIVED_FILES,
  SIGNAL_REMOVED,
  SIGNAL_BROKEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotStage, packshot_stage, ADW_TYPE_BIN)

/* A spinner keeps the whole window awake, even from a page that nobody sees. */
static void
show_page (PackshotStage *self, const char *name)
{
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
show_what_is_there (PackshotStage *self)
{
  show_page (self, self->photo != NULL ? "photo" : "empty");
}

static void
set_photo (PackshotStage *self, PackshotPhoto *photo, const char *address)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  g_set_object (&self->photo, photo);
  g_free (self->address);
  self->address = g_strdup (address);
  packshot_photo_view_set_photo (self->view, photo);
  if (photo != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "filled");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "filled");
  show_what_is_there (self);
  /* Whoever works by keyboard stays here, though the button that was pressed is gone. */
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "stage.remove", photo != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHOTO]);
}

/* What is known of something on its way that may take long. */
static void
show_source (PackshotStage *self, const char *words)
{
  gtk_label_set_label (self->source, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->source), words != NULL);
  gtk_widget_set_visible (self->cancel_button, words != NULL);
}

static void
waiting_cb (PackshotStage *self, const char *words)
{
  show_source (self, words);
  show_page (self, "loading");
}

/* What was to be shown again gives way to what comes. */
static void
stop_showing (PackshotStage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
received_cb (PackshotStage *self, PackshotPhoto *photo, const char *address)
{
  stop_showing (self);
  set_photo (self, photo, address);
  g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, photo, address);
}

static void
received_files_cb (PackshotStage *self, GPtrArray *paths, const char *words)
{
  show_what_is_there (self);
  g_signal_emit (self, signals[SIGNAL_ARRIVED_FILES], 0, paths);
  if (words != NULL)
    packshot_toast_show (GTK_WIDGET (self), words);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) photo = packshot_photo_load_finish (result, &error);
  PackshotStage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_STAGE (user_data);
  if (photo != NULL)
    {
      g_autofree char *address = g_steal_pointer (&self->awaited);

      set_photo (self, photo, address);
    }
  else
    {
      show_what_is_there (self);
      g_signal_emit (self, signals[SIGNAL_BROKEN], 0, error->message);
    }
}

static void
remove_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotStage *self = PACKSHOT_STAGE (widget);

  packshot_receiver_stop (self->receiver);
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static void
cancel_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotStage *self = PACKSHOT_STAGE (widget);

  packshot_receiver_stop (self->receiver);
  show_what_is_there (self);
}

static void
address_cb (PackshotStage *self, const char *address)
{
  packshot_stage_open_address (self, address);
}

static void
choose_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_stage_choose (PACKSHOT_STAGE (widget));
}

static void
paste_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_stage_paste (PACKSHOT_STAGE (widget));
}

static void
packshot_stage_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PackshotStage *self = PACKSHOT_STAGE (object);

  switch ((PackshotStageProperty) prop_id)
    {
    case PROP_PHOTO:
      g_value_set_object (value, self->photo);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_stage_dispose (GObject *object)
{
  PackshotStage *self = PACKSHOT_STAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->receiver);
  g_clear_object (&self->photo);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_STAGE);

  G_OBJECT_CLASS (packshot_stage_parent_class)->dispose (object);
}

static void
packshot_stage_finalize (GObject *object)
{
  PackshotStage *self = PACKSHOT_STAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->address);
  g_free (self->awaited);

  G_OBJECT_CLASS (packshot_stage_parent_class)->finalize (object);
}

static void
packshot_stage_class_init (PackshotStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = packshot_stage_get_property;
  object_class->dispose = packshot_stage_dispose;
  object_class->finalize = packshot_stage_finalize;

  props[PROP_PHOTO] =
      g_param_spec_object ("photo", NULL, NULL, PACKSHOT_TYPE_PHOTO,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /**
   * PackshotStage::arrived:
   * @self: a stage
   * @photo: a #PackshotPhoto, which stands on it already
   * @address: (nullable): where on the web it came from
   */
  signals[SIGNAL_ARRIVED] =
      g_signal_new ("arrived", PACKSHOT_TYPE_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, PACKSHOT_TYPE_PHOTO, G_TYPE_STRING);
  /**
   * PackshotStage::arrived-files:
   * @self: a stage
   * @paths: (element-type filename): photos that came at once, none of which stands on it
   */
  signals[SIGNAL_ARRIVED_FILES] =
      g_signal_new ("arrived-files", PACKSHOT_TYPE_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  /**
   * PackshotStage::removed:
   * @self: a stage
   *
   * Somebody wants the photo no longer; what is seen instead is shown by packshot_stage_show().
   */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", PACKSHOT_TYPE_STAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * PackshotStage::broken:
   * @self: a stage
   * @words: why what was to be shown can't be, one sentence
   */
  signals[SIGNAL_BROKEN] = g_signal_new ("broken", PACKSHOT_TYPE_STAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PACKSHOT_TYPE_ADDRESS_POPOVER);
  g_type_ensure (PACKSHOT_TYPE_FRAMING_BAR);
  g_type_ensure (PACKSHOT_TYPE_PHOTO_VIEW);
  g_type_ensure (PACKSHOT_TYPE_PREVIEW_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               PACKSHOT_RESOURCE_PREFIX "/app/packshot-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotStage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotStage, framing_bar);
  gtk_widget_class_bind_template_child (widget_class, PackshotStage, source);
  gtk_widget_class_bind_template_child (widget_class, PackshotStage, invitation);
  gtk_widget_class_bind_template_child (widget_class, PackshotStage, preview_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotStage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PackshotStage, stack);
  gtk_widget_class_bind_template_child (widget_class, PackshotStage, view);
  gtk_widget_class_bind_template_callback (widget_class, address_cb);

  gtk_widget_class_install_action (widget_class, "stage.cancel", NULL, cancel_action_cb);
  gtk_widget_class_install_action (widget_class, "stage.choose", NULL, choose_action_cb);
  gtk_widget_class_install_action (widget_class, "stage.paste", NULL, paste_action_cb);
  gtk_widget_class_install_action (widget_class, "stage.remove", NULL, remove_action_cb);

  gtk_widget_class_set_css_name (widget_class, "stage");
}

static void
packshot_stage_init (PackshotStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "stage.remove", FALSE);

  self->cancellable = g_cancellable_new ();
  self->receiver = packshot_receiver_new (GTK_WIDGET (self), PACKSHOT_PHOTO_STAGE_PIXELS);
  packshot_receiver_set_takes_many (self->receiver, TRUE);
  g_signal_connect_object (self->receiver, "waiting", G_CALLBACK (waiting_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->receiver, "received", G_CALLBACK (received_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->receiver, "received-files", G_CALLBACK (received_files_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->receiver, "gave-up", G_CALLBACK (show_what_is_there), self,
                           G_CONNECT_SWAPPED);
}

/**
 * packshot_stage_get_photo:
 * @self: a stage
 *
 * Returns: (transfer none) (nullable): the photo that stands on it
 */
PackshotPhoto *
packshot_stage_get_photo (PackshotStage *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STAGE (self), NULL);

  return self->photo;
}

/**
 * packshot_stage_get_receiver:
 * @self: a stage
 *
 * Returns: (transfer none): what takes photos in
 */
PackshotReceiver *
packshot_stage_get_receiver (PackshotStage *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STAGE (self), NULL);

  return self->receiver;
}

/**
 * packshot_stage_get_framing_bar:
 * @self: a stage
 *
 * Returns: (transfer none): by what the photo is framed
 */
PackshotFramingBar *
packshot_stage_get_framing_bar (PackshotStage *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STAGE (self), NULL);

  return self->framing_bar;
}

/**
 * packshot_stage_show:
 * @self: a stage
 * @path: (nullable) (type filename): a photo that was there before, or %NULL for none
 * @address: (nullable): where on the web it came from
 *
 * Shows one of the photos that are known; the one that stands there stays until it is read.
 */
void
packshot_stage_show (PackshotStage *self, const char *path, const char *address)
{
  g_return_if_fail (PACKSHOT_IS_STAGE (self));

  stop_showing (self);
  if (path == NULL)
    {
      set_photo (self, NULL, NULL);
      return;
    }
  if (self->photo != NULL && g_str_equal (packshot_photo_get_path (self->photo), path)
      && g_strcmp0 (self->address, address) == 0)
    return;

  g_free (self->awaited);
  self->awaited = g_strdup (address);
  if (self->photo == NULL)
    waiting_cb (self, NULL);
  packshot_photo_load_async (path, PACKSHOT_PHOTO_STAGE_PIXELS, self->cancellable, shown_cb, self);
}

/**
 * packshot_stage_set_invitation:
 * @self: a stage
 * @words: what a photo on it is good for, one sentence
 */
void
packshot_stage_set_invitation (PackshotStage *self, const char *words)
{
  g_return_if_fail (PACKSHOT_IS_STAGE (self) && words != NULL);

  gtk_label_set_label (self->invitation, words);
}

/**
 * packshot_stage_set_aspect_ratio:
 * @self: a stage
 * @aspect_ratio: the width of the video by its height, or 0 where it is not known
 */
void
packshot_stage_set_aspect_ratio (PackshotStage *self, double aspect_ratio)
{
  g_return_if_fail (PACKSHOT_IS_STAGE (self));

  packshot_photo_view_set_aspect_ratio (self->view, aspect_ratio);
}

/**
 * packshot_stage_set_preview:
 * @self: a stage
 * @preview: (nullable): what paints the frames, for nobody else to use; %NULL for the photo alone
 *
 * Returns: (transfer full) (nullable): what shows the frames
 */
PackshotPreviewer *
packshot_stage_set_preview (PackshotStage *self, PackshotPreview *preview)
{
  PackshotPreviewer *previewer;

  g_return_val_if_fail (PACKSHOT_IS_STAGE (self), NULL);

  packshot_photo_view_set_preview (self->view, NULL);
  previewer = preview != NULL ? packshot_previewer_new (preview, self->view) : NULL;
  packshot_preview_button_set_previewer (self->preview_button, previewer);
  return previewer;
}

/**
 * packshot_stage_open:
 * @self: a stage
 * @path: (type filename): the absolute path of a photo
 *
 * Brings a photo onto the stage. One that can't be used leaves the stage as it was, and a toast
 * says why.
 */
void
packshot_stage_open (PackshotStage *self, const char *path)
{
  g_return_if_fail (PACKSHOT_IS_STAGE (self) && path != NULL);

  packshot_receiver_open (self->receiver, path);
}

/**
 * packshot_stage_open_address:
 * @self: a stage
 * @address: an http or https address of a picture
 *
 * Brings a picture from the web onto the stage. One that can't be fetched or used leaves the stage
 * as it was, and a toast says why.
 */
void
packshot_stage_open_address (PackshotStage *self, const char *address)
{
  g_return_if_fail (PACKSHOT_IS_STAGE (self) && address != NULL);

  packshot_receiver_open_address (self->receiver, address);
}

/**
 * packshot_stage_choose:
 * @self: a stage
 *
 * Lets a person choose a photo among the files.
 */
void
packshot_stage_choose (PackshotStage *self)
{
  g_return_if_fail (PACKSHOT_IS_STAGE (self));

  packshot_receiver_choose (self->receiver);
}

/**
 * packshot_stage_paste:
 * @self: a stage
 *
 * Takes the picture, or the file, that is on the clipboard.
 */
void
packshot_stage_paste (PackshotStage *self)
{
  g_return_if_fail (PACKSHOT_IS_STAGE (self));

  packshot_receiver_paste (self->receiver);
}
