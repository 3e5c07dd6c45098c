/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* The one button: what it says, what is in its way, and what comes of it. */

#include "config.h"

#include "packshot-create-page-private.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-image-host-hint.h"
#include "packshot-order-words.h"
#include "packshot-order.h"
#include "packshot-toast.h"

static guint
count_videos (PackshotCreatePage *self)
{
  return MAX (packshot_strip_get_n_items (self->strip), 1);
}

/**
 * packshot_create_page_show_price:
 * @self: a page with a service
 *
 * Shows on the button what is ordered by it, and what that costs.
 */
void
packshot_create_page_show_price (PackshotCreatePage *self)
{
  g_autofree char *label = packshot_order_words_dup_button (self->manifest, count_videos (self));

  gtk_label_set_label (self->create_label, label);
}

/* The first photo on this computer, of a service that fetches its photos from the web and can't. */
static char *
dup_host_hint (PackshotCreatePage *self)
{
  PackshotOption *picture = packshot_manifest_get_main_picture (self->manifest);

  for (guint i = 0; picture != NULL && i < packshot_strip_get_n_items (self->strip); i++)
    {
      PackshotStripItem *item = packshot_strip_get_item (self->strip, i);
      char *hint = packshot_image_host_hint_dup (self->registry, self->manifest,
                                                 packshot_strip_item_get_value (item, picture));

      if (hint != NULL)
        return hint;
    }

  return NULL;
}

/* Why nothing can be created yet. */
static const char *
find_trouble (PackshotCreatePage *self, const char *hint)
{
  gboolean needed = packshot_form_get_picture_need (self->form) == PACKSHOT_FORM_PICTURE_NEEDED;

  if (needed && packshot_strip_get_n_items (self->strip) == 0)
    return _ ("A photo is needed first");

  return packshot_form_get_trouble (self->form) != NULL ? packshot_form_get_trouble (self->form)
                                                        : hint;
}

/* The reason stands at the button, with what can be done about it; that a photo is needed the stage
 * shows. */
static void
enable_create (PackshotCreatePage *self)
{
  const char *told = packshot_form_get_trouble (self->form);
  g_autofree char *hint = self->manifest != NULL ? dup_host_hint (self) : NULL;
  const char *trouble = find_trouble (self, hint);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.create",
                                 trouble == NULL && self->ordering == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->create_button), trouble);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->create_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  trouble != NULL ? trouble : "", -1);
  gtk_label_set_label (self->trouble_label, told != NULL ? told : hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_label), told != NULL || hint != NULL);
  gtk_widget_set_visible (self->host_button, told == NULL && hint != NULL);
}

/* What the stage is good for, as long as it is empty. */
static const char *
get_invitation (PackshotForm *form)
{
  switch (packshot_form_get_picture_need (form))
    {
    case PACKSHOT_FORM_PICTURE_OPTIONAL:
      return _ ("Without one, words alone become a video.");
    case PACKSHOT_FORM_PICTURE_NOT_TAKEN:
      return _ ("As it is chosen, words alone become a video.");
    default:
      return _ ("A photo of your product becomes a video, and several become one each.");
    }
}

/**
 * packshot_create_page_show_needs:
 * @self: a page
 *
 * Shows what is still in the way of an order.
 */
void
packshot_create_page_show_needs (PackshotCreatePage *self)
{
  packshot_stage_set_invitation (self->stage, get_invitation (self->form));
  enable_create (self);
  if (self->manifest != NULL)
    packshot_create_page_show_framing (self);
}

/* What is in the way: it can be sent once it is not. */
static void
tell (PackshotCreatePage *self, const GError *error)
{
  if (error->domain == PACKSHOT_ACCOUNTS_ERROR)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.account", "s",
                                packshot_manifest_get_id (self->manifest));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotCreatePage) self = user_data;

  self->n_taken_back--;
}

static void
delete_all (PackshotCreatePage *self, GPtrArray *jobs)
{
  self->n_taken_back += jobs->len;
  for (guint i = 0; i < jobs->len; i++)
    packshot_queue_delete_async (self->queue, g_ptr_array_index (jobs, i),
                                 PACKSHOT_DELETION_OF_UNSENT, NULL, deleted_cb,
                                 g_object_ref (self));
}

