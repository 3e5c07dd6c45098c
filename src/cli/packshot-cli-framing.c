/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* How the photo comes into the shape of the video: --framing, --focus, --zoom. */

#include "packshot-cli-framing.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a wrong value a message shows. */
#define SHOWN_LENGTH 40

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, words);
  return FALSE;
}

static gboolean
refuse_value (GError **error, const char *format, const char *value)
{
  g_autofree char *shown = packshot_text_printable (value, SHOWN_LENGTH);
  GString *words = g_string_new (format);
  g_autofree char *sentence = NULL;

  g_string_replace (words, "%s", shown, 1);
  sentence = g_string_free (words, FALSE);
  return refuse (error, sentence);
}

static gboolean
is_framing (const char *text)
{
  PackshotPictureFraming framing;

  return packshot_picture_framing_parse (text, &framing, NULL);
}

/* What belongs to a mode alone is not forgotten in silence with another. */
static gboolean
check_together (const PackshotCliFlags *flags, GError **error)
{
  const char *mode = flags->framing != NULL ? flags->framing : "";
  gboolean is_crop = g_str_equal (mode, "crop");

  if (flags->focus != NULL && !is_crop && !g_str_equal (mode, "fill"))
    return refuse (error, _ ("--focus goes with --framing fill or --framing crop."));
  if (flags->zoom != NULL && !is_crop)
    return refuse (error, _ ("--zoom goes with --framing crop."));

  return TRUE;
}

static gboolean
check_values (const PackshotCliFlags *flags, GError **error)
{
  g_autofree char *point = g_strdup_printf ("fill %s", flags->focus);
  g_autofree char *zoom = g_strdup_printf ("crop 0.5,0.5 %s", flags->zoom);

  /* Alone: with a point in it, it is another flag's value. */
  if (strchr (flags->framing, ' ') != NULL || !is_framing (flags->framing))
    return refuse_value (error, _ ("“%s” is no framing: it is whole, fit, fill or crop."),
                         flags->framing);
  if (flags->focus != NULL && !is_framing (point))
    return refuse_value (
        error,
        _ ("“%s” is no focal point: 0,0 is the upper left corner of the photo, 1,1 "
           "the lower right one, 0.5,0.4 a little above the middle."),
        flags->focus);
  if (flags->zoom != NULL && !is_framing (zoom))
    return refuse_value (error, _ ("“%s” is no zoom: it is a number from 1 to 8."), flags->zoom);

  return TRUE;
}

/**
 * packshot_cli_framing_apply:
 * @flags: the flags every service has
 * @request: takes the framing; its options are set
 * @error: return location for a %PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence
 *
 * Returns: whether the photo can be framed so
 */
gboolean
packshot_cli_framing_apply (const PackshotCliFlags *flags, PackshotRequest *request, GError **error)
{
  PackshotPictureFraming framing;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (!check_together (flags, error))
    return FALSE;
  if (flags->framing == NULL)
    return TRUE;
  if (!check_values (flags, error))
    return FALSE;

  text = g_strdup (flags->framing);
  if (flags->focus != NULL || flags->zoom != NULL)
    {
      g_free (text);
      text = g_strjoin (" ", flags->framing, flags->focus != NULL ? flags->focus : "0.5,0.5",
                        flags->zoom, NULL);
    }
  if (!packshot_picture_framing_parse (text, &framing, error))
    return FALSE;

  packshot_request_set_framing (request, &framing);
  words = framing.mode != PACKSHOT_PICTURE_FRAMING_WHOLE
              ? packshot_request_explain_framing (request)
              : NULL;
  if (words == NULL)
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: %s is a whole sentence that says why */
               _ ("--framing can’t be given here. %s"), words);
  return FALSE;
}
