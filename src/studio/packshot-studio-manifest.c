/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

/* What the Studio reads of a request, and so has to find in a manifest that somebody else wrote. */

#include "packshot-studio-manifest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "packshot-json.h"

/* The shorter side of every video: 1080p. */
#define SHORT_SIDE 1080

/* How many times the shorter side the longer one may be: each layer is as large as the video. */
#define MAX_RATIO 3

/* In frames a second. */
#define MAX_RATE 120

/* In seconds. */
#define MIN_DURATION 1
#define MAX_DURATION 600

typedef struct
{
  const char *name;
  PackshotOptionKind kind;
  gboolean needs_value;
} Need;

static const Need needs[] = {
  { "image", PACKSHOT_OPTION_PICTURE, TRUE },       { "product-name", PACKSHOT_OPTION_TEXT, FALSE },
  { "product-info", PACKSHOT_OPTION_TEXT, FALSE },  { "style", PACKSHOT_OPTION_CHOICE, TRUE },
  { "aspect-ratio", PACKSHOT_OPTION_CHOICE, TRUE }, { "duration", PACKSHOT_OPTION_RANGE, TRUE },
  { "fps", PACKSHOT_OPTION_CHOICE, TRUE },          { "encoder", PACKSHOT_OPTION_CHOICE, TRUE },
};

static const char *const kind_names[] = {
  [PACKSHOT_OPTION_TEXT] = "text",       [PACKSHOT_OPTION_CHOICE] = "choice",
  [PACKSHOT_OPTION_RANGE] = "range",     [PACKSHOT_OPTION_SWITCH] = "switch",
  [PACKSHOT_OPTION_PICTURE] = "picture",
};

static gboolean
is_natural (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text) && strlen (text) <= 6;
}

/* Whether a choice of the manifest is one the Studio can follow, as far as that is a number. */
static gboolean
check_choice (const char *name, const char *value, const char *path, GError **error)
{
  int width, height;

  if (g_str_equal (name, "aspect-ratio")
      && !packshot_studio_manifest_parse_shape (value, &width, &height))
    return packshot_json_fail (error, path, "value", "expected a shape from 1:%d to %d:1",
                               MAX_RATIO, MAX_RATIO);

  if (g_str_equal (name, "fps")
      && (!is_natural (value) || atoi (value) < 1 || atoi (value) > MAX_RATE))
    return packshot_json_fail (error, path, "value", "expected 1 to %d", MAX_RATE);

  return TRUE;
}

static gboolean
check_choices (PackshotOption *option, const char *path, GError **error)
{
  GVariant *preset = packshot_option_get_default (option);

  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);
      g_autofree char *place = g_strdup_printf ("%s.choices[%u]", path, i);

      if (!check_choice (packshot_option_get_name (option), choice->value, place, error))
        return FALSE;
      if (preset != NULL && choice->when->len > 0
          && g_str_equal (g_variant_get_string (preset, NULL), choice->value))
        return packshot_json_fail (error, place, "when", "the default depends on nothing here");
    }

  return TRUE;
}

static gboolean
check_range (PackshotOption *option, const char *path, GError **error)
{
  if (packshot_option_get_minimum (option) < MIN_DURATION)
    return packshot_json_fail (error, path, "minimum", "expected at least %d", MIN_DURATION);
  if (packshot_option_get_maximum (option) > MAX_DURATION)
    return packshot_json_fail (error, path, "maximum", "expected at most %d", MAX_DURATION);

  return TRUE;
}

static gboolean
check_option (PackshotOption *option, const Need *need, const char *path, GError **error)
{
  PackshotOptionKind kind = packshot_option_get_kind (option);

  if (kind != need->kind)
    return packshot_json_fail (error, path, "type", "expected %s", kind_names[need->kind]);
  if (kind == PACKSHOT_OPTION_PICTURE && !packshot_option_get_main (option))
    return packshot_json_fail (error, path, "main", "expected true");
  if (need->needs_value && packshot_option_get_when (option)->len > 0)
    return packshot_json_fail (error, path, "when", "this option is always asked");
  if (need->needs_value && !packshot_option_get_required (option)
      && packshot_option_get_default (option) == NULL)
    return packshot_json_fail (error, path,
                               kind == PACKSHOT_OPTION_PICTURE ? "required" : "default", "missing");

  if (kind == PACKSHOT_OPTION_CHOICE)
    return check_choices (option, path, error);

  return kind != PACKSHOT_OPTION_RANGE || check_range (option, path, error);
}

static gboolean
check_need (PackshotManifest *manifest, const Need *need, GError **error)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *path = g_strdup_printf ("options[%u]", i);

      if (g_str_equal (packshot_option_get_name (option), need->name))
        return check_option (option, need, path, error);
    }

  return packshot_json_fail (error, "", "options", "missing: “%s”", need->name);
}

/**
 * packshot_studio_manifest_check:
 * @manifest: what says that the Studio runs it
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: whether each request by it is one that the Studio can follow
 */
gboolean
packshot_studio_manifest_check (PackshotManifest *manifest, GError **error)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (manifest), FALSE);

  if (!packshot_manifest_get_offline (manifest))
    return packshot_json_fail (error, "", "offline", "expected true");

  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      if (!check_need (manifest, &needs[i], error))
        return FALSE;
    }

  return TRUE;
}

static int
round_to_even (double x)
{
  return 2 * (int) lrint (x / 2);
}

/**
 * packshot_studio_manifest_parse_shape:
 * @text: the value of an aspect ratio: "16:9"
 * @width: (out): the width of its videos in pixels, even
 * @height: (out): the height, likewise
 *
 * Returns: whether that is a shape in which videos are made
 */
gboolean
packshot_studio_manifest_parse_shape (const char *text, int *width, int *height)
{
  g_auto (GStrv) sides = NULL;
  double across, down, unit;

  g_return_val_if_fail (text != NULL && width != NULL && height != NULL, FALSE);

  sides = g_strsplit (text, ":", 0);
  if (g_strv_length (sides) != 2 || !is_natural (sides[0]) || !is_natural (sides[1]))
    return FALSE;

  across = atoi (sides[0]);
  down = atoi (sides[1]);
  if (across < 1 || down < 1 || across > MAX_RATIO * down || down > MAX_RATIO * across)
    return FALSE;

  unit = SHORT_SIDE / MIN (across, down);
  *width = round_to_even (across * unit);
  *height = round_to_even (down * unit);
  return TRUE;
}
