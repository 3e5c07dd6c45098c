/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-strip-item.h"

#include "packshot-receiver.h"

struct _PackshotStripItem
{
  GObject parent_instance;

  char *path;    /* (owned) (type filename) */
  char *address; /* (owned) (nullable): where on the web it came from */
  char *name;    /* (owned) (nullable) */
  PackshotPictureFraming framing;
  GdkTexture *thumbnail;     /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the thumbnail, once it was asked for */
};

typedef enum
{
  PROP_NAME = 1,
  PROP_THUMBNAIL,
} PackshotStripItemProperty;

static GParamSpec *props[PROP_THUMBNAIL + 1];

G_DEFINE_FINAL_TYPE (PackshotStripItem, packshot_strip_item, G_TYPE_OBJECT)

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      packshot_covers_load_finish (PACKSHOT_COVERS (source), result, &error);
  PackshotStripItem *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_STRIP_ITEM (user_data);
  if (texture == NULL)
    {
      /* The stage says so when it is chosen, and the order before it is sent. */
      g_debug ("There is no picture of %s: %s", self->path, error->message);
      return;
    }

  g_set_object (&self->thumbnail, texture);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_THUMBNAIL]);
}

static void
packshot_strip_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PackshotStripItem *self = PACKSHOT_STRIP_ITEM (object);

  switch ((PackshotStripItemProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_THUMBNAIL:
      g_value_set_object (value, self->thumbnail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_strip_item_dispose (GObject *object)
{
  PackshotStripItem *self = PACKSHOT_STRIP_ITEM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->thumbnail);

  G_OBJECT_CLASS (packshot_strip_item_parent_class)->dispose (object);
}

static void
packshot_strip_item_finalize (GObject *object)
{
  PackshotStripItem *self = PACKSHOT_STRIP_ITEM (object);

  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self->address);
  g_free (self->name);

  G_OBJECT_CLASS (packshot_strip_item_parent_class)->finalize (object);
}

static void
packshot_strip_item_class_init (PackshotStripItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = packshot_strip_item_get_property;
  object_class->dispose = packshot_strip_item_dispose;
  object_class->finalize = packshot_strip_item_finalize;

  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_THUMBNAIL] = g_param_spec_object ("thumbnail", NULL, NULL, GDK_TYPE_TEXTURE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
packshot_strip_item_init (PackshotStripItem *self)
{
  self->framing = (PackshotPictureFraming) PACKSHOT_PICTURE_FRAMING_INIT;
}

/**
 * packshot_strip_item_new:
 * @path: (type filename): the absolute path of a photo
 * @address: (nullable): where on the web it came from
 *
 * Returns: (transfer full): a new item
 */
PackshotStripItem *
packshot_strip_item_new (const char *path, const char *address)
{
  PackshotStripItem *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (PACKSHOT_TYPE_STRIP_ITEM, NULL);
  self->path = g_strdup (path);
  self->address = g_strdup (address);

  return self;
}

/**
 * packshot_strip_item_get_path:
 * @self: an item
 *
 * Returns: (transfer none) (type filename): its file
 */
const char *
packshot_strip_item_get_path (PackshotStripItem *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP_ITEM (self), NULL);

  return self->path;
}

/**
 * packshot_strip_item_get_address:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): where on the web it came from
 */
const char *
packshot_strip_item_get_address (PackshotStripItem *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP_ITEM (self), NULL);

  return self->address;
}

/**
 * packshot_strip_item_get_value:
 * @self: an item
 * @option: a picture option
 *
 * Returns: (transfer none): the photo as a request takes it for @option: the address it came from
 *   where the service fetches from there itself, otherwise its path
 */
const char *
packshot_strip_item_get_value (PackshotStripItem *self, PackshotOption *option)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP_ITEM (self), NULL);

  return self->address != NULL && packshot_receiver_sends_address (option) ? self->address
                                                                           : self->path;
}

/**
 * packshot_strip_item_dup_file_name:
 * @self: an item
 *
 * Returns: (transfer full): what its file is called, to be shown
 */
char *
packshot_strip_item_dup_file_name (PackshotStripItem *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP_ITEM (self), NULL);

  return g_filename_display_basename (self->path);
}

/**
 * packshot_strip_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what its product is called, where that is another than all
 *   of them are called
 */
const char *
packshot_strip_item_get_name (PackshotStripItem *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP_ITEM (self), NULL);

  return self->name;
}

/**
 * packshot_strip_item_set_name:
 * @self: an item
 * @name: (nullable): what its product is called; %NULL or "" for the name of all of them
 */
void
packshot_strip_item_set_name (PackshotStripItem *self, const char *name)
{
  const char *given = name != NULL && *name != '\0' ? name : NULL;

  g_return_if_fail (PACKSHOT_IS_STRIP_ITEM (self));

  if (g_strcmp0 (given, self->name) == 0)
    return;

  g_free (self->name);
  self->name = g_strdup (given);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAME]);
}

/**
 * packshot_strip_item_get_framing:
 * @self: an item
 *
 * Returns: (transfer none): how it comes into the shape of the video
 */
const PackshotPictureFraming *
packshot_strip_item_get_framing (PackshotStripItem *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP_ITEM (self), NULL);

  return &self->framing;
}

/**
 * packshot_strip_item_set_framing:
 * @self: an item
 * @framing: how it comes into the shape of the video
 */
void
packshot_strip_item_set_framing (PackshotStripItem *self, const PackshotPictureFraming *framing)
{
  g_return_if_fail (PACKSHOT_IS_STRIP_ITEM (self) && framing != NULL);

  self->framing = *framing;
}

/**
 * packshot_strip_item_get_thumbnail:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the photo, small, once it is there
 */
GdkTexture *
packshot_strip_item_get_thumbnail (PackshotStripItem *self)
{
  g_return_val_if_fail (PACKSHOT_IS_STRIP_ITEM (self), NULL);

  return self->thumbnail;
}

/**
 * packshot_strip_item_load_thumbnail:
 * @self: an item
 * @covers: what reads it, a few at a time
 * @scale: pixels of the screen for each of the window
 *
 * Reads the thumbnail on a thread, once: for an item that is about to be seen.
 */
void
packshot_strip_item_load_thumbnail (PackshotStripItem *self, PackshotCovers *covers, int scale)
{
  g_return_if_fail (PACKSHOT_IS_STRIP_ITEM (self) && PACKSHOT_IS_COVERS (covers));

  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  /* Whoever changes the file may come back with it. */
  packshot_covers_load_async (covers, self->path, scale, FALSE, self->cancellable, loaded_cb, self);
}
