/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-order.h"

#include "packshot-order.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

/**
 * packshot_test_order_set_up:
 * @self: what is filled in
 * @user_data: nothing
 *
 * Begins with a service that is quick, no job, and a window that orders.
 */
void
packshot_test_order_set_up (PackshotTestOrder *self, gconstpointer user_data)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) places = packshot_settings_new ();

  settings.n_polls = 1;
  packshot_test_forget_jobs ();
  packshot_test_remote_set_up (&self->remote, &settings);
  self->accounts =
      packshot_accounts_new (self->remote.registry, credentials, places, self->remote.queue);
  self->jobs = g_ptr_array_new ();
  self->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (self->window));
}

/**
 * packshot_test_order_tear_down:
 * @self: what packshot_test_order_set_up() filled in
 * @user_data: nothing
 */
void
packshot_test_order_tear_down (PackshotTestOrder *self, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_ptr_array_unref (self->jobs);
  g_clear_object (&self->accounts);
  g_clear_error (&self->error);
  packshot_test_remote_tear_down (&self->remote);
}

/**
 * packshot_test_order_ordered_cb:
 * @source: nothing
 * @result: of an order
 * @user_data: a #PackshotTestOrder
 *
 * Keeps what came of the order.
 */
void
packshot_test_order_ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotTestOrder *self = user_data;

  self->ordered = packshot_order_finish (result, &self->error);
  self->is_over = TRUE;
}

/**
 * packshot_test_order_count_creates:
 * @self: a window that orders
 *
 * Returns: how often the service was asked for a video
 */
guint
packshot_test_order_count_creates (PackshotTestOrder *self)
{
  return packshot_fake_count (self->remote.fake, "create");
}
