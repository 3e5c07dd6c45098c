/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* Which files there are, and what they are of. */

#include "packshot-storage-look.h"

#include <string.h>

#include <glib/gstdio.h>

#include "packshot-ledger-reader.h"
#include "packshot-queue-private.h"

/* A folder that belongs to no job may be the one of a job that another program adds right now. */
#define MIN_AGE (24 * 3600)

/* What a folder is of. */
typedef enum
{
  KIND_UNREAD,
  KIND_TRASH,
  KIND_DONE,
  KIND_OTHER,
} Kind;

static Kind
get_kind (PackshotQueue *queue, PackshotJob *job)
{
  if (packshot_job_get_trashed (job) != 0)
    return KIND_TRASH;
  if (packshot_job_get_state (job) == PACKSHOT_JOB_DONE
      && packshot_queue_find_drive (queue, job) == NULL && !packshot_job_get_driven_elsewhere (job))
    return KIND_DONE;

  return KIND_OTHER;
}

static gboolean
is_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

static guint64
get_size (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) ? (guint64) info.st_size : 0;
}

/* By the names that packshot_job_get_destination() and its neighbours give. */
static gboolean
is_result (const char *name)
{
  if (g_str_has_suffix (name, ".part"))
    return FALSE;

  return g_str_has_prefix (name, "video") || g_str_has_prefix (name, "cover")
         || g_str_has_prefix (name, "preview");
}

static gboolean
is_old (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0
         && info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - MIN_AGE;
}

static void
look_at_file (PackshotStorageLook *look,
              Kind kind,
              const char *name,
              guint64 size,
              gboolean *has_spare)
{
  if (kind == KIND_UNREAD)
    look->sizes.unread += size;
  else if (kind == KIND_TRASH)
    look->sizes.trash += size;
  else if (is_result (name))
    look->sizes.videos += size;
  else
    look->sizes.pictures += size;

  if (kind != KIND_DONE || is_result (name))
    return;

  look->sizes.spare += size;
  *has_spare = TRUE;
}

static void
look_at_job (PackshotStorageLook *look, const char *path, const char *id)
{
  g_autoptr (GDir) dir = is_folder (path) ? g_dir_open (path, 0, NULL) : NULL;
  Kind kind = GPOINTER_TO_INT (g_hash_table_lookup (look->kinds, id));
  gboolean has_spare = FALSE;
  const char *name;

  if (kind == KIND_UNREAD && !is_old (path))
    kind = KIND_OTHER;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      look_at_file (look, kind, name, get_size (file), &has_spare);
    }

  if (has_spare)
    g_ptr_array_add (look->spare, g_strdup (id));
  if (kind == KIND_UNREAD)
    g_ptr_array_add (look->unread, g_strdup (path));
}

/* Where all jobs are on another disk by way of a link, what is beside them need not be ours. */
static gboolean
may_be_spared (PackshotStorageLook *look, const char *jobs, const char *id)
{
  return g_hash_table_contains (look->kinds, id) || !g_file_test (jobs, G_FILE_TEST_IS_SYMLINK);
}

static void
look_at_jobs (PackshotStorageLook *look, const char *path, GCancellable *cancellable)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *id;

  while (dir != NULL && (id = g_dir_read_name (dir)) != NULL
         && !g_cancellable_is_cancelled (cancellable))
    {
      g_autofree char *folder = g_build_filename (path, id, NULL);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR) && may_be_spared (look, path, id))
        look_at_job (look, folder, id);
      else
        look->sizes.rest += get_size (folder);
    }
}

/* The list may be behind: another program may have added jobs, and had them paid for. Where they
 * can't be asked for, nothing is nobody's. */
static gboolean
add_ids (PackshotStorageLook *look, GError **error)
{
  g_autoptr (GPtrArray) ids = packshot_ledger_reader_dup_ids (look->ledger, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!g_hash_table_contains (look->kinds, g_ptr_array_index (ids, i)))
      g_hash_table_insert (look->kinds, g_strdup (g_ptr_array_index (ids, i)),
                           GINT_TO_POINTER (KIND_OTHER));

  return ids != NULL;
}

/**
 * packshot_storage_look_new:
 * @queue: the queue
 *
 * Returns: (transfer full): a look by what its list of jobs says now
 */
PackshotStorageLook *
packshot_storage_look_new (PackshotQueue *queue)
{
  GListModel *jobs = packshot_queue_get_jobs (queue);
  PackshotStorageLook *self = g_new0 (PackshotStorageLook, 1);

  self->folder = packshot_storage_dup_folder ();
  if (queue->ledger != NULL)
    self->ledger = g_strdup (packshot_ledger_get_path (queue->ledger));
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->spare = g_ptr_array_new_with_free_func (g_free);
  self->unread = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      g_hash_table_insert (self->kinds, g_strdup (packshot_job_get_id (job)),
                           GINT_TO_POINTER (get_kind (queue, job)));
    }

  return self;
}

/**
 * packshot_storage_look_free:
 * @self: (transfer full): a look
 */
void
packshot_storage_look_free (PackshotStorageLook *self)
{
  g_free (self->folder);
  g_free (self->ledger);
  g_hash_table_unref (self->kinds);
  g_ptr_array_unref (self->spare);
  g_ptr_array_unref (self->unread);
  g_free (self);
}

/**
 * packshot_storage_look_run:
 * @self: a look, of a queue with a ledger
 * @cancellable: (nullable): stops it
 * @error: return location for an error of the ledger, see packshot_sql_fail()
 *
 * Looks at the files, by what the ledger says now. Blocks: for a thread.
 *
 * Returns: whether all jobs are known
 */
gboolean
packshot_storage_look_run (PackshotStorageLook *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!add_ids (self, error))
    return FALSE;

  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (g_str_equal (name, "jobs"))
        {
          look_at_jobs (self, path, cancellable);
        }
      else if (g_str_has_prefix (name, "ledger-damaged-") && !is_folder (path))
        {
          self->sizes.unread += get_size (path);
          g_ptr_array_add (self->unread, g_steal_pointer (&path));
        }
      else
        {
          self->sizes.rest += get_size (path);
        }
    }

  return TRUE;
}
