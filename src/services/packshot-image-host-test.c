/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Tries whether the image host of the user works, without a photo. */

#include "config.h"

#include "packshot-image-host-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* One white pixel, in the format PNG. */
static const guint8 pixel[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
  0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
  0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78,
  0xda, 0x63, 0xf8, 0x0f, 0x00, 0x01, 0x01, 0x01, 0x00, 0x1c, 0xb0, 0x8c, 0x99, 0x00,
  0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

static void
return_reply (GTask *task, PackshotReply *reply)
{
  g_task_return_pointer (task, reply, (GDestroyNotify) packshot_reply_free);
}

static void
remove_file (gpointer data)
{
  g_unlink (data);
  g_free (data);
}

/* Returns: (transfer full) (type filename) (nullable) */
static char *
write_pixel (GError **error)
{
  char *path = NULL;
  int fd = g_file_open_tmp ("packshot-XXXXXX.png", &path, error);

  if (fd < 0)
    return NULL;

  close (fd);
  if (g_file_set_contents (path, (const char *) pixel, sizeof pixel, error))
    return path;

  remove_file (path);
  return NULL;
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PackshotReply *trouble = NULL;
  g_autofree char *address =
      packshot_image_host_put_finish (PACKSHOT_IMAGE_HOST (source), result, &trouble);

  return_reply (task, address != NULL ? packshot_reply_new (PACKSHOT_VERDICT_DONE) : trouble);
}

static void
try_folder (GTask *task)
{
  g_autoptr (GError) error = NULL;
  char *path = write_pixel (&error);

  if (path == NULL)
    {
      return_reply (task, packshot_reply_new_take_words (PACKSHOT_VERDICT_LOCAL_FAILURE,
                                                         g_strdup (error->message)));
      return;
    }

  g_task_set_task_data (task, path, remove_file);
  packshot_image_host_put_full_async (g_task_get_source_object (task), path, "image/png", TRUE,
                                      g_task_get_cancellable (task), put_cb, g_object_ref (task));
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  PackshotReply *reply = packshot_service_test_finish (PACKSHOT_SERVICE (source), result, &error);

  if (reply != NULL)
    return_reply (task, reply);
  else
    g_task_return_error (task, error);
}

static void
try_service (GTask *task, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotService) service =
      packshot_image_host_find_service (g_task_get_source_object (task), id, &error);

  if (service != NULL)
    packshot_service_test_async (service, g_task_get_cancellable (task), tested_cb,
                                 g_object_ref (task));
  else
    return_reply (task, packshot_reply_new_take_words (PACKSHOT_VERDICT_BAD_INPUT,
                                                       g_strdup (error->message)));
}

/**
 * packshot_image_host_test_async:
 * @self: the image host
 * @cancellable: (nullable): stops it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Tries the image host: puts a picture of one pixel there, looks for it as a stranger would, and
 * takes it away again if the image host lets us; or asks the service that is the image host. Costs
 * nothing.
 */
void
packshot_image_host_test_async (PackshotImageHost *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (PackshotImageHostSettings) host = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PACKSHOT_IS_IMAGE_HOST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_image_host_test_async);
  host = packshot_settings_dup_image_host (self->settings, &error);

  if (host != NULL && host->kind == PACKSHOT_IMAGE_HOST_PUT)
    try_folder (task);
  else if (host != NULL && host->kind == PACKSHOT_IMAGE_HOST_SERVICE)
    try_service (task, host->service);
  else
    return_reply (task,
                  packshot_reply_new_take_words (
                      PACKSHOT_VERDICT_BAD_INPUT,
                      g_strdup (error != NULL ? error->message : _ ("No image host is set up."))));
}

/**
 * packshot_image_host_test_finish:
 * @self: the image host
 * @result: what the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): done, or what is wrong; %NULL on error
 */
PackshotReply *
packshot_image_host_test_finish (PackshotImageHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_image_host_test_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
