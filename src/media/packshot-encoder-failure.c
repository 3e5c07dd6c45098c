/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

/* What it means when a pipeline that writes a video reports an error. */

#include "packshot-encoder-failure.h"

#include "packshot-media-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* A sink that finds the disk full says so; the muxer's own file fails with an error like any other,
 * and only its details give the reason in the system's words. */
static gboolean
is_out_of_space (const GError *failure, const char *details)
{
  return g_error_matches (failure, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NO_SPACE_LEFT)
         || (details != NULL
             && (strstr (details, g_strerror (ENOSPC)) != NULL
                 || strstr (details, g_strerror (EDQUOT)) != NULL));
}

/**
 * packshot_encoder_read_failure:
 * @message: an error that a pipeline reported
 *
 * Returns: (transfer full): a #PackshotMediaError that says the same to a person: NO_SPACE where
 * the disk is full, else FAILED
 */
GError *
packshot_encoder_read_failure (GstMessage *message)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *details = NULL;

  gst_message_parse_error (message, &failure, &details);
  g_debug ("%s (%s)", failure->message, details);

  if (is_out_of_space (failure, details))
    return g_error_new (PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_SPACE,
                        _ ("The disk is full: the video can’t be written."));

  if (failure->domain == GST_RESOURCE_ERROR)
    return g_error_new (PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
                        _ ("The video can’t be written: the disk reports an error."));

  return g_error_new (PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED,
                      _ ("The video can’t be encoded: %s"), failure->message);
}
