/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean packshot_compat_surface_is_hidden (GdkSurface *surface);

G_END_DECLS
