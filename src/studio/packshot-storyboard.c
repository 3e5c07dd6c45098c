/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-storyboard.h"

#include <math.h>

/* A transition leaves every shot at least the rest of its own time alone. */
#define MAX_TRANSITION_SHARE 0.5

/* How long a text takes to come and to go, in seconds, and how far it rises as it comes, as a share
 * of the frame's height. */
#define TITLE_COMES 0.7
#define TITLE_GOES  0.45
#define TITLE_RISE  0.018

static void
clear_shot (gpointer data)
{
  PackshotShot *shot = data;

  g_clear_pointer (&shot->plate, packshot_layer_free);
  g_clear_pointer (&shot->title, packshot_layer_free);
  g_clear_pointer (&shot->shade, packshot_layer_free);
}

static const PackshotStyleShot *
style_shot (PackshotStoryboard *self, guint index)
{
  return &g_array_index (self->style->shots, PackshotStyleShot, index);
}

static double
sum_weights (PackshotStoryboard *self)
{
  double sum = 0;

  for (guint i = 0; i < self->style->shots->len; i++)
    sum += style_shot (self, i)->weight;

  return sum;
}

/* Frames in which two shots are seen at once. */
static double
count_transition_frames (PackshotStoryboard *self)
{
  double shortest = self->n_frames;
  double sum = sum_weights (self);

  for (guint i = 0; i < self->style->shots->len; i++)
    shortest = MIN (shortest, self->n_frames * style_shot (self, i)->weight / sum);

  return MIN (self->style->transition * self->frames_per_second, MAX_TRANSITION_SHARE * shortest);
}

/* A card whose backdrop can't be carried on has its text on the photo out of focus. */
static gboolean
is_text_alone (PackshotStoryboard *self, const PackshotStyleShot *style)
{
  return style->title == PACKSHOT_TITLE_CARD && self->scene.has_text
         && !packshot_scene_has_room (&self->scene);
}

static void
plan_shot (PackshotStoryboard *self, guint index, double first, double last)
{
  const PackshotStyleShot *style = style_shot (self, index);
  PackshotShot shot = { .first = first, .last = last };
  PackshotRect seen;

  shot.move.from = packshot_scene_aim (&self->scene, &style->from);
  shot.move.to = packshot_scene_aim (&self->scene, &style->to);
  shot.move.softness = style->softness;
  shot.backdrop_alone = is_text_alone (self, style);

  seen = packshot_rect_unite (&shot.move.from, &shot.move.to);
  shot.backdrop = shot.backdrop_alone
                      ? PACKSHOT_BACKDROP_BLURRED
                      : packshot_backdrop_choose (&self->scene.analysis, self->scene.photo_width,
                                                  self->scene.photo_height, &seen);
  g_array_append_val (self->shots, shot);
}

static void
plan_shots (PackshotStoryboard *self)
{
  double overlap = count_transition_frames (self) / 2;
  double sum = sum_weights (self), before = 0;
  guint n = self->style->shots->len;

  for (guint i = 0; i < n; i++)
    {
      double after = before + style_shot (self, i)->weight / sum * self->n_frames;

      plan_shot (self, i, i == 0 ? 0 : before - overlap,
                 i == n - 1 ? self->n_frames - 1 : after + overlap);
      before = after;
    }
}

static double
progress_in (double frame, double first, double last)
{
  return last > first ? CLAMP ((frame - first) / (last - first), 0, 1) : 0;
}

static void
add_sprite (PackshotView *view,
            const PackshotLayer *layer,
            double x,
            double y,
            double scale,
            double opacity)
{
  view->sprites[view->n_sprites++] = (PackshotSprite){ layer, x, y, scale, opacity };
}

static void
add_plate (PackshotStoryboard *self, const PackshotShot *shot, int frame, PackshotView *view)
{
  PackshotRect seen = packshot_move_at (&shot->move, progress_in (frame, shot->first, shot->last));
  double frame_per_photo = self->scene.scale * self->scene.frame_width / seen.width;
  double plate_per_photo = shot->plate->width / shot->plate_rect.width;

  add_sprite (view, shot->plate, (shot->plate_rect.x - seen.x) * frame_per_photo,
              (shot->plate_rect.y - seen.y) * frame_per_photo, frame_per_photo / plate_per_photo,
              1);
}

