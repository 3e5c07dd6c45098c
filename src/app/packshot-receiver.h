/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-option.h"
#include "packshot-photo.h"

G_BEGIN_DECLS

/**
 * PackshotReceiver:
 *
 * Takes in pictures for a widget: dropped, pasted, chosen among the files, or from the web. What
 * comes later wins over what is still on its way, and what can't be used is told in a toast.
 */
#define PACKSHOT_TYPE_RECEIVER (packshot_receiver_get_type ())
G_DECLARE_FINAL_TYPE (PackshotReceiver, packshot_receiver, PACKSHOT, RECEIVER, GObject)

PackshotReceiver *packshot_receiver_new (GtkWidget *widget, gint64 max_pixels);

GtkWidget *packshot_receiver_get_widget (PackshotReceiver *self);
void packshot_receiver_set_takes_many (PackshotReceiver *self, gboolean takes_many);
const char *packshot_receiver_find_address (PackshotReceiver *self, const char *path);

void packshot_receiver_open (PackshotReceiver *self, const char *path);
void packshot_receiver_open_address (PackshotReceiver *self, const char *address);
void packshot_receiver_open_items (PackshotReceiver *self, GPtrArray *items);
void packshot_receiver_choose (PackshotReceiver *self);
void packshot_receiver_choose_folder (PackshotReceiver *self);
void packshot_receiver_add_target (PackshotReceiver *self, GtkWidget *widget);
gboolean packshot_receiver_take_drop (PackshotReceiver *self, GdkDrop *drop);
void packshot_receiver_paste (PackshotReceiver *self);
void packshot_receiver_stop (PackshotReceiver *self);

gboolean packshot_receiver_sends_address (PackshotOption *option);

G_END_DECLS
