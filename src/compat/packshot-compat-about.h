/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void packshot_compat_show_about (GtkWindow *parent,
                                 const char *first_property,
                                 ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
