/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-player-message.h"

#include "packshot-player-error.h"
#include "packshot-text-join.h"

#include <glib/gi18n.h>

static GError *
new_no_decoder (GPtrArray *missing)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (missing->len == 0)
    return g_error_new (PACKSHOT_PLAYER_ERROR, PACKSHOT_PLAYER_ERROR_NO_DECODER,
                        _ ("GStreamer lacks a decoder for this kind of video. Install GStreamer’s "
                           "“libav” and “bad” plugins, then open the video again."));

  for (guint i = 0; i < missing->len; i++)
    packshot_text_join_item (names, g_ptr_array_index (missing, i));

  /* Translators: %s is what GStreamer calls it, such as “H.264 (High Profile) decoder”. */
  return g_error_new (PACKSHOT_PLAYER_ERROR, PACKSHOT_PLAYER_ERROR_NO_DECODER,
                      _ ("GStreamer lacks this: %s. Install GStreamer’s “libav” and “bad” plugins, "
                         "then open the video again."),
                      names->str);
}

static gboolean
is_about_decoder (const GError *failure)
{
  return g_error_matches (failure, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN)
         || g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND);
}

static gboolean
is_about_content (const GError *failure)
{
  return g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_TYPE_NOT_FOUND)
         || g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_WRONG_TYPE)
         || g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_DECODE)
         || g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_DEMUX)
         || g_error_matches (failure, GST_STREAM_ERROR, GST_STREAM_ERROR_FORMAT);
}

/**
 * packshot_player_message_to_error:
 * @message: a message of the type %GST_MESSAGE_ERROR
 * @missing: (element-type utf8): what GStreamer said it lacks
 *
 * Puts into words for users what went wrong.
 *
 * Returns: (transfer full): a #PackshotPlayerError
 */
GError *
packshot_player_message_to_error (GstMessage *message, GPtrArray *missing)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *details = NULL;

  g_return_val_if_fail (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR, NULL);

  gst_message_parse_error (message, &failure, &details);
  g_debug ("%s (%s)", failure->message, details);

  if (is_about_decoder (failure))
    return new_no_decoder (missing);
  if (is_about_content (failure))
    return packshot_player_error_new_no_picture (missing);
  if (g_error_matches (failure, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND)
      || g_error_matches (failure, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ)
      || g_error_matches (failure, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED))
    return g_error_new (PACKSHOT_PLAYER_ERROR, PACKSHOT_PLAYER_ERROR_NOT_FOUND,
                        _ ("The file can’t be read: it was moved or deleted, or you may not open "
                           "it."));

  return g_error_new_literal (PACKSHOT_PLAYER_ERROR, PACKSHOT_PLAYER_ERROR_FAILED,
                              failure->message);
}

/**
 * packshot_player_error_new_no_picture:
 * @missing: (element-type utf8): what GStreamer said it lacks
 *
 * Tells why a file shows nothing: a decoder is missing, or there is nothing to decode.
 *
 * Returns: (transfer full): a #PackshotPlayerError
 */
GError *
packshot_player_error_new_no_picture (GPtrArray *missing)
{
  if (missing->len > 0)
    return new_no_decoder (missing);

  return g_error_new (PACKSHOT_PLAYER_ERROR, PACKSHOT_PLAYER_ERROR_NOT_A_VIDEO,
                      _ ("The file is damaged, or it isn’t a video."));
}
