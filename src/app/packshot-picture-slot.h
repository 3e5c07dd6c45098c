/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *packshot_picture_slot_new (int size, GtkPicture **picture);

G_END_DECLS
