/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-test-photo.h"
#include "packshot-test-show.h"
#include "packshot-title.h"

#include <pango/pangocairo.h>
#include <string.h>

#define FONTS "Cantarell, Noto Sans, Sans"

/* The last three no font has, as a rule; which of them is found out. */
static const gunichar rare[] = { 0x12000, 0xe123, 0x10fffd };

static gboolean
face_has (PangoFontFace *face, PangoContext *context, gunichar c)
{
  PangoFontDescription *description = pango_font_face_describe (face);
  g_autoptr (PangoFont) font = NULL;

  pango_font_description_set_size (description, 20 * PANGO_SCALE);
  font = pango_context_load_font (context, description);
  pango_font_description_free (description);

  return font != NULL && pango_font_has_char (font, c);
}

/* Whether any face of any installed family has a character; asks every one of them. */
static gboolean
any_font_has (gunichar c)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  g_autofree PangoFontFamily **families = NULL;
  int n_families;
  gboolean found = FALSE;

  pango_font_map_list_families (map, &families, &n_families);
  for (int i = 0; i < n_families && !found; i++)
    {
      g_autofree PangoFontFace **faces = NULL;
      int n_faces;

      pango_font_family_list_faces (families[i], &faces, &n_faces);
      for (int j = 0; j < n_faces && !found; j++)
        found = face_has (faces[j], context, c);
    }
  g_object_unref (context);

  return found;
}

static gunichar
find_unknown (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rare); i++)
    if (!any_font_has (rare[i]))
      return rare[i];

  return 0;
}

static guint8
alpha_at (const PackshotLayer *layer, int x, int y)
{
  const PackshotPlane *plane = &layer->planes[PACKSHOT_LAYER_A];

  return plane->data[(gsize) x * plane->stride + (gsize) y];
}

static int
count_inked (const PackshotLayer *layer)
{
  int n = 0;

  for (int x = 0; x < layer->width; x++)
    for (int y = 0; y < layer->height; y++)
      n += alpha_at (layer, x, y) > 128;

  return n;
}

/* Nothing reaches the outermost pixels: what is cut off would show there. */
static void
assert_not_cut (const PackshotLayer *layer)
{
  for (int x = 0; x < layer->width; x++)
    {
      g_assert_cmpint (alpha_at (layer, x, 0), ==, 0);
      g_assert_cmpint (alpha_at (layer, x, layer->height - 1), ==, 0);
    }
  for (int y = 0; y < layer->height; y++)
    {
      g_assert_cmpint (alpha_at (layer, 0, y), ==, 0);
      g_assert_cmpint (alpha_at (layer, layer->width - 1, y), ==, 0);
    }
}

static const PackshotTitle roomy = {
  .fonts = FONTS,
  .width = 700,
  .height = 320,
  .size = 64,
  .scale = 1,
};

static PackshotLayer *
set (const char *name, const char *info)
{
  PackshotTitle title = roomy;

  title.name = name;
  title.info = info;
  title.rule = TRUE;
  return packshot_title_set (&title);
}

static const char *const texts[] = {
  "Premium Headphones",
  "🎧 Kopfhörer 🎉 👩‍🚀",
  "אוזניות פרימיום",
  "سماعات رأس فاخرة",
  "高级耳机",
  "プレミアムヘッドホン",
  "İstanbul Çeşmesi ﬁ Ǻ",
  "Đèn ngủ Ướt Ể z\xcc\x81",
  "<b>bold</b> & \"quoted\" &amp;",
  "a\nb\nc\nd\ne\nf\ng\nh",
  "\xe2\x80\xae backwards",
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *kept = packshot_title_drop_unknown (texts[i], FONTS, NULL);
      g_autoptr (PackshotLayer) layer = NULL;

      g_test_message ("%s", texts[i]);
      /* Nothing at all is left where no font has the script. */
      if (kept == NULL)
        {
          g_assert_false (any_font_has (g_utf8_get_char (texts[i])));
          continue;
        }
      layer = set (kept, "Info");
      assert_not_cut (layer);
      g_assert_cmpint (count_inked (layer), >, 300);
      g_assert_cmpint (layer->height, <=, (int) roomy.height + 18);
    }
}

