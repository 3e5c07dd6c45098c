/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Finds the photos among files and folders. */

#include "packshot-arrival-expand.h"

#include "packshot-picture.h"
#include "packshot-sandbox.h"
#include "packshot-words.h"

/* Of a folder that came: so deep in it, and so many files and folders in all, are looked at.
 * Somebody may let go of their whole disk. */
#define MOST_LEVELS  8
#define MOST_ENTRIES 20000

/* As much of a file as tells what it is. */
#define BEGINNING 4096

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_NAME                                                                   \
  "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN                       \
  "," G_FILE_ATTRIBUTE_STANDARD_IS_BACKUP "," G_FILE_ATTRIBUTE_ID_FILE

typedef struct
{
  char *path; /* (owned) (type filename) */
  char *key;  /* (owned): to sort by name, and numbers by what they say */
  gboolean is_folder;
} Entry;

typedef struct
{
  /* Input. */
  GCancellable *cancellable; /* (unowned) (nullable) */

  /* In progress. */
  GHashTable *seen; /* (owned) (element-type utf8): by what the system tells files apart */
  guint n_entries;

  /* Output. */
  PackshotArrivalHaul *haul; /* (unowned) */
} Search;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry->key);
  g_free (entry);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(const Entry *const *) a;
  const Entry *second = *(const Entry *const *) b;

  if (first->is_folder != second->is_folder)
    return first->is_folder ? 1 : -1;

  return strcmp (first->key, second->key);
}

static void
add_unusable (Search *search, const char *path)
{
  g_ptr_array_add (search->haul->unusable, g_filename_display_basename (path));
}

/* Whether it is what its name may not say: a picture, though not of a kind that can be read. */
static gboolean
looks_like_picture (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree guchar *bytes = g_malloc (BEGINNING);
  g_autofree char *type = NULL;
  gsize length = 0;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, BEGINNING, &length, NULL, NULL))
    return FALSE;

  type = g_content_type_guess (NULL, bytes, length, NULL);
  return g_content_type_is_a (type, "image/*");
}

static void
take_file (Search *search, const char *path)
{
  g_autoptr (GError) error = NULL;
  PackshotPictureInfo info;

  if (packshot_picture_info (path, &info, &error))
    packshot_arrival_haul_add_path (search->haul, path);
  else if (g_error_matches (error, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_NOT_A_FILE)
           || g_error_matches (error, PACKSHOT_PICTURE_ERROR, PACKSHOT_PICTURE_ERROR_EMPTY)
           || (g_error_matches (error, PACKSHOT_PICTURE_ERROR,
                                PACKSHOT_PICTURE_ERROR_UNKNOWN_FORMAT)
               && !looks_like_picture (path)))
    search->haul->n_others++;
  else
    add_unusable (search, path);
}

/* The same file may have come twice: by its name and in its folder, or by a link. */
static void
add_entry (Search *search, GPtrArray *entries, const char *path, GFileInfo *info)
{
  const char *id = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE);
  g_autofree char *name = g_filename_display_basename (path);
  Entry *entry;

  if (id != NULL && !g_hash_table_add (search->seen, g_strdup (id)))
    return;

  entry = g_new0 (Entry, 1);
  entry->path = g_strdup (path);
  entry->key = g_utf8_collate_key_for_filename (name, -1);
  entry->is_folder = g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY;
  g_ptr_array_add (entries, entry);
}

static gboolean
goes_on (Search *search)
{
  if (g_cancellable_is_cancelled (search->cancellable))
    return FALSE;

  search->haul->is_cut_short |= search->n_entries >= MOST_ENTRIES;
  return search->n_entries < MOST_ENTRIES;
}

/* What is hidden, or a link that leads nowhere, nobody meant. */
static GPtrArray *
list_folder (Search *search, const char *path)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      folder, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, search->cancellable, NULL);
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  GFileInfo *info;

  if (children == NULL)
    add_unusable (search, path);

  while (children != NULL && goes_on (search)
         && g_file_enumerator_iterate (children, &info, NULL, search->cancellable, NULL)
         && info != NULL)
    {
      g_autofree char *child = g_build_filename (path, g_file_info_get_name (info), NULL);

      search->n_entries++;
      if (!g_file_info_get_is_hidden (info) && !g_file_info_get_is_backup (info)
          && g_file_info_get_file_type (info) != G_FILE_TYPE_SYMBOLIC_LINK)
        add_entry (search, entries, child, info);
    }

  return entries;
}

static void
take_entries (Search *search, GPtrArray *entries, guint level)
{
  g_ptr_array_sort (entries, compare);

  for (guint i = 0; i < entries->len && !g_cancellable_is_cancelled (search->cancellable); i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GPtrArray) children = NULL;

      if (!entry->is_folder)
        take_file (search, entry->path);
      else if (level == MOST_LEVELS)
        search->haul->is_cut_short = TRUE;
      else
        {
          children = list_folder (search, entry->path);
          take_entries (search, children, level + 1);
        }
    }
}

/* What was named itself is looked at, hidden or not. */
static GPtrArray *
list_items (Search *search, const GPtrArray *items)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < items->len; i++)
    {
      const char *path = g_ptr_array_index (items, i);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GFileInfo) info = NULL;

      if (packshot_words_is_web_address (path))
        continue;

      if (g_path_is_absolute (path))
        info =
            g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, search->cancellable, NULL);
      if (info != NULL)
        {
          add_entry (search, entries, path, info);
          continue;
        }

      add_unusable (search, path);
      /* Not every file manager asks the portal that would let it in. */
      if (g_path_is_absolute (path) && packshot_sandbox_is_here ())
        search->haul->is_kept_out = TRUE;
    }

  return entries;
}

/**
 * packshot_arrival_expand:
 * @items: (element-type filename): absolute paths of files and folders; addresses on the web are
 *   left alone, and any other address counts as what can't be read
 * @cancellable: (nullable): stops it
 *
 * Finds the photos in all this: what stands beside folders first, each by name. Folders are
 * searched without what is hidden in them, no folder twice, and what is a photo is told from what
 * is in the file. One single file is taken as it is: opening it tells better what is wrong with it.
 *
 * Blocks, so call it on a thread.
 *
 * Returns: (transfer full): what was found; anything where it was cancelled
 */
PackshotArrivalHaul *
packshot_arrival_expand (const GPtrArray *items, GCancellable *cancellable)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) entries = NULL;
  Search search = { .cancellable = cancellable, .seen = seen };

  g_return_val_if_fail (items != NULL, NULL);

  search.haul = packshot_arrival_haul_new ();
  entries = list_items (&search, items);
  if (items->len == 1 && entries->len == 1 && !((Entry *) entries->pdata[0])->is_folder)
    packshot_arrival_haul_add_path (search.haul, items->pdata[0]);
  else
    take_entries (&search, entries, 0);

  return search.haul;
}
