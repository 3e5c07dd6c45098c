/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-served-film.h"

static char
byte_at (const PackshotTestServedFilm *film, gsize i)
{
  return (char) ((i * 2654435761u >> 16) + (gsize) film->version * 85 + 1) | 1;
}

/**
 * packshot_test_served_film_make_bytes:
 * @film: a film
 *
 * Returns: (transfer full): all its bytes
 */
char *
packshot_test_served_film_make_bytes (const PackshotTestServedFilm *film)
{
  char *bytes = g_malloc (film->size + 1);

  for (gsize i = 0; i < film->size; i++)
    bytes[i] = byte_at (film, i);

  return bytes;
}

static gboolean
header_begins (PackshotTestCaller *caller, const char *name, const char *value)
{
  const char *header = packshot_test_caller_get_header (caller, name);

  return header != NULL && value != NULL && g_str_has_prefix (header, value);
}

/* Where a part is to begin, or 0 for all of it. */
static gsize
get_start (PackshotTestCaller *caller, const PackshotTestServedFilm *film)
{
  const char *range = packshot_test_caller_get_header (caller, "Range");

  if (range == NULL || film->ignores_range)
    return 0;
  if (!film->ignores_if_range && !header_begins (caller, "If-Range", film->tag)
      && !header_begins (caller, "If-Range", film->modified))
    return 0;

  g_assert_true (g_str_has_prefix (range, "bytes="));

  return g_ascii_strtoull (range + strlen ("bytes="), NULL, 10);
}

static void
say_head (PackshotTestCaller *caller, const PackshotTestServedFilm *film, gsize start)
{
  packshot_test_caller_say (caller, "HTTP/1.1 %s\r\nDate: Fri, 20 Nov 2026 10:00:00 GMT\r\n",
                            start > 0 ? "206 Partial Content" : "200 OK");
  if (film->tag != NULL && (start == 0 || !film->hides_tag))
    packshot_test_caller_say (caller, "ETag: %s\r\n", film->tag);
  if (film->modified != NULL)
    packshot_test_caller_say (caller, "Last-Modified: %s\r\n", film->modified);
  if (film->type != NULL)
    packshot_test_caller_say (caller, "Content-Type: %s\r\n", film->type);
  if (start > 0)
    packshot_test_caller_say (caller, "Content-Range: bytes %" G_GOFFSET_FORMAT "-%zu/%zu\r\n",
                              (goffset) start + film->wrong_start, film->size - 1, film->size);
  if (!film->hides_length)
    packshot_test_caller_say (caller, "Content-Length: %zu\r\n", film->size - start);
  packshot_test_caller_say (caller, "\r\n");
}

/* At a pace that no network has, and never silent for long. */
#define DRIP_TIME 50000
#define N_DRIPS   40

static void
drip (PackshotTestCaller *caller, const char *bytes)
{
  for (guint i = 0; i < N_DRIPS; i++)
    {
      g_usleep (DRIP_TIME);
      packshot_test_caller_send (caller, bytes + i, 1);
    }
}

/**
 * packshot_test_served_film_serve:
 * @caller: a connection
 * @user_data: a #PackshotTestServedFilm
 *
 * Serves a film, for packshot_test_peer_new().
 */
void
packshot_test_served_film_serve (PackshotTestCaller *caller, gpointer user_data)
{
  const PackshotTestServedFilm *film = user_data;
  g_autofree char *bytes = packshot_test_served_film_make_bytes (film);
  gsize start = get_start (caller, film);
  gsize end = film->cut_at > start ? film->cut_at : film->size;

  if (film->has_expired)
    {
      packshot_test_caller_say (caller, "HTTP/1.1 403 Expired\r\nContent-Length: 0\r\n\r\n");
      return;
    }
  if (film->location != NULL)
    {
      packshot_test_caller_say (caller, "HTTP/1.1 302 Go\r\nLocation: %s\r\n\r\n", film->location);
      return;
    }
  if (start > 0 && start >= film->size)
    {
      packshot_test_caller_say (caller, "HTTP/1.1 416 No\r\nContent-Length: 0\r\n\r\n");
      return;
    }

  say_head (caller, film, start);
  packshot_test_caller_send (caller, bytes + start, end - start);
  if (film->drips)
    drip (caller, bytes + end);
  if (film->hangs)
    packshot_test_caller_hang (caller);
  if (film->resets)
    packshot_test_caller_reset (caller);
}