static void
add_title (PackshotStoryboard *self, const PackshotShot *shot, int frame, PackshotView *view)
{
  double comes = TITLE_COMES * self->frames_per_second;
  double goes = TITLE_GOES * self->frames_per_second;
  double in = packshot_ease (CLAMP ((frame - shot->title_first) / comes, 0, 1), 1);
  double out = packshot_ease (CLAMP ((shot->title_last - frame) / goes, 0, 1), 1);
  gboolean stays = shot->title_last >= shot->last;
  double opacity = stays ? in : MIN (in, out);
  double rise = (1 - in) * TITLE_RISE * self->scene.frame_height;
  double scale = self->scene.scale;

  if (shot->shade != NULL)
    add_sprite (view, shot->shade, 0,
                (self->scene.frame_height - shot->shade->height * shot->shade_scale) * scale,
                shot->shade_scale * scale, opacity);
  add_sprite (view, shot->title, shot->title_x * scale, (shot->title_y + rise) * scale, 1, opacity);
}

static void
compose_shot (PackshotStoryboard *self, guint index, int frame, PackshotView *view)
{
  PackshotShot *shot = packshot_storyboard_get_shot (self, index);

  view->n_sprites = 0;
  add_plate (self, shot, frame, view);
  if (shot->title != NULL)
    add_title (self, shot, frame, view);
}

/**
 * packshot_storyboard_new:
 * @scene: photo and frame
 * @style: (unowned): the style; must outlive the storyboard
 * @n_frames: frames of the whole video, at least 2
 * @frames_per_second: the constant rate
 *
 * Plans a video. Before a frame can be composed, packshot_storyboard_make_plates() must have run.
 *
 * Returns: (transfer full): the plan
 */
PackshotStoryboard *
packshot_storyboard_new (const PackshotScene *scene,
                         const PackshotStyle *style,
                         int n_frames,
                         int frames_per_second)
{
  PackshotStoryboard *self = g_new0 (PackshotStoryboard, 1);

  self->scene = *scene;
  self->style = style;
  self->n_frames = n_frames;
  self->frames_per_second = frames_per_second;
  self->shots = g_array_new (FALSE, TRUE, sizeof (PackshotShot));
  g_array_set_clear_func (self->shots, clear_shot);
  plan_shots (self);

  return self;
}

/**
 * packshot_storyboard_free:
 * @self: (transfer full): a storyboard
 *
 * Frees it.
 */
void
packshot_storyboard_free (PackshotStoryboard *self)
{
  g_array_unref (self->shots);
  g_free (self);
}

/**
 * packshot_storyboard_get_shot:
 * @self: a storyboard
 * @index: which shot
 *
 * Returns: (transfer none): the shot
 */
PackshotShot *
packshot_storyboard_get_shot (PackshotStoryboard *self, guint index)
{
  return &g_array_index (self->shots, PackshotShot, index);
}

/**
 * packshot_storyboard_get_cover:
 * @self: a storyboard
 *
 * Returns: the frame that stands for the video
 */
int
packshot_storyboard_get_cover (PackshotStoryboard *self)
{
  return (int) lrint (self->style->cover * (self->n_frames - 1));
}

/**
 * packshot_storyboard_compose:
 * @self: a storyboard with its plates
 * @frame: which frame, from 0
 * @composition: (out caller-allocates): what is seen in it
 */
void
packshot_storyboard_compose (PackshotStoryboard *self, int frame, PackshotComposition *composition)
{
  guint current = 0;

  /* The last shot that has begun; the one before it may not have ended yet. */
  while (current + 1 < self->shots->len
         && packshot_storyboard_get_shot (self, current + 1)->first < frame)
    current++;

  composition->mix = 0;
  if (current > 0 && packshot_storyboard_get_shot (self, current - 1)->last > frame)
    {
      PackshotShot *before = packshot_storyboard_get_shot (self, current - 1);
      PackshotShot *after = packshot_storyboard_get_shot (self, current);

      compose_shot (self, current - 1, frame, &composition->views[0]);
      compose_shot (self, current, frame, &composition->views[1]);
      composition->mix = packshot_ease (progress_in (frame, after->first, before->last), 1);
      return;
    }

  compose_shot (self, current, frame, &composition->views[0]);
}
