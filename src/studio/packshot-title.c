/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-title.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Sizes and distances, as shares of the large font's size. */
#define INFO_SIZE      0.52
#define GAP            0.38
#define RULE_LENGTH    1.3
#define RULE_THICKNESS 0.05

/* Around the text, for overhanging glyphs and for the resampler. */
#define PADDING 8

#define MAX_NAME_LINES 2
#define MAX_INFO_LINES 5

/* Text that doesn't fit is set smaller, step by step, down to this share; then it is cut short. */
#define SMALLEST 0.55
#define SHRINK   0.93

#define DARK_INK     0.11
#define INFO_OPACITY 0.86

/* The shade below white text, from nothing at its top to this at its bottom. */
#define SHADE_HEIGHT  64
#define SHADE_OPACITY 0.62

typedef struct
{
  PangoLayout *name; /* (owned) (nullable) */
  PangoLayout *info; /* (owned) (nullable) */
  double size;
  int height;
} Setting;

static void
setting_clear (Setting *self)
{
  g_clear_object (&self->name);
  g_clear_object (&self->info);
}

static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  /* Pixels are square and text may move by less than one: no hinting to a grid. */
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  return context;
}

static PangoFontDescription *
make_font (const char *fonts, PangoWeight weight, double size)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, fonts);
  pango_font_description_set_weight (font, weight);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  return font;
}

static int
count_lines (const char *text)
{
  int n = 1;

  for (const char *p = strchr (text, '\n'); p != NULL; p = strchr (p + 1, '\n'))
    n++;

  return n;
}

static char *
join_lines (const char *text)
{
  char *joined = g_strdup (text);

  return g_strdelimit (joined, "\r\n", ' ');
}

static PangoLayout *
set_text (const PackshotTitle *title,
          PangoContext *context,
          const char *text,
          PangoWeight weight,
          double size,
          int max_lines,
          gboolean smallest)
{
  g_autoptr (PangoFontDescription) font = make_font (title->fonts, weight, size);
  PangoLayout *layout;

  if (text == NULL)
    return NULL;

  layout = pango_layout_new (context);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (title->width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -max_lines);
  pango_layout_set_alignment (layout, title->centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  pango_layout_set_line_spacing (layout, 1.12f);

  /* Pango counts the lines of each paragraph by itself: where there are too many in all, they are
   * run together, and then cut as one. */
  if (count_lines (text) > max_lines
      || (smallest && pango_layout_get_line_count (layout) > max_lines))
    {
      g_autofree char *joined = join_lines (text);

      pango_layout_set_text (layout, joined, -1);
    }

  return layout;
}

static int
height_of (PangoLayout *layout)
{
  int height = 0;

  if (layout != NULL)
    pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static double
gap_of (const PackshotTitle *title, double size)
{
  if (title->name == NULL || title->info == NULL)
    return 0;

  return size * GAP * (title->rule ? 2 : 0.6);
}

static void
set_at_size (const PackshotTitle *title, PangoContext *context, double size, Setting *setting)
{
  gboolean smallest = size < SMALLEST * title->size;

  setting->size = size;
  setting->name =
      set_text (title, context, title->name, PANGO_WEIGHT_BOLD, size, MAX_NAME_LINES, smallest);
  setting->info = set_text (title, context, title->info, PANGO_WEIGHT_NORMAL, size * INFO_SIZE,
                            MAX_INFO_LINES, smallest);
  setting->height =
      (int) ceil (height_of (setting->name) + gap_of (title, size) + height_of (setting->info));
}

static gboolean
is_cut (PangoLayout *layout, int max_lines)
{
  return layout != NULL
         && (pango_layout_is_ellipsized (layout)
             || pango_layout_get_line_count (layout) > max_lines);
}

static void
find_setting (const PackshotTitle *title, PangoContext *context, Setting *setting)
{
  double size = title->size;

  for (;;)
    {
      set_at_size (title, context, size, setting);
      if (size < SMALLEST * title->size
          || (setting->height <= title->height && !is_cut (setting->name, MAX_NAME_LINES)
              && !is_cut (setting->info, MAX_INFO_LINES)))
        return;

      setting_clear (setting);
      size *= SHRINK;
    }
}

static void
draw_rule (const PackshotTitle *title, cairo_t *cairo, PangoLayout *name, double size, double y)
{
  double length = size * RULE_LENGTH;
  double x = title->centred ? (title->width - length) / 2 : 0;

  if (!title->centred && pango_layout_get_direction (name, 0) == PANGO_DIRECTION_RTL)
    x = title->width - length;

  cairo_rectangle (cairo, x, y, length, MAX (2, size * RULE_THICKNESS));
  cairo_fill (cairo);
}

static void
draw (const PackshotTitle *title, const Setting *setting, cairo_t *cairo)
{
  double ink = title->dark ? DARK_INK : 1;
  double below = height_of (setting->name) + gap_of (title, setting->size);

  cairo_translate (cairo, PADDING, PADDING);
  cairo_scale (cairo, title->scale, title->scale);
  cairo_set_source_rgb (cairo, ink, ink, ink);
  if (setting->name != NULL)
    pango_cairo_show_layout (cairo, setting->name);
  if (title->rule && setting->name != NULL && setting->info != NULL)
    draw_rule (title, cairo, setting->name, setting->size,
               below - gap_of (title, setting->size) / 2);

  cairo_set_source_rgba (cairo, ink, ink, ink, INFO_OPACITY);
  cairo_move_to (cairo, 0, below);
  if (setting->info != NULL)
    pango_cairo_show_layout (cairo, setting->info);
}

/* Cairo's pixels are native 32-bit words, premultiplied; those of a raster are bytes and not. */
static PackshotLayer *
make_layer (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  g_autofree guint8 *pixels = g_malloc ((gsize) width * (gsize) height * 4);
  g_autoptr (PackshotBands) bands = packshot_bands_new (1);
  g_autoptr (PackshotRaster) raster = NULL;
  guint8 *out = pixels;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++, out += 4)
      {
        guint32 word = ((const guint32 *) (gconstpointer) (data + (gsize) y * stride))[x];
        guint alpha = word >> 24;

        for (guint i = 0; i < 3; i++)
          out[i] =
              alpha == 0
                  ? 0
                  : (guint8) MIN (255, (((word >> (16 - 8 * i)) & 255) * 255 + alpha / 2) / alpha);
        out[3] = (guint8) alpha;
      }

  raster = packshot_raster_new_from_pixels (width, height, pixels, (gsize) width * 4, TRUE, bands);
  return packshot_layer_new_from_raster (raster);
}

static int
round_to_even (double x)
{
  return 2 * (int) ceil (x / 2);
}

/* Joiners, variation selectors and the like have no glyph and need none. */
static gboolean
is_invisible (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return g_unichar_isspace (c) || type == G_UNICODE_FORMAT || type == G_UNICODE_NON_SPACING_MARK
         || type == G_UNICODE_ENCLOSING_MARK || type == G_UNICODE_CONTROL;
}

static gboolean
has_glyph (PangoFontset *fontset, gunichar c)
{
  g_autoptr (PangoFont) font = pango_fontset_get_font (fontset, c);

  return font != NULL && pango_font_has_char (font, c);
}

static PangoFontset *
load_fontset (const char *fonts)
{
  g_autoptr (PangoFontDescription) font = make_font (fonts, PANGO_WEIGHT_NORMAL, 40);
  PangoContext *context = make_context ();
  PangoFontset *fontset = pango_font_map_load_fontset (
      pango_context_get_font_map (context), context, font, pango_language_get_default ());

  g_object_unref (context);
  return fontset;
}

/**
 * packshot_title_drop_unknown:
 * @text: a text
 * @fonts: families for Pango
 * @dropped: (out) (optional) (nullable) (transfer full): the characters that are gone, each once,
 * or %NULL if there are none
 *
 * Takes out what no installed font can show, for a video must not have boxes in it.
 *
 * Returns: (transfer full) (nullable): what is left, or %NULL if nothing of that would be seen
 */
char *
packshot_title_drop_unknown (const char *text, const char *fonts, char **dropped)
{
  PangoFontset *fontset = load_fontset (fonts);
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autoptr (GString) gone = g_string_new (NULL);
  gboolean visible = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_invisible (c))
        g_string_append_unichar (kept, c);
      else if (has_glyph (fontset, c))
        {
          g_string_append_unichar (kept, c);
          visible = TRUE;
        }
      else if (g_utf8_strchr (gone->str, -1, c) == NULL)
        g_string_append_unichar (gone, c);
    }

  g_object_unref (fontset);
  g_strstrip (kept->str);
  if (dropped != NULL)
    *dropped = gone->len > 0 ? g_strdup (gone->str) : NULL;

  return visible ? g_strdup (kept->str) : NULL;
}

