/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-dummy-list.h"

#include "packshot-core-error.h"

typedef struct
{
  GPtrArray *listings; /* (owned) (element-type PackshotListing) */
  char *trouble;       /* (owned) (nullable): what is said instead */
  GPtrArray *kept;     /* (owned) (element-type GTask): calls that are not answered yet */
  gboolean is_held;
  guint n_calls;
} DummyList;

static void
dummy_list_free (gpointer data)
{
  DummyList *self = data;

  g_ptr_array_unref (self->listings);
  g_ptr_array_unref (self->kept);
  g_free (self->trouble);
  g_free (self);
}

static DummyList *
get_list (gpointer service)
{
  DummyList *self = g_object_get_data (service, "packshot-dummy-list");

  if (self != NULL)
    return self;

  self = g_new0 (DummyList, 1);
  self->listings = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_listing_free);
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_data_full (service, "packshot-dummy-list", self, dummy_list_free);

  return self;
}

static PackshotListing *
copy_listing (const PackshotListing *listing)
{
  PackshotListing *copy = packshot_listing_new (listing->id, listing->created);
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, listing->values);
  while (g_hash_table_iter_next (&iter, &name, &text))
    packshot_listing_set (copy, name, text);

  return copy;
}

static void
answer (DummyList *self, GTask *task)
{
  g_autoptr (GPtrArray) listings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_listing_free);

  if (self->trouble != NULL)
    {
      g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE, "%s",
                               self->trouble);
      return;
    }

  for (guint i = 0; i < self->listings->len; i++)
    g_ptr_array_add (listings, copy_listing (g_ptr_array_index (self->listings, i)));
  g_task_return_pointer (task, g_steal_pointer (&listings), (GDestroyNotify) g_ptr_array_unref);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  if (g_ptr_array_remove (get_list (g_task_get_source_object (task))->kept, task))
    g_task_return_error_if_cancelled (task);
}

/**
 * packshot_dummy_list_add:
 * @service: the remote dummy
 * @listing: (transfer full): a job that it has from now on
 */
void
packshot_dummy_list_add (gpointer service, PackshotListing *listing)
{
  g_ptr_array_add (get_list (service)->listings, listing);
}

/**
 * packshot_dummy_list_fail:
 * @service: the remote dummy
 * @words: (nullable): what it says instead; %NULL for no trouble
 */
void
packshot_dummy_list_fail (gpointer service, const char *words)
{
  DummyList *self = get_list (service);

  g_free (self->trouble);
  self->trouble = g_strdup (words);
}

/**
 * packshot_dummy_list_hold:
 * @service: the remote dummy, which keeps its answers back from now on
 */
void
packshot_dummy_list_hold (gpointer service)
{
  get_list (service)->is_held = TRUE;
}

/**
 * packshot_dummy_list_release:
 * @service: the remote dummy, which gives its answers
 */
void
packshot_dummy_list_release (gpointer service)
{
  DummyList *self = get_list (service);
  g_autoptr (GPtrArray) kept = g_steal_pointer (&self->kept);

  self->is_held = FALSE;
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < kept->len; i++)
    answer (self, g_ptr_array_index (kept, i));
}

/**
 * packshot_dummy_list_count:
 * @service: the remote dummy
 *
 * Returns: how often it was asked
 */
guint
packshot_dummy_list_count (gpointer service)
{
  return get_list (service)->n_calls;
}

/**
 * packshot_dummy_list_async:
 * @service: the remote dummy
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
packshot_dummy_list_async (PackshotService *service,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  DummyList *self = get_list (service);
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);

  g_task_set_source_tag (task, packshot_dummy_list_async);
  self->n_calls++;
  if (!self->is_held)
    {
      answer (self, task);
      return;
    }

  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task, 0);
  g_ptr_array_add (self->kept, g_steal_pointer (&task));
}

/**
 * packshot_dummy_list_finish:
 * @service: the remote dummy
 * @result: the result the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): its jobs
 */
GPtrArray *
packshot_dummy_list_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_assert_true (g_task_is_valid (result, service));

  return g_task_propagate_pointer (G_TASK (result), error);
}