static char *
make_long (int length)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; (int) text->len < length; i++)
    g_string_append (text, i % 3 == 0 ? "Wireless " : i % 3 == 1 ? "noise-cancelling " : "gum ");
  g_string_truncate (text, (gsize) length);

  return g_string_free (text, FALSE);
}

/* The longest that the form takes, in all the rooms there are for it. */
static void
test_long (void)
{
  g_autofree char *name = make_long (100);
  g_autofree char *info = make_long (300);
  g_autofree char *word = g_strnfill (100, 'W');
  g_autofree char *lines = g_strnfill (300, '\n');
  const char *const infos[] = { info, NULL, "Short", lines };
  const char *const names[] = { name, word, "Short" };
  const double rooms[][3] = { { 730, 410, 67 }, { 730, 734, 84 }, { 907, 345, 67 },
                              { 864, 480, 84 }, { 907, 194, 67 }, { 864, 270, 84 } };

  for (guint room = 0; room < G_N_ELEMENTS (rooms); room++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      for (guint j = 0; j < G_N_ELEMENTS (infos); j++)
        {
          const PackshotTitle title = { .fonts = FONTS,
                                        .name = names[i],
                                        .info = infos[j],
                                        .width = rooms[room][0],
                                        .height = rooms[room][1],
                                        .size = rooms[room][2],
                                        .centred = i == 1,
                                        .rule = j == 0,
                                        .scale = 1 };
          g_autoptr (PackshotLayer) layer = packshot_title_set (&title);

          g_test_message ("room %.0f × %.0f, name %u, info %u: %d × %d", title.width, title.height,
                          i, j, layer->width, layer->height);
          assert_not_cut (layer);
          g_assert_cmpint (count_inked (layer), >, 300);
          g_assert_cmpint (layer->width, <=, (int) title.width + 18);
          g_assert_cmpint (layer->height, <=, (int) title.height + 18);
        }
}

static gboolean
same (const PackshotLayer *a, const PackshotLayer *b)
{
  const PackshotPlane *p = &a->planes[PACKSHOT_LAYER_A], *q = &b->planes[PACKSHOT_LAYER_A];

  return a->width == b->width && a->height == b->height
         && memcmp (p->data, q->data, p->stride * (gsize) p->width) == 0;
}

/* Tags and entities are seen as they were typed. */
static void
test_markup (void)
{
  g_autoptr (PackshotLayer) tagged = set ("<b>x</b>", NULL);
  g_autoptr (PackshotLayer) plain = set ("x", NULL);
  g_autoptr (PackshotLayer) entity = set ("&amp;", NULL);
  g_autoptr (PackshotLayer) sign = set ("&", NULL);
  g_autoptr (PackshotLayer) broken = set ("</span <<& %s %n", NULL);

  g_assert_cmpint (count_inked (tagged), >, 3 * count_inked (plain));
  g_assert_cmpint (count_inked (entity), >, 2 * count_inked (sign));
  g_assert_cmpint (count_inked (broken), >, count_inked (tagged));
}

static void
test_unknown (void)
{
  gunichar unknown = find_unknown ();
  char bytes[7] = "";
  g_autofree char *text = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *dropped = NULL;
  g_autofree char *none = NULL;
  g_autofree char *all = NULL;

  if (unknown == 0)
    {
      g_test_skip ("the fonts installed here have everything");
      return;
    }

  g_unichar_to_utf8 (unknown, bytes);
  text = g_strdup_printf ("%sLamp%s one%s", bytes, bytes, bytes);
  kept = packshot_title_drop_unknown (text, FONTS, &dropped);
  g_assert_cmpstr (kept, ==, "Lamp one");
  g_assert_cmpstr (dropped, ==, bytes);

  none = g_strdup_printf (" %s%s\n", bytes, bytes);
  all = packshot_title_drop_unknown (none, FONTS, NULL);
  g_assert_null (all);
}

static void
test_known (void)
{
  g_autofree char *dropped = NULL;
  g_autofree char *kept =
      packshot_title_drop_unknown ("  Lamp <b> é z\xcc\x81 a\xe2\x80\x8d b\n", FONTS, &dropped);
  g_autofree char *empty = packshot_title_drop_unknown ("", FONTS, NULL);
  g_autofree char *spaces = packshot_title_drop_unknown (" \n\t ", FONTS, NULL);

  g_assert_cmpstr (kept, ==, "Lamp <b> é z\xcc\x81 a\xe2\x80\x8d b");
  g_assert_null (dropped);
  g_assert_null (empty);
  g_assert_null (spaces);
}

/* Joiners and the like have no glyph of their own: nothing would be seen of them. */
static void
test_invisible (void)
{
  g_autofree char *kept = packshot_title_drop_unknown ("\xe2\x80\x8d\xef\xb8\x8f", FONTS, NULL);

  g_assert_null (kept);
}

static void
test_direction (void)
{
  g_assert_true (packshot_title_runs_left ("אוזניות"));
  g_assert_true (packshot_title_runs_left ("سماعات 3000"));
  g_assert_false (packshot_title_runs_left ("Headphones"));
  g_assert_false (packshot_title_runs_left ("高级耳机"));
}

/* The middle of the ink across, as a share of the width. */
static double
find_middle (const PackshotLayer *layer)
{
  double sum = 0, n = 0;

  for (int x = 0; x < layer->width; x++)
    for (int y = 0; y < layer->height; y++)
      {
        sum += alpha_at (layer, x, y) * (x + 0.5);
        n += alpha_at (layer, x, y);
      }

  return sum / n / layer->width;
}

static void
test_alignment (void)
{
  PackshotTitle title = roomy;
  g_autoptr (PackshotLayer) left = set ("Lamp", "of glass");
  g_autoptr (PackshotLayer) right = NULL, middle = NULL;

  g_assert_cmpfloat (find_middle (left), <, 0.3);

  title.name = "Lamp";
  title.centred = TRUE;
  middle = packshot_title_set (&title);
  g_assert_cmpfloat_with_epsilon (find_middle (middle), 0.5, 0.02);

  if (any_font_has (0x5d0))
    {
      right = set ("אבג", NULL);
      g_assert_cmpfloat (find_middle (right), >, 0.7);
    }
}

static void
test_ink (void)
{
  PackshotTitle title = roomy;
  g_autoptr (PackshotLayer) light = NULL, dark = NULL;
  int brightest = 0, darkest = 0;

  title.name = "Lamp";
  light = packshot_title_set (&title);
  title.dark = TRUE;
  dark = packshot_title_set (&title);
  g_assert_true (same (light, dark));

  for (gsize i = 0; i < light->planes[0].stride * (gsize) light->width; i++)
    {
      brightest = MAX (brightest, light->planes[0].data[i]);
      darkest = MAX (darkest, dark->planes[0].data[i]);
    }
  g_assert_cmpint (brightest, ==, 235);
  g_assert_cmpint (darkest, <, 50);
}

static void
test_shade (void)
{
  g_autoptr (PackshotLayer) shade = packshot_title_make_shade (3.2);
  int middle = shade->width / 2;

  g_assert_cmpfloat_with_epsilon ((double) shade->width / shade->height, 3.2, 0.05);
  g_assert_cmpint (alpha_at (shade, middle, 0), <=, 2);
  g_assert_cmpint (alpha_at (shade, middle, shade->height - 1), >, 140);
  for (int y = 1; y < shade->height; y++)
    g_assert_cmpint (alpha_at (shade, middle, y), >=, alpha_at (shade, middle, y - 1));
}

/* A film on an even ground of one colour, or on one of stripes. */
static PackshotTestShow *
show_on (guint32 ground, guint32 stripes)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_plain (960, 540, ground);
  PackshotTestShow *show;

  if (stripes != ground)
    packshot_test_photo_add_box (photo, 0, 0, 960, 540, ground, stripes);
  show = packshot_test_show_new (photo, "showcase", 640, 360, 24, 4, 1);
  packshot_test_show_set_titles (show, "Name", "Info");

  return show;
}

