/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Pictures that stand in the order itself, as data: addresses (RFC 2397). */

#include "config.h"

#include "packshot-http-inline.h"

#include "packshot-call.h"

typedef struct
{
  /* Input. */
  GPtrArray *copies; /* (owned) (element-type PackshotJobCopy) */

  /* Output. */
  GPtrArray *ids; /* (owned) (element-type PackshotRemoteId) */
} InlineData;

static void
inline_data_free (gpointer data)
{
  InlineData *inlined = data;

  g_ptr_array_unref (inlined->copies);
  g_ptr_array_unref (inlined->ids);
  g_free (inlined);
}

/* What is sent has to be what the user saw. */
static PackshotRemoteId *
read_copy (const PackshotJobCopy *copy, GCancellable *cancellable, GError **error)
{
  g_autofree char *contents = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *address = NULL;
  gsize size;

  if (!packshot_job_copy_check (copy, cancellable, error)
      || !g_file_get_contents (copy->path, &contents, &size, error))
    return NULL;

  base64 = g_base64_encode ((const guchar *) contents, size);
  address =
      g_strconcat ("data:", packshot_call_find_content_type (copy->path), ";base64,", base64, NULL);

  return packshot_remote_id_new (copy->option, address, NULL);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  InlineData *inlined = task_data;
  GError *error = NULL;

  for (guint i = 0; i < inlined->copies->len; i++)
    {
      PackshotRemoteId *id =
          read_copy (g_ptr_array_index (inlined->copies, i), cancellable, &error);

      if (id == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      g_ptr_array_add (inlined->ids, id);
    }

  g_task_return_boolean (task, TRUE);
}

static gboolean
is_inline (PackshotManifest *manifest, const PackshotJobCopy *copy)
{
  PackshotOption *option = packshot_manifest_lookup (manifest, copy->option);

  return option != NULL
         && packshot_option_get_transport (option) == PACKSHOT_PICTURE_TRANSPORT_INLINE;
}

/**
 * packshot_http_inline_async:
 * @service: the service
 * @manifest: what it offers
 * @copies: (element-type PackshotJobCopy): the pictures of a job
 * @cancellable: (nullable): stops it
 * @callback: called when all are read
 * @user_data: for @callback
 *
 * Reads the pictures that the manifest says stand in the order.
 */
void
packshot_http_inline_async (PackshotService *service,
                            PackshotManifest *manifest,
                            const GPtrArray *copies,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  InlineData *inlined = g_new0 (InlineData, 1);

  inlined->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_job_copy_free);
  inlined->ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  for (guint i = 0; i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);

      if (is_inline (manifest, copy))
        g_ptr_array_add (inlined->copies, packshot_job_copy_dup (copy));
    }

  g_task_set_source_tag (task, packshot_http_inline_async);
  g_task_set_task_data (task, inlined, inline_data_free);
  if (inlined->copies->len > 0)
    g_task_run_in_thread (task, read_in_thread);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * packshot_http_inline_finish:
 * @service: the service
 * @result: the result the callback got
 * @remote_ids: (element-type PackshotRemoteId): where to add the pictures: of the kind of their
 *   option, as data: addresses. They are too large to be kept with the job
 * @error: return location for an error that says why a picture can't be read
 *
 * Returns: whether they are all there
 */
gboolean
packshot_http_inline_finish (PackshotService *service,
                             GAsyncResult *result,
                             GPtrArray *remote_ids,
                             GError **error)
{
  InlineData *inlined;

  g_return_val_if_fail (g_task_is_valid (result, service), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_inline_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  inlined = g_task_get_task_data (G_TASK (result));
  g_ptr_array_extend_and_steal (remote_ids, g_steal_pointer (&inlined->ids));
  inlined->ids = g_ptr_array_new ();
  return TRUE;
}