/**
 * packshot_title_runs_left:
 * @text: a text
 *
 * Returns: whether its lines begin at the right, as in Hebrew or Arabic
 */
gboolean
packshot_title_runs_left (const char *text)
{
  PangoContext *context = make_context ();
  PangoLayout *layout = pango_layout_new (context);
  gboolean runs_left;

  pango_layout_set_text (layout, text, -1);
  runs_left = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
  g_object_unref (layout);
  g_object_unref (context);

  return runs_left;
}

/**
 * packshot_title_set:
 * @self: what to set; name or info must be there
 *
 * Sets a text in the room it has: smaller where it is long, cut short with an ellipsis where it is
 * far too long. Nothing in it is markup.
 *
 * Returns: (transfer full): a layer with alpha; the text begins 8 pixels from its edges
 */
PackshotLayer *
packshot_title_set (const PackshotTitle *self)
{
  PangoContext *context = make_context ();
  cairo_surface_t *surface;
  PackshotLayer *layer;
  Setting setting = { 0 };
  cairo_t *cairo;

  find_setting (self, context, &setting);
  g_object_unref (context);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        round_to_even (self->width * self->scale + 2 * PADDING),
                                        round_to_even (setting.height * self->scale + 2 * PADDING));
  cairo = cairo_create (surface);
  draw (self, &setting, cairo);
  cairo_destroy (cairo);
  setting_clear (&setting);

  cairo_surface_flush (surface);
  layer = make_layer (surface);
  cairo_surface_destroy (surface);

  return layer;
}

/**
 * packshot_title_make_shade:
 * @aspect: its width over its height
 *
 * Makes the soft shade on which white text can be read, whatever the picture.
 *
 * Returns: (transfer full): a small layer with alpha, to be enlarged
 */
PackshotLayer *
packshot_title_make_shade (double aspect)
{
  int width = MAX (8, round_to_even (SHADE_HEIGHT * aspect));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, SHADE_HEIGHT);
  cairo_t *cairo = cairo_create (surface);
  PackshotLayer *layer;

  for (int y = 0; y < SHADE_HEIGHT; y++)
    {
      double share = (y + 0.5) / SHADE_HEIGHT;

      cairo_set_source_rgba (cairo, 0, 0, 0, SHADE_OPACITY * share * share * (3 - 2 * share));
      cairo_rectangle (cairo, 0, y, width, 1);
      cairo_fill (cairo);
    }
  cairo_destroy (cairo);

  cairo_surface_flush (surface);
  layer = make_layer (surface);
  cairo_surface_destroy (surface);

  return layer;
}
