/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-picture"

#include "packshot-picture-prepare.h"

#include "packshot-picture-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

/* How much smaller the next try is where a file has too many bytes: by what its size suggests and a
 * little more, but never in leaps or by steps too small to end. */
#define SHRINK_MARGIN   0.95
#define SHRINK_SMALLEST 0.5
#define SHRINK_LARGEST  0.9

typedef struct
{
  /* Input */
  const PackshotPictureLimits *limits; /* (unowned) */
  const PackshotPicturePart *part;     /* (unowned) (nullable): what of it is to be seen */
  PackshotPictureFile *file;           /* (owned) */
  int fd;                              /* where the result goes */

  /* In progress */
  PackshotPictureHeader header;
  PackshotPictureExtras extras;
  int width; /* upright, as chosen */
  int height;
  int part_width; /* of what is to be seen of it */
  int part_height;
  PackshotPictureFill fill; /* what is around it */

  /* Output */
  PackshotPreparedPicture *result; /* (owned) (nullable) */
} Preparation;

static void
clear (Preparation *self)
{
  g_clear_pointer (&self->file, packshot_picture_file_close);
  packshot_picture_header_clear (&self->header);
  g_clear_pointer (&self->result, packshot_prepared_picture_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Preparation, clear)

static gboolean
takes (const PackshotPictureLimits *limits, const char *mime_type)
{
  static const char *const usual[] = { "image/jpeg", "image/png", "image/webp", NULL };

  return g_strv_contains (limits->formats != NULL ? limits->formats : usual, mime_type);
}

static gboolean
is_beyond (int value, int limit)
{
  return limit > 0 && value > limit;
}

static void
fit (const PackshotPictureLimits *limits, int *width, int *height)
{
  double factor = 1;

  if (is_beyond (*width, limits->max_width))
    factor = (double) limits->max_width / *width;
  if (is_beyond (*height, limits->max_height))
    factor = MIN (factor, (double) limits->max_height / *height);

  *width = MAX (1, (int) round (*width * factor));
  *height = MAX (1, (int) round (*height * factor));
}

static gboolean
is_whole (const Preparation *self)
{
  return self->part_width == self->width && self->part_height == self->height;
}

static gboolean
check_not_too_small (Preparation *self, int width, int height, GError **error)
{
  if (width >= self->limits->min_width && height >= self->limits->min_height)
    return TRUE;

  if (!is_whole (self) && width == self->part_width && height == self->part_height)
    packshot_picture_set_error (
        error, PACKSHOT_PICTURE_ERROR_TOO_SMALL, self->file->path,
        /* Translators: goes on after the name of a file; columns and rows of pixels. */
        _ ("would have %d × %d pixels in the shape of the video; at least %d × %d are asked for"),
        width, height, self->limits->min_width, self->limits->min_height);
  else if (width == self->width && height == self->height)
    packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_TOO_SMALL, self->file->path,
                                /* Translators: as before. */
                                _ ("has %d × %d pixels; at least %d × %d are asked for"), width,
                                height, self->limits->min_width, self->limits->min_height);
  else
    packshot_picture_set_error (
        error, PACKSHOT_PICTURE_ERROR_TOO_SMALL, self->file->path,
        /* Translators: as before. */
        _ ("would have %d × %d pixels once it is small enough; at least %d × %d are asked for"),
        width, height, self->limits->min_width, self->limits->min_height);
  return FALSE;
}

static gboolean
read_header (Preparation *self, GError **error)
{
  PackshotPictureHeader *header = &self->header;
  int width;
  int height;

  if (!packshot_picture_header_read (self->file, header, error))
    return FALSE;

  width = header->width;
  height = header->height;
  if (header->loader_tells_size
      && !packshot_picture_decode_size (self->file, header, &width, &height, error))
    return FALSE;

  self->width = header->orientation >= 5 ? height : width;
  self->height = header->orientation >= 5 ? width : height;
  self->part_width = self->width;
  self->part_height = self->height;
  if (self->part != NULL)
    packshot_picture_part_get_size (self->part, &self->part_width, &self->part_height);
  self->extras = packshot_picture_look_for_extras (self->file, header);
  return TRUE;
}

