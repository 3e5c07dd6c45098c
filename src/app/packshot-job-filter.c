/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-job-filter.h"

#include <string.h>

#include "packshot-ledger-text.h"
#include "packshot-text.h"
#include "packshot-words.h"

struct _PackshotJobFilter
{
  GtkFilter parent_instance;

  PackshotJobGroup group;
  char *service;     /* (owned) (nullable): its id; NULL for all */
  char *search;      /* (owned): folded, and empty where nothing is searched */
  GHashTable *names; /* (owned): titles and ids of jobs by their ids, folded when first searched */
  GPtrArray *texts;  /* (owned) (nullable): what was typed; megabytes, and so never copied */
  GHashTable *typed; /* (owned): the same by the rows of jobs, which are in the texts themselves */
};

G_DEFINE_ENUM_TYPE (PackshotJobGroup,
                    packshot_job_group,
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_GROUP_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_GROUP_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_GROUP_RESTING, "resting"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_GROUP_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_GROUP_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_GROUP_TRASH, "trash"))

G_DEFINE_FINAL_TYPE (PackshotJobFilter, packshot_job_filter, GTK_TYPE_FILTER)

static gboolean
has_words (PackshotJobFilter *self, const char *text)
{
  g_autofree char *folded = packshot_text_fold (text);

  return strstr (folded, self->search) != NULL;
}

/* Folded once and not with each letter that is typed: there may be thousands. */
static gboolean
has_name (PackshotJobFilter *self, PackshotJob *job)
{
  const char *id = packshot_job_get_id (job);
  const char *known = g_hash_table_lookup (self->names, id);

  if (known == NULL)
    {
      g_autofree char *title = packshot_words_dup_title (job);
      g_autofree char *name = g_strconcat (title, "\n", id, NULL);
      char *folded = packshot_text_fold (name);

      g_hash_table_insert (self->names, g_strdup (id), folded);
      known = folded;
    }

  return strstr (known, self->search) != NULL;
}

/* What was asked since the start is there to be read; the rest comes from the ledger. */
static gboolean
has_typed (PackshotJobFilter *self, PackshotJob *job)
{
  PackshotRequest *request = packshot_job_get_request (job);
  gint64 row = packshot_job_get_row (job);
  const char *known = g_hash_table_lookup (self->typed, &row);
  g_autofree char *typed = request != NULL ? packshot_request_dup_typed (request) : NULL;

  return (known != NULL && strstr (known, self->search) != NULL)
         || (typed != NULL && strstr (typed, self->search) != NULL);
}

