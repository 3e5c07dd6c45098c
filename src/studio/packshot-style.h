/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotFraming:
 * @PACKSHOT_FRAMING_WHOLE: the whole photo, and around it what it takes to fill the frame
 * @PACKSHOT_FRAMING_PRODUCT: the product with some room
 * @PACKSHOT_FRAMING_DETAIL: where there is most to see of the product, close
 * @PACKSHOT_FRAMING_TITLE: the product, to the right or up, with room for the lower title
 * @PACKSHOT_FRAMING_CARD: the product, to the left or up, with much room for text
 *
 * What the camera looks at.
 */
typedef enum
{
  PACKSHOT_FRAMING_WHOLE,
  PACKSHOT_FRAMING_PRODUCT,
  PACKSHOT_FRAMING_DETAIL,
  PACKSHOT_FRAMING_TITLE,
  PACKSHOT_FRAMING_CARD,
} PackshotFraming;

/**
 * PackshotAim:
 * @framing: what the camera looks at
 * @zoom: 1 as the framing says, 2 twice as close
 * @x: how far the camera then moves to the right, in widths of what it sees
 * @y: how far it moves down, in heights of what it sees
 */
typedef struct
{
  PackshotFraming framing;
  double zoom;
  double x;
  double y;
} PackshotAim;

/**
 * PackshotTitlePlace:
 * @PACKSHOT_TITLE_NONE: no text
 * @PACKSHOT_TITLE_LOWER: in the lower part, in the room that %PACKSHOT_FRAMING_TITLE leaves or over
 *   the picture
 * @PACKSHOT_TITLE_CARD: in the room that %PACKSHOT_FRAMING_CARD leaves
 */
typedef enum
{
  PACKSHOT_TITLE_NONE,
  PACKSHOT_TITLE_LOWER,
  PACKSHOT_TITLE_CARD,
} PackshotTitlePlace;

/**
 * PackshotStyleShot:
 * @weight: its share of the video, against the weights of the other shots
 * @from: where the camera starts
 * @to: where it ends
 * @softness: see packshot_ease()
 * @title: where product name and info are shown
 * @title_from: when they come, as a share of the shot
 * @title_to: when they are gone; 1 to stay
 */
typedef struct
{
  double weight;
  PackshotAim from;
  PackshotAim to;
  double softness;
  PackshotTitlePlace title;
  double title_from;
  double title_to;
} PackshotStyleShot;

/**
 * PackshotStyle:
 * @id: how it is asked for
 * @fonts: families for Pango, the best first
 * @transition: seconds two shots overlap
 * @cover: when the cover is taken, as a share of the video
 * @shots: (element-type PackshotStyleShot): at least one
 *
 * A look of the Studio: data/styles/<id>.json, read and checked.
 */
typedef struct
{
  char *id;
  char *fonts;
  double transition;
  double cover;
  GArray *shots;
} PackshotStyle;

PackshotStyle *packshot_style_new_from_bytes (GBytes *bytes, const char *name, GError **error);
PackshotStyle *packshot_style_load (const char *id, GError **error);
void packshot_style_free (PackshotStyle *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotStyle, packshot_style_free)

G_END_DECLS
