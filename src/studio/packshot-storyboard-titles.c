/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-storyboard.h"

#include "packshot-title.h"

#include <math.h>

/* Texts are set for a video whose shorter side is this, whatever it is: lines would break elsewhere
 * in a smaller one. */
#define SET_SIDE 1080.0

/* Font size, as a share of the frame's shorter side. */
#define LOWER_SIZE 0.062
#define CARD_SIZE  0.078

/* The shade reaches this far up. */
#define SHADE_SHARE 0.55

/* A picture is light or dark enough for ink without a shade where its mean luma lies beyond one of
 * these and doesn't vary more than that. */
#define LIGHT_LUMA     150.0
#define DARK_LUMA      80.0
#define EVEN_DEVIATION 24.0

/* That is measured in cells, so many on the frame's shorter side: the same ones at every size. */
#define CELLS 180

/* The padding a set text has, see packshot_title_set(). */
#define PADDING 8

typedef struct
{
  double mean;
  double deviation;
} Ground;

static double
measure_cell (const PackshotVideoFrame *frame, int left, int top, int side)
{
  int sum = 0;

  for (int y = top; y < top + side; y++)
    for (int x = left; x < left + side; x++)
      sum += frame->planes[0][(gsize) y * frame->strides[0] + (gsize) x];

  return (double) sum / (side * side);
}

static Ground
measure_ground (const PackshotVideoFrame *frame, const PackshotRect *room, double scale)
{
  int side = MAX (1, (int) lrint ((double) MIN (frame->width, frame->height) / CELLS));
  int left = CLAMP ((int) (room->x * scale), 0, frame->width - side);
  int top = CLAMP ((int) (room->y * scale), 0, frame->height - side);
  int right = CLAMP ((int) ((room->x + room->width) * scale), left + side, frame->width);
  int bottom = CLAMP ((int) ((room->y + room->height) * scale), top + side, frame->height);
  double sum = 0, squares = 0;
  int n = 0;
  Ground ground;

  for (int y = top; y + side <= bottom; y += side)
    for (int x = left; x + side <= right; x += side)
      {
        double luma = measure_cell (frame, x, y, side);

        sum += luma;
        squares += luma * luma;
        n++;
      }

  ground.mean = sum / n;
  ground.deviation = sqrt (MAX (squares / n - ground.mean * ground.mean, 0));
  return ground;
}

/* Looks at the picture where the text will stand, in the middle of its time. */
static Ground
look_at_ground (PackshotStoryboard *self,
                const PackshotShot *shot,
                const PackshotRect *room,
                PackshotCompositor *compositor)
{
  g_autofree guint8 *memory = NULL;
  PackshotVideoFrame frame;
  PackshotComposition composition;

  packshot_storyboard_compose (self, (int) ((shot->title_first + shot->title_last) / 2),
                               &composition);
  memory = packshot_compositor_paint_still (compositor, &composition, &frame);

  return measure_ground (&frame, room, self->scene.scale);
}

static void
set_shade (PackshotStoryboard *self, PackshotShot *shot)
{
  double height = SHADE_SHARE * self->scene.frame_height;

  shot->shade = packshot_title_make_shade (self->scene.frame_width / height);
  shot->shade_scale =
      MAX (height / shot->shade->height, self->scene.frame_width / shot->shade->width);
}

static void
place_title (PackshotShot *shot, const PackshotRect *room, PackshotTitlePlace place, double scale)
{
  double padding = PADDING / scale;
  double slack = room->height + 2 * padding - shot->title->height / scale;

  shot->title_x = room->x - padding;
  shot->title_y = room->y - padding + (place == PACKSHOT_TITLE_CARD ? slack / 2 : slack);
}

static void
make_title (PackshotStoryboard *self,
            guint index,
            const char *name,
            const char *info,
            PackshotCompositor *compositor)
{
  const PackshotStyleShot *style = &g_array_index (self->style->shots, PackshotStyleShot, index);
  PackshotShot *shot = packshot_storyboard_get_shot (self, index);
  gboolean card = style->title == PACKSHOT_TITLE_CARD;
  double share = MIN (self->scene.frame_width, self->scene.frame_height) / SET_SIDE;
  PackshotRect room = packshot_scene_get_text_area (&self->scene, style->title);
  PackshotTitle title = {
    .fonts = self->style->fonts,
    .name = name,
    .info = info,
    .width = room.width / share,
    .height = room.height / share,
    .size = (card ? CARD_SIZE : LOWER_SIZE) * SET_SIDE,
    .centred = !packshot_scene_is_wide (&self->scene) || shot->backdrop_alone,
    .rule = card,
    .scale = share * self->scene.scale,
  };
  Ground ground;

  shot->title_first = shot->first + style->title_from * (shot->last - shot->first);
  shot->title_last = shot->first + style->title_to * (shot->last - shot->first);

  ground = look_at_ground (self, shot, &room, compositor);
  title.dark = ground.mean > LIGHT_LUMA && ground.deviation < EVEN_DEVIATION;
  if (!title.dark && (ground.mean > DARK_LUMA || ground.deviation > EVEN_DEVIATION))
    set_shade (self, shot);

  shot->title = packshot_title_set (&title);
  place_title (shot, &room, style->title, self->scene.scale);
}

/**
 * packshot_storyboard_make_titles:
 * @self: a storyboard with its plates
 * @name: (nullable): the product's name
 * @info: (nullable): what is to be said of it
 * @compositor: paints what the text will stand on
 *
 * Sets the texts of all shots, in an ink that can be read on what is behind.
 */
void
packshot_storyboard_make_titles (PackshotStoryboard *self,
                                 const char *name,
                                 const char *info,
                                 PackshotCompositor *compositor)
{
  if (name == NULL && info == NULL)
    return;

  for (guint i = 0; i < self->shots->len; i++)
    if (g_array_index (self->style->shots, PackshotStyleShot, i).title != PACKSHOT_TITLE_NONE)
      make_title (self, i, name, info, compositor);
}
