/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-web-pictures.h"

#include "packshot-net-fetch.h"
#include "packshot-photo.h"
#include "packshot-picture-cache.h"

/* So many are on their way at once; the others wait, and who scrolls on leaves the queue. */
#define N_AT_ONCE 6

/* What is a small picture for a list, in bytes. */
#define MOST_BYTES (8 * 1024 * 1024)

struct _PackshotWebPictures
{
  GObject parent_instance;

  PackshotNetSession *session; /* (owned) */
  PackshotPictureCache *cache; /* (owned) */
  GQueue waiting;              /* (element-type GTask) (owned): the latest first */
  guint n_running;
};

G_DEFINE_FINAL_TYPE (PackshotWebPictures, packshot_web_pictures, G_TYPE_OBJECT)

typedef struct
{
  /* Input. */
  char *address; /* (owned) */

  /* In progress. */
  PackshotNetFile *file; /* (owned) (nullable): has no name any more */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->file, packshot_net_file_free);
  g_free (load->address);
  g_free (load);
}

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
end (GTask *task)
{
  PackshotWebPictures *self = g_task_get_source_object (task);

  self->n_running--;
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotWebPictures *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) photo = packshot_photo_load_finish (result, &error);

  if (photo != NULL)
    {
      GdkTexture *texture = packshot_photo_get_texture (photo);

      packshot_picture_cache_add (self->cache, load->address, texture);
      g_task_return_pointer (task, g_object_ref (texture), g_object_unref);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));

  end (task);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  load->file = packshot_net_fetch_finish (PACKSHOT_NET_SESSION (source), result, &error);
  if (load->file == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      end (task);
      return;
    }

  /* It has no name, but for the one that the kernel gives each open file. */
  path = g_strdup_printf ("/proc/self/fd/%d", packshot_net_file_get_fd (load->file));
  packshot_photo_load_async (path, PACKSHOT_PHOTO_TILE_PIXELS, g_task_get_cancellable (task),
                             decoded_cb, g_object_ref (task));
}

static void
start_next (PackshotWebPictures *self)
{
  static const char *const pictures[] = { "image/*", NULL };

  while (self->n_running < N_AT_ONCE && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);
      Load *load = g_task_get_task_data (task);

      if (g_task_return_error_if_cancelled (task))
        continue;

      self->n_running++;
      packshot_net_fetch_nameless_async (self->session, load->address, MOST_BYTES, pictures,
                                         g_task_get_cancellable (task), fetched_cb,
                                         g_object_ref (task));
    }
}

static void
packshot_web_pictures_finalize (GObject *object)
{
  PackshotWebPictures *self = PACKSHOT_WEB_PICTURES (object);

  /* Each task that waits holds its source, which is this. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_object (&self->session);
  g_clear_object (&self->cache);

  G_OBJECT_CLASS (packshot_web_pictures_parent_class)->finalize (object);
}

static void
packshot_web_pictures_class_init (PackshotWebPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_web_pictures_finalize;

  signals[SIGNAL_ENDED] =
      g_signal_new_class_handler ("ended", PACKSHOT_TYPE_WEB_PICTURES, G_SIGNAL_RUN_LAST,
                                  G_CALLBACK (start_next), NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
packshot_web_pictures_init (PackshotWebPictures *self)
{
  g_queue_init (&self->waiting);
  self->session = packshot_net_session_new ();
  self->cache = packshot_picture_cache_new ();
}

/**
 * packshot_web_pictures_new:
 *
 * Returns: (transfer full): a new object that has no pictures yet
 */
PackshotWebPictures *
packshot_web_pictures_new (void)
{
  return g_object_new (PACKSHOT_TYPE_WEB_PICTURES, NULL);
}

/**
 * packshot_web_pictures_look_up:
 * @self: the pictures
 * @address: an http or https address
 *
 * Returns: (transfer none) (nullable): the picture, if it is here
 */
GdkTexture *
packshot_web_pictures_look_up (PackshotWebPictures *self, const char *address)
{
  g_return_val_if_fail (PACKSHOT_IS_WEB_PICTURES (self), NULL);

  return packshot_picture_cache_look_up (self->cache, address);
}

/**
 * packshot_web_pictures_load_async:
 * @self: the pictures
 * @address: an http or https address
 * @cancellable: (nullable): stops it
 * @callback: called when the picture is there
 * @user_data: for @callback
 *
 * Brings a picture here. What was asked for last comes first: it is what somebody looks at.
 */
void
packshot_web_pictures_load_async (PackshotWebPictures *self,
                                  const char *address,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;
  Load *load;

  g_return_if_fail (PACKSHOT_IS_WEB_PICTURES (self) && address != NULL);

  load = g_new0 (Load, 1);
  load->address = g_strdup (address);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_web_pictures_load_async);
  g_task_set_task_data (task, load, load_free);

  g_queue_push_head (&self->waiting, task);
  start_next (self);
}

/**
 * packshot_web_pictures_load_finish:
 * @self: the pictures
 * @result: the result the callback got
 * @error: return location for an error, one sentence to show as it is, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the picture, or %NULL on error
 */
GdkTexture *
packshot_web_pictures_load_finish (PackshotWebPictures *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_web_pictures_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