static gboolean
may_go_as_it_is (const Preparation *self)
{
  const PackshotPictureLimits *limits = self->limits;
  gboolean is_usual = self->header.format == PACKSHOT_PICTURE_FORMAT_JPEG
                      || self->header.format == PACKSHOT_PICTURE_FORMAT_PNG
                      || self->header.format == PACKSHOT_PICTURE_FORMAT_WEBP;

  return is_usual && is_whole (self) && self->extras == PACKSHOT_PICTURE_EXTRAS_NONE
         && self->header.orientation == 1 && takes (limits, self->header.mime_type)
         && !is_beyond (self->width, limits->max_width)
         && !is_beyond (self->height, limits->max_height)
         && (limits->max_bytes == 0 || self->file->size <= limits->max_bytes);
}

/* The largest reduction libjpeg can do on the way that leaves no fewer pixels than are wanted of
 * what is seen. */
static gint64
choose_max_pixels (const Preparation *self, int width, int height)
{
  int scale = 8;
  int part_width = self->part != NULL ? (int) (self->part->width * self->width) : self->width;
  int part_height = self->part != NULL ? (int) (self->part->height * self->height) : self->height;

  while (scale > 1 && (part_width / scale < width || part_height / scale < height))
    scale /= 2;

  return (gint64) ((self->width + scale - 1) / scale) * ((self->height + scale - 1) / scale);
}

static PackshotPicture *
decode (Preparation *self, int fd, gint64 max_pixels, GError **error)
{
  GCancellable *cancellable = self->file->cancellable;
  PackshotPictureFile *file =
      packshot_picture_file_open_fd (fd, self->file->path, cancellable, error);

  return file != NULL ? packshot_picture_load_file (file, max_pixels, cancellable, error) : NULL;
}