static gboolean
has_remote_id (PackshotJobFilter *self, PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const PackshotRemoteId *id = g_ptr_array_index (ids, i);

      if (has_words (self, id->id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_found (PackshotJobFilter *self, PackshotJob *job)
{
  if (*self->search == '\0')
    return TRUE;

  return has_name (self, job) || has_remote_id (self, job) || has_typed (self, job);
}

static gboolean
packshot_job_filter_match (GtkFilter *filter, gpointer item)
{
  PackshotJobFilter *self = PACKSHOT_JOB_FILTER (filter);
  PackshotJobGroup group = packshot_job_filter_find_group (item);
  gboolean in_group = self->group == PACKSHOT_JOB_GROUP_ALL ? group != PACKSHOT_JOB_GROUP_TRASH
                                                            : group == self->group;

  if (!in_group
      || (self->service != NULL && !g_str_equal (self->service, packshot_job_get_service (item))))
    return FALSE;

  return is_found (self, item);
}

static void
packshot_job_filter_finalize (GObject *object)
{
  PackshotJobFilter *self = PACKSHOT_JOB_FILTER (object);

  g_free (self->service);
  g_free (self->search);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->typed);
  g_clear_pointer (&self->texts, g_ptr_array_unref);

  G_OBJECT_CLASS (packshot_job_filter_parent_class)->finalize (object);
}

static void
packshot_job_filter_class_init (PackshotJobFilterClass *klass)
{
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = packshot_job_filter_finalize;
  filter_class->match = packshot_job_filter_match;
}

static void
packshot_job_filter_init (PackshotJobFilter *self)
{
  self->search = g_strdup ("");
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->typed = g_hash_table_new (g_int64_hash, g_int64_equal);
}

/**
 * packshot_job_filter_new:
 *
 * Returns: (transfer full): a filter that lets all jobs through that are not in the trash
 */
PackshotJobFilter *
packshot_job_filter_new (void)
{
  return g_object_new (PACKSHOT_TYPE_JOB_FILTER, NULL);
}

/**
 * packshot_job_filter_set_group:
 * @self: a filter
 * @group: which jobs to let through
 */
void
packshot_job_filter_set_group (PackshotJobFilter *self, PackshotJobGroup group)
{
  g_return_if_fail (PACKSHOT_IS_JOB_FILTER (self));

  if (self->group == group)
    return;

  self->group = group;
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * packshot_job_filter_get_group:
 * @self: a filter
 *
 * Returns: which jobs it lets through
 */
PackshotJobGroup
packshot_job_filter_get_group (PackshotJobFilter *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB_FILTER (self), PACKSHOT_JOB_GROUP_ALL);

  return self->group;
}

/**
 * packshot_job_filter_set_service:
 * @self: a filter
 * @service: (nullable): the id of the service whose jobs to let through; %NULL for all
 */
void
packshot_job_filter_set_service (PackshotJobFilter *self, const char *service)
{
  g_return_if_fail (PACKSHOT_IS_JOB_FILTER (self));

  if (g_strcmp0 (self->service, service) == 0)
    return;

  g_free (self->service);
  self->service = g_strdup (service);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * packshot_job_filter_get_service:
 * @self: a filter
 *
 * Returns: (transfer none) (nullable): the id of the service whose jobs it lets through
 */
const char *
packshot_job_filter_get_service (PackshotJobFilter *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB_FILTER (self), NULL);

  return self->service;
}

/**
 * packshot_job_filter_set_texts:
 * @self: a filter
 * @texts: (element-type PackshotLedgerText): what was typed for jobs, in place of what was told
 *   before; nobody may change it any more
 *
 * Has them searched too. A job whose request is there needs none.
 */
void
packshot_job_filter_set_texts (PackshotJobFilter *self, GPtrArray *texts)
{
  g_return_if_fail (PACKSHOT_IS_JOB_FILTER (self) && texts != NULL);

  g_hash_table_remove_all (self->typed);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->texts = g_ptr_array_ref (texts);
  for (guint i = 0; i < texts->len; i++)
    {
      PackshotLedgerText *text = g_ptr_array_index (texts, i);

      g_hash_table_insert (self->typed, &text->row, text->text);
    }

  if (packshot_job_filter_is_searching (self))
    gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_LESS_STRICT);
}

/**
 * packshot_job_filter_is_searching:
 * @self: a filter
 *
 * Returns: whether only some words are let through
 */
gboolean
packshot_job_filter_is_searching (PackshotJobFilter *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB_FILTER (self), FALSE);

  return *self->search != '\0';
}

/**
 * packshot_job_filter_set_search:
 * @self: a filter
 * @search: what to search; nothing is searched where it is empty
 */
void
packshot_job_filter_set_search (PackshotJobFilter *self, const char *search)
{
  g_autofree char *stripped = NULL;
  g_autofree char *folded = NULL;
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (PACKSHOT_IS_JOB_FILTER (self) && search != NULL);

  stripped = g_strstrip (g_strdup (search));
  folded = packshot_text_fold (stripped);
  if (g_str_equal (folded, self->search))
    return;

  /* Who types on or back changes what is there already, and the list does less. */
  if (strstr (folded, self->search) != NULL)
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (strstr (self->search, folded) != NULL)
    change = GTK_FILTER_CHANGE_LESS_STRICT;

  g_free (self->search);
  self->search = g_steal_pointer (&folded);
  gtk_filter_changed (GTK_FILTER (self), change);
}

/**
 * packshot_job_filter_moved:
 * @self: a filter
 *
 * Tells that a job may be in another group now: no list looks at its items again by itself.
 */
void
packshot_job_filter_moved (PackshotJobFilter *self)
{
  g_return_if_fail (PACKSHOT_IS_JOB_FILTER (self));

  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * packshot_job_filter_find_group:
 * @job: a job
 *
 * Returns: the group it is in, which is never all of them; the trash, where it is there
 */
PackshotJobGroup
packshot_job_filter_find_group (PackshotJob *job)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (job), PACKSHOT_JOB_GROUP_ALL);

  if (packshot_job_get_trashed (job) != 0)
    return PACKSHOT_JOB_GROUP_TRASH;

  switch (packshot_job_get_state (job))
    {
    case PACKSHOT_JOB_DONE:
      return PACKSHOT_JOB_GROUP_DONE;
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
      return PACKSHOT_JOB_GROUP_FAILED;
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_REVIEW:
    case PACKSHOT_JOB_UNKNOWN:
      return PACKSHOT_JOB_GROUP_RESTING;
    case PACKSHOT_JOB_READY:
      return packshot_words_is_unsent (job) ? PACKSHOT_JOB_GROUP_RESTING
                                            : PACKSHOT_JOB_GROUP_RUNNING;
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_FETCHING:
    case PACKSHOT_JOB_MAKING:
    default:
      return packshot_job_get_key_needed (job) ? PACKSHOT_JOB_GROUP_RESTING
                                               : PACKSHOT_JOB_GROUP_RUNNING;
    }
}
