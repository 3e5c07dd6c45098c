/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Where a fake service keeps its films: as an object store does, with links that run out. */

#include "packshot-fake-private.h"

#include <string.h>

#include "packshot-fake-film.h"

/* Made when wanted first, and then the same for all fakes of a program: it takes half a second. */
G_LOCK_DEFINE_STATIC (works);
static GBytes *films[PACKSHOT_FAKE_N_VERSIONS][PACKSHOT_FAKE_N_SHAPES];
static GBytes *covers[PACKSHOT_FAKE_N_SHAPES];

/* A file that is asked for, or a part of it. */
typedef struct
{
  GBytes *whole; /* (unowned) */
  GBytes *part;  /* (owned) */
  goffset start;
  gboolean is_partial;
  char *etag; /* (owned) */
  const char *content_type;
} Piece;

static void
piece_clear (Piece *piece)
{
  g_clear_pointer (&piece->part, g_bytes_unref);
  g_clear_pointer (&piece->etag, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Piece, piece_clear)

/* What is asked for by the last part of a path. */
typedef struct
{
  const char *file;
  const char *step;
  const char *content_type;
  gboolean is_upright;
} Kind;

static const Kind kinds[] = {
  { "video.mp4", "video", "video/mp4", FALSE },
  { "video-upright.mp4", "video", "video/mp4", TRUE },
  { "cover.jpg", "cover", "image/jpeg", FALSE },
  { "cover-upright.jpg", "cover", "image/jpeg", TRUE },
  { "preview.jpg", "preview", "image/jpeg", FALSE },
  { "preview-upright.jpg", "preview", "image/jpeg", TRUE },
};

static const Kind *
find_kind (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].file, file))
        return &kinds[i];
    }

  return NULL;
}

static void
say (SoupServerMessage *message, guint status, const char *content_type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, content_type, SOUP_MEMORY_COPY, text, strlen (text));
}

/* As Alibaba's object store says it. */
static void
deny (SoupServerMessage *message)
{
  say (message, SOUP_STATUS_FORBIDDEN, "application/xml",
       "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code>"
       "<Message>Request has expired.</Message></Error>");
}

/* Whether a range that was asked for is of this version (RFC 9110, 13.1.5). */
static gboolean
has_right_version (SoupMessageHeaders *headers, const char *etag)
{
  const char *wanted = soup_message_headers_get_one (headers, "If-Range");

  return wanted == NULL || g_str_equal (wanted, etag);
}

static void
cut_piece (Piece *piece, SoupServerMessage *message, PackshotFakeFault fault)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  goffset size = (goffset) g_bytes_get_size (piece->whole);
  SoupRange *ranges = NULL;
  int n = 0;

  if (fault != PACKSHOT_FAKE_FAULT_NO_RANGE && has_right_version (headers, piece->etag)
      && soup_message_headers_get_ranges (headers, size, &ranges, &n) && n == 1)
    {
      piece->is_partial = TRUE;
      piece->start = ranges[0].start;
      piece->part = g_bytes_new_from_bytes (piece->whole, (gsize) ranges[0].start,
                                            (gsize) (ranges[0].end - ranges[0].start + 1));
    }
  else
    {
      piece->part = g_bytes_ref (piece->whole);
    }
  if (ranges != NULL)
    soup_message_headers_free_ranges (headers, ranges);

  /* libsoup would cut it by itself, and knows no versions. */
  soup_message_headers_remove (headers, "Range");
}

static char *
dup_content_range (const Piece *piece)
{
  return g_strdup_printf ("bytes %" G_GOFFSET_FORMAT "-%" G_GOFFSET_FORMAT "/%" G_GSIZE_FORMAT,
                          piece->start, piece->start + (goffset) g_bytes_get_size (piece->part) - 1,
                          g_bytes_get_size (piece->whole));
}

static char *
dup_head (const Piece *piece)
{
  g_autofree char *range = dup_content_range (piece);

  return g_strdup_printf (
      "HTTP/1.1 %s\r\nContent-Type: %s\r\nETag: %s\r\n"
      "Accept-Ranges: bytes\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n%s%s%s\r\n",
      piece->is_partial ? "206 Partial Content" : "200 OK", piece->content_type, piece->etag,
      g_bytes_get_size (piece->part), piece->is_partial ? "Content-Range: " : "",
      piece->is_partial ? range : "", piece->is_partial ? "\r\n" : "");
}

