/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Where a draft is between two starts: a file, and copies of the photos that would not be there the
 * next time. All of it may take long, and so it is for threads, but for the reading of a file. */

#include "config.h"

#include "packshot-draft-folder.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "packshot-save-file.h"

#define FILE_NAME     "draft.json"
#define DAMAGED_NAME  "draft-damaged.json"
#define PICTURES_NAME "pictures"

/* A job that was ordered from a draft may need its photo until it is made. In seconds. */
#define KEPT_FOR (7 * 24 * 60 * 60)

static gboolean
is_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return strncmp (path, folder, length) == 0 && path[length] == G_DIR_SEPARATOR;
}

/* Dropped pixels, what came from the web, and what a portal lends. */
static gboolean
vanishes (const char *path)
{
  if (is_below (path, g_get_user_runtime_dir ()) || is_below (path, g_get_user_cache_dir ()))
    return TRUE;

  return !is_below (path, g_get_home_dir ())
         && (is_below (path, g_get_tmp_dir ()) || is_below (path, "/tmp"));
}

/* Another photo may come by the same path, and then it is another copy. */
static char *
dup_key (const char *path, const GStatBuf *info)
{
  g_autofree char *identity = g_strdup_printf (
      "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld", path, (gint64) info->st_size,
      (gint64) info->st_mtim.tv_sec, info->st_mtim.tv_nsec);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, identity, -1);

  return g_strndup (sum, 16);
}

static gboolean
fail (GError **error, int code)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               _ ("What is on the page can’t be kept: %s."), g_strerror (code));
  return FALSE;
}

static gboolean
write_bytes (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (PackshotSaveFile) file = packshot_save_file_new (path, error);
  const char *data = g_bytes_get_data (bytes, NULL);
  gsize left = g_bytes_get_size (bytes);

  if (file == NULL)
    return FALSE;

  while (left > 0)
    {
      gssize n = write (packshot_save_file_get_fd (file), data, left);

      if (n < 0 && errno != EINTR)
        return fail (error, errno);
      data += MAX (n, 0);
      left -= (gsize) MAX (n, 0);
    }

  return packshot_save_file_commit (file, error);
}

static gboolean
copy (const char *from, const char *to, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (from, FALSE, error);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

  return bytes != NULL && write_bytes (to, bytes, error);
}

/* Keeps the name of the file: people know their photos by it. */
static char *
keep_copy (const char *folder, const char *path, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *own = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *kept = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      fail (error, errno);
      return NULL;
    }

  key = dup_key (path, &info);
  own = g_build_filename (folder, PICTURES_NAME, key, NULL);
  kept = g_build_filename (own, name, NULL);
  if (g_file_test (kept, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&kept);

  if (g_mkdir_with_parents (own, 0700) != 0)
    {
      fail (error, errno);
      return NULL;
    }

  return copy (path, kept, error) ? g_steal_pointer (&kept) : NULL;
}

