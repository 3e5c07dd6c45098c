/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What a service can be asked that is about no job of ours: which jobs it has, which values it
 * offers, and to keep a file. */

#include "packshot-service.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"

static const char *
get_name (PackshotService *self)
{
  return packshot_manifest_get_name (packshot_service_get_manifest (self));
}

static void
return_missing (PackshotService *self,
                gpointer tag,
                const char *words,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, tag, PACKSHOT_CORE_ERROR,
                           PACKSHOT_CORE_ERROR_STATE, "%s", words);
}

/**
 * packshot_service_list_async:
 * @self: a service
 * @cancellable: (nullable): stops it
 * @callback: called in the main thread when the answer is there
 * @user_data: for @callback
 *
 * Asks which jobs the service has. Costs nothing.
 */
void
packshot_service_list_async (PackshotService *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_SERVICE (self));

  if (PACKSHOT_SERVICE_GET_CLASS (self)->list_async != NULL)
    PACKSHOT_SERVICE_GET_CLASS (self)->list_async (self, cancellable, callback, user_data);
  else
    {
      g_autofree char *words =
          g_strdup_printf (_ ("%s can’t tell which videos it has."), get_name (self));

      return_missing (self, packshot_service_list_async, words, callback, user_data);
    }
}

/**
 * packshot_service_list_finish:
 * @self: a service
 * @result: the result the callback got
 * @error: return location for an error, one sentence to show as it is: #PACKSHOT_CORE_ERROR_STATE
 *   where the service can't tell, #PACKSHOT_CORE_ERROR_SERVICE where it did not,
 *   %G_IO_ERROR_HOST_UNREACHABLE where it was not asked, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type PackshotListing): its jobs in its own order, or %NULL
 *   on error
 */
GPtrArray *
packshot_service_list_finish (PackshotService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_SERVICE (self), NULL);

  if (g_async_result_is_tagged (result, packshot_service_list_async))
    return g_task_propagate_pointer (G_TASK (result), error);

  return PACKSHOT_SERVICE_GET_CLASS (self)->list_finish (self, result, error);
}

/**
 * packshot_service_catalog_async:
 * @self: a service
 * @option: the name of an option for which packshot_option_get_catalog() holds
 * @cancellable: (nullable): stops it
 * @callback: called in the main thread when the answer is there
 * @user_data: for @callback
 *
 * Asks which values the service offers for an option. Costs nothing.
 */
void
packshot_service_catalog_async (PackshotService *self,
                                const char *option,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_SERVICE (self) && option != NULL);

  if (PACKSHOT_SERVICE_GET_CLASS (self)->catalog_async != NULL)
    PACKSHOT_SERVICE_GET_CLASS (self)->catalog_async (self, option, cancellable, callback,
                                                      user_data);
  else
    {
      g_autofree char *words =
          g_strdup_printf (_ ("%s has no list to choose from."), get_name (self));

      return_missing (self, packshot_service_catalog_async, words, callback, user_data);
    }
}

/**
 * packshot_service_catalog_finish:
 * @self: a service
 * @result: the result the callback got
 * @error: return location for an error, as of packshot_service_list_finish()
 *
 * Returns: (transfer full) (element-type PackshotCatalogItem): the values in the service's own
 *   order, or %NULL on error
 */
GPtrArray *
packshot_service_catalog_finish (PackshotService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_SERVICE (self), NULL);

  if (g_async_result_is_tagged (result, packshot_service_catalog_async))
    return g_task_propagate_pointer (G_TASK (result), error);

  return PACKSHOT_SERVICE_GET_CLASS (self)->catalog_finish (self, result, error);
}

/**
 * packshot_service_can_host:
 * @self: a service
 *
 * Returns: whether it puts files where they have a public address
 */
gboolean
packshot_service_can_host (PackshotService *self)
{
  g_return_val_if_fail (PACKSHOT_IS_SERVICE (self), FALSE);

  return PACKSHOT_SERVICE_GET_CLASS (self)->can_host != NULL
         && PACKSHOT_SERVICE_GET_CLASS (self)->can_host (self);
}

/**
 * packshot_service_host_async:
 * @self: a service
 * @path: (type filename): a file
 * @content_type: what it is: "image/jpeg"
 * @cancellable: (nullable): stops it
 * @callback: called in the main thread when the answer is there
 * @user_data: for @callback
 *
 * Puts a file where it has a public address. Only for a service that the user chose for this.
 */
void
packshot_service_host_async (PackshotService *self,
                             const char *path,
                             const char *content_type,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_SERVICE (self) && path != NULL && content_type != NULL);

  if (packshot_service_can_host (self))
    PACKSHOT_SERVICE_GET_CLASS (self)->host_async (self, path, content_type, cancellable, callback,
                                                   user_data);
  else
    {
      g_autofree char *words = g_strdup_printf (_ ("%s does not keep files."), get_name (self));

      return_missing (self, packshot_service_host_async, words, callback, user_data);
    }
}

/**
 * packshot_service_host_finish:
 * @self: a service
 * @result: the result the callback got
 * @error: return location for an error, as of packshot_service_list_finish()
 *
 * Returns: (transfer full): the address of the file, or %NULL on error
 */
char *
packshot_service_host_finish (PackshotService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_SERVICE (self), NULL);

  if (g_async_result_is_tagged (result, packshot_service_host_async))
    return g_task_propagate_pointer (G_TASK (result), error);

  return PACKSHOT_SERVICE_GET_CLASS (self)->host_finish (self, result, error);
}
