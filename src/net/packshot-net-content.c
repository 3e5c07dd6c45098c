/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* Whether an answer is what was asked for, by what the server says and by how it begins. */

#include "packshot-net-content-private.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "packshot-net-error.h"
#include "packshot-net-explain-private.h"

/* What a web page may begin with, after blanks; enough for one to be told apart from a picture. */
static const char *const page_beginnings[] = { "<!doctype", "<html", "<head", "<body", "<!--" };

#define BEGINNING 512

/* Servers that don't know what a file is say these, and mean anything. */
static gboolean
says_nothing (const char *content_type)
{
  return content_type == NULL || g_str_equal (content_type, "application/octet-stream")
         || g_str_equal (content_type, "binary/octet-stream");
}

static gboolean
is_accepted (const char *content_type, const char *const *accepted)
{
  for (guint i = 0; accepted[i] != NULL; i++)
    {
      const char *star = strstr (accepted[i], "/*");

      if (star != NULL
              ? g_ascii_strncasecmp (content_type, accepted[i], (gsize) (star - accepted[i]) + 1)
                    == 0
              : g_ascii_strcasecmp (content_type, accepted[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What a service says in place of a film that is gone, or not there yet. */
static const char *const words_types[] = { "text/html",
                                           "application/xhtml+xml",
                                           "application/json",
                                           "application/problem+json",
                                           "text/xml",
                                           "application/xml",
                                           NULL };

static gboolean
check_encoding (SoupMessageHeaders *headers, const char *host, GError **error)
{
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");
  g_autofree char *shown = NULL;

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0)
    return TRUE;

  shown = packshot_net_explain_dup_words (encoding);
  g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_CONTENT,
               /* Translators: a server, and a name such as “gzip”. */
               _ ("“%s” packed the file in a way nobody asked for (%s)."), host, shown);
  return FALSE;
}

static gboolean
is_page (const char *content_type)
{
  return g_ascii_strcasecmp (content_type, "text/html") == 0
         || g_ascii_strcasecmp (content_type, "application/xhtml+xml") == 0;
}

static gboolean
refuse_page (const char *host, GError **error)
{
  g_set_error (
      error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_CONTENT,
      _ ("“%s” sent a web page and not the file. Is this the address of the page around it?"),
      host);
  return FALSE;
}

/**
 * packshot_net_content_check:
 * @exchange: an exchange with an answer
 * @content_types: (nullable) (array zero-terminated=1): what may come, as for
 *   packshot_net_fetch_async()
 * @error: return location for %PACKSHOT_NET_ERROR_CONTENT
 *
 * Returns: whether the server says that it sends one of them, or doesn't say
 */
gboolean
packshot_net_content_check (PackshotNetExchange *exchange,
                            const char *const *content_types,
                            GError **error)
{
  SoupMessage *message = packshot_net_exchange_get_message (exchange);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *content_type = soup_message_headers_get_content_type (headers, NULL);
  const char *host = packshot_net_exchange_get_host (exchange);
  g_autofree char *shown = NULL;

  if (!check_encoding (headers, host, error))
    return FALSE;
  if (content_types == NULL || says_nothing (content_type)
      || is_accepted (content_type, content_types))
    return TRUE;
  if (is_page (content_type))
    return refuse_page (host, error);

  shown = packshot_net_explain_dup_words (content_type);
  g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_CONTENT,
               /* Translators: a server, and a type such as “text/html”. */
               _ ("“%s” sent something else than was asked for (%s)."), host, shown);
  return FALSE;
}

/**
 * packshot_net_content_check_media:
 * @exchange: an exchange with an answer
 * @error: return location for %PACKSHOT_NET_ERROR_CONTENT
 *
 * Returns: %FALSE if the server says that it sends words in place of a film or a picture
 */
gboolean
packshot_net_content_check_media (PackshotNetExchange *exchange, GError **error)
{
  SoupMessage *message = packshot_net_exchange_get_message (exchange);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *content_type = soup_message_headers_get_content_type (headers, NULL);
  const char *host = packshot_net_exchange_get_host (exchange);

  if (!check_encoding (headers, host, error))
    return FALSE;
  if (content_type == NULL || !is_accepted (content_type, words_types))
    return TRUE;

  g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_CONTENT,
               /* Translators: a server, and the beginning of the text. */
               _ ("“%s” sent text in place of the file (%s)."), host, content_type);
  return FALSE;
}

/* The beginning of a file, without blanks and the mark of UTF-8, which some pages begin with. */
static const char *
read_beginning (int fd, char *buffer)
{
  gssize n = pread (fd, buffer, BEGINNING, 0);
  const char *text = buffer;

  buffer[MAX (n, 0)] = '\0';
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += strlen ("\xef\xbb\xbf");

  return text + strspn (text, " \t\r\n");
}

/**
 * packshot_net_content_check_media_file:
 * @fd: a file that came
 * @host: from where
 * @error: return location for %PACKSHOT_NET_ERROR_CONTENT
 *
 * Returns: %FALSE if it begins as no film and no picture does, but as a web page, XML or JSON do
 */
gboolean
packshot_net_content_check_media_file (int fd, const char *host, GError **error)
{
  char buffer[BEGINNING + 1];
  const char *text = read_beginning (fd, buffer);

  if (*text != '<' && *text != '{' && *text != '[')
    return TRUE;

  g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_CONTENT,
               _ ("“%s” sent text in place of the file."), host);
  return FALSE;
}

/**
 * packshot_net_content_check_file:
 * @fd: a file that came
 * @content_types: (nullable) (array zero-terminated=1): what may come, as above
 * @host: from where
 * @error: return location for %PACKSHOT_NET_ERROR_CONTENT
 *
 * Returns: %FALSE if it begins like a web page and none was asked for, whatever the server says
 */
gboolean
packshot_net_content_check_file (int fd,
                                 const char *const *content_types,
                                 const char *host,
                                 GError **error)
{
  char buffer[BEGINNING + 1];
  const char *text = read_beginning (fd, buffer);

  if (content_types == NULL || is_accepted ("text/html", content_types))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (page_beginnings); i++)
    if (g_ascii_strncasecmp (text, page_beginnings[i], strlen (page_beginnings[i])) == 0)
      return refuse_page (host, error);

  return TRUE;
}
