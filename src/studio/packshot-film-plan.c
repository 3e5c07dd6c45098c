/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "config.h"
#include "packshot-film-plan.h"

#include "packshot-studio-error.h"

#include <glib/gi18n.h>
#include <math.h>

/* The shorter side of every video: 1080p. */
#define SHORT_SIDE 1080

/* No film is longer, has more frames a second, or is that much wider than high: a description of
 * the Studio that was edited may say anything. */
#define MAX_SECONDS 3600
#define MAX_RATE    240
#define MAX_RATIO   4

/* Smaller than this there is nothing to be seen. */
#define MIN_SIDE 32

static int
round_to_even (double x)
{
  return 2 * (int) lrint (x / 2);
}

/* "16:9" and the like, as the manifest spells them; what is none leaves the shape 0 × 0. */
static void
read_shape (const char *aspect, int *width, int *height)
{
  char *end = NULL;
  double across = aspect != NULL ? g_ascii_strtod (aspect, &end) : 0;
  double down = end != NULL && *end == ':' ? g_ascii_strtod (end + 1, NULL) : across;
  double unit = SHORT_SIDE / MIN (across, down);

  if (!(across > 0 && down > 0 && across <= MAX_RATIO * down && down <= MAX_RATIO * across))
    return;

  *width = round_to_even (across * unit);
  *height = round_to_even (down * unit);
}

/* (nullable): what an option of any kind says, if it is there at all */
static GVariant *
get_value (PackshotRequest *request, const char *name, const GVariantType *type)
{
  PackshotOption *option = packshot_manifest_lookup (packshot_request_get_manifest (request), name);
  GVariant *value = option != NULL ? packshot_request_get_value (request, option) : NULL;

  return value != NULL && g_variant_is_of_type (value, type) ? value : NULL;
}

static char *
dup_text (PackshotRequest *request, const char *name)
{
  GVariant *value = get_value (request, name, G_VARIANT_TYPE_STRING);

  return value != NULL ? g_variant_dup_string (value, NULL) : NULL;
}

static char *
dup_path (PackshotRequest *request, const char *name)
{
  GVariant *value = get_value (request, name, G_VARIANT_TYPE_BYTESTRING);

  return value != NULL ? g_variant_dup_bytestring (value, NULL) : NULL;
}

static double
get_number (PackshotRequest *request, const char *name)
{
  GVariant *value = get_value (request, name, G_VARIANT_TYPE_DOUBLE);

  return value != NULL ? g_variant_get_double (value) : 0;
}

/**
 * packshot_film_plan_new:
 * @request: a frozen request for the Studio
 *
 * A manifest of the Studio that was edited may lack anything: see packshot_film_plan_check().
 *
 * Returns: (transfer full): what is asked for, without paths of a video and a cover
 */
PackshotFilmPlan *
packshot_film_plan_new (PackshotRequest *request)
{
  PackshotFilmPlan *self = g_new0 (PackshotFilmPlan, 1);
  g_autofree char *aspect = dup_text (request, "aspect-ratio");
  g_autofree char *rate = dup_text (request, "fps");
  guint64 frames_per_second = 0;

  self->photo = dup_path (request, "image");
  self->name = dup_text (request, "product-name");
  self->info = dup_text (request, "product-info");
  self->style = dup_text (request, "style");
  self->encoder = dup_text (request, "encoder");
  self->duration = get_number (request, "duration");
  if (rate != NULL && g_ascii_string_to_unsigned (rate, 10, 1, MAX_RATE, &frames_per_second, NULL))
    self->frames_per_second = (int) frames_per_second;
  read_shape (aspect, &self->width, &self->height);
  self->framing = *packshot_request_get_framing (request);

  return self;
}

/**
 * packshot_film_plan_check:
 * @self: a plan
 * @error: return location for %PACKSHOT_STUDIO_ERROR_OUTPUT
 *
 * Returns: whether that can be made at all
 */
gboolean
packshot_film_plan_check (const PackshotFilmPlan *self, GError **error)
{
  const char *missing = NULL;

  if (self->photo == NULL)
    missing = "image";
  else if (self->style == NULL)
    missing = "style";
  else if (self->encoder == NULL)
    missing = "encoder";
  else if (self->width < 1 || self->height < 1)
    missing = "aspect-ratio";
  else if (self->frames_per_second < 1 || self->frames_per_second > MAX_RATE)
    missing = "fps";
  else if (!(self->duration > 0 && self->duration <= MAX_SECONDS)
           || packshot_film_plan_get_n_frames (self) < 2)
    missing = "duration";
  if (missing == NULL)
    return TRUE;

  /* Translators: %s is the name of an option, such as "fps". */
  g_set_error (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_OUTPUT,
               _ ("The Studio can make nothing of what its manifest has for “%s”."), missing);
  return FALSE;
}

void
packshot_film_plan_free (PackshotFilmPlan *self)
{
  g_free (self->photo);
  g_free (self->name);
  g_free (self->info);
  g_free (self->style);
  g_free (self->encoder);
  g_free (self->video);
  g_free (self->cover);
  g_free (self);
}

/**
 * packshot_film_plan_fit:
 * @self: a plan
 * @width: (inout): the width of some room, in pixels; then that of its frames in it, even
 * @height: (inout): the height, likewise
 *
 * Fits frames into a room: in their shape, and never larger than they are.
 */
void
packshot_film_plan_fit (const PackshotFilmPlan *self, int *width, int *height)
{
  double scale = MIN ((double) *width / self->width, (double) *height / self->height);

  scale = MIN (scale, 1);
  *width = MAX (MIN_SIDE, round_to_even (self->width * scale));
  *height = MAX (MIN_SIDE, round_to_even (self->height * scale));
}

/**
 * packshot_film_plan_get_n_frames:
 * @self: a plan
 *
 * Returns: how many frames the video has
 */
int
packshot_film_plan_get_n_frames (const PackshotFilmPlan *self)
{
  return (int) lrint (self->duration * self->frames_per_second);
}
