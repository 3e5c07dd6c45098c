/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* The photos of the page: those in the strip, and the chosen one on the stage. */

#include "config.h"

#include "packshot-create-page-private.h"

#include "packshot-strip-arrive.h"
#include "packshot-toast.h"

/* The field that gives a product its name, if the service has one: the first that takes a line of
 * one's own words. */
static PackshotOption *
find_naming (PackshotManifest *manifest)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);

      if (packshot_option_get_kind (option) == PACKSHOT_OPTION_TEXT
          && packshot_option_has_step (option, PACKSHOT_STEP_CREATE)
          && !packshot_option_get_multi_line (option) && !packshot_option_get_catalog (option)
          && !packshot_option_get_continues (option) && !packshot_option_get_advanced (option))
        return option;
    }

  return NULL;
}

/**
 * packshot_create_page_get_picture:
 * @self: a page with a service
 *
 * Returns: (transfer none) (nullable): the photo on the stage as a request takes it
 */
const char *
packshot_create_page_get_picture (PackshotCreatePage *self)
{
  PackshotOption *picture = packshot_manifest_get_main_picture (self->manifest);
  PackshotStripItem *item = packshot_strip_get_chosen (self->strip);

  return picture != NULL && item != NULL ? packshot_strip_item_get_value (item, picture) : NULL;
}

/**
 * packshot_create_page_set_picture:
 * @self: a page with a service
 * @request: a request of it
 * @item: (nullable): a photo
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Gives a request all that belongs to one photo and not to the others.
 *
 * Returns: whether it could be used
 */
gboolean
packshot_create_page_set_picture (PackshotCreatePage *self,
                                  PackshotRequest *request,
                                  PackshotStripItem *item,
                                  GError **error)
{
  PackshotOption *picture = packshot_manifest_get_main_picture (self->manifest);
  PackshotOption *naming = find_naming (self->manifest);
  const char *name = item != NULL ? packshot_strip_item_get_name (item) : NULL;

  if (item == NULL || picture == NULL)
    return TRUE;

  if (!packshot_request_set (request, packshot_option_get_name (picture),
                             packshot_strip_item_get_value (item, picture), error))
    return FALSE;

  /* One photo has no tile with a name, and so the form has the word. */
  return name == NULL || naming == NULL || packshot_strip_get_n_items (self->strip) < 2
         || packshot_request_set (request, packshot_option_get_name (naming), name, error);
}

/**
 * packshot_create_page_show_preview:
 * @self: a page
 * @delay: how long to wait for more changes, in milliseconds
 *
 * Shows what the video of the chosen photo would be, as far as it can be told yet.
 */
void
packshot_create_page_show_preview (PackshotCreatePage *self, guint delay)
{
  g_autoptr (PackshotRequest) request = NULL;

  if (self->previewer == NULL)
    return;

  request = packshot_request_new (self->manifest);
  if (packshot_create_page_set_picture (self, request, packshot_strip_get_chosen (self->strip),
                                        NULL))
    packshot_form_fill_valid (self->form, request);
  packshot_create_page_set_framing (self, request, packshot_strip_get_chosen (self->strip));
  if (packshot_request_freeze (request, NULL))
    packshot_previewer_set_request (self->previewer, request, delay);
  else
    packshot_previewer_set_request (self->previewer, NULL, 0);
}

/**
 * packshot_create_page_show_naming:
 * @self: a page with a service
 *
 * Shows under the photos what their products are called unless they have a name of their own.
 */
void
packshot_create_page_show_naming (PackshotCreatePage *self)
{
  PackshotOption *naming = find_naming (self->manifest);
  g_autofree char *name = naming != NULL ? packshot_form_dup_text (self->form, naming) : NULL;

  packshot_strip_view_set_naming (self->strip_view, naming, name);
}

static void
changed_cb (PackshotCreatePage *self)
{
  if (self->manifest == NULL)
    return;

  packshot_create_page_keep_draft (self);
  packshot_create_page_show_needs (self);
  packshot_create_page_show_price (self);
  packshot_create_page_show_preview (self, PACKSHOT_CREATE_PAGE_TYPING_DELAY);
}

