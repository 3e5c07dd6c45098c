/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What was typed for the jobs of the queue, to be searched. */

#include "packshot-ledger-text.h"
#include "packshot-queue-private.h"

static void
texts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *texts = packshot_ledger_list_finish (PACKSHOT_LEDGER (source), result, &error);

  if (texts != NULL)
    g_task_return_pointer (task, texts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
add_typed (GHashTable *typed, PackshotManifest *manifest)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);

      if (packshot_option_is_typed (option))
        g_hash_table_add (typed, g_strconcat (packshot_manifest_get_id (manifest), "/",
                                              packshot_option_get_name (option), NULL));
    }
}

/* A copy, since the ledger reads it in its thread. */
static GHashTable *
list_typed (PackshotRegistry *registry)
{
  GHashTable *typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *manifests = packshot_registry_get_manifests (registry);

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      add_typed (typed, manifest);
    }

  return typed;
}

/**
 * packshot_queue_list_texts_async:
 * @self: a queue
 * @cancellable: (nullable): stops it
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads what was typed for all jobs, such as prompts and names of products, in the thread of the
 * ledger. For who searches; jobs made since have their requests with them.
 */
void
packshot_queue_list_texts_async (PackshotQueue *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GHashTable) typed = NULL;

  g_return_if_fail (PACKSHOT_IS_QUEUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, packshot_queue_list_texts_async);

  if (self->ledger == NULL)
    {
      g_task_return_pointer (
          task, g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_text_free),
          (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  typed = list_typed (self->registry);
  packshot_ledger_list_texts_async (self->ledger, typed, cancellable, texts_cb,
                                    g_steal_pointer (&task));
}

/**
 * packshot_queue_list_texts_finish:
 * @self: a queue
 * @result: the result the callback got
 * @error: return location for a #GIOErrorEnum or a #PACKSHOT_CORE_ERROR_LEDGER
 *
 * Returns: (transfer full) (element-type PackshotLedgerText): the texts, the oldest first; empty
 *   where no ledger is open; %NULL on error
 */
GPtrArray *
packshot_queue_list_texts_finish (PackshotQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
