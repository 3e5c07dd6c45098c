/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-framing.h"

/* How much the photo is enlarged at the most, in pixels of the frame a pixel of the photo: a small
 * photo that is shown whole may get softer than one the camera looks at closely. */
#define MAX_ENLARGED_WHOLE 4.0
#define MAX_ENLARGED_CLOSE 2.2

/* Room around the product. */
#define PRODUCT_MARGIN 1.4

/* A close look shows this share of what the product framing shows. */
#define DETAIL_SHARE 0.5

/* Where the product isn't known, how much of the whole is shown at least. */
#define UNSURE_SHARE 0.62

/* How far from the edge of the frame a focal point stays, as a share of its sides. */
#define FOCUS_MARGIN 0.15

/* Framings with room for text: which part of the frame the product gets at the most, and where its
 * middle goes. */
typedef struct
{
  double width, height;
  double x, y;
} Room;

static const Room wide_title_room = { 0.46, 0.76, 0.66, 0.50 };
static const Room tall_title_room = { 0.80, 0.56, 0.50, 0.38 };
static const Room wide_card_room = { 0.42, 0.70, 0.30, 0.50 };
static const Room tall_card_room = { 0.76, 0.48, 0.50, 0.35 };

/* Where the text goes, as shares of the frame. In tall videos the places where they are shown lay
 * their buttons over the lowest part. */
static const PackshotRect wide_beside = { 0.06, 0.50, 0.38, 0.38 };
static const PackshotRect wide_lower = { 0.06, 0.60, 0.56, 0.30 };
static const PackshotRect tall_lower = { 0.08, 0.67, 0.84, 0.18 };
static const PackshotRect wide_card = { 0.55, 0.16, 0.38, 0.68 };
static const PackshotRect tall_card = { 0.10, 0.62, 0.80, 0.25 };
static const PackshotRect card_alone = { 0.12, 0.25, 0.76, 0.50 };

static double
aspect_of (const PackshotScene *self)
{
  return self->frame_width / self->frame_height;
}

static PackshotRect
make_rect (const PackshotScene *self, double x, double y, double width)
{
  double height = width / aspect_of (self);

  return (PackshotRect){ x - width / 2, y - height / 2, width, height };
}

/* The smallest width at which the frame holds a box. */
static double
width_to_hold (const PackshotScene *self, double width, double height)
{
  return MAX (width, height * aspect_of (self));
}

static PackshotRect
frame_whole (const PackshotScene *self)
{
  double width = width_to_hold (self, self->photo_width, self->photo_height);

  width = MAX (width, self->frame_width / MAX_ENLARGED_WHOLE);
  return make_rect (self, self->photo_width / 2, self->photo_height / 2, width);
}

/* Moves a range inside a wider one; centres it on a narrower one. */
static double
move_inside (double start, double length, double low, double high)
{
  if (length >= high - low)
    return (low + high - length) / 2;

  return CLAMP (start, low, high - length);
}

/* Keeps what is seen inside the photo as far as it fits. Where the backdrop carries on there is no
 * need to: a product at the edge may stand in the middle of the frame. */
static PackshotRect
keep_inside (const PackshotScene *self, PackshotRect rect)
{
  const gboolean *plain = self->analysis.plain;

  if (self->analysis.cut_out)
    return rect;
  if (!plain[PACKSHOT_SIDE_LEFT] || !plain[PACKSHOT_SIDE_RIGHT])
    rect.x = move_inside (rect.x, rect.width, 0, self->photo_width);
  if (!plain[PACKSHOT_SIDE_TOP] || !plain[PACKSHOT_SIDE_BOTTOM])
    rect.y = move_inside (rect.y, rect.height, 0, self->photo_height);

  return rect;
}

static PackshotRect
frame_product (const PackshotScene *self)
{
  const PackshotRect *product = &self->analysis.product;
  PackshotRect whole = frame_whole (self);
  double cover = MIN (self->photo_width, self->photo_height * aspect_of (self));
  double width = PRODUCT_MARGIN * width_to_hold (self, product->width, product->height);

  if (self->analysis.confidence == 0)
    width = MAX (cover, UNSURE_SHARE * whole.width);

  width = CLAMP (width, MIN (self->frame_width / MAX_ENLARGED_CLOSE, whole.width), whole.width);
  return keep_inside (self, make_rect (self, product->x + product->width / 2,
                                       product->y + product->height / 2, width));
}

/* Moves what is seen as little as is needed for the focal point to be in it. */
static PackshotRect
hold_focus (const PackshotScene *self, PackshotRect rect)
{
  double across = FOCUS_MARGIN * rect.width, down = FOCUS_MARGIN * rect.height;

  if (!self->has_focus)
    return rect;

  rect.x = CLAMP (rect.x, self->focus_x - rect.width + across, self->focus_x - across);
  rect.y = CLAMP (rect.y, self->focus_y - rect.height + down, self->focus_y - down);
  return rect;
}

