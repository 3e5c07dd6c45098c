/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-picture-framing.h"

#include <glib/gi18n.h>
#include <math.h>

#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a wrong text a message shows. */
#define SHOWN_LENGTH 40

/* Finer than a pixel of any photo; what is kept as text is exactly what was shown before. */
#define PRECISION 1e4

static const char *const names[] = {
  [PACKSHOT_PICTURE_FRAMING_WHOLE] = "whole",
  [PACKSHOT_PICTURE_FRAMING_FIT] = "fit",
  [PACKSHOT_PICTURE_FRAMING_FILL] = "fill",
  [PACKSHOT_PICTURE_FRAMING_CROP] = "crop",
};

static gboolean
has_focus (PackshotPictureFramingMode mode)
{
  return mode == PACKSHOT_PICTURE_FRAMING_FILL || mode == PACKSHOT_PICTURE_FRAMING_CROP;
}

static double
round_to_precision (double x)
{
  return round (x * PRECISION) / PRECISION;
}

static gboolean
find_mode (const char *name, PackshotPictureFramingMode *mode)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], name))
        {
          *mode = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* Digits alone: g_ascii_strtod() takes words and hexadecimal digits as well. */
static gboolean
read_number (const char *text, double low, double high, double *number)
{
  char *end = NULL;

  if (*text == '\0' || text[strspn (text, "0123456789.")] != '\0')
    return FALSE;

  *number = g_ascii_strtod (text, &end);
  return *end == '\0' && *number >= low && *number <= high;
}

static gboolean
read_point (const char *text, PackshotPictureFraming *self)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", 3);

  return g_strv_length (parts) == 2 && read_number (parts[0], 0, 1, &self->x)
         && read_number (parts[1], 0, 1, &self->y);
}

static gboolean
read_words (const char *const *words, PackshotPictureFraming *self)
{
  guint n = g_strv_length ((char **) words);
  guint most;

  if (n == 0 || !find_mode (words[0], &self->mode))
    return FALSE;

  most = self->mode == PACKSHOT_PICTURE_FRAMING_CROP ? 3 : has_focus (self->mode) ? 2 : 1;
  return n <= most && (n < 2 || read_point (words[1], self))
         && (n < 3 || read_number (words[2], 1, PACKSHOT_PICTURE_FRAMING_MAX_ZOOM, &self->zoom));
}

/**
 * packshot_picture_framing_normalize:
 * @self: a framing with any numbers
 *
 * Moves the focal point into the photo and the zoom into its range, gives up digits nobody can see,
 * and forgets what the mode has no use for.
 */
void
packshot_picture_framing_normalize (PackshotPictureFraming *self)
{
  const PackshotPictureFraming unused = PACKSHOT_PICTURE_FRAMING_INIT;

  g_return_if_fail (self != NULL && isfinite (self->x) && isfinite (self->y)
                    && isfinite (self->zoom));

  self->x = has_focus (self->mode) ? round_to_precision (CLAMP (self->x, 0, 1)) : unused.x;
  self->y = has_focus (self->mode) ? round_to_precision (CLAMP (self->y, 0, 1)) : unused.y;
  self->zoom = self->mode == PACKSHOT_PICTURE_FRAMING_CROP
                   ? round_to_precision (CLAMP (self->zoom, 1, PACKSHOT_PICTURE_FRAMING_MAX_ZOOM))
                   : unused.zoom;
}

/**
 * packshot_picture_framing_equal:
 * @self: a framing, normalized
 * @other: another, normalized
 *
 * Returns: whether both show the same
 */
gboolean
packshot_picture_framing_equal (const PackshotPictureFraming *self,
                                const PackshotPictureFraming *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self->mode == other->mode && self->x == other->x && self->y == other->y
         && self->zoom == other->zoom;
}