static gboolean
empty_output (Preparation *self, GError **error)
{
  if (ftruncate (self->fd, 0) == 0 && lseek (self->fd, 0, SEEK_SET) == 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

static void G_GNUC_PRINTF (2, 3) add_change (Preparation *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->result->changes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
set_type (Preparation *self, const char *mime_type)
{
  self->result->mime_type = mime_type;
  self->result->extension = g_str_equal (mime_type, "image/jpeg")  ? "jpg"
                            : g_str_equal (mime_type, "image/png") ? "png"
                                                                   : "webp";
}

/* A picture that can't be decoded is found out now, and not by a service that was paid. */
static gboolean
copy (Preparation *self, GError **error)
{
  g_autoptr (PackshotPicture) picture = NULL;

  if (!packshot_picture_write_copy (self->file, self->fd, error))
    return FALSE;

  picture = decode (self, self->fd, 1, error);
  if (picture == NULL)
    return FALSE;

  self->result->unchanged = TRUE;
  self->result->width = self->width;
  self->result->height = self->height;
  set_type (self, self->header.mime_type);
  return TRUE;
}

static gboolean
choose_type (Preparation *self, const PackshotPicture *picture, GError **error)
{
  gboolean takes_jpeg = takes (self->limits, "image/jpeg");
  gboolean takes_png = takes (self->limits, "image/png");

  if (!takes_jpeg && !takes_png)
    {
      packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_NOT_SENDABLE, self->file->path,
                                  /* Translators: goes on after the name of a file. */
                                  _ ("can’t be converted: neither JPEG nor PNG is accepted"));
      return FALSE;
    }

  set_type (self, takes_png && (picture->has_alpha || !takes_jpeg) ? "image/png" : "image/jpeg");
  return TRUE;
}

static gboolean
shrink (Preparation *self, int *width, int *height, GError **error)
{
  gint64 max_bytes = self->limits->max_bytes;
  double factor = CLAMP (sqrt ((double) max_bytes / self->result->size) * SHRINK_MARGIN,
                         SHRINK_SMALLEST, SHRINK_LARGEST);

  if (*width == 1 && *height == 1)
    {
      packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_NOT_SENDABLE, self->file->path,
                                  /* Translators: goes on after the name of a file. */
                                  _ ("can’t be made as small as %.1f kilobytes"), max_bytes / 1e3);
      return FALSE;
    }

  *width = MAX (1, (int) (*width * factor));
  *height = MAX (1, (int) (*height * factor));
  return check_not_too_small (self, *width, *height, error);
}

/* The size of a compressed file is known only when it is there, so it is written until it fits,
 * each time from the decoded picture. */
static gboolean
write_within_limits (Preparation *self, const PackshotPicture *picture, GError **error)
{
  PackshotPreparedPicture *result = self->result;
  PackshotPictureWriting writing = {
    .picture = picture,
    .width = result->width,
    .height = result->height,
    .type = g_str_equal (result->mime_type, "image/png") ? "png" : "jpeg",
  };

  for (;;)
    {
      if (!empty_output (self, error)
          || !packshot_picture_write (&writing, self->fd, self->file->path, self->file->cancellable,
                                      error))
        return FALSE;

      result->size = lseek (self->fd, 0, SEEK_CUR);
      result->width = writing.width;
      result->height = writing.height;
      if (self->limits->max_bytes == 0 || result->size <= self->limits->max_bytes)
        return TRUE;
      if (!shrink (self, &writing.width, &writing.height, error))
        return FALSE;
    }
}

static void
tell_part (Preparation *self)
{
  switch (self->fill)
    {
    case PACKSHOT_PICTURE_FILL_EXTENDED:
      /* Translators: this and the next: columns and rows of pixels */
      add_change (self, _ ("Background extended to %d × %d"), self->part_width, self->part_height);
      break;
    case PACKSHOT_PICTURE_FILL_BLURRED:
      add_change (self, _ ("Surrounded by a blurred copy of itself, to %d × %d"), self->part_width,
                  self->part_height);
      break;
    case PACKSHOT_PICTURE_FILL_CLEAR:
      add_change (self, _ ("Transparent space added, to %d × %d"), self->part_width,
                  self->part_height);
      break;
    case PACKSHOT_PICTURE_FILL_NONE:
    default:
      /* Translators: columns and rows of pixels. */
      add_change (self, _ ("Cut from %d × %d to %d × %d"), self->width, self->height,
                  self->part_width, self->part_height);
      break;
    }
}

static void
tell_changes (Preparation *self, const PackshotPicture *picture)
{
  const PackshotPreparedPicture *result = self->result;
  gboolean is_jpeg = g_str_equal (result->mime_type, "image/jpeg");

  if (self->header.orientation != 1)
    add_change (self, "%s", _ ("Turned upright"));
  if ((self->extras & PACKSHOT_PICTURE_EXTRAS_METADATA) != 0)
    add_change (self, "%s", _ ("Metadata removed"));
  if ((self->extras & (PACKSHOT_PICTURE_EXTRAS_PROFILE | PACKSHOT_PICTURE_EXTRAS_INKS)) != 0)
    add_change (self, "%s", _ ("Colours converted to sRGB"));
  if ((self->extras & PACKSHOT_PICTURE_EXTRAS_ANIMATION) != 0)
    add_change (self, "%s", _ ("Animation reduced to one picture"));
  if (!is_whole (self))
    tell_part (self);
  if (result->width != self->part_width || result->height != self->part_height)
    /* Translators: columns and rows of pixels */
    add_change (self, _ ("Scaled from %d × %d to %d × %d"), self->part_width, self->part_height,
                result->width, result->height);
  if (picture->has_alpha && is_jpeg)
    add_change (self, "%s", _ ("Transparent parts filled with white"));
  if (!g_str_equal (result->mime_type, self->header.mime_type))
    /* Translators: names of formats, such as WebP and JPEG */
    add_change (self, _ ("Converted from %s to %s"), self->header.name, is_jpeg ? "JPEG" : "PNG");
  else
    add_change (self, "%s", _ ("Compressed again"));
}

/* (transfer full) (nullable) */
static PackshotPicture *
decode_part (Preparation *self, int width, int height, GError **error)
{
  g_autoptr (PackshotPicture) picture =
      decode (self, self->file->fd, choose_max_pixels (self, width, height), error);

  if (picture == NULL || is_whole (self))
    return g_steal_pointer (&picture);

  return packshot_picture_cut (picture, self->part, self->file->path, &self->fill,
                               self->file->cancellable, error);
}

static gboolean
convert (Preparation *self, GError **error)
{
  PackshotPreparedPicture *result = self->result;
  g_autoptr (PackshotPicture) picture = NULL;

  result->width = self->part_width;
  result->height = self->part_height;
  fit (self->limits, &result->width, &result->height);
  if (!check_not_too_small (self, result->width, result->height, error))
    return FALSE;

  picture = decode_part (self, result->width, result->height, error);
  if (picture == NULL || !choose_type (self, picture, error)
      || !write_within_limits (self, picture, error))
    return FALSE;

  tell_changes (self, picture);
  return TRUE;
}

/* What counts is what was written: the chosen file may have changed on the way, and the savers of
 * gdk-pixbuf are others' work. */
static gboolean
check_output (Preparation *self, GError **error)
{
  g_auto (Preparation) written = { .limits = self->limits, .fd = -1 };

  written.file =
      packshot_picture_file_open_fd (self->fd, self->file->path, self->file->cancellable, error);
  if (written.file == NULL || !read_header (&written, error))
    return FALSE;

  self->result->size = written.file->size;
  if (may_go_as_it_is (&written) && written.width == self->result->width
      && written.height == self->result->height)
    return TRUE;

  packshot_picture_set_error (error, PACKSHOT_PICTURE_ERROR_NOT_SENDABLE, self->file->path,
                              /* Translators: goes on after the name of a file. */
                              _ ("can’t be freed of metadata"));
  return FALSE;
}

static gboolean
prepare (Preparation *self, GError **error)
{
  if (!read_header (self, error) || !empty_output (self, error)
      || !check_not_too_small (self, self->part_width, self->part_height, error))
    return FALSE;

  self->result = g_new0 (PackshotPreparedPicture, 1);
  self->result->changes = g_ptr_array_new_with_free_func (g_free);

  return (may_go_as_it_is (self) ? copy (self, error) : convert (self, error))
         && check_output (self, error);
}

/**
 * packshot_picture_prepare:
 * @source: the picture, of any format packshot_picture_load() opens
 * @limits: what is taken
 * @fd: a file open for reading and writing; what is in it is lost
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #PackshotPictureError or, where writing fails, a #GIOErrorEnum
 *
 * Makes of a picture the exact bytes that may leave this computer. A JPEG, PNG or WebP goes byte
 * for byte if it can be decoded, is upright, within @limits and free of everything that is no
 * picture. Everything else is decoded, turned upright, converted to sRGB, scaled down to @limits
 * (never up) and encoded: as PNG where it has transparent pixels, as JPEG of quality 95 otherwise,
 * unless @limits has but one of the two. If it still has too many bytes, it is scaled down further.
 * Of a @source with a part that part goes, see packshot_picture_cut(); @limits are those of the
 * part.
 *
 * Free of everything that is no picture means: no metadata (EXIF, XMP, IPTC, texts, dates,
 * comments, thumbnails, anything unknown), no animation, nothing behind the picture, and no colour
 * profile, since the texts in one may name a person or a device. A CMYK picture is converted too,
 * for few services read it.
 *
 * The bytes are looked at once more after they were written. In the end @fd stands at its start; on
 * failure it is empty.
 *
 * Blocks: for a thread.
 *
 * Returns: (transfer full) (nullable): what was written
 */
PackshotPreparedPicture *
packshot_picture_prepare (const PackshotPictureSource *source,
                          const PackshotPictureLimits *limits,
                          int fd,
                          GCancellable *cancellable,
                          GError **error)
{
  g_auto (Preparation) self = { .limits = limits, .fd = fd };

  g_return_val_if_fail (source != NULL && limits != NULL && fd >= 0, NULL);
  g_return_val_if_fail (source->path != NULL || source->name != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  self.part = source->part;
  self.file = packshot_picture_source_open (source, cancellable, error);
  if (self.file == NULL)
    return NULL;

  if (!prepare (&self, error))
    {
      empty_output (&self, NULL);
      return NULL;
    }

  lseek (fd, 0, SEEK_SET);
  return g_steal_pointer (&self.result);
}

/**
 * packshot_prepared_picture_free:
 * @self: (transfer full): what is known of a prepared picture; the file stays
 */
void
packshot_prepared_picture_free (PackshotPreparedPicture *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->changes);
  g_free (self);
}
