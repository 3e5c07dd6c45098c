/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-media"

#include "packshot-probe-private.h"

#include <string.h>

/* Elements: RFC 8794 (EBML) and RFC 9559 (Matroska). Their numbers are written with the bits that
 * tell their length, as there. */
#define EBML            0x1a45dfa3
#define DOC_TYPE        0x4282
#define SEGMENT         0x18538067
#define INFO            0x1549a966
#define TIMESTAMP_SCALE 0x2ad7b1
#define DURATION        0x4489
#define TRACKS          0x1654ae6b
#define TRACK_ENTRY     0xae
#define TRACK_TYPE      0x83
#define VIDEO           0xe0
#define PIXEL_WIDTH     0xb0
#define PIXEL_HEIGHT    0xba
#define CLUSTER         0x1f43b675
#define SIMPLE_BLOCK    0xa3
#define BLOCK_GROUP     0xa0

#define VIDEO_TRACK 1
#define AUDIO_TRACK 2

#define MAX_ID_LENGTH   4
#define MAX_SIZE_LENGTH 8

typedef struct
{
  guint32 id;
  goffset start;          /* of its contents */
  goffset end;            /* that of its parent where it does not say */
  gboolean is_open_ended; /* its contents follow as if they were its siblings */
} Element;

typedef struct
{
  /* Input */
  PackshotProbeFile *file;   /* (unowned) */
  PackshotMediaProbe *probe; /* (unowned) */

  /* In progress */
  gboolean has_segment;
  gboolean has_video;
  gboolean has_blocks;
  guint64 track_type;
  guint64 timestamp_scale; /* nanoseconds */
  double duration;         /* in such steps */
} Walk;

typedef enum
{
  NEXT_ELEMENT,
  NEXT_CUT_SHORT,
  NEXT_BROKEN,
} Next;

static guint
get_length (guint8 first)
{
  guint length = 1;

  while (length <= MAX_SIZE_LENGTH && (first & 0x80 >> (length - 1)) == 0)
    length++;

  return length;
}

static guint64
join (const guint8 *bytes, guint length)
{
  guint64 number = 0;

  for (guint i = 0; i < length; i++)
    number = number << 8 | bytes[i];

  return number;
}

/* Reads an element number or a size, and how many bytes it takes. */
static gboolean
read_number (Walk *walk, goffset *offset, guint max_length, guint64 *number, guint *length)
{
  guint8 bytes[MAX_SIZE_LENGTH] = { 0 };

  *length = 0;
  if (!packshot_probe_file_read (walk->file, *offset, bytes, 1))
    return FALSE;

  *length = get_length (bytes[0]);
  if (*length > max_length || !packshot_probe_file_read (walk->file, *offset, bytes, *length))
    return FALSE;

  *number = join (bytes, *length);
  *offset += *length;
  return TRUE;
}

static Next
read_element (Walk *walk, goffset offset, goffset end, Element *element)
{
  guint64 id;
  guint64 size;
  guint64 unknown;
  guint length;

  if (!read_number (walk, &offset, MAX_ID_LENGTH, &id, &length))
    return length > MAX_ID_LENGTH ? NEXT_BROKEN : NEXT_CUT_SHORT;
  if (!read_number (walk, &offset, MAX_SIZE_LENGTH, &size, &length))
    return length > MAX_SIZE_LENGTH ? NEXT_BROKEN : NEXT_CUT_SHORT;

  unknown = (G_GUINT64_CONSTANT (1) << (7 * length)) - 1;
  size &= unknown;
  *element = (Element){ .id = (guint32) id, .start = offset, .end = end };
  element->is_open_ended = size == unknown;
  if (element->is_open_ended)
    return NEXT_ELEMENT;
  if (size > (guint64) (walk->file->size - offset))
    return NEXT_CUT_SHORT;

  element->end = offset + (goffset) size;
  return element->end <= end ? NEXT_ELEMENT : NEXT_BROKEN;
}

static guint64
read_integer (Walk *walk, const Element *element)
{
  guint8 bytes[8];
  goffset length = element->end - element->start;

  if (length > (goffset) sizeof bytes
      || !packshot_probe_file_read (walk->file, element->start, bytes, (gsize) length))
    return 0;

  return join (bytes, (guint) length);
}

static double
read_float (Walk *walk, const Element *element)
{
  guint64 bits = read_integer (walk, element);
  guint32 low = (guint32) bits;
  double wide;
  float narrow;

  if (element->end - element->start == sizeof narrow)
    {
      memcpy (&narrow, &low, sizeof narrow);
      return (double) narrow;
    }

  memcpy (&wide, &bits, sizeof wide);
  return wide;
}