/**
 * packshot_picture_framing_parse:
 * @text: "whole", "fit", "fill 0.5,0.4", "crop 0.5,0.4 1.6"; without a point the middle is meant,
 *   without a number behind it no zoom
 * @self: (out caller-allocates): what it says, normalized
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Returns: whether it says something
 */
gboolean
packshot_picture_framing_parse (const char *text, PackshotPictureFraming *self, GError **error)
{
  PackshotPictureFraming framing = PACKSHOT_PICTURE_FRAMING_INIT;
  g_auto (GStrv) words = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (text != NULL && self != NULL, FALSE);

  words = g_strsplit (text, " ", 5);
  if (read_words ((const char *const *) words, &framing))
    {
      packshot_picture_framing_normalize (&framing);
      *self = framing;
      return TRUE;
    }

  shown = packshot_text_printable (text, SHOWN_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("“%s” is no framing; one is “fill 0.5,0.4” or “crop 0.5,0.4 1.6”."), shown);
  return FALSE;
}

/**
 * packshot_picture_framing_dup_text:
 * @self: a framing, normalized
 *
 * Returns: (transfer full): the text of which packshot_picture_framing_parse() makes the same
 */
char *
packshot_picture_framing_dup_text (const PackshotPictureFraming *self)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE];
  char y[G_ASCII_DTOSTR_BUF_SIZE];
  char zoom[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_val_if_fail (self != NULL, NULL);

  if (!has_focus (self->mode))
    return g_strdup (names[self->mode]);

  g_ascii_formatd (x, sizeof x, "%.5g", self->x);
  g_ascii_formatd (y, sizeof y, "%.5g", self->y);
  g_ascii_formatd (zoom, sizeof zoom, "%.5g", self->zoom);

  return self->mode == PACKSHOT_PICTURE_FRAMING_CROP ? g_strdup_printf ("crop %s,%s %s", x, y, zoom)
                                                     : g_strdup_printf ("fill %s,%s", x, y);
}

/**
 * packshot_picture_framing_mode_get_name:
 * @mode: a mode
 *
 * Returns: (transfer none): what it is called in texts that programs read: "crop"
 */
const char *
packshot_picture_framing_mode_get_name (PackshotPictureFramingMode mode)
{
  g_return_val_if_fail ((guint) mode < G_N_ELEMENTS (names), NULL);

  return names[mode];
}

/**
 * packshot_picture_framing_get_view:
 * @self: a framing, normalized
 * @photo_ratio: the width of the upright photo by its height
 * @ratio: the width of the video by its height
 *
 * The focal point is in the middle of what is seen, as far as there is photo on all sides.
 *
 * Returns: what is seen
 */
PackshotPictureView
packshot_picture_framing_get_view (const PackshotPictureFraming *self,
                                   double photo_ratio,
                                   double ratio)
{
  PackshotPictureView view = { 0, 0, 1, 1 };
  double zoom = 1;

  g_return_val_if_fail (self != NULL && photo_ratio > 0 && ratio > 0, view);

  switch (self->mode)
    {
    case PACKSHOT_PICTURE_FRAMING_FIT:
      view.width = MAX (1, ratio / photo_ratio);
      view.height = MAX (1, photo_ratio / ratio);
      view.x = (1 - view.width) / 2;
      view.y = (1 - view.height) / 2;
      break;

    case PACKSHOT_PICTURE_FRAMING_CROP:
      zoom = self->zoom;
      G_GNUC_FALLTHROUGH;
    case PACKSHOT_PICTURE_FRAMING_FILL:
      view.width = MIN (1, ratio / photo_ratio) / zoom;
      view.height = MIN (1, photo_ratio / ratio) / zoom;
      view.x = CLAMP (self->x - view.width / 2, 0, 1 - view.width);
      view.y = CLAMP (self->y - view.height / 2, 0, 1 - view.height);
      break;

    case PACKSHOT_PICTURE_FRAMING_WHOLE:
    default:
      break;
    }

  return view;
}
