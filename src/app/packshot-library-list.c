/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-library-list.h"

#include "packshot-job-badge.h"
#include "packshot-words.h"

struct _PackshotLibraryList
{
  GObject parent_instance;

  PackshotQueue *queue;        /* (owned) */
  GListStore *newest_first;    /* (owned) */
  PackshotJobFilter *filter;   /* (owned) */
  GtkFilterListModel *matches; /* (owned) */
  GtkSortListModel *found;     /* (owned) */
  PackshotJobOrder order;
  GHashTable *services; /* (owned): of PackshotLibraryService, owned, by their ids */

  GCancellable *cancellable; /* (owned) */
  gboolean has_begun;
  gboolean knows_texts; /* or is reading them */
  guint moved_id;       /* the turn in which jobs that changed are looked at again, or 0 */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SERVICES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotLibraryList, packshot_library_list, G_TYPE_OBJECT)

static void
service_free (gpointer data)
{
  PackshotLibraryService *service = data;

  g_free (service->id);
  g_free (service->name);
  g_free (service);
}

static void
texts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts =
      packshot_queue_list_texts_finish (PACKSHOT_QUEUE (source), result, &error);
  PackshotLibraryList *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_LIBRARY_LIST (user_data);
  if (texts != NULL)
    {
      packshot_job_filter_set_texts (self->filter, texts);
      return;
    }

  /* Names and numbers are searched all the same, and the next search tries again. */
  g_warning ("What was typed can’t be searched: %s", error->message);
  self->knows_texts = FALSE;
}

static void
read_texts (PackshotLibraryList *self)
{
  if (self->knows_texts || packshot_queue_get_reading (self->queue))
    return;

  self->knows_texts = TRUE;
  packshot_queue_list_texts_async (self->queue, self->cancellable, texts_cb, self);
}

static void
reading_cb (PackshotLibraryList *self)
{
  if (packshot_job_filter_is_searching (self->filter))
    read_texts (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* All at once, and not a few at a time as for a search: a list that is emptied and filled again
 * would lose the place where somebody is. */
static gboolean
moved_idle_cb (gpointer user_data)
{
  PackshotLibraryList *self = user_data;
  GtkSorter *sorter = gtk_sort_list_model_get_sorter (self->found);

  self->moved_id = 0;
  gtk_filter_list_model_set_incremental (self->matches, FALSE);
  packshot_job_filter_moved (self->filter);
  gtk_filter_list_model_set_incremental (self->matches, TRUE);
  if (sorter != NULL && packshot_job_order_depends_on_state (self->order))
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);

  return G_SOURCE_REMOVE;
}

/* A thousand may be thrown away in one go. */
static void
moved_cb (PackshotLibraryList *self)
{
  if (self->moved_id == 0)
    self->moved_id = g_idle_add_full (G_PRIORITY_DEFAULT, moved_idle_cb, self, NULL);
}

static void
state_cb (PackshotLibraryList *self)
{
  if (packshot_job_filter_get_group (self->filter) != PACKSHOT_JOB_GROUP_ALL
      || packshot_job_order_depends_on_state (self->order))
    moved_cb (self);
}

/* What has ended stays where it is, unless somebody throws it away: of ten thousand jobs only a few
 * have to be listened to otherwise. */
static void
follow (PackshotLibraryList *self, PackshotJob *job)
{
  g_signal_connect_swapped (job, "notify::trashed", G_CALLBACK (moved_cb), self);
  if (packshot_words_is_over (job))
    return;

  g_signal_connect_swapped (job, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_connect_swapped (job, "notify::key-needed", G_CALLBACK (state_cb), self);
  g_signal_connect_swapped (job, "notify::charged", G_CALLBACK (state_cb), self);
}

/* Returns: whether there is one service more or less */
static gboolean
count (PackshotLibraryList *self, PackshotJob *job, int n)
{
  const char *id = packshot_job_get_service (job);
  PackshotLibraryService *service = g_hash_table_lookup (self->services, id);

  if (service == NULL)
    {
      service = g_new0 (PackshotLibraryService, 1);
      service->id = g_strdup (id);
      service->name = g_strdup (packshot_job_badge_get_service (job));
      g_hash_table_insert (self->services, service->id, service);
    }

  service->n_jobs += (guint) n;
  return service->n_jobs == (n > 0 ? 1 : 0);
}

static gboolean
forget (PackshotLibraryList *self, guint position, guint n_removed)
{
  gboolean has_changed = FALSE;

  for (guint i = 0; i < n_removed; i++)
    {
      g_autoptr (PackshotJob) job =
          g_list_model_get_item (G_LIST_MODEL (self->newest_first), position + i);

      g_signal_handlers_disconnect_by_data (job, self);
      has_changed |= count (self, job, -1);
    }

  return has_changed;
}

static void
jobs_changed_cb (GListModel *jobs,
                 guint position,
                 guint n_removed,
                 guint n_added,
                 PackshotLibraryList *self)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->newest_first));
  guint place = n_before - position - n_removed;
  g_autoptr (GPtrArray) added = g_ptr_array_new_full (n_added, g_object_unref);
  gboolean has_changed = forget (self, place, n_removed);
  gboolean is_strange = FALSE;

  for (guint i = n_added; i > 0; i--)
    {
      PackshotJob *job = g_list_model_get_item (jobs, position + i - 1);

      g_ptr_array_add (added, job);
      follow (self, job);
      has_changed |= count (self, job, 1);
      is_strange |= packshot_job_get_request (job) == NULL;
    }

  g_list_store_splice (self->newest_first, place, n_removed, added->pdata, n_added);
  /* Another program made it: what was typed there has to be read. */
  if (is_strange)
    self->knows_texts = FALSE;
  if (is_strange && packshot_job_filter_is_searching (self->filter))
    read_texts (self);
  if (has_changed)
    g_signal_emit (self, signals[SIGNAL_SERVICES_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
changed_cb (PackshotLibraryList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const PackshotLibraryService *one = *(PackshotLibraryService *const *) a;
  const PackshotLibraryService *other = *(PackshotLibraryService *const *) b;

  return g_utf8_collate (one->name, other->name);
}

static void
packshot_library_list_dispose (GObject *object)
{
  PackshotLibraryList *self = PACKSHOT_LIBRARY_LIST (object);

  g_clear_handle_id (&self->moved_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->newest_first != NULL)
    forget (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->newest_first)));
  g_clear_object (&self->found);
  g_clear_object (&self->matches);
  g_clear_object (&self->filter);
  g_clear_object (&self->newest_first);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (packshot_library_list_parent_class)->dispose (object);
}