/* What no draft has any more, once no job can need it either. */
static void
remove_old (const char *folder)
{
  g_autofree char *pictures = g_build_filename (folder, PICTURES_NAME, NULL);
  g_autoptr (GDir) dir = g_dir_open (pictures, 0, NULL);
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *key;

  while (dir != NULL && (key = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *own = g_build_filename (pictures, key, NULL);
      g_autoptr (GDir) files = NULL;
      const char *name;
      GStatBuf info;

      if (g_stat (own, &info) != 0 || now - (gint64) info.st_mtim.tv_sec < KEPT_FOR)
        continue;

      files = g_dir_open (own, 0, NULL);
      while (files != NULL && (name = g_dir_read_name (files)) != NULL)
        {
          g_autofree char *path = g_build_filename (own, name, NULL);

          g_unlink (path);
        }
      g_rmdir (own);
    }
}

/* What a draft has is young, however long it lies there. */
static void
touch (const char *folder, const char *path)
{
  g_autofree char *pictures = g_build_filename (folder, PICTURES_NAME, NULL);
  g_autofree char *own = g_path_get_dirname (path);

  if (is_below (path, pictures))
    g_utime (own, NULL);
}

/* Returns: (transfer full): where it will be the next time */
static char *
make_last (const char *folder, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = vanishes (path) && !is_below (path, folder)
                              ? keep_copy (folder, path, &error)
                              : g_strdup (path);

  /* It may have gone from its place meanwhile, and then the page says so. */
  if (error != NULL)
    g_message ("A photo can’t be kept: %s", error->message);
  if (kept != NULL)
    touch (folder, kept);

  return kept != NULL ? g_steal_pointer (&kept) : g_strdup (path);
}

static void
keep_pictures (const char *folder, PackshotDraft *draft)
{
  GHashTableIter pictures;
  gpointer value;

  for (guint i = 0; i < draft->photos->len; i++)
    {
      PackshotDraftPhoto *photo = g_ptr_array_index (draft->photos, i);
      char *kept = make_last (folder, photo->path);

      g_free (photo->path);
      photo->path = kept;
    }

  g_hash_table_iter_init (&pictures, draft->pictures);
  while (g_hash_table_iter_next (&pictures, NULL, &value))
    {
      if (g_path_is_absolute (value))
        g_hash_table_iter_replace (&pictures, make_last (folder, value));
    }
}

static char *
set_aside (const char *folder, const char *path, const GError *why)
{
  g_autofree char *damaged = g_build_filename (folder, DAMAGED_NAME, NULL);
  g_autofree char *name = g_filename_display_name (damaged);

  g_warning ("The draft is damaged: %s", why->message);
  if (g_rename (path, damaged) != 0)
    return g_strdup (_ ("What was on the page last can’t be read."));

  /* Translators: “%s” is the path of a file. */
  return g_strdup_printf (_ ("What was on the page last can’t be read, and was set aside as %s."),
                          name);
}

/**
 * packshot_draft_folder_dup_path:
 *
 * Returns: (transfer full) (type filename): where drafts are
 */
char *
packshot_draft_folder_dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "packshot", "draft", NULL);
}

/**
 * packshot_draft_folder_read:
 * @folder: (type filename): where drafts are
 * @complaint: (out) (transfer full) (nullable): one sentence to show where it is damaged
 *
 * Reads what was written last. What is damaged is set aside.
 *
 * Returns: (transfer full) (nullable): the draft; %NULL where there is none that can be read
 */
PackshotDraft *
packshot_draft_folder_read (const char *folder, char **complaint)
{
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PackshotDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_return_val_if_fail (folder != NULL && complaint != NULL, NULL);

  *complaint = NULL;
  path = g_build_filename (folder, FILE_NAME, NULL);
  if (g_file_get_contents (path, &contents, &length, &error))
    {
      bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
      draft = packshot_draft_new_from_bytes (bytes, &error);
    }

  if (error != NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    *complaint = set_aside (folder, path, error);

  return g_steal_pointer (&draft);
}

/**
 * packshot_draft_folder_write:
 * @folder: (type filename): where drafts are
 * @draft: what to write
 * @error: return location for a #GError
 *
 * Writes a draft in the place of the one before, whole or not at all. Photos that would not be
 * there at the next start are copied first; one that is gone already is left out.
 *
 * Returns: whether it is on disk
 */
gboolean
packshot_draft_folder_write (const char *folder, PackshotDraft *draft, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (folder != NULL && draft != NULL, FALSE);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (error, errno);

  keep_pictures (folder, draft);
  path = g_build_filename (folder, FILE_NAME, NULL);
  bytes = packshot_draft_to_bytes (draft);
  if (!write_bytes (path, bytes, error))
    return FALSE;

  remove_old (folder);
  return TRUE;
}

/**
 * packshot_draft_folder_forget:
 * @folder: (type filename): where drafts are
 *
 * Forgets the draft. Copies of its photos stay for a week, since jobs may be made of them.
 */
void
packshot_draft_folder_forget (const char *folder)
{
  g_autofree char *path = NULL;

  g_return_if_fail (folder != NULL);

  path = g_build_filename (folder, FILE_NAME, NULL);
  g_unlink (path);
  remove_old (folder);
}
