/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-receiver.h"

#include <glib/gi18n.h>

#include "packshot-arrival-folder.h"
#include "packshot-arrival.h"
#include "packshot-compat-file-dialog.h"
#include "packshot-net-fetch.h"
#include "packshot-toast.h"
#include "packshot-words.h"

/* The most that is taken from an address: as much as a photo on this computer may have. */
#define MOST_BYTES (100 * 1024 * 1024)

struct _PackshotReceiver
{
  GObject parent_instance;

  GtkWidget *widget; /* (weak) (nullable) */
  gint64 max_pixels;

  GCancellable *cancellable; /* (owned): of what is on its way */
  char *address;             /* (owned) (nullable): where that comes from */
  char *folder;              /* (owned) (nullable): for pictures that came without a file */

  PackshotNetSession *session; /* (owned) (nullable): made for the first address */
  GPtrArray *fetched; /* (owned) (element-type PackshotNetFile): jobs may need each of them */
};

enum
{
  SIGNAL_WAITING,
  SIGNAL_RECEIVED,
  SIGNAL_GAVE_UP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotReceiver, packshot_receiver, G_TYPE_OBJECT)

/* What comes later wins over what is still on its way. */
static GCancellable *
begin (PackshotReceiver *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  return self->cancellable;
}

static void
give_up (PackshotReceiver *self, const char *words)
{
  g_signal_emit (self, signals[SIGNAL_GAVE_UP], 0);
  packshot_toast_show (self->widget, words);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) photo = packshot_photo_load_finish (result, &error);
  PackshotReceiver *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_RECEIVER (user_data);
  if (photo != NULL)
    g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, photo, self->address);
  else
    give_up (self, error->message);
}

static void
load (PackshotReceiver *self, const char *path)
{
  packshot_photo_load_async (path, self->max_pixels, begin (self), loaded_cb, self);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  PackshotNetFile *file = packshot_net_fetch_finish (PACKSHOT_NET_SESSION (source), result, &error);
  PackshotReceiver *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_RECEIVER (user_data);
  if (file == NULL)
    {
      give_up (self, error->message);
      return;
    }

  g_ptr_array_add (self->fetched, file);
  load (self, packshot_net_file_get_path (file));
}

/* Takes what came, or tells why it can't be taken. Returns whether there was something; where it
 * was cancelled, the receiver may be gone. */
