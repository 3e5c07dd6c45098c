/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* How the photos of the page come into the shape of their videos. */

#include "config.h"

#include "packshot-create-page-private.h"

#include "packshot-words.h"

static void
framed_cb (PackshotCreatePage *self)
{
  PackshotFramingBar *bar = packshot_stage_get_framing_bar (self->stage);
  PackshotStripItem *item = packshot_strip_get_chosen (self->strip);

  if (item == NULL || self->manifest == NULL)
    return;

  packshot_strip_item_set_framing (item, packshot_framing_bar_get_framing (bar));
  packshot_create_page_keep_draft (self);
  packshot_create_page_show_preview (self, PACKSHOT_CREATE_PAGE_OTHER_DELAY);
}

/**
 * packshot_create_page_follow_framing:
 * @self: a page
 *
 * Keeps with each photo how somebody frames it.
 */
void
packshot_create_page_follow_framing (PackshotCreatePage *self)
{
  g_signal_connect_object (packshot_stage_get_framing_bar (self->stage), "framed",
                           G_CALLBACK (framed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * packshot_create_page_set_framing:
 * @self: a page with a service
 * @request: a request of it, with all its values
 * @item: (nullable): its photo
 *
 * Gives a request how its photo is framed, where it can be with the rest.
 */
void
packshot_create_page_set_framing (PackshotCreatePage *self,
                                  PackshotRequest *request,
                                  PackshotStripItem *item)
{
  g_autofree char *words = packshot_request_explain_framing (request);

  if (item != NULL && words == NULL)
    packshot_request_set_framing (request, packshot_strip_item_get_framing (item));
}

/**
 * packshot_create_page_show_framing:
 * @self: a page with a service
 *
 * Shows how the photo on the stage is framed, or why it can't be. Where nothing tells the shape of
 * the video there is nothing to frame it for.
 */
void
packshot_create_page_show_framing (PackshotCreatePage *self)
{
  const PackshotPictureFraming whole = PACKSHOT_PICTURE_FRAMING_INIT;
  PackshotFramingBar *bar = packshot_stage_get_framing_bar (self->stage);
  PackshotStripItem *item = packshot_strip_get_chosen (self->strip);
  g_autoptr (PackshotRequest) request = packshot_request_new (self->manifest);
  g_autofree char *words = NULL;

  packshot_create_page_set_picture (self, request, item, NULL);
  packshot_form_fill_valid (self->form, request);
  words = packshot_request_explain_framing (request);

  packshot_framing_bar_set_trouble (bar, words);
  packshot_framing_bar_set_framing (
      bar, item != NULL && words == NULL ? packshot_strip_item_get_framing (item) : &whole);
  gtk_widget_set_visible (GTK_WIDGET (bar), packshot_request_get_ratio (request) > 0);
}

/**
 * packshot_create_page_await_framing:
 * @self: a page with a service
 * @request: what is shown again
 *
 * Frames its photo as it was: at once where it is on the stage, else when it is there.
 */
void
packshot_create_page_await_framing (PackshotCreatePage *self, PackshotRequest *request)
{
  PackshotStripItem *item = packshot_strip_get_chosen (self->strip);

  g_free (self->awaited);
  self->awaited = g_strdup (packshot_words_find_photo (request));
  self->awaited_framing = *packshot_request_get_framing (request);
  if (item == NULL || packshot_strip_get_n_items (self->strip) > 1)
    return;

  packshot_create_page_take_framing (self, item);
  packshot_create_page_show_framing (self);
  packshot_create_page_show_preview (self, 0);
}

/**
 * packshot_create_page_take_framing:
 * @self: a page
 * @item: a photo that came
 *
 * Frames it as it was to be, where it is the one that was awaited.
 */
void
packshot_create_page_take_framing (PackshotCreatePage *self, PackshotStripItem *item)
{
  if (self->awaited == NULL
      || (g_strcmp0 (self->awaited, packshot_strip_item_get_path (item)) != 0
          && g_strcmp0 (self->awaited, packshot_strip_item_get_address (item)) != 0))
    return;

  packshot_strip_item_set_framing (item, &self->awaited_framing);
  g_clear_pointer (&self->awaited, g_free);
}