static void
send_piece (SoupServerMessage *message, const Piece *piece)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  guint status = piece->is_partial ? SOUP_STATUS_PARTIAL_CONTENT : SOUP_STATUS_OK;
  g_autofree char *range = dup_content_range (piece);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Content-Type", piece->content_type);
  soup_message_headers_replace (headers, "ETag", piece->etag);
  soup_message_headers_replace (headers, "Accept-Ranges", "bytes");
  if (piece->is_partial)
    soup_message_headers_replace (headers, "Content-Range", range);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), piece->part);
}

/* Returns: (transfer none): what is there now. */
static GBytes *
get_file (PackshotFake *self, const Kind *kind)
{
  return g_str_equal (kind->step, "video") ? packshot_fake_get_video (self, kind->is_upright)
                                           : packshot_fake_get_cover (self, kind->is_upright);
}

static void
send_file (PackshotFake *self,
           SoupServerMessage *message,
           const Kind *kind,
           PackshotFakeFault fault)
{
  g_auto (Piece) piece = { .whole = get_file (self, kind), .content_type = kind->content_type };
  g_autofree char *head = NULL;

  piece.etag = g_strdup_printf ("\"%s-%u\"", kind->file, self->version);
  cut_piece (&piece, message, fault);
  head = dup_head (&piece);

  if (fault == PACKSHOT_FAKE_FAULT_SHORT)
    packshot_fake_harm_cut (self->harm, message, head, piece.part);
  else if (fault == PACKSHOT_FAKE_FAULT_SLOW)
    packshot_fake_harm_trickle (self->harm, message, head, piece.part,
                                self->settings.bytes_per_second);
  else
    send_piece (message, &piece);
}

static void
serve (PackshotFake *self, SoupServerMessage *message, const Kind *kind, PackshotFakeFault fault)
{
  switch (fault)
    {
    case PACKSHOT_FAKE_FAULT_EXPIRED:
      self->link_generation++;
      deny (message);
      break;
    case PACKSHOT_FAKE_FAULT_HTML:
      say (message, SOUP_STATUS_OK, "text/html",
           "<!DOCTYPE html><title>Sign in</title><p>Please sign in to go on.</p>");
      break;
    case PACKSHOT_FAKE_FAULT_CHANGED:
      self->version = PACKSHOT_FAKE_N_VERSIONS - 1;
      send_file (self, message, kind, fault);
      break;
    case PACKSHOT_FAKE_FAULT_NONE:
    case PACKSHOT_FAKE_FAULT_SLOW:
    case PACKSHOT_FAKE_FAULT_NO_RANGE:
    case PACKSHOT_FAKE_FAULT_SHORT:
      send_file (self, message, kind, fault);
      break;
    case PACKSHOT_FAKE_FAULT_RESET:
    case PACKSHOT_FAKE_FAULT_LIMIT:
    case PACKSHOT_FAKE_FAULT_ERROR:
    case PACKSHOT_FAKE_FAULT_REDIRECT:
    case PACKSHOT_FAKE_FAULT_REFUSE:
    case PACKSHOT_FAKE_FAULT_KEY:
    case PACKSHOT_FAKE_FAULT_MISSING:
    case PACKSHOT_FAKE_FAULT_LOST:
    case PACKSHOT_FAKE_FAULT_HANG:
    case PACKSHOT_FAKE_FAULT_GATEWAY:
    case PACKSHOT_FAKE_FAULT_GARBAGE:
    case PACKSHOT_FAKE_FAULT_OVERSIZED:
    default:
      packshot_fake_spoil (self, message, fault);
      break;
    }
}

static char *
dup_link (PackshotFake *self, const char *id, const char *file)
{
  return g_strdup_printf ("videos/%s/%u/%s", id, self->link_generation, file);
}

/**
 * packshot_fake_get_video:
 * @self: a fake service, locked
 * @is_upright: whether the one that is higher than wide
 *
 * Returns: (transfer none): the video that it delivers now
 */
GBytes *
packshot_fake_get_video (PackshotFake *self, gboolean is_upright)
{
  GBytes **film = &films[self->version][is_upright ? 1 : 0];
  GBytes **padded;
  GBytes *made;

  G_LOCK (works);
  if (*film == NULL)
    *film = packshot_fake_film_make (self->version, is_upright);
  made = *film;
  G_UNLOCK (works);

  if (self->settings.padding == 0)
    return made;

  padded = &self->padded[self->version][is_upright ? 1 : 0];
  if (*padded == NULL)
    *padded = packshot_fake_film_pad (made, self->settings.padding);
  return *padded;
}

