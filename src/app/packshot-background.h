/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PACKSHOT_TYPE_BACKGROUND (packshot_background_get_type ())
G_DECLARE_FINAL_TYPE (PackshotBackground, packshot_background, PACKSHOT, BACKGROUND, GObject)

PackshotBackground *packshot_background_new (GApplication *application);
void packshot_background_begin (PackshotBackground *self, guint n_jobs);
void packshot_background_end (PackshotBackground *self);

G_END_DECLS
