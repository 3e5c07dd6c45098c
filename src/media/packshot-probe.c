/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-probe.h"

#include "packshot-probe-private.h"
#include "packshot-video-sample-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Enough of a file to tell a page or a message by. */
#define HEAD 1024

typedef struct
{
  char text[HEAD + 1];
  gsize length;
} Head;

static gboolean
is_ebml (const Head *head)
{
  return head->length >= 4 && memcmp (head->text, "\x1a\x45\xdf\xa3", 4) == 0;
}

/* What an MP4 file begins with, a segment of a stream or a film of early QuickTime. */
static gboolean
is_mp4 (const Head *head)
{
  static const char *const types[] = { "ftyp", "styp", "moov", "mdat", "wide", "free", "skip" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (head->length >= 8 && memcmp (head->text + 4, types[i], 4) == 0)
      return TRUE;

  return FALSE;
}

/* Text in UTF-8, of which the last letter may be cut. */
static gboolean
is_text (const Head *head)
{
  const char *end;

  for (gsize i = 0; i < head->length; i++)
    if (g_ascii_iscntrl (head->text[i]) && !g_ascii_isspace (head->text[i]))
      return FALSE;

  return g_utf8_validate (head->text, (gssize) head->length, &end)
         || (head->length == HEAD && head->text + head->length - end < 4);
}

static const char *
name_text (const Head *head)
{
  g_autofree char *lower = g_ascii_strdown (head->text, -1);
  const char *start = g_str_has_prefix (lower, "\xef\xbb\xbf") ? lower + 3 : lower;

  while (g_ascii_isspace (*start))
    start++;

  if (strstr (start, "<!doctype html") != NULL || strstr (start, "<html") != NULL
      || strstr (start, "<head") != NULL || strstr (start, "<body") != NULL)
    return _ ("What came is a web page instead of a video.");
  if (*start == '{' || *start == '[')
    return _ ("What came is a message (JSON) instead of a video.");
  if (*start == '<')
    return _ ("What came is a message (XML) instead of a video.");

  return _ ("What came is a text instead of a video.");
}

static gboolean
walk (PackshotProbeFile *file, PackshotMediaProbe *probe, GError **error)
{
  Head head = { .length = (gsize) MIN (file->size, HEAD) };
  const char *words;

  if (!packshot_probe_file_read (file, 0, (guint8 *) head.text, head.length))
    return packshot_probe_file_fail (file, PACKSHOT_MEDIA_ERROR_CUT_SHORT, error);
  if (is_ebml (&head))
    return packshot_probe_webm (file, probe, error);
  if (is_mp4 (&head))
    return packshot_probe_mp4 (file, probe, error);

  if (head.length == 0)
    words = _ ("What came is an empty file instead of a video.");
  else if (is_text (&head))
    words = name_text (&head);
  else
    words = _ ("What came is no video of a known kind.");
  g_set_error_literal (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO, words);
  return FALSE;
}

static gboolean
decode (PackshotMediaProbe *probe, const char *path, GCancellable *cancellable, GError **error)
{
  g_auto (PackshotVideoSample) frame = { 0 };

  if (!packshot_video_sample_take (&frame, path, 0, cancellable, error))
    return FALSE;

  probe->is_decoded = frame.sample != NULL;
  probe->missing_decoder = g_steal_pointer (&frame.missing_decoder);
  if (probe->duration == 0)
    probe->duration = frame.duration;
  return TRUE;
}

/**
 * packshot_media_probe:
 * @path: (type filename): a file that was downloaded
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #PackshotMediaError or %G_IO_ERROR_CANCELLED
 *
 * Looks whether a file is a whole video: MP4 or WebM, each part of its container within the file,
 * and every sample the index tells of. Then its first frame must decode, if there is a decoder.
 * That none is installed, or that it fails for a reason of its own or takes longer than 20 seconds,
 * says nothing about the file, which then counts as whole.
 *
 * Blocks: for a thread.
 *
 * Returns: (transfer full) (nullable): what the video is
 */
PackshotMediaProbe *
packshot_media_probe (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (PackshotMediaProbe) self = g_new0 (PackshotMediaProbe, 1);
  g_auto (PackshotProbeFile) file = { .fd = -1 };

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !packshot_probe_file_open (&file, path, cancellable, error) || !walk (&file, self, error)
      || !decode (self, path, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * packshot_media_probe_free:
 * @self: (transfer full): what is known of a video
 */
void
packshot_media_probe_free (PackshotMediaProbe *self)
{
  g_free (self->missing_decoder);
  g_free (self);
}
