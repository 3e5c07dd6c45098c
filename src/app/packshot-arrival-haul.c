/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-arrival-haul.h"

#include <glib/gi18n.h>

#include "packshot-text-join.h"

static void
add_sentence (GString *words, char *sentence)
{
  packshot_text_join_sentence (words, sentence);
  g_free (sentence);
}

static char *
dup_unusable (PackshotArrivalHaul *self)
{
  const char *first = g_ptr_array_index (self->unusable, 0);
  guint n_more = self->unusable->len - 1;

  if (n_more == 0)
    return g_strdup_printf (_ ("“%s” can’t be read."), first);

  if (n_more == 1)
    /* Translators: names of files. */
    return g_strdup_printf (_ ("“%s” and “%s” can’t be read."), first,
                            (const char *) g_ptr_array_index (self->unusable, 1));

  return g_strdup_printf (
      /* Translators: the name of a file, and how many others. */
      ngettext ("“%s” and %u other can’t be read.", "“%s” and %u others can’t be read.", n_more),
      first, n_more);
}

/**
 * packshot_arrival_haul_new:
 *
 * Returns: (transfer full): a haul of nothing
 */
PackshotArrivalHaul *
packshot_arrival_haul_new (void)
{
  PackshotArrivalHaul *self = g_new0 (PackshotArrivalHaul, 1);

  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_net_file_free);
  self->unusable = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * packshot_arrival_haul_free:
 * @self: (transfer full): a haul
 */
void
packshot_arrival_haul_free (PackshotArrivalHaul *self)
{
  g_ptr_array_unref (self->paths);
  g_hash_table_unref (self->addresses);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->unusable);
  g_free (self);
}

/**
 * packshot_arrival_haul_add_path:
 * @self: a haul
 * @path: (type filename): a photo
 *
 * Takes a photo, or counts it where there are too many.
 */
void
packshot_arrival_haul_add_path (PackshotArrivalHaul *self, const char *path)
{
  g_return_if_fail (self != NULL && path != NULL);

  if (self->paths->len < PACKSHOT_ARRIVAL_MOST_PHOTOS)
    g_ptr_array_add (self->paths, g_strdup (path));
  else
    self->n_over++;
}

/**
 * packshot_arrival_haul_hand_over:
 * @self: a haul
 * @files: (element-type PackshotNetFile): where the files that came from the web go
 * @addresses: (element-type filename utf8): where their addresses go
 *
 * Lets somebody else keep the files, which are gone with the haul otherwise.
 */
void
packshot_arrival_haul_hand_over (PackshotArrivalHaul *self, GPtrArray *files, GHashTable *addresses)
{
  GHashTableIter iter;
  gpointer path, address;

  g_return_if_fail (self != NULL && files != NULL && addresses != NULL);

  g_ptr_array_extend_and_steal (files, g_ptr_array_ref (self->files));
  g_hash_table_iter_init (&iter, self->addresses);
  while (g_hash_table_iter_next (&iter, &path, &address))
    g_hash_table_insert (addresses, g_strdup (path), g_strdup (address));
}

/**
 * packshot_arrival_haul_dup_words:
 * @self: a haul
 *
 * Returns: (transfer full) (nullable): what was left out and why, to be shown; %NULL where nothing
 *   was
 */
char *
packshot_arrival_haul_dup_words (PackshotArrivalHaul *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->n_over > 0)
    add_sentence (
        words,
        /* Translators: the most photos that are taken, and how many there were above that. */
        g_strdup_printf (ngettext ("%d photos are taken at once: %u was left out.",
                                   "%d photos are taken at once: %u were left out.", self->n_over),
                         PACKSHOT_ARRIVAL_MOST_PHOTOS, self->n_over));
  if (self->unusable->len > 0)
    add_sentence (words, dup_unusable (self));
  if (self->is_kept_out)
    /* Translators: a second sentence, after “…” can’t be read. “Choose…” is the button. */
    add_sentence (words, g_strdup (_ ("The sandbox keeps out what comes from there: use “Choose…” "
                                      "instead.")));
  if (self->n_others > 0)
    add_sentence (words, g_strdup_printf (ngettext ("%u file is not a photo.",
                                                    "%u files are not photos.", self->n_others),
                                          self->n_others));
  if (self->is_cut_short)
    add_sentence (words, g_strdup (_ ("Not all folders were looked through.")));

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}
