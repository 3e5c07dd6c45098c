/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-photos.h"

#include <math.h>

#define TAU (2 * M_PI)

typedef struct
{
  double r, g, b;
} Colour;

static void
fill_gradient (cairo_t *cairo, double width, double height, Colour top, Colour bottom)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, 0, height);

  cairo_pattern_add_color_stop_rgb (pattern, 0, top.r, top.g, top.b);
  cairo_pattern_add_color_stop_rgb (pattern, 1, bottom.r, bottom.g, bottom.b);
  cairo_set_source (cairo, pattern);
  cairo_rectangle (cairo, 0, 0, width, height);
  cairo_fill (cairo);
  cairo_pattern_destroy (pattern);
}

static void
rounded (cairo_t *cairo, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cairo);
  cairo_arc (cairo, x + width - radius, y + radius, radius, -TAU / 4, 0);
  cairo_arc (cairo, x + width - radius, y + height - radius, radius, 0, TAU / 4);
  cairo_arc (cairo, x + radius, y + height - radius, radius, TAU / 4, TAU / 2);
  cairo_arc (cairo, x + radius, y + radius, radius, TAU / 2, 3 * TAU / 4);
  cairo_close_path (cairo);
}

/* A bottle with a cap and a label; its foot stands at x, y. */
static void
draw_bottle (cairo_t *cairo, double x, double y, double height, Colour colour, Colour label)
{
  double width = 0.42 * height, left = x - width / 2;
  cairo_pattern_t *round = cairo_pattern_create_linear (left, 0, left + width, 0);

  cairo_pattern_add_color_stop_rgb (round, 0, 0.55 * colour.r, 0.55 * colour.g, 0.55 * colour.b);
  cairo_pattern_add_color_stop_rgb (round, 0.28, colour.r, colour.g, colour.b);
  cairo_pattern_add_color_stop_rgb (round, 1, 0.4 * colour.r, 0.4 * colour.g, 0.4 * colour.b);

  cairo_set_source (cairo, round);
  rounded (cairo, left, y - 0.78 * height, width, 0.78 * height, 0.06 * height);
  cairo_fill (cairo);
  rounded (cairo, x - 0.2 * width, y - height, 0.4 * width, 0.24 * height, 0.02 * height);
  cairo_fill (cairo);
  cairo_pattern_destroy (round);

  cairo_set_source_rgb (cairo, label.r, label.g, label.b);
  cairo_rectangle (cairo, left + 0.06 * width, y - 0.55 * height, 0.88 * width, 0.36 * height);
  cairo_fill (cairo);
  cairo_set_source_rgb (cairo, 0.15, 0.13, 0.12);
  cairo_set_font_size (cairo, 0.058 * height);
  cairo_move_to (cairo, left + 0.17 * width, y - 0.38 * height);
  cairo_show_text (cairo, "AURELIA");
  for (int i = 0; i < 3; i++)
    {
      cairo_rectangle (cairo, left + 0.17 * width, y - (0.33 - 0.035 * i) * height,
                       (0.66 - 0.13 * i) * width, 0.008 * height);
      cairo_fill (cairo);
    }
}

static void
draw_shadow (cairo_t *cairo, double x, double y, double size, double strength)
{
  cairo_pattern_t *pattern;

  cairo_save (cairo);
  cairo_translate (cairo, x, y);
  cairo_scale (cairo, 1, 0.16);
  pattern = cairo_pattern_create_radial (0, 0, 0, 0, 0, size);
  cairo_pattern_add_color_stop_rgba (pattern, 0, 0, 0, 0, strength);
  cairo_pattern_add_color_stop_rgba (pattern, 1, 0, 0, 0, 0);
  cairo_set_source (cairo, pattern);
  cairo_arc (cairo, 0, 0, size, 0, TAU);
  cairo_fill (cairo);
  cairo_pattern_destroy (pattern);
  cairo_restore (cairo);
}

/* Hills behind a market table: nothing plain anywhere. */
static void
draw_panorama (cairo_t *cairo, double width, double height)
{
  static const Colour hills[] = { { 0.45, 0.58, 0.66 },
                                  { 0.30, 0.48, 0.42 },
                                  { 0.20, 0.34, 0.24 } };

  fill_gradient (cairo, width, height, (Colour){ 0.35, 0.55, 0.82 }, (Colour){ 0.95, 0.85, 0.70 });
  for (int i = 0; i < 3; i++)
    {
      cairo_set_source_rgb (cairo, hills[i].r, hills[i].g, hills[i].b);
      cairo_move_to (cairo, 0, height);
      for (double x = 0; x <= width; x += 4)
        cairo_line_to (cairo, x,
                       height * (0.42 + 0.16 * i)
                           - height * 0.13 * sin (x / height * (1.1 + 0.7 * i) + 2 * i)
                           - height * 0.04 * sin (x / height * 7 + i));
      cairo_line_to (cairo, width, height);
      cairo_fill (cairo);
    }
  for (int i = 0; i < 9; i++)
    draw_bottle (cairo, width * (0.32 + 0.045 * i), height * (0.93 + 0.02 * sin (i * 2.1)),
                 height * (0.44 + 0.08 * sin (i * 1.7)),
                 (Colour){ 0.75 - 0.06 * i, 0.3 + 0.04 * i, 0.2 + 0.05 * (i % 4) },
                 (Colour){ 0.96, 0.93, 0.86 });
}

