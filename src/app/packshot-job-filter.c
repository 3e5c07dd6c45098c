/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-job-filter.h"

#include <string.h>

#include "packshot-words.h"

struct _PackshotJobFilter
{
  GtkFilter parent_instance;

  PackshotJobGroup group;
  char *search; /* (owned): folded, and empty where nothing is searched */
};

G_DEFINE_FINAL_TYPE (PackshotJobFilter, packshot_job_filter, GTK_TYPE_FILTER)

/* So that "CAFÉ" finds "café", however its letters are put together. */
static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

static gboolean
has_words (PackshotJobFilter *self, const char *text)
{
  g_autofree char *folded = text != NULL ? fold (text) : NULL;

  return folded != NULL && strstr (folded, self->search) != NULL;
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
  g_autofree char *title = NULL;

  if (*self->search == '\0')
    return TRUE;

  title = packshot_words_dup_title (job);
  return has_words (self, title) || has_words (self, packshot_job_get_id (job))
         || has_remote_id (self, job);
}

static gboolean
packshot_job_filter_match (GtkFilter *filter, gpointer item)
{
  PackshotJobFilter *self = PACKSHOT_JOB_FILTER (filter);

  if (self->group != PACKSHOT_JOB_GROUP_ALL && self->group != packshot_job_filter_find_group (item))
    return FALSE;

  return is_found (self, item);
}

static GtkFilterMatch
packshot_job_filter_get_strictness (GtkFilter *filter)
{
  PackshotJobFilter *self = PACKSHOT_JOB_FILTER (filter);
  gboolean takes_all = self->group == PACKSHOT_JOB_GROUP_ALL && *self->search == '\0';

  return takes_all ? GTK_FILTER_MATCH_ALL : GTK_FILTER_MATCH_SOME;
}

static void
packshot_job_filter_finalize (GObject *object)
{
  g_free (PACKSHOT_JOB_FILTER (object)->search);

  G_OBJECT_CLASS (packshot_job_filter_parent_class)->finalize (object);
}

static void
packshot_job_filter_class_init (PackshotJobFilterClass *klass)
{
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = packshot_job_filter_finalize;
  filter_class->match = packshot_job_filter_match;
  filter_class->get_strictness = packshot_job_filter_get_strictness;
}

static void
packshot_job_filter_init (PackshotJobFilter *self)
{
  self->search = g_strdup ("");
}

/**
 * packshot_job_filter_new:
 *
 * Returns: (transfer full): a filter that lets all jobs through
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
 * packshot_job_filter_set_search:
 * @self: a filter
 * @search: what to search in titles and ids; nothing is searched where it is empty
 */
void
packshot_job_filter_set_search (PackshotJobFilter *self, const char *search)
{
  g_autofree char *stripped = NULL;
  g_autofree char *folded = NULL;
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (PACKSHOT_IS_JOB_FILTER (self) && search != NULL);

  stripped = g_strstrip (g_strdup (search));
  folded = fold (stripped);
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

  if (self->group != PACKSHOT_JOB_GROUP_ALL)
    gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * packshot_job_filter_find_group:
 * @job: a job
 *
 * Returns: the group it is in, which is never all of them
 */
PackshotJobGroup
packshot_job_filter_find_group (PackshotJob *job)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB (job), PACKSHOT_JOB_GROUP_ALL);

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
