/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-photo.h"

G_BEGIN_DECLS

graphene_rect_t packshot_photo_paint_fit (const graphene_rect_t *room, double ratio);
void
packshot_photo_paint (PackshotPhoto *photo, const graphene_rect_t *frame, GtkSnapshot *snapshot);

G_END_DECLS
