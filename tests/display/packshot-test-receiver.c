/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-receiver.h"

#include <adwaita.h>
#include <string.h>

#include "packshot-test-utils.h"

static void
received_cb (PackshotTestReceiver *self, PackshotPhoto *photo, const char *address)
{
  g_set_object (&self->photo, photo);
  g_free (self->address);
  self->address = g_strdup (address);
}

static void
received_files_cb (PackshotTestReceiver *self, GPtrArray *paths, const char *words)
{
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  self->paths = g_ptr_array_ref (paths);
  g_free (self->words);
  self->words = g_strdup (words);
}

static void
gave_up_cb (PackshotTestReceiver *self)
{
  self->gave_up = TRUE;
}

static void
serve (PackshotTestCaller *caller, gpointer user_data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (g_str_has_prefix (caller->path, "/hang"))
    {
      packshot_test_caller_hang (caller);
      return;
    }

  g_assert_true (g_file_get_contents (PACKSHOT_TEST_RECEIVER_SAMPLE, &bytes, &length, NULL));
  packshot_test_caller_say (
      caller, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
      g_str_has_suffix (caller->path, ".jpg") ? "image/jpeg" : "text/html", length);
  packshot_test_caller_send (caller, bytes, length);
}

/**
 * packshot_test_receiver_set_up:
 * @self: what is filled in
 * @takes_many: whether it takes several photos at once
 */
void
packshot_test_receiver_set_up (PackshotTestReceiver *self, gconstpointer takes_many)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *widget = adw_bin_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), widget);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 600, 400);
  gtk_window_set_child (self->window, overlay);
  gtk_window_present (self->window);

  self->receiver = packshot_receiver_new (widget, PACKSHOT_PHOTO_TILE_PIXELS);
  packshot_receiver_set_takes_many (self->receiver, GPOINTER_TO_INT (takes_many));
  g_signal_connect_swapped (self->receiver, "received", G_CALLBACK (received_cb), self);
  g_signal_connect_swapped (self->receiver, "received-files", G_CALLBACK (received_files_cb), self);
  g_signal_connect_swapped (self->receiver, "gave-up", G_CALLBACK (gave_up_cb), self);
  self->peer = packshot_test_peer_new (serve, NULL);
}

/**
 * packshot_test_receiver_tear_down:
 * @self: what packshot_test_receiver_set_up() filled in
 * @takes_many: nothing
 */
void
packshot_test_receiver_tear_down (PackshotTestReceiver *self, gconstpointer takes_many)
{
  packshot_test_let_go (self->receiver);
  gtk_window_destroy (self->window);
  packshot_test_peer_free (self->peer);
  g_clear_object (&self->photo);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_free (self->address);
  g_free (self->words);
}

/**
 * packshot_test_receiver_offer_bytes:
 * @type: a MIME type
 * @data: (array length=length): what is offered as that
 * @length: in bytes
 *
 * Returns: (transfer full): a provider
 */
GdkContentProvider *
packshot_test_receiver_offer_bytes (const char *type, gconstpointer data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  return gdk_content_provider_new_for_bytes (type, bytes);
}

/**
 * packshot_test_receiver_offer_text:
 * @type: a MIME type
 * @text: what is offered as that
 *
 * Returns: (transfer full): a provider
 */
GdkContentProvider *
packshot_test_receiver_offer_text (const char *type, const char *text)
{
  return packshot_test_receiver_offer_bytes (type, text, strlen (text));
}

/**
 * packshot_test_receiver_paste:
 * @self: somebody who takes pictures
 * @first: (transfer full): what is offered
 * @...: (transfer full): more of it, up to a %NULL
 */
void
packshot_test_receiver_paste (PackshotTestReceiver *self, GdkContentProvider *first, ...)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->window));
  g_autoptr (GPtrArray) providers = g_ptr_array_new ();
  g_autoptr (GdkContentProvider) all = NULL;
  va_list list;

  va_start (list, first);
  for (GdkContentProvider *p = first; p != NULL; p = va_arg (list, GdkContentProvider *))
    g_ptr_array_add (providers, p);
  va_end (list);

  all = gdk_content_provider_new_union ((GdkContentProvider **) providers->pdata, providers->len);
  g_assert_true (gdk_clipboard_set_content (clipboard, all));
  packshot_receiver_paste (self->receiver);
}
