/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-receiver-private.h"

#include <glib/gi18n.h>

#include "packshot-arrival-folder.h"
#include "packshot-arrival-gather.h"
#include "packshot-arrival-text.h"
#include "packshot-arrival.h"
#include "packshot-net-fetch.h"
#include "packshot-toast.h"
#include "packshot-words.h"

enum
{
  SIGNAL_ARRIVED,
  SIGNAL_WAITING,
  SIGNAL_RECEIVED,
  SIGNAL_RECEIVED_FILES,
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
  if (file != NULL)
    {
      g_ptr_array_add (self->fetched, file);
      load (self, packshot_net_file_get_path (file));
    }
  else
    give_up (self, error->message);
}

/* One photo is shown as it always is. */
static void
take_haul (PackshotReceiver *self, PackshotArrivalHaul *haul)
{
  g_autofree char *words = packshot_arrival_haul_dup_words (haul);

  if (haul->paths->len > 1)
    {
      g_signal_emit (self, signals[SIGNAL_RECEIVED_FILES], 0, haul->paths, words);
      return;
    }

  if (haul->paths->len == 0)
    {
      give_up (self, words != NULL ? words : _ ("There is no photo in there."));
      return;
    }

  if (words != NULL)
    packshot_toast_show (self->widget, words);
  g_free (self->address);
  self->address = g_strdup (packshot_receiver_find_address (self, haul->paths->pdata[0]));
  load (self, haul->paths->pdata[0]);
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotArrivalHaul) haul =
      packshot_arrival_gather_finish (PACKSHOT_NET_SESSION (source), result, &error);
  PackshotReceiver *self;

  if (haul == NULL)
    return;

  self = PACKSHOT_RECEIVER (user_data);
  packshot_arrival_haul_hand_over (haul, self->fetched, self->addresses);
  take_haul (self, haul);
}

static PackshotNetSession *
ensure_session (PackshotReceiver *self)
{
  if (self->session == NULL)
    self->session = packshot_net_session_new ();

  return self->session;
}

static void
take_one (PackshotReceiver *self, GPtrArray *items)
{
  const char *item = packshot_arrival_text_pick (items);

  if (g_path_is_absolute (item))
    packshot_receiver_open (self, item);
  else
    packshot_receiver_open_address (self, item);

  if (items->len > 1)
    {
      g_autofree char *words = packshot_words_dup_others (item, items->len - 1);

      packshot_toast_show (self->widget, words);
    }
}

/* Takes what came, or tells why it can't be taken. Returns whether there was something; where it
 * was cancelled, the receiver may be gone. */
static gboolean
take_arrival (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = packshot_arrival_read_finish (source, result, &error);
  PackshotReceiver *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  self = PACKSHOT_RECEIVER (user_data);
  if (items == NULL)
    {
      packshot_toast_show (self->widget, error->message);
      return FALSE;
    }

  g_signal_emit (self, signals[SIGNAL_ARRIVED], 0);
  packshot_receiver_open_items (self, items);
  return TRUE;
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gdk_drop_finish (GDK_DROP (source),
                   take_arrival (source, result, user_data) ? GDK_ACTION_COPY : 0);
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
  g_hash_table_unref (self->addresses);

  G_OBJECT_CLASS (packshot_receiver_parent_class)->finalize (object);
}

static void
packshot_receiver_class_init (PackshotReceiverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = packshot_receiver_dispose;
  object_class->finalize = packshot_receiver_finalize;

  /**
   * PackshotReceiver::arrived:
   * @self: a receiver
   *
   * Something was dropped, maybe elsewhere in the window, or pasted: now one may look at it.
   */
  signals[SIGNAL_ARRIVED] = g_signal_new ("arrived", PACKSHOT_TYPE_RECEIVER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
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
   * PackshotReceiver::received-files:
   * @self: a receiver
   * @paths: (element-type filename): at least two photos, in the order to show them
   * @words: (nullable): what else came and was left out, to be shown
   *
   * Several came at once, to one that takes them.
   */
  signals[SIGNAL_RECEIVED_FILES] =
      g_signal_new ("received-files", PACKSHOT_TYPE_RECEIVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_STRING);
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
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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
  PackshotReceiver *self = g_object_new (PACKSHOT_TYPE_RECEIVER, NULL);

  g_set_weak_pointer (&self->widget, widget);
  self->max_pixels = max_pixels;
  packshot_receiver_add_target (self, widget);

  return self;
}

/**
 * packshot_receiver_get_widget:
 * @self: a receiver
 *
 * Returns: (transfer none) (nullable): what it takes pictures in for, while that is in a window
 */
GtkWidget *
packshot_receiver_get_widget (PackshotReceiver *self)
{
  g_return_val_if_fail (PACKSHOT_IS_RECEIVER (self), NULL);

  return self->widget != NULL && gtk_widget_get_root (self->widget) != NULL ? self->widget : NULL;
}

/**
 * packshot_receiver_set_takes_many:
 * @self: a receiver
 * @takes_many: whether several photos, and those in folders, are taken at once
 */
void
packshot_receiver_set_takes_many (PackshotReceiver *self, gboolean takes_many)
{
  g_return_if_fail (PACKSHOT_IS_RECEIVER (self));

  self->takes_many = takes_many;
}

/**
 * packshot_receiver_find_address:
 * @self: a receiver
 * @path: (type filename): a photo it gave
 *
 * Returns: (transfer none) (nullable): where on the web it came from, if it came with others
 */
const char *
packshot_receiver_find_address (PackshotReceiver *self, const char *path)
{
  g_return_val_if_fail (PACKSHOT_IS_RECEIVER (self) && path != NULL, NULL);

  return g_hash_table_lookup (self->addresses, path);
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

  g_free (self->address);
  self->address = g_strdup (address);
  g_signal_emit (self, signals[SIGNAL_WAITING], 0, words);
  packshot_net_fetch_async (ensure_session (self), address, PACKSHOT_ARRIVAL_MOST_BYTES, pictures,
                            begin (self), fetched_cb, self);
}

/**
 * packshot_receiver_open_items:
 * @self: a receiver
 * @items: (element-type filename): at least one path or address, as packshot_arrival_read_finish()
 */
void
packshot_receiver_open_items (PackshotReceiver *self, GPtrArray *items)
{
  g_return_if_fail (PACKSHOT_IS_RECEIVER (self) && items != NULL && items->len > 0);

  if (!self->takes_many || (items->len == 1 && !g_path_is_absolute (items->pdata[0])))
    {
      take_one (self, items);
      return;
    }

  g_clear_pointer (&self->address, g_free);
  g_signal_emit (self, signals[SIGNAL_WAITING], 0,
                 items->len > 1 ? _ ("Looking for the photos") : NULL);
  packshot_arrival_gather_async (ensure_session (self), items, begin (self), gathered_cb, self);
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
 * packshot_receiver_take_drop:
 * @self: a receiver
 * @drop: what somebody let go of
 *
 * Takes what was dropped, and finishes the drop.
 *
 * Returns: whether it will
 */
gboolean
packshot_receiver_take_drop (PackshotReceiver *self, GdkDrop *drop)
{
  g_return_val_if_fail (PACKSHOT_IS_RECEIVER (self) && GDK_IS_DROP (drop), FALSE);

  if (ensure_folder (self) == NULL)
    return FALSE;

  packshot_arrival_read_async (G_OBJECT (drop), self->folder, begin (self), dropped_cb, self);
  return TRUE;
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