/* Close, but not past the product: what lies beside it is only backdrop. */
static PackshotRect
frame_detail (const PackshotScene *self)
{
  const PackshotRect *product = &self->analysis.product;
  PackshotRect rect = frame_product (self);
  double width = MAX (DETAIL_SHARE * rect.width, self->frame_width / MAX_ENLARGED_CLOSE);

  width = MIN (width, rect.width);
  if (self->has_focus)
    return keep_inside (self, make_rect (self, self->focus_x, self->focus_y, width));

  rect = make_rect (self, self->analysis.detail_x, self->analysis.detail_y, width);
  rect.x = move_inside (rect.x, rect.width, product->x, product->x + product->width);
  rect.y = move_inside (rect.y, rect.height, product->y, product->y + product->height);

  return keep_inside (self, rect);
}

static PackshotRect
frame_with_room (const PackshotScene *self, const Room *room)
{
  const PackshotRect *product = &self->analysis.product;
  double width = width_to_hold (self, product->width / room->width, product->height / room->height);
  PackshotRect rect;

  width = MAX (width, self->frame_width / MAX_ENLARGED_CLOSE);
  rect = make_rect (self, product->x + product->width / 2, product->y + product->height / 2, width);
  rect.x += (self->runs_left ? room->x - 0.5 : 0.5 - room->x) * rect.width;
  rect.y += (0.5 - room->y) * rect.height;

  return rect;
}

/* Where there is no text, or no backdrop that could be carried on below it, there is no point in
 * leaving room. */
static PackshotFraming
choose_framing (const PackshotScene *self, PackshotFraming framing)
{
  gboolean leaves_room = framing == PACKSHOT_FRAMING_TITLE || framing == PACKSHOT_FRAMING_CARD;

  if (leaves_room && (!self->has_text || !packshot_scene_has_room (self)))
    return PACKSHOT_FRAMING_PRODUCT;

  return framing;
}

static PackshotRect
frame (const PackshotScene *self, PackshotFraming framing)
{
  gboolean wide = packshot_scene_is_wide (self);

  switch (framing)
    {
    case PACKSHOT_FRAMING_PRODUCT:
      return frame_product (self);
    case PACKSHOT_FRAMING_DETAIL:
      return frame_detail (self);
    case PACKSHOT_FRAMING_TITLE:
      return frame_with_room (self, wide ? &wide_title_room : &tall_title_room);
    case PACKSHOT_FRAMING_CARD:
      return frame_with_room (self, wide ? &wide_card_room : &tall_card_room);
    case PACKSHOT_FRAMING_WHOLE:
    default:
      return frame_whole (self);
    }
}

/**
 * packshot_scene_is_wide:
 * @self: a scene
 *
 * Returns: whether there is more room beside the product than below it
 */
gboolean
packshot_scene_is_wide (const PackshotScene *self)
{
  return self->frame_width > 1.2 * self->frame_height;
}

/**
 * packshot_scene_has_room:
 * @self: a scene
 *
 * Returns: whether the backdrop can be carried on as far as one likes
 */
gboolean
packshot_scene_has_room (const PackshotScene *self)
{
  const PackshotAnalysis *analysis = &self->analysis;
  gboolean plain = TRUE;

  for (PackshotSide side = 0; side < PACKSHOT_N_SIDES; side++)
    plain = plain && analysis->plain[side];

  return analysis->cut_out || (plain && analysis->confidence > 0);
}

/**
 * packshot_scene_aim:
 * @self: a scene
 * @aim: where a style points the camera
 *
 * Returns: what the camera sees, in pixels of the photo, in the shape of the frame
 */
PackshotRect
packshot_scene_aim (const PackshotScene *self, const PackshotAim *aim)
{
  PackshotFraming framing = choose_framing (self, aim->framing);
  PackshotRect framed = frame (self, framing);
  PackshotRect rect = make_rect (self, framed.x + framed.width / 2, framed.y + framed.height / 2,
                                 framed.width / aim->zoom);

  rect.x += aim->x * rect.width;
  rect.y += aim->y * rect.height;
  rect = hold_focus (self, rect);

  if (framing == PACKSHOT_FRAMING_PRODUCT || framing == PACKSHOT_FRAMING_DETAIL)
    return keep_inside (self, rect);
  return rect;
}

/**
 * packshot_scene_get_text_area:
 * @self: a scene
 * @place: where the style wants the text
 *
 * Returns: where there is room for it, in pixels of the frame
 */
PackshotRect
packshot_scene_get_text_area (const PackshotScene *self, PackshotTitlePlace place)
{
  gboolean wide = packshot_scene_is_wide (self), room = packshot_scene_has_room (self);
  const PackshotRect *area;
  double x;

  if (place == PACKSHOT_TITLE_CARD)
    area = !room ? &card_alone : wide ? &wide_card : &tall_card;
  else
    area = !wide ? &tall_lower : room ? &wide_beside : &wide_lower;

  x = self->runs_left ? 1 - area->x - area->width : area->x;
  return (PackshotRect){ x * self->frame_width, area->y * self->frame_height,
                         area->width * self->frame_width, area->height * self->frame_height };
}
