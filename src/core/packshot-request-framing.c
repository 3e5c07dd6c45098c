/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* How the main picture of a request comes into the shape of the video. */

#include <glib/gi18n.h>
#include <string.h>

#include "packshot-core-error.h"
#include "packshot-request-private.h"

/* In pixels, or in whatever else the sides of a shape are told. */
#define MAX_SIDE 100000

/* "16:9", "9x16", "1280*720". */
static gboolean
parse_shape (const char *text, double *ratio)
{
  char *end = NULL;
  guint64 width;
  guint64 height;

  if (!g_ascii_isdigit (*text))
    return FALSE;

  width = g_ascii_strtoull (text, &end, 10);
  if (*end == '\0' || strchr (":*x", *end) == NULL || !g_ascii_isdigit (end[1]))
    return FALSE;

  height = g_ascii_strtoull (end + 1, &end, 10);
  if (*end != '\0' || width == 0 || width > MAX_SIDE || height == 0 || height > MAX_SIDE)
    return FALSE;

  *ratio = (double) width / (double) height;
  return TRUE;
}

static gboolean
is_shape (PackshotOption *option)
{
  guint n = packshot_option_get_n_choices (option);
  double ratio;

  for (guint i = 0; i < n; i++)
    {
      if (!parse_shape (packshot_option_get_choice (option, i)->value, &ratio))
        return FALSE;
    }

  return n > 0;
}

/* What is asked comes before what could be. */
static PackshotOption *
find_shape_option (PackshotRequest *self)
{
  PackshotOption *found = NULL;

  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);

      if (packshot_option_get_kind (option) != PACKSHOT_OPTION_CHOICE || !is_shape (option))
        continue;
      if (packshot_request_is_asked (self, option))
        return option;
      if (found == NULL)
        found = option;
    }

  return found;
}

static char *
explain_picture (PackshotRequest *self)
{
  PackshotOption *picture = packshot_manifest_get_main_picture (self->manifest);
  const char *name = packshot_manifest_get_name (self->manifest);
  GVariant *value;

  if (picture == NULL)
    return g_strdup_printf (_ ("%s takes no photo that could be framed."), name);
  if (!packshot_request_is_asked (self, picture))
    return packshot_request_explain (self, picture, NULL);

  value = packshot_request_get_value (self, picture);
  if (value == NULL)
    return NULL;

  switch (packshot_picture_value_classify (g_variant_get_bytestring (value)))
    {
    case PACKSHOT_PICTURE_VALUE_REFERENCE:
      return g_strdup_printf (_ ("A picture that %s has already is used as it is; it can’t be "
                                 "framed."),
                              name);
    case PACKSHOT_PICTURE_VALUE_ADDRESS:
      if (!packshot_option_passes_address (picture))
        return NULL;
      return g_strdup_printf (_ ("%s fetches a photo with a web address itself; only a photo on "
                                 "this computer can be framed."),
                              name);
    case PACKSHOT_PICTURE_VALUE_FILE:
    default:
      return NULL;
    }
}

static char *
explain_shape (PackshotRequest *self)
{
  PackshotOption *option;

  if (packshot_request_get_ratio (self) > 0)
    return NULL;

  option = find_shape_option (self);
  if (option != NULL)
    return g_strdup_printf (_ ("Without “%s” nothing tells the shape of the video, so the photo "
                               "can’t be framed for it."),
                            packshot_option_get_label (option));

  return g_strdup_printf (_ ("%s gives the video the shape of the photo, which goes whole."),
                          packshot_manifest_get_name (self->manifest));
}

/**
 * packshot_request_check_framing:
 * @self: a request
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Returns: %FALSE where a framing was set that can't be done with the rest
 */
gboolean
packshot_request_check_framing (PackshotRequest *self, GError **error)
{
  g_autofree char *words = NULL;

  if (self->framing.mode == PACKSHOT_PICTURE_FRAMING_WHOLE)
    return TRUE;

  words = packshot_request_explain_framing (self);
  if (words != NULL)
    g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, words);
  return words == NULL;
}

/**
 * packshot_request_get_ratio:
 * @self: a request
 *
 * The shape of the video is told by a choice all values of which are shapes, such as "16:9" or
 * "1280*720".
 *
 * Returns: the width of the video by its height; 0 where nothing tells
 */
double
packshot_request_get_ratio (PackshotRequest *self)
{
  PackshotOption *option;
  GVariant *value;
  double ratio = 0;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), 0);

  option = find_shape_option (self);
  value = option != NULL && packshot_request_is_asked (self, option)
              ? packshot_request_get_value (self, option)
              : NULL;

  return value != NULL && parse_shape (g_variant_get_string (value, NULL), &ratio) ? ratio : 0;
}

/**
 * packshot_request_explain_framing:
 * @self: a request
 *
 * Returns: (transfer full) (nullable): one sentence: why the main picture can't be framed; %NULL
 *   where it can
 */
char *
packshot_request_explain_framing (PackshotRequest *self)
{
  char *words;

  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), NULL);

  words = explain_picture (self);
  return words != NULL ? words : explain_shape (self);
}

/**
 * packshot_request_set_framing:
 * @self: a request, not frozen
 * @framing: how the main picture comes into the shape of the video
 *
 * Whether that can be done with the rest is seen by packshot_request_check().
 */
void
packshot_request_set_framing (PackshotRequest *self, const PackshotPictureFraming *framing)
{
  g_return_if_fail (PACKSHOT_IS_REQUEST (self) && framing != NULL && !self->frozen);

  self->framing = *framing;
  packshot_picture_framing_normalize (&self->framing);
}

/**
 * packshot_request_get_framing:
 * @self: a request
 *
 * Returns: (transfer none): how the main picture comes into the shape of the video, normalized;
 *   whole where nothing was said
 */
const PackshotPictureFraming *
packshot_request_get_framing (PackshotRequest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_REQUEST (self), NULL);

  return &self->framing;
}
