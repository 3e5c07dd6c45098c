/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What is on the page comes back after the program ended, however it did. */

#include "config.h"

#include "packshot-create-page-private.h"

#include <glib/gi18n.h>

#include "packshot-draft-folder.h"
#include "packshot-settings-general.h"
#include "packshot-strip-arrive.h"
#include "packshot-toast.h"

/* How long to wait for more changes before one is written, in milliseconds. */
#define DELAY 500

static PackshotOptionKind
find_kind (PackshotCreatePage *self, const char *name)
{
  PackshotOption *option = packshot_manifest_lookup (self->manifest, name);

  return option != NULL ? packshot_option_get_kind (option) : PACKSHOT_OPTION_SWITCH;
}

static void
add_photo (PackshotDraft *draft, PackshotStripItem *item, PackshotStripItem *chosen)
{
  if (item == chosen)
    draft->chosen = draft->photos->len;
  packshot_draft_add_photo (
      draft, packshot_strip_item_get_path (item), packshot_strip_item_get_address (item),
      packshot_strip_item_get_name (item), packshot_strip_item_get_framing (item));
}

/* Those that are still being looked at as well: a share may be slow, and the program end before. */
static void
add_photos (PackshotCreatePage *self, PackshotDraft *draft)
{
  const GPtrArray *expected = packshot_strip_get_expected (self->strip);
  PackshotStripItem *chosen = packshot_strip_get_chosen (self->strip);

  for (guint i = 0; i < packshot_strip_get_n_items (self->strip); i++)
    add_photo (draft, packshot_strip_get_item (self->strip, i), chosen);

  for (guint i = 0; i < expected->len && draft->photos->len < PACKSHOT_STRIP_MOST; i++)
    {
      PackshotStripItem *item = g_ptr_array_index (expected, i);

      if (!packshot_strip_contains (self->strip, packshot_strip_item_get_path (item)))
        add_photo (draft, item, self->recalled);
    }
}

static PackshotDraft *
collect (PackshotCreatePage *self)
{
  PackshotDraft *draft = packshot_draft_new ();
  g_autoptr (GHashTable) texts = packshot_form_dup_chosen (self->form);
  GHashTableIter iter;
  gpointer name, text;

  draft->service = g_strdup (packshot_manifest_get_id (self->manifest));
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (find_kind (self, name) == PACKSHOT_OPTION_PICTURE ? draft->pictures
                                                                           : draft->options,
                         g_strdup (name), g_strdup (text));

  add_photos (self, draft);
  return draft;
}

/* What was remembered from the last video is no work of anybody's. */
static gboolean
is_worth_keeping (PackshotCreatePage *self, PackshotDraft *draft)
{
  GHashTableIter iter;
  gpointer name, text;

  if (draft->photos->len > 0 || g_hash_table_size (draft->pictures) > 0)
    return TRUE;

  g_hash_table_iter_init (&iter, draft->options);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      if (find_kind (self, name) == PACKSHOT_OPTION_TEXT && *(const char *) text != '\0')
        return TRUE;
    }

  return FALSE;
}

static gboolean
may_keep (PackshotCreatePage *self)
{
  return packshot_settings_get_privacy (packshot_accounts_get_settings (self->accounts),
                                        PACKSHOT_PRIVACY_KEEP_DRAFTS);
}

static void
keep (PackshotCreatePage *self)
{
  g_autoptr (PackshotDraft) draft = collect (self);
  gboolean worth = is_worth_keeping (self, draft);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.clear", worth);
  if (worth && may_keep (self))
    packshot_draft_keeper_take (self->keeper, g_steal_pointer (&draft));
  else
    packshot_draft_keeper_forget (self->keeper);
}

static gboolean
keep_cb (gpointer user_data)
{
  PackshotCreatePage *self = user_data;

  self->draft_id = 0;
  keep (self);

  return G_SOURCE_REMOVE;
}

