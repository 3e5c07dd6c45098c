/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-layer.h"

G_BEGIN_DECLS

/**
 * PackshotTitle:
 * @fonts: families for Pango, the best first
 * @name: (nullable): set large
 * @info: (nullable): set smaller below it
 * @width: room for lines, in pixels
 * @height: room for all of it, in pixels
 * @size: height of the large font, in pixels
 * @centred: whether lines stand in the middle
 * @rule: whether a line is drawn between name and info
 * @dark: whether it is written in dark ink, for a light picture, or in white
 * @scale: how large it is drawn, pixel by pixel of the above; its lines break as at 1
 *
 * A piece of text to be set.
 */
typedef struct
{
  const char *fonts;
  const char *name;
  const char *info;
  double width;
  double height;
  double size;
  gboolean centred;
  gboolean rule;
  gboolean dark;
  double scale;
} PackshotTitle;

char *packshot_title_drop_unknown (const char *text, const char *fonts, char **dropped);
gboolean packshot_title_runs_left (const char *text);
PackshotLayer *packshot_title_set (const PackshotTitle *self);
PackshotLayer *packshot_title_make_shade (double aspect);

G_END_DECLS