static void
show_jobs (PackshotCreatePage *self, GPtrArray *jobs)
{
  g_autofree char *words = NULL;

  if (jobs->len == 1)
    {
      g_signal_emit_by_name (self, "created", g_ptr_array_index (jobs, 0));
      return;
    }

  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "library");
  words = g_strdup_printf (
      ngettext ("%u video is on its way.", "%u videos are on their way.", jobs->len), jobs->len);
  packshot_toast_show (GTK_WIDGET (self), words);
}

static void
ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotCreatePage) self = user_data;
  g_autoptr (GPtrArray) jobs = g_steal_pointer (&self->ordering);
  g_autoptr (GError) error = NULL;
  gboolean ordered = packshot_order_finish (result, &error);

  /* The window has gone meanwhile, and with it the question. */
  if (self->queue == NULL)
    return;

  enable_create (self);
  packshot_create_page_show_price (self);
  if (error != NULL)
    tell (self, error);
  if (g_error_matches (error, PACKSHOT_ORDER_ERROR, PACKSHOT_ORDER_ERROR_PARTLY))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "library");
  else if (!ordered)
    delete_all (self, jobs);
  if (!ordered)
    return;

  /* The video is what counts now, and it wants all processors. */
  if (self->previewer != NULL)
    packshot_previewer_stop (self->previewer);
  packshot_form_remember (self->form, self->memory);
  g_clear_pointer (&self->ordered, g_hash_table_unref);
  self->ordered = packshot_form_dup_chosen (self->form);
  packshot_create_page_forget_draft (self);
  show_jobs (self, jobs);
}

/* Adds a job for a photo, or without one. What is wrong with the words is told at their rows. */
static gboolean
add_job (PackshotCreatePage *self, GPtrArray *jobs, PackshotStripItem *item)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (self->manifest);
  g_autoptr (GError) error = NULL;
  PackshotJob *job = NULL;

  if (packshot_create_page_set_picture (self, request, item, &error))
    {
      if (!packshot_form_fill (self->form, request))
        return FALSE;
      packshot_create_page_set_framing (self, request, item);
      job = packshot_queue_add (self->queue, request, NULL, &error);
    }

  if (job != NULL)
    {
      g_ptr_array_add (jobs, job);
      return TRUE;
    }

  if (item != NULL)
    packshot_strip_choose (self->strip, item);
  packshot_toast_show (GTK_WIDGET (self), error->message);
  return FALSE;
}

/* Returns: (transfer full) (nullable): a job for each photo, or %NULL where one could not be made.
 */
static GPtrArray *
add_jobs (PackshotCreatePage *self)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items = packshot_strip_get_n_items (self->strip);
  gboolean added = n_items > 0 || add_job (self, jobs, NULL);

  for (guint i = 0; added && i < n_items; i++)
    added = add_job (self, jobs, packshot_strip_get_item (self->strip, i));

  if (added)
    return g_steal_pointer (&jobs);

  delete_all (self, jobs);
  return NULL;
}

/**
 * packshot_create_page_is_ordering:
 * @self: a page
 *
 * Returns: whether something is being ordered, or taken back
 */
gboolean
packshot_create_page_is_ordering (PackshotCreatePage *self)
{
  g_return_val_if_fail (PACKSHOT_IS_CREATE_PAGE (self), FALSE);

  return self->ordering != NULL || self->n_taken_back > 0;
}

/**
 * packshot_create_page_create:
 * @self: a page
 *
 * Asks for the videos, after the question of what is to be paid for, or tells what is wrong.
 */
void
packshot_create_page_create (PackshotCreatePage *self)
{
  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self) && self->manifest != NULL);

  if (self->ordering != NULL)
    return;

  self->ordering = add_jobs (self);
  if (self->ordering == NULL)
    return;

  enable_create (self);
  if (self->ordering->len == 1)
    {
      packshot_order_async (GTK_WIDGET (self), self->queue, self->accounts,
                            g_ptr_array_index (self->ordering, 0), NULL, ordered_cb,
                            g_object_ref (self));
      return;
    }

  if (!packshot_manifest_get_offline (self->manifest))
    gtk_label_set_label (self->create_label, _ ("Preparing the Photos…"));
  packshot_order_many_async (GTK_WIDGET (self), self->queue, self->accounts, self->ordering, NULL,
                             ordered_cb, g_object_ref (self));
}