/**
 * packshot_fake_get_cover:
 * @self: a fake service, locked
 * @is_upright: whether of a video that is higher than wide
 *
 * Returns: (transfer none): the cover of its videos
 */
GBytes *
packshot_fake_get_cover (PackshotFake *self, gboolean is_upright)
{
  GBytes **cover = &covers[is_upright ? 1 : 0];
  GBytes *made;

  G_LOCK (works);
  if (*cover == NULL)
    *cover = packshot_fake_film_make_cover (is_upright);
  made = *cover;
  G_UNLOCK (works);

  return made;
}

/**
 * packshot_fake_get_video_size:
 * @self: a fake service, locked
 * @is_upright: whether of the one that is higher than wide
 *
 * Returns: how many bytes the video has
 */
gsize
packshot_fake_get_video_size (PackshotFake *self, gboolean is_upright)
{
  return g_bytes_get_size (packshot_fake_get_video (self, is_upright));
}

/**
 * packshot_fake_dup_video_link:
 * @self: a fake service, locked
 * @id: of an order
 * @is_upright: whether its video is higher than wide
 *
 * Returns: (transfer full): where the video is, below the address of the results
 */
char *
packshot_fake_dup_video_link (PackshotFake *self, const char *id, gboolean is_upright)
{
  return dup_link (self, id, is_upright ? "video-upright.mp4" : "video.mp4");
}

/**
 * packshot_fake_dup_cover_link:
 * @self: a fake service, locked
 * @id: of an order
 * @is_upright: whether its video is higher than wide
 *
 * Returns: (transfer full): where the cover is, below the address of the results
 */
char *
packshot_fake_dup_cover_link (PackshotFake *self, const char *id, gboolean is_upright)
{
  return dup_link (self, id, is_upright ? "cover-upright.jpg" : "cover.jpg");
}

/**
 * packshot_fake_dup_preview_link:
 * @self: a fake service, locked
 * @id: of an order, or of whatever else there is a picture of
 * @is_upright: whether it is higher than wide
 *
 * Returns: (transfer full): where the picture is, below the address of the results
 */
char *
packshot_fake_dup_preview_link (PackshotFake *self, const char *id, gboolean is_upright)
{
  return dup_link (self, id, is_upright ? "preview-upright.jpg" : "preview.jpg");
}

/**
 * packshot_fake_serve_result:
 * @self: a fake service, locked
 * @message: a request
 * @path: what is asked for
 * @origin: "results" or "other"
 *
 * Answers with a film or a cover. One that brings a key has lost it to a stranger: that is counted,
 * and refused.
 */
void
packshot_fake_serve_result (PackshotFake *self,
                            SoupServerMessage *message,
                            const char *path,
                            const char *origin)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1); /* "", "videos", id, generation, file */
  gboolean is_file = g_strv_length (parts) == 5 && g_str_equal (parts[1], "videos");
  const Kind *kind = is_file ? find_kind (parts[4]) : NULL;
  g_autoptr (SoupServerMessage) kept = g_object_ref (message);
  PackshotFakeEntry entry = { .origin = origin, .status = SOUP_STATUS_OK };
  gboolean has_expired = is_file && g_ascii_strtoull (parts[3], NULL, 10) != self->link_generation;

  entry.has_key = packshot_fake_has_key (self, message);
  entry.step = kind != NULL ? kind->step : NULL;
  entry.remote_id = is_file ? parts[2] : NULL;
  if (entry.has_key)
    entry.status = SOUP_STATUS_BAD_REQUEST;
  else if (kind == NULL || soup_server_message_get_method (message) != SOUP_METHOD_GET)
    entry.status = SOUP_STATUS_NOT_FOUND;
  else if (has_expired)
    entry.status = SOUP_STATUS_FORBIDDEN;
  else
    entry.fault = packshot_fake_take_fault (self, entry.step);
  if (entry.fault != PACKSHOT_FAKE_FAULT_NONE)
    entry.status = packshot_fake_fault_get_status (entry.fault);

  if (entry.has_key)
    self->n_leaks++;
  packshot_fake_journal_add (self->journal, kept, &entry);

  if (entry.has_key)
    say (message, entry.status, "text/plain", "No key is wanted here.");
  else if (entry.status == SOUP_STATUS_NOT_FOUND && entry.fault == PACKSHOT_FAKE_FAULT_NONE)
    say (message, entry.status, "text/plain", "There is nothing here.");
  else if (has_expired)
    deny (message);
  else
    serve (self, message, kind, entry.fault);
}