/* Dark ink on what is light, white on what is dark, and help from a shade only on what is neither.
 */
static void
test_shade_where_needed (void)
{
  g_autoptr (PackshotTestShow) light = show_on (0xf2f2f2ff, 0xf2f2f2ff);
  g_autoptr (PackshotTestShow) dark = show_on (0x202020ff, 0x202020ff);
  g_autoptr (PackshotTestShow) busy = show_on (0xf2f2f2ff, 0x404040ff);

  g_assert_null (packshot_storyboard_get_shot (light->storyboard, 0)->shade);
  g_assert_null (packshot_storyboard_get_shot (dark->storyboard, 0)->shade);
  g_assert_nonnull (packshot_storyboard_get_shot (busy->storyboard, 0)->shade);
}

static double
sum_alpha (const PackshotLayer *layer)
{
  double sum = 0;

  for (int x = 0; x < layer->width; x++)
    for (int y = 0; y < layer->height; y++)
      sum += alpha_at (layer, x, y);

  return sum;
}

/* As wide, as high and about as black, only smaller: a line that broke elsewhere would show. */
static void
test_scale (void)
{
  PackshotTitle title = roomy;
  g_autoptr (PackshotLayer) large = NULL;

  title.name = "Wireless headphones, that never end";
  title.info = "Thirty hours of music, a case to charge them in, and a year of our word";
  large = packshot_title_set (&title);

  for (title.scale = 0.5; title.scale > 0.1; title.scale *= 0.83)
    {
      g_autoptr (PackshotLayer) small = packshot_title_set (&title);

      g_assert_cmpfloat_with_epsilon (small->width - 16, (large->width - 16) * title.scale, 3);
      g_assert_cmpfloat_with_epsilon (small->height - 16, (large->height - 16) * title.scale, 3);
      g_assert_cmpfloat_with_epsilon (
          sum_alpha (small) / (sum_alpha (large) * title.scale * title.scale), 1, 0.15);
    }
}

