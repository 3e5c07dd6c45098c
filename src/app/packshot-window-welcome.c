/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* The page of the window for somebody who is here for the first time. */

#include "config.h"

#include "packshot-window-private.h"

#include "packshot-settings-general.h"
#include "packshot-welcome.h"

#define WELCOMED "welcomed"

/* Nobody who has set something up, or made a video, is new here. */
static gboolean
is_new (PackshotWindow *self)
{
  return packshot_memory_get_int (self->memory, PACKSHOT_MEMORY_WINDOW, WELCOMED, FALSE) == FALSE
         && g_list_model_get_n_items (packshot_queue_get_jobs (self->queue)) == 0
         && packshot_queue_get_trouble (self->queue) == NULL
         && !packshot_settings_is_there (packshot_accounts_get_settings (self->accounts));
}

/**
 * packshot_window_show_welcome: (skip)
 * @self: a window
 *
 * Shows the page for somebody who is new here.
 */
void
packshot_window_show_welcome (PackshotWindow *self)
{
  packshot_memory_set_int (self->memory, PACKSHOT_MEMORY_WINDOW, WELCOMED, TRUE);
  packshot_window_leave_job (self);
  if (self->welcome == NULL)
    {
      self->welcome = packshot_welcome_new (self->registry);
      g_signal_connect_object (self->welcome, "photos", G_CALLBACK (packshot_window_open_photos),
                               self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->levels, self->welcome, "welcome");
    }

  gtk_stack_set_visible_child_name (self->levels, "welcome");
  packshot_welcome_begin (PACKSHOT_WELCOME (self->welcome));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", TRUE);
}

/**
 * packshot_window_greet:
 * @self: a window, whose library is known
 *
 * Shows the page for somebody who is new here, once, to somebody who is, and does not know yet what
 * to do.
 */
void
packshot_window_greet (PackshotWindow *self)
{
  g_return_if_fail (PACKSHOT_IS_WINDOW (self));

  if (!self->has_photos && is_new (self)
      && g_strcmp0 (gtk_stack_get_visible_child_name (self->levels), "views") == 0)
    packshot_window_show_welcome (self);
}