static void
packshot_library_list_finalize (GObject *object)
{
  PackshotLibraryList *self = PACKSHOT_LIBRARY_LIST (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->services);

  G_OBJECT_CLASS (packshot_library_list_parent_class)->finalize (object);
}

static void
packshot_library_list_class_init (PackshotLibraryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_library_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_library_list_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PACKSHOT_TYPE_LIBRARY_LIST, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SERVICES_CHANGED] =
      g_signal_new ("services-changed", PACKSHOT_TYPE_LIBRARY_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
packshot_library_list_init (PackshotLibraryList *self)
{
  self->cancellable = g_cancellable_new ();
  self->services = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, service_free);
  self->newest_first = g_list_store_new (PACKSHOT_TYPE_JOB);
  self->filter = packshot_job_filter_new ();
  self->matches = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->newest_first)),
                                             g_object_ref (GTK_FILTER (self->filter)));
  gtk_filter_list_model_set_incremental (self->matches, TRUE);
  self->found = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->matches)), NULL);
  gtk_sort_list_model_set_incremental (self->found, TRUE);

  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->matches, "notify::pending", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * packshot_library_list_new:
 * @queue: whose jobs are listed
 *
 * Returns: (transfer full): the list, which is empty until packshot_library_list_begin()
 */
PackshotLibraryList *
packshot_library_list_new (PackshotQueue *queue)
{
  PackshotLibraryList *self;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (queue), NULL);

  self = g_object_new (PACKSHOT_TYPE_LIBRARY_LIST, NULL);
  self->queue = g_object_ref (queue);

  return self;
}

/**
 * packshot_library_list_begin:
 * @self: a list
 *
 * Lists the jobs there are, and those to come. Called when somebody looks: at the start of the
 * program nobody waits for it. Does nothing the second time.
 */