/* A light ground with a fine weave: stripes of two pixels. */
static GdkPixbuf *
make_weave (int contrast)
{
  GdkPixbuf *photo = packshot_test_photo_new_plain (1920, 1080, 0xc8c8c8ff);

  for (int y = 0; y < gdk_pixbuf_get_height (photo); y++)
    {
      guint8 *row = gdk_pixbuf_get_pixels (photo) + (gsize) y * gdk_pixbuf_get_rowstride (photo);

      for (int i = 0; i < 1920 * gdk_pixbuf_get_n_channels (photo); i++)
        row[i] = (guint8) (row[i] + (y / 2 % 2 == 0 ? contrast : -contrast));
    }

  return photo;
}

/* Whether there is a shade must not depend on how much of a fine texture a size can show. */
static void
test_ground_at_any_size (void)
{
  for (int contrast = 0; contrast <= 54; contrast += 27)
    {
      g_autoptr (GdkPixbuf) photo = make_weave (contrast);
      g_autoptr (PackshotTestShow) large =
          packshot_test_show_new (photo, "showcase", 1920, 1080, 24, 4, 0);
      g_autoptr (PackshotTestShow) small =
          packshot_test_show_new (photo, "showcase", 640, 360, 24, 4, 0);

      packshot_test_show_set_titles (large, "Name", "Info");
      packshot_test_show_set_titles (small, "Name", "Info");

      for (guint i = 0; i < large->storyboard->shots->len; i++)
        {
          gboolean shades[] = {
            packshot_storyboard_get_shot (large->storyboard, i)->shade != NULL,
            packshot_storyboard_get_shot (small->storyboard, i)->shade != NULL,
          };

          g_test_message ("contrast %d, shot %u: %d and %d", contrast, i, shades[0], shades[1]);
          g_assert_cmpint (shades[0], ==, shades[1]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/title/texts", test_texts);
  g_test_add_func ("/title/long", test_long);
  g_test_add_func ("/title/markup", test_markup);
  g_test_add_func ("/title/unknown", test_unknown);
  g_test_add_func ("/title/known", test_known);
  g_test_add_func ("/title/invisible", test_invisible);
  g_test_add_func ("/title/direction", test_direction);
  g_test_add_func ("/title/alignment", test_alignment);
  g_test_add_func ("/title/ink", test_ink);
  g_test_add_func ("/title/shade", test_shade);
  g_test_add_func ("/title/shade-where-needed", test_shade_where_needed);
  g_test_add_func ("/title/scale", test_scale);
  g_test_add_func ("/title/ground-at-any-size", test_ground_at_any_size);

  return g_test_run ();
}