static void
draw_on_seamless (cairo_t *cairo, double width, double height)
{
  double size = 0.62 * (height < 1.6 * width ? height : 1.6 * width);

  fill_gradient (cairo, width, height, (Colour){ 0.93, 0.91, 0.88 }, (Colour){ 0.82, 0.79, 0.75 });
  draw_shadow (cairo, width / 2, height / 2 + size / 2, size * 0.45, 0.45);
  draw_bottle (cairo, width / 2, height / 2 + size / 2, size, (Colour){ 0.62, 0.33, 0.12 },
               (Colour){ 0.97, 0.95, 0.91 });
}

/* A table top with wood grain and a window: a photo from a kitchen. */
static void
draw_lifestyle (cairo_t *cairo, double width, double height)
{
  fill_gradient (cairo, width, height, (Colour){ 0.72, 0.76, 0.74 }, (Colour){ 0.52, 0.50, 0.46 });
  cairo_set_source_rgb (cairo, 0.95, 0.97, 1.0);
  cairo_rectangle (cairo, 0.05 * width, 0.04 * height, 0.33 * width, 0.46 * height);
  cairo_fill (cairo);
  cairo_set_source_rgb (cairo, 0.40, 0.42, 0.40);
  cairo_set_line_width (cairo, 0.012 * width);
  cairo_move_to (cairo, 0.215 * width, 0.04 * height);
  cairo_line_to (cairo, 0.215 * width, 0.5 * height);
  cairo_stroke (cairo);
  for (int i = 0; i < 60; i++)
    {
      double tone = 0.38 + 0.10 * sin (i * 12.9898);

      cairo_set_source_rgb (cairo, tone * 1.15, tone * 0.82, tone * 0.55);
      cairo_rectangle (cairo, 0, height * (0.68 + 0.32 * i / 60), width, height * 0.32 / 60 + 1);
      cairo_fill (cairo);
    }
  draw_shadow (cairo, 0.6 * width, 0.86 * height, 0.25 * width, 0.6);
  draw_bottle (cairo, 0.6 * width, 0.86 * height, 0.6 * height, (Colour){ 0.16, 0.36, 0.33 },
               (Colour){ 0.95, 0.90, 0.80 });
}

static void
draw_cut_out (cairo_t *cairo, double width, double height)
{
  draw_bottle (cairo, width / 2, 0.94 * height, 0.88 * height, (Colour){ 0.20, 0.30, 0.55 },
               (Colour){ 0.98, 0.97, 0.95 });
}

static void
draw_dark (cairo_t *cairo, double width, double height)
{
  cairo_pattern_t *light;

  fill_gradient (cairo, width, height, (Colour){ 0.055, 0.055, 0.065 },
                 (Colour){ 0.03, 0.03, 0.035 });
  light = cairo_pattern_create_radial (width / 2, 0.55 * height, 0, width / 2, 0.55 * height,
                                       0.5 * height);
  cairo_pattern_add_color_stop_rgba (light, 0, 0.5, 0.4, 0.3, 0.22);
  cairo_pattern_add_color_stop_rgba (light, 1, 0.5, 0.4, 0.3, 0);
  cairo_set_source (cairo, light);
  cairo_paint (cairo);
  cairo_pattern_destroy (light);
  draw_bottle (cairo, width / 2, 0.84 * height, 0.64 * height, (Colour){ 0.30, 0.07, 0.06 },
               (Colour){ 0.80, 0.66, 0.36 });
}

static void
draw_white_on_white (cairo_t *cairo, double width, double height)
{
  fill_gradient (cairo, width, height, (Colour){ 0.985, 0.985, 0.985 },
                 (Colour){ 0.955, 0.955, 0.96 });
  draw_shadow (cairo, width / 2, 0.82 * height, 0.26 * width, 0.20);
  draw_bottle (cairo, width / 2, 0.82 * height, 0.62 * height, (Colour){ 0.97, 0.97, 0.97 },
               (Colour){ 0.90, 0.90, 0.91 });
}

const TestPhoto test_photos[] = {
  { "panorama", 5200, 1100, draw_panorama }, { "tall", 1200, 3000, draw_on_seamless },
  { "square", 1600, 1600, draw_lifestyle },  { "tiny", 120, 90, draw_on_seamless },
  { "huge", 6400, 4800, draw_on_seamless },  { "transparent", 1400, 1800, draw_cut_out },
  { "dark", 2400, 1800, draw_dark },         { "white on white", 2400, 1800, draw_white_on_white },
};

const unsigned test_n_photos = sizeof test_photos / sizeof test_photos[0];

/**
 * test_photo_render:
 * @photo: which photo
 *
 * Returns: (transfer full): the photo; transparent where nothing is drawn
 */
cairo_surface_t *
test_photo_render (const TestPhoto *photo)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, photo->width, photo->height);
  cairo_t *cairo = cairo_create (surface);

  cairo_select_font_face (cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  photo->draw (cairo, photo->width, photo->height);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);

  return surface;
}