void
packshot_library_list_begin (PackshotLibraryList *self)
{
  GListModel *jobs;

  g_return_if_fail (PACKSHOT_IS_LIBRARY_LIST (self));

  if (self->has_begun)
    return;

  self->has_begun = TRUE;
  jobs = packshot_queue_get_jobs (self->queue);
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (jobs_changed_cb), self, 0);
  g_signal_connect_object (self->queue, "notify::reading", G_CALLBACK (reading_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "notify::trouble", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  jobs_changed_cb (jobs, 0, 0, g_list_model_get_n_items (jobs), self);
}

/**
 * packshot_library_list_get_found:
 * @self: a list
 *
 * Returns: (transfer none): a list of #PackshotJob: those that are looked for, sorted
 */
GListModel *
packshot_library_list_get_found (PackshotLibraryList *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LIBRARY_LIST (self), NULL);

  return G_LIST_MODEL (self->found);
}

/**
 * packshot_library_list_get_filter:
 * @self: a list
 *
 * Returns: (transfer none): which jobs are looked for. What is searched is set by
 *   packshot_library_list_set_search() alone
 */
PackshotJobFilter *
packshot_library_list_get_filter (PackshotLibraryList *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LIBRARY_LIST (self), NULL);

  return self->filter;
}

/**
 * packshot_library_list_get_n_jobs:
 * @self: a list
 *
 * Returns: how many jobs there are, found or not, those in the trash among them
 */
guint
packshot_library_list_get_n_jobs (PackshotLibraryList *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LIBRARY_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->newest_first));
}

/**
 * packshot_library_list_get_pending:
 * @self: a list
 *
 * Returns: whether jobs are still being looked through
 */
gboolean
packshot_library_list_get_pending (PackshotLibraryList *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LIBRARY_LIST (self), FALSE);

  return gtk_filter_list_model_get_pending (self->matches) > 0;
}

/**
 * packshot_library_list_list_services:
 * @self: a list
 *
 * Returns: (transfer container) (element-type PackshotLibraryService): the services that occur, by
 *   their names
 */
GPtrArray *
packshot_library_list_list_services (PackshotLibraryList *self)
{
  GPtrArray *services = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (PACKSHOT_IS_LIBRARY_LIST (self), services);

  g_hash_table_iter_init (&iter, self->services);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((PackshotLibraryService *) value)->n_jobs > 0)
      g_ptr_array_add (services, value);
  g_ptr_array_sort (services, compare_names);

  return services;
}

/**
 * packshot_library_list_list_trash:
 * @self: a list
 *
 * Returns: (transfer full) (element-type PackshotJob): all that is in the trash, found or not
 */
GPtrArray *
packshot_library_list_list_trash (PackshotLibraryList *self)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (PACKSHOT_IS_LIBRARY_LIST (self), jobs);

  for (guint i = 0; i < packshot_library_list_get_n_jobs (self); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (G_LIST_MODEL (self->newest_first), i);

      if (packshot_job_get_trashed (job) != 0)
        g_ptr_array_add (jobs, g_steal_pointer (&job));
    }

  return jobs;
}

/**
 * packshot_library_list_get_order:
 * @self: a list
 *
 * Returns: how it is sorted
 */
PackshotJobOrder
packshot_library_list_get_order (PackshotLibraryList *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LIBRARY_LIST (self), PACKSHOT_JOB_ORDER_NEWEST);

  return self->order;
}

/**
 * packshot_library_list_set_order:
 * @self: a list
 * @order: how to sort it
 */
void
packshot_library_list_set_order (PackshotLibraryList *self, PackshotJobOrder order)
{
  g_autoptr (GtkSorter) sorter = NULL;

  g_return_if_fail (PACKSHOT_IS_LIBRARY_LIST (self));

  self->order = order;
  sorter = packshot_job_order_make_sorter (order);
  gtk_sort_list_model_set_sorter (self->found, sorter);
}

/**
 * packshot_library_list_set_search:
 * @self: a list
 * @words: what to look for in titles, in what was typed, and in ids; empty for nothing
 */
void
packshot_library_list_set_search (PackshotLibraryList *self, const char *words)
{
  g_return_if_fail (PACKSHOT_IS_LIBRARY_LIST (self) && words != NULL);

  packshot_job_filter_set_search (self->filter, words);
  if (packshot_job_filter_is_searching (self->filter))
    read_texts (self);
}