/* Takes in an element; returns whether its contents are to be walked through as well. */
static gboolean
visit (Walk *walk, const Element *element)
{
  switch (element->id)
    {
    case SEGMENT:
      walk->has_segment = TRUE;
      return TRUE;
    case INFO:
    case TRACKS:
    case TRACK_ENTRY:
      walk->track_type = 0;
      return TRUE;
    case VIDEO:
      return TRUE;
    case CLUSTER:
      walk->has_blocks |= element->end > element->start && !element->is_open_ended;
      return FALSE;
    case SIMPLE_BLOCK:
    case BLOCK_GROUP:
      walk->has_blocks = TRUE;
      return FALSE;
    case TRACK_TYPE:
      walk->track_type = read_integer (walk, element);
      walk->has_video |= walk->track_type == VIDEO_TRACK;
      walk->probe->has_audio |= walk->track_type == AUDIO_TRACK;
      return FALSE;
    case PIXEL_WIDTH:
      walk->probe->width = (int) MIN (read_integer (walk, element), G_MAXUINT16);
      return FALSE;
    case PIXEL_HEIGHT:
      walk->probe->height = (int) MIN (read_integer (walk, element), G_MAXUINT16);
      return FALSE;
    case TIMESTAMP_SCALE:
      walk->timestamp_scale = read_integer (walk, element);
      return FALSE;
    case DURATION:
      walk->duration = read_float (walk, element);
      return FALSE;
    default:
      return FALSE;
    }
}

/* Contents are walked through without recursion: they follow their element, and so does whatever
 * comes behind it. What counts is that all of it is in the file. */
static gboolean
walk_through (Walk *walk, goffset offset, GError **error)
{
  while (offset < walk->file->size)
    {
      Element element;
      Next next = read_element (walk, offset, walk->file->size, &element);

      if (next != NEXT_ELEMENT)
        return packshot_probe_file_fail (walk->file,
                                         next == NEXT_BROKEN ? PACKSHOT_MEDIA_ERROR_BROKEN
                                                             : PACKSHOT_MEDIA_ERROR_CUT_SHORT,
                                         error);
      offset = visit (walk, &element) || element.is_open_ended ? element.start : element.end;
    }

  return TRUE;
}

static gboolean
is_known_type (Walk *walk, goffset offset, goffset end)
{
  Element element;
  char type[9] = { 0 };

  while (offset < end && read_element (walk, offset, end, &element) == NEXT_ELEMENT
         && !element.is_open_ended)
    {
      goffset length = element.end - element.start;

      if (element.id == DOC_TYPE && length < (goffset) sizeof type
          && packshot_probe_file_read (walk->file, element.start, (guint8 *) type, (gsize) length))
        {
          gboolean is_webm = g_str_equal (type, "webm");

          walk->probe->extension = is_webm ? "webm" : "mkv";
          return is_webm || g_str_equal (type, "matroska");
        }
      offset = element.end;
    }

  return FALSE;
}

/*< private >
 * packshot_probe_webm:
 * @file: an open file that begins as EBML does
 * @probe: (inout): learns what the file says
 * @error: return location for a #PackshotMediaError
 *
 * Walks the elements of a WebM or Matroska file, and decodes nothing. A file that was written as a
 * live stream, without the sizes of its parts, can be told to be cut only within one of them.
 *
 * Returns: whether all of it is there
 */
gboolean
packshot_probe_webm (PackshotProbeFile *file, PackshotMediaProbe *probe, GError **error)
{
  Walk walk = { .file = file, .probe = probe, .timestamp_scale = 1000000 };
  Element head;
  double duration;

  if (read_element (&walk, 0, file->size, &head) != NEXT_ELEMENT || head.is_open_ended)
    return packshot_probe_file_fail (file, PACKSHOT_MEDIA_ERROR_CUT_SHORT, error);
  if (!is_known_type (&walk, head.start, head.end))
    return packshot_probe_file_fail (file, PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO, error);
  if (!walk_through (&walk, head.end, error))
    return FALSE;

  if (!walk.has_segment)
    return packshot_probe_file_fail (file, PACKSHOT_MEDIA_ERROR_CUT_SHORT, error);
  if (!walk.has_video)
    return packshot_probe_file_fail (file, PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO, error);
  if (!walk.has_blocks)
    return packshot_probe_file_fail (file, PACKSHOT_MEDIA_ERROR_CUT_SHORT, error);
  if (probe->width == 0 || probe->height == 0)
    return packshot_probe_file_fail (file, PACKSHOT_MEDIA_ERROR_BROKEN, error);

  duration = walk.duration * (double) walk.timestamp_scale;
  probe->duration = duration > 0 && duration < 1e18 ? (guint64) duration : 0;
  return TRUE;
}