static gboolean
take_arrival (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  guint n_others = 0;
  g_autofree char *path =
      packshot_arrival_read_finish (source, result, &address, &n_others, &error);
  PackshotReceiver *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  self = PACKSHOT_RECEIVER (user_data);
  if (error != NULL)
    {
      packshot_toast_show (self->widget, error->message);
      return FALSE;
    }

  if (path != NULL)
    packshot_receiver_open (self, path);
  else
    packshot_receiver_open_address (self, address);

  if (n_others > 0)
    {
      g_autofree char *words = packshot_words_dup_others (path, n_others);

      packshot_toast_show (self->widget, words);
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
ensure_folder (PackshotReceiver *self)
{
  g_autoptr (GError) error = NULL;

  if (self->folder == NULL)
    self->folder = packshot_arrival_folder_new (&error);
  if (self->folder == NULL)
    packshot_toast_show (self->widget, error->message);

  return self->folder;
}

static gboolean
drop_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, gpointer user_data)
{
  PackshotReceiver *self = user_data;

  if (ensure_folder (self) == NULL)
    return FALSE;

  /* GTK 4.8 keeps it until the pointer moves the next time. */
  gtk_widget_unset_state_flags (self->widget, GTK_STATE_FLAG_DROP_ACTIVE);
  packshot_arrival_read_async (G_OBJECT (drop), self->folder, begin (self), dropped_cb, self);
  return TRUE;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotReceiver) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = packshot_compat_file_finish (GTK_WINDOW (source), result, &error);

  /* The window was closed meanwhile. */
  if (self->widget == NULL || gtk_widget_get_root (self->widget) == NULL)
    return;

  if (file != NULL && g_file_peek_path (file) != NULL)
    packshot_receiver_open (self, g_file_peek_path (file));
  else if (file != NULL)
    packshot_toast_show (self->widget, _ ("Save the picture first, then choose the file."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    packshot_toast_show (self->widget, error->message);
}

static void
packshot_receiver_dispose (GObject *object)
{
  PackshotReceiver *self = PACKSHOT_RECEIVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (packshot_receiver_parent_class)->dispose (object);
}

static void
packshot_receiver_finalize (GObject *object)
{
  PackshotReceiver *self = PACKSHOT_RECEIVER (object);

  g_clear_object (&self->cancellable);
  g_free (self->address);
  g_clear_pointer (&self->folder, packshot_arrival_folder_free);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->fetched);

  G_OBJECT_CLASS (packshot_receiver_parent_class)->finalize (object);
}

static void
packshot_receiver_class_init (PackshotReceiverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = packshot_receiver_dispose;
  object_class->finalize = packshot_receiver_finalize;

  /**
   * PackshotReceiver::waiting:
   * @self: a receiver
   * @words: (nullable): what is known of a picture on its way that may take long
   */
  signals[SIGNAL_WAITING] = g_signal_new ("waiting", PACKSHOT_TYPE_RECEIVER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * PackshotReceiver::received:
   * @self: a receiver
   * @photo: a #PackshotPhoto
   * @address: (nullable): where on the web it came from
   */
  signals[SIGNAL_RECEIVED] =
      g_signal_new ("received", PACKSHOT_TYPE_RECEIVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, PACKSHOT_TYPE_PHOTO, G_TYPE_STRING);
  /**
   * PackshotReceiver::gave-up:
   * @self: a receiver
   *
   * What was waited for does not come.
   */
  signals[SIGNAL_GAVE_UP] = g_signal_new ("gave-up", PACKSHOT_TYPE_RECEIVER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
packshot_receiver_init (PackshotReceiver *self)
{
  self->cancellable = g_cancellable_new ();
  self->fetched = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_net_file_free);
}

/**
 * packshot_receiver_new:
 * @widget: what the pictures are for; it gets a drop target, and has to outlive its signals
 * @max_pixels: how many pixels of a picture to keep at most
 *
 * Returns: (transfer full): a new receiver
 */
PackshotReceiver *
packshot_receiver_new (GtkWidget *widget, gint64 max_pixels)
{
  GtkDropTargetAsync *target =
      gtk_drop_target_async_new (packshot_arrival_dup_formats (), GDK_ACTION_COPY);
  PackshotReceiver *self = g_object_new (PACKSHOT_TYPE_RECEIVER, NULL);

  g_set_weak_pointer (&self->widget, widget);
  self->max_pixels = max_pixels;
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));

  return self;
}

/**
 * packshot_receiver_open:
 * @self: a receiver
 * @path: (type filename): the absolute path of a picture
 */
void
packshot_receiver_open (PackshotReceiver *self, const char *path)
{
  g_return_if_fail (PACKSHOT_IS_RECEIVER (self) && path != NULL);

  g_clear_pointer (&self->address, g_free);
  g_signal_emit (self, signals[SIGNAL_WAITING], 0, NULL);
  load (self, path);
}

/**
 * packshot_receiver_open_address:
 * @self: a receiver
 * @address: an http or https address of a picture
 */
void
packshot_receiver_open_address (PackshotReceiver *self, const char *address)
{
  static const char *const pictures[] = { "image/*", NULL };
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *words =
      g_strdup_printf (_ ("Getting the picture from %s"), host != NULL ? host : address);

  g_return_if_fail (PACKSHOT_IS_RECEIVER (self));

  if (self->session == NULL)
    self->session = packshot_net_session_new ();

  g_free (self->address);
  self->address = g_strdup (address);
  g_signal_emit (self, signals[SIGNAL_WAITING], 0, words);
  packshot_net_fetch_async (self->session, address, MOST_BYTES, pictures, begin (self), fetched_cb,
                            self);
}

/**
 * packshot_receiver_choose:
 * @self: a receiver
 *
 * Lets a person choose a picture among the files.
 */
void
packshot_receiver_choose (PackshotReceiver *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_if_fail (PACKSHOT_IS_RECEIVER (self));

  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  packshot_compat_open_file_async (GTK_WINDOW (gtk_widget_get_root (self->widget)),
                                   _ ("Choose a Photo"), filter, chosen_cb, g_object_ref (self));
}

/**
 * packshot_receiver_paste:
 * @self: a receiver
 *
 * Takes the picture, or the file, that is on the clipboard.
 */
void
packshot_receiver_paste (PackshotReceiver *self)
{
  g_return_if_fail (PACKSHOT_IS_RECEIVER (self));

  if (ensure_folder (self) != NULL)
    packshot_arrival_read_async (G_OBJECT (gtk_widget_get_clipboard (self->widget)), self->folder,
                                 begin (self), pasted_cb, self);
}

/**
 * packshot_receiver_stop:
 * @self: a receiver
 *
 * Waits no longer for what is on its way. Nobody is told.
 */
void
packshot_receiver_stop (PackshotReceiver *self)
{
  g_return_if_fail (PACKSHOT_IS_RECEIVER (self));

  begin (self);
}

/**
 * packshot_receiver_sends_address:
 * @option: a picture option
 *
 * Returns: whether its service gets the address of a picture from the web, and fetches it itself
 */
gboolean
packshot_receiver_sends_address (PackshotOption *option)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (option), FALSE);

  return packshot_option_accepts (option, PACKSHOT_PICTURE_VALUE_ADDRESS)
         && (packshot_option_get_sends_address (option)
             || packshot_option_get_transport (option) == PACKSHOT_PICTURE_TRANSPORT_ADDRESS);
}
