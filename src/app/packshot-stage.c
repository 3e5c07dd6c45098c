/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-stage.h"

#include <glib/gi18n.h>

#include "packshot-address-popover.h"
#include "packshot-arrival-folder.h"
#include "packshot-arrival.h"
#include "packshot-compat-file-dialog.h"
#include "packshot-net-fetch.h"
#include "packshot-photo-view.h"
#include "packshot-preview-button.h"
#include "packshot-toast.h"
#include "packshot-words.h"

/* The most that is taken from an address: as much as a photo on this computer may have. */
#define MOST_BYTES (100 * 1024 * 1024)

struct _PackshotStage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *source;
  GtkWidget *cancel_button;
  PackshotPhotoView *view;
  PackshotPreviewButton *preview_button;

  PackshotPhoto *photo;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of what the stage waits for */
  char *folder;              /* (owned) (nullable): for pictures that came without a file */

  PackshotNetSession *session; /* (owned) (nullable): made for the first address */
  GPtrArray *fetched; /* (owned) (element-type PackshotNetFile): jobs may need each of them */
};

typedef enum
{
  PROP_PHOTO = 1,
} PackshotStageProperty;

static GParamSpec *props[PROP_PHOTO + 1];

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
set_photo (PackshotStage *self, PackshotPhoto *photo)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  g_set_object (&self->photo, photo);
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

/* What comes later wins over what is still on its way. */
static GCancellable *
begin (PackshotStage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  return self->cancellable;
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
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) photo = packshot_photo_load_finish (result, &error);
  PackshotStage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_STAGE (user_data);
  if (photo != NULL)
    {
      set_photo (self, photo);
      return;
    }

  show_what_is_there (self);
  packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  PackshotNetFile *file = packshot_net_fetch_finish (PACKSHOT_NET_SESSION (source), result, &error);
  PackshotStage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_STAGE (user_data);
  if (file == NULL)
    {
      show_what_is_there (self);
      packshot_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  g_ptr_array_add (self->fetched, file);
  packshot_stage_open (self, packshot_net_file_get_path (file));
}

/* Takes what came, or tells why it can't be taken. Returns whether there was something; where it
 * was cancelled, the stage may be gone. */
static gboolean
take_arrival (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  guint n_others = 0;
  g_autofree char *path =
      packshot_arrival_read_finish (source, result, &address, &n_others, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  if (error != NULL)
    {
      packshot_toast_show (GTK_WIDGET (user_data), error->message);
      return FALSE;
    }

  if (path != NULL)
    packshot_stage_open (PACKSHOT_STAGE (user_data), path);
  else
    packshot_stage_open_address (PACKSHOT_STAGE (user_data), address);

  if (n_others > 0)
    {
      g_autofree char *words = packshot_words_dup_others (path, n_others);

      packshot_toast_show (GTK_WIDGET (user_data), words);
    }

  return TRUE;
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean taken = take_arrival (source, result, user_data);

  gdk_drop_finish (GDK_DROP (source), taken ? GDK_ACTION_COPY : 0);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  take_arrival (source, result, user_data);
}

/* (transfer none) (nullable): the folder for pictures that came without a file. */
static const char *
ensure_folder (PackshotStage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->folder == NULL)
    self->folder = packshot_arrival_folder_new (&error);
  if (self->folder == NULL)
    packshot_toast_show (GTK_WIDGET (self), error->message);

  return self->folder;
}

static gboolean
drop_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, gpointer user_data)
{
  PackshotStage *self = user_data;

  if (ensure_folder (self) == NULL)
    return FALSE;

  /* GTK 4.8 keeps it until the pointer moves the next time. */
  gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_DROP_ACTIVE);
  packshot_arrival_read_async (G_OBJECT (drop), self->folder, begin (self), dropped_cb, self);
  return TRUE;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotStage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = packshot_compat_file_finish (GTK_WINDOW (source), result, &error);

  /* The window was closed meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  if (file != NULL && g_file_peek_path (file) != NULL)
    packshot_stage_open (self, g_file_peek_path (file));
  else if (file != NULL)
    packshot_toast_show (GTK_WIDGET (self), _ ("Save the picture first, then choose the file."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
remove_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotStage *self = PACKSHOT_STAGE (widget);

  begin (self);
  set_photo (self, NULL);
}

static void
cancel_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotStage *self = PACKSHOT_STAGE (widget);

  begin (self);
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
  g_clear_pointer (&self->folder, packshot_arrival_folder_free);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->fetched);

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

  g_type_ensure (PACKSHOT_TYPE_ADDRESS_POPOVER);
  g_type_ensure (PACKSHOT_TYPE_PHOTO_VIEW);
  g_type_ensure (PACKSHOT_TYPE_PREVIEW_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               PACKSHOT_RESOURCE_PREFIX "/app/packshot-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotStage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotStage, source);
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
  GtkDropTargetAsync *target =
      gtk_drop_target_async_new (packshot_arrival_dup_formats (), GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  self->fetched = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_net_file_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "stage.remove", FALSE);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
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

  show_source (self, NULL);
  show_page (self, "loading");
  packshot_photo_load_async (path, PACKSHOT_PHOTO_STAGE_PIXELS, begin (self), loaded_cb, self);
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
  static const char *const pictures[] = { "image/*", NULL };
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *words =
      g_strdup_printf (_ ("Getting the picture from %s"), host != NULL ? host : address);

  g_return_if_fail (PACKSHOT_IS_STAGE (self));

  if (self->session == NULL)
    self->session = packshot_net_session_new ();

  show_source (self, words);
  show_page (self, "loading");
  packshot_net_fetch_async (self->session, address, MOST_BYTES, pictures, begin (self), fetched_cb,
                            self);
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
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_if_fail (PACKSHOT_IS_STAGE (self));

  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  packshot_compat_open_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   _ ("Choose a Photo"), filter, chosen_cb, g_object_ref (self));
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

  if (ensure_folder (self) != NULL)
    packshot_arrival_read_async (G_OBJECT (gtk_widget_get_clipboard (GTK_WIDGET (self))),
                                 self->folder, begin (self), pasted_cb, self);
}
