/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-strip.h"

G_BEGIN_DECLS

/**
 * PackshotStripView:
 *
 * The photos of a strip in a row, with a button to add more. It is there while there are several.
 * What is dropped on it is added.
 */
#define PACKSHOT_TYPE_STRIP_VIEW (packshot_strip_view_get_type ())
G_DECLARE_FINAL_TYPE (PackshotStripView, packshot_strip_view, PACKSHOT, STRIP_VIEW, AdwBin)

void packshot_strip_view_set_strip (PackshotStripView *self, PackshotStrip *strip);
void
packshot_strip_view_set_naming (PackshotStripView *self, PackshotOption *option, const char *name);
void packshot_strip_view_choose_more (PackshotStripView *self);

G_END_DECLS
