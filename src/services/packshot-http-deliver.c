/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* What follows a download: is it a video, what is its cover, and where does the user want them? */

#include "config.h"

#include "packshot-http-deliver.h"

#include "packshot-cover.h"
#include "packshot-media-error.h"
#include "packshot-picture-prepare.h"
#include "packshot-probe.h"
#include "packshot-save-file.h"

#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
copy_bytes (const char *from, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (from);
  g_autoptr (GFileInputStream) source = g_file_read (file, cancellable, error);
  g_autoptr (GOutputStream) target = g_unix_output_stream_new (fd, FALSE);

  return source != NULL
         && g_output_stream_splice (target, G_INPUT_STREAM (source),
                                    G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE, cancellable, error)
                >= 0;
}

/* Byte for byte, and seen under its name only when it is whole. */
static gboolean
save_video (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (PackshotSaveFile) file = packshot_save_file_new (to, error);

  return file != NULL && copy_bytes (from, packshot_save_file_get_fd (file), cancellable, error)
         && packshot_save_file_commit (file, error);
}

static void
deliver_cover (const PackshotHttpDelivery *delivery,
               const char *video,
               const char *cover,
               PackshotReply *reply,
               GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (g_file_test (delivery->fetched_cover, G_FILE_TEST_IS_REGULAR)
      && packshot_http_deliver_picture (delivery->fetched_cover, cover, cancellable, &error))
    {
      reply->cover_path = g_strdup (cover);
      return;
    }

  if (error != NULL)
    g_debug ("The service’s cover can’t be used: %s", error->message);
  g_clear_error (&error);

  if (packshot_cover_make (video, cover, cancellable, &error))
    reply->cover_path = g_strdup (cover);
  else if (!g_error_matches (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_DECODER))
    g_ptr_array_add (reply->warnings,
                     g_strdup_printf (_ ("There is no cover: %s"), error->message));
}

/* A file that is no video is of no use for the next attempt; one that can't be looked at now is. */
static PackshotReply *
reject (const PackshotHttpDelivery *delivery, const GError *error)
{
  PackshotVerdict verdict = PACKSHOT_VERDICT_LOCAL_FAILURE;

  if (g_error_matches (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO))
    verdict = PACKSHOT_VERDICT_GONE;
  else if (g_error_matches (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_BROKEN)
           || g_error_matches (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_CUT_SHORT))
    verdict = PACKSHOT_VERDICT_UNCERTAIN;

  if (verdict != PACKSHOT_VERDICT_LOCAL_FAILURE)
    g_unlink (delivery->fetched);

  return packshot_reply_new_take_words (verdict, g_strdup (error->message));
}

static void
describe (PackshotReply *reply, const PackshotMediaProbe *probe)
{
  reply->width = (guint) probe->width;
  reply->height = (guint) probe->height;
  reply->duration = (double) probe->duration / 1e9;
  if (probe->missing_decoder != NULL)
    g_ptr_array_add (reply->warnings, g_strdup_printf (_ ("To play this video, install: %s."),
                                                       probe->missing_decoder));
}

/* What was paid for is kept where it is when the place the user wanted is not to be had. */
static const char *
deliver_video (const PackshotHttpDelivery *delivery,
               PackshotReply *reply,
               GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (g_str_equal (delivery->fetched, delivery->video))
    return delivery->fetched;
  if (save_video (delivery->fetched, delivery->video, cancellable, &error))
    return delivery->video;

  /* Translators: a sentence about what is wrong with it, and the path of a file. */
  g_ptr_array_add (reply->warnings, g_strdup_printf (_ ("%s The video is kept as “%s”."),
                                                     error->message, delivery->fetched));
  return delivery->fetched;
}

/**
 * packshot_http_delivery_clear:
 * @self: a delivery
 *
 * Frees its members.
 */
void
packshot_http_delivery_clear (PackshotHttpDelivery *self)
{
  g_clear_pointer (&self->fetched, g_free);
  g_clear_pointer (&self->fetched_cover, g_free);
  g_clear_pointer (&self->kept_cover, g_free);
  g_clear_pointer (&self->video, g_free);
  g_clear_pointer (&self->cover, g_free);
}

/**
 * packshot_http_deliver_picture:
 * @from: (type filename): a picture as it was downloaded
 * @to: (type filename): where it shall be
 * @cancellable: (nullable): stops it
 * @error: return location for an error; a #PackshotPictureError where it is no picture
 *
 * Makes a JPEG of it, as of a picture that is sent, whatever a service calls one. It is seen under
 * its name only when it is whole. Blocks: for a thread.
 *
 * Returns: whether it is there
 */
gboolean
packshot_http_deliver_picture (const char *from,
                               const char *to,
                               GCancellable *cancellable,
                               GError **error)
{
  static const char *const formats[] = { "image/jpeg", NULL };
  const PackshotPictureSource source = { .path = from };
  const PackshotPictureLimits limits = { .formats = formats };
  g_autoptr (PackshotSaveFile) file = packshot_save_file_new (to, error);
  g_autoptr (PackshotPreparedPicture) picture = NULL;

  if (file == NULL)
    return FALSE;

  picture = packshot_picture_prepare (&source, &limits, packshot_save_file_get_fd (file),
                                      cancellable, error);
  return picture != NULL && packshot_save_file_commit (file, error);
}

/**
 * packshot_http_deliver:
 * @delivery: what was downloaded, and where the user wants it
 * @cancellable: (nullable): stops it
 *
 * Checks that a download is a video, P4 of DESIGN §4, and puts it with its cover where the user
 * wants it. May be done again wherever it was cut off: what was downloaded stays where it is, for
 * the program may be killed before anybody has noted where the video is. Blocks: for a thread.
 *
 * Returns: (transfer full): done with the paths, or what is wrong
 */
PackshotReply *
packshot_http_deliver (const PackshotHttpDelivery *delivery, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotMediaProbe) probe =
      packshot_media_probe (delivery->fetched, cancellable, &error);
  PackshotReply *reply;
  const char *video;
  gboolean is_elsewhere;

  if (probe == NULL)
    return reject (delivery, error);

  reply = packshot_reply_new (PACKSHOT_VERDICT_DONE);
  describe (reply, probe);

  video = deliver_video (delivery, reply, cancellable);
  is_elsewhere = video != delivery->fetched;
  deliver_cover (delivery, video,
                 is_elsewhere || g_str_equal (delivery->fetched, delivery->video)
                     ? delivery->cover
                     : delivery->kept_cover,
                 reply, cancellable);

  reply->video_path = g_strdup (video);
  return reply;
}