static void
chosen_cb (PackshotCreatePage *self)
{
  PackshotStripItem *item = packshot_strip_get_chosen (self->strip);

  packshot_framing_bar_forget (packshot_stage_get_framing_bar (self->stage));
  packshot_stage_show (self->stage, item != NULL ? packshot_strip_item_get_path (item) : NULL,
                       item != NULL ? packshot_strip_item_get_address (item) : NULL);
  if (self->manifest == NULL)
    return;

  packshot_create_page_keep_draft (self);
  packshot_form_set_picture (self->form, packshot_create_page_get_picture (self));
  packshot_create_page_show_needs (self);
  /* Another photo may have come by the name of the one before. */
  if (self->previewer != NULL)
    packshot_previewer_set_request (self->previewer, NULL, 0);
  packshot_create_page_show_preview (self, 0);
}

/**
 * packshot_create_page_follow_strip:
 * @self: a page
 *
 * Begins with a strip without photos.
 */
void
packshot_create_page_follow_strip (PackshotCreatePage *self)
{
  self->strip = packshot_strip_new ();
  g_signal_connect_object (self->strip, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "notify::chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  packshot_strip_view_set_strip (self->strip_view, self->strip);
  packshot_create_page_follow_framing (self);
}

/* The name of a product, and where there is one what else is said of it. What a service without
 * names is told may be of use for any product. */
static gboolean
is_about_product (PackshotOption *option, PackshotOption *naming)
{
  return option == naming
         || (naming != NULL && packshot_option_get_kind (option) == PACKSHOT_OPTION_TEXT
             && packshot_option_get_multi_line (option) && !packshot_option_get_advanced (option));
}

/* The photo after an order is mostly of another product: with the words of the one before its video
 * would be wrong, and paid for. What was typed since then stays. */
static gboolean
begin_next_product (PackshotCreatePage *self)
{
  g_autoptr (GHashTable) ordered = g_steal_pointer (&self->ordered);
  PackshotOption *naming;

  if (ordered == NULL)
    return FALSE;

  naming = find_naming (self->manifest);
  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);
      g_autofree char *text = packshot_form_dup_text (self->form, option);

      if (is_about_product (option, naming)
          && g_strcmp0 (text, g_hash_table_lookup (ordered, packshot_option_get_name (option)))
                 == 0)
        packshot_form_forget (self->form, option);
    }

  return TRUE;
}

/**
 * packshot_create_page_arrived_cb:
 * @self: a page
 * @photo: what stands on the stage now
 * @address: (nullable): where on the web it came from
 *
 * One photo takes the place of the one before; where there are several, it is one more. After an
 * order it takes the place of all.
 */
void
packshot_create_page_arrived_cb (PackshotCreatePage *self,
                                 PackshotPhoto *photo,
                                 const char *address)
{
  g_autoptr (PackshotStripItem) item = NULL;
  gboolean is_next = begin_next_product (self);

  if (packshot_strip_get_n_items (self->strip) > 1 && !is_next)
    {
      packshot_strip_arrive_one (self->strip, packshot_photo_get_path (photo), address);
      return;
    }

  item = packshot_strip_item_new (packshot_photo_get_path (photo), address);
  packshot_create_page_take_framing (self, item);
  packshot_strip_set_only (self->strip, item);
}

/**
 * packshot_create_page_arrived_files_cb:
 * @self: a page
 * @paths: (element-type filename): photos
 *
 * Several photos are added to those that are there. After an order they take their place.
 */
void
packshot_create_page_arrived_files_cb (PackshotCreatePage *self, GPtrArray *paths)
{
  g_autoptr (GPtrArray) items =
      packshot_strip_make_items (packshot_stage_get_receiver (self->stage), paths);

  if (begin_next_product (self))
    packshot_strip_clear (self->strip);
  packshot_strip_arrive (self->strip, GTK_WIDGET (self), items, NULL);
}

/**
 * packshot_create_page_removed_cb:
 * @self: a page
 *
 * The photo on the stage goes, and its neighbour comes there.
 */
void
packshot_create_page_removed_cb (PackshotCreatePage *self)
{
  PackshotStripItem *item = packshot_strip_get_chosen (self->strip);

  if (item != NULL)
    packshot_strip_remove (self->strip, item);
}

/**
 * packshot_create_page_broken_cb:
 * @self: a page
 * @words: why the chosen photo can't be shown
 *
 * It is said, and the photo left out; the others stay.
 */
void
packshot_create_page_broken_cb (PackshotCreatePage *self, const char *words)
{
  packshot_toast_show (GTK_WIDGET (self), words);
  packshot_create_page_removed_cb (self);
}
