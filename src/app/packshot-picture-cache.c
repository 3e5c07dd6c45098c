/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-picture-cache.h"

/* As many as a grid has ready above and below what is seen; each has a sixth of a megabyte. */
#define N_MOST 200

struct _PackshotPictureCache
{
  GObject parent_instance;

  GHashTable *pictures; /* (element-type filename GdkTexture) */
  GQueue names;         /* (element-type filename): the hash table's own, the latest first */
};

G_DEFINE_FINAL_TYPE (PackshotPictureCache, packshot_picture_cache, G_TYPE_OBJECT)

static void
packshot_picture_cache_finalize (GObject *object)
{
  PackshotPictureCache *self = PACKSHOT_PICTURE_CACHE (object);

  g_queue_clear (&self->names);
  g_hash_table_unref (self->pictures);

  G_OBJECT_CLASS (packshot_picture_cache_parent_class)->finalize (object);
}

static void
packshot_picture_cache_class_init (PackshotPictureCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_picture_cache_finalize;
}

static void
packshot_picture_cache_init (PackshotPictureCache *self)
{
  g_queue_init (&self->names);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * packshot_picture_cache_new:
 *
 * Returns: (transfer full): an empty cache
 */
PackshotPictureCache *
packshot_picture_cache_new (void)
{
  return g_object_new (PACKSHOT_TYPE_PICTURE_CACHE, NULL);
}

/**
 * packshot_picture_cache_look_up:
 * @self: a cache
 * @path: (type filename): the file of a picture
 *
 * Returns: (transfer none) (nullable): the picture, or %NULL where it has to be read
 */
GdkTexture *
packshot_picture_cache_look_up (PackshotPictureCache *self, const char *path)
{
  gpointer name;
  gpointer picture;

  g_return_val_if_fail (PACKSHOT_IS_PICTURE_CACHE (self) && path != NULL, NULL);

  if (!g_hash_table_lookup_extended (self->pictures, path, &name, &picture))
    return NULL;

  g_queue_remove (&self->names, name);
  g_queue_push_head (&self->names, name);
  return picture;
}

/**
 * packshot_picture_cache_add:
 * @self: a cache
 * @path: (type filename): the file of a picture that never changes
 * @picture: the picture
 *
 * Keeps a picture, in the place of the one that was not wanted for the longest time.
 */
void
packshot_picture_cache_add (PackshotPictureCache *self, const char *path, GdkTexture *picture)
{
  char *name;

  g_return_if_fail (PACKSHOT_IS_PICTURE_CACHE (self) && path != NULL && GDK_IS_TEXTURE (picture));

  if (g_hash_table_contains (self->pictures, path))
    return;

  if (self->names.length == N_MOST)
    g_hash_table_remove (self->pictures, g_queue_pop_tail (&self->names));

  name = g_strdup (path);
  g_hash_table_insert (self->pictures, name, g_object_ref (picture));
  g_queue_push_head (&self->names, name);
}