static void
show (PackshotCreatePage *self, PackshotDraft *draft)
{
  PackshotManifest *manifest =
      draft->service != NULL ? packshot_registry_lookup (self->registry, draft->service) : NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  /* A service that is no longer offered leaves what another takes as well. */
  if (manifest != NULL)
    packshot_service_row_set_manifest (self->service_row, manifest);
  packshot_form_choose (self->form, draft->options);
  packshot_form_choose (self->form, draft->pictures);

  for (guint i = 0; i < draft->photos->len; i++)
    {
      const PackshotDraftPhoto *photo = g_ptr_array_index (draft->photos, i);
      PackshotStripItem *item = packshot_strip_item_new (photo->path, photo->address);

      packshot_strip_item_set_name (item, photo->name);
      packshot_strip_item_set_framing (item, &photo->framing);
      g_ptr_array_add (items, item);
    }

  g_clear_object (&self->recalled);
  if (draft->chosen < items->len)
    self->recalled = g_object_ref (g_ptr_array_index (items, draft->chosen));
  if (items->len > 0)
    packshot_strip_arrive (self->strip, GTK_WIDGET (self), items, self->recalled);
  packshot_create_page_show_needs (self);
  packshot_create_page_show_naming (self);
}

/**
 * packshot_create_page_keep_draft:
 * @self: a page
 *
 * Something is another on the page: it is written when nothing more comes for a while.
 */
void
packshot_create_page_keep_draft (PackshotCreatePage *self)
{
  if (self->keeper == NULL)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.clear", TRUE);
  g_clear_handle_id (&self->draft_id, g_source_remove);
  self->draft_id = g_timeout_add (DELAY, keep_cb, self);
}

/**
 * packshot_create_page_forget_draft:
 * @self: a page
 *
 * What is on the page was ordered: it needs not come back.
 */
void
packshot_create_page_forget_draft (PackshotCreatePage *self)
{
  g_clear_handle_id (&self->draft_id, g_source_remove);
  packshot_draft_keeper_forget (self->keeper);
}

/**
 * packshot_create_page_flush_draft:
 * @self: a page
 *
 * Waits until what is on the page is on the disk: for the end of the program.
 */
void
packshot_create_page_flush_draft (PackshotCreatePage *self)
{
  if (self->keeper == NULL)
    return;

  if (self->draft_id != 0)
    keep (self);
  g_clear_handle_id (&self->draft_id, g_source_remove);
  packshot_draft_keeper_flush (self->keeper);
  g_clear_object (&self->keeper);
}

/**
 * packshot_create_page_recall_draft:
 * @self: a page that was just set up
 *
 * Shows what was on the page when the program ended.
 */
void
packshot_create_page_recall_draft (PackshotCreatePage *self)
{
  g_autofree char *folder = packshot_draft_folder_dup_path ();
  g_autoptr (PackshotDraft) draft = NULL;

  self->keeper = packshot_draft_keeper_new (folder);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.clear", FALSE);
  if (!may_keep (self))
    {
      packshot_draft_keeper_forget (self->keeper);
      return;
    }

  draft = packshot_draft_folder_read (folder, &self->complaint);
  if (draft != NULL)
    show (self, draft);
}

typedef struct
{
  PackshotCreatePage *page; /* (owned) */
  PackshotDraft *draft;     /* (owned) */
} Cleared;

static void
cleared_free (gpointer data)
{
  Cleared *cleared = data;

  g_object_unref (cleared->page);
  packshot_draft_free (cleared->draft);
  g_free (cleared);
}

static void
undo_cb (gpointer user_data)
{
  Cleared *cleared = user_data;

  if (cleared->page->queue != NULL)
    show (cleared->page, cleared->draft);
}

/**
 * packshot_create_page_clear:
 * @self: a page
 *
 * Takes away the photos and the words, as before the first of them, and offers to bring them back.
 */
void
packshot_create_page_clear (PackshotCreatePage *self)
{
  Cleared *cleared;

  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self) && self->manifest != NULL);

  cleared = g_new0 (Cleared, 1);
  cleared->page = g_object_ref (self);
  cleared->draft = collect (self);

  packshot_strip_clear (self->strip);
  packshot_create_page_begin_form (self);
  packshot_create_page_keep_draft (self);
  packshot_toast_show_undo (GTK_WIDGET (self), _ ("The page was cleared."), undo_cb, cleared,
                            cleared_free);
}
