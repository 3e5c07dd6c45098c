/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* What went wrong between two computers, as a sentence, and with the code that tells whether the
 * request may have arrived. */

#include "packshot-net-explain-private.h"

#include <errno.h>

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "packshot-net-error.h"

/* How much of a server's own words a sentence shows, in characters. */
#define MAX_WORDS 200

/* In the order of what helps most: a certificate that is expired is often of an unknown issuer too.
 */
static const char *
explain_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _ ("its certificate was revoked");
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("its certificate was made for another server");
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("its certificate has expired, or the clock of this computer is wrong");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("its certificate is not valid yet, or the clock of this computer is wrong");
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ ("nobody this computer trusts has vouched for its certificate");
  if (flags & G_TLS_CERTIFICATE_INSECURE)
    return _ ("its certificate uses a method that is no longer safe");

  return _ ("its certificate can’t be verified");
}

static GError *
explain_time_out (const PackshotNetTrouble *trouble)
{
  if (!trouble->was_sent)
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT,
                        _ ("“%s” can’t be reached: nobody answers there."), trouble->host);
  if (trouble->phase == PACKSHOT_NET_PHASE_SEND)
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN,
                        _ ("“%s” stopped taking the data that was being sent."), trouble->host);
  if (trouble->phase == PACKSHOT_NET_PHASE_ANSWER)
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN,
                        _ ("“%s” got the request and has not answered in time."), trouble->host);

  return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN,
                      _ ("“%s” stopped in the middle of its answer."), trouble->host);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static GError *
explain_not_sent (const GError *error, const PackshotNetTrouble *trouble)
{
  const char *host = trouble->host;

  if (trouble->tls_errors != G_TLS_CERTIFICATE_NO_FLAGS)
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT,
                        /* Translators: a server, and one of the reasons above, such as “its
                           certificate was revoked”. */
                        _ ("“%s” can’t be trusted: %s."), host,
                        explain_certificate (trouble->tls_errors));
  if (error->domain == G_TLS_ERROR)
    return g_error_new (
        PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT,
        /* Translators: a server, and what the system says; also in the next ones. */
        _ ("No secure connection to “%s” could be made (%s)."), host, error->message);
  if (error->domain == G_RESOLVER_ERROR)
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT,
                        _ ("The server “%s” can’t be found. Is this computer online?"), host);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT,
                        _ ("There is no way to “%s”. Is this computer online?"), host);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) && is_loopback (host))
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT,
                        _ ("Nothing answers at “%s”, which is this computer: the service is not "
                           "running, or its address is another."),
                        host);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT,
                        _ ("“%s” accepts no connections at the moment."), host);

  return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NOT_SENT,
                      _ ("“%s” can’t be reached (%s)."), host, error->message);
}

static GError *
explain_broken (const GError *error, const PackshotNetTrouble *trouble)
{
  if (error->domain == SOUP_SESSION_ERROR)
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN,
                        _ ("The answer of “%s” can’t be understood (%s)."), trouble->host,
                        error->message);

  return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN,
                      _ ("The connection to “%s” broke off (%s)."), trouble->host, error->message);
}

/* What does something where it is shown, rather than being seen: controls of a terminal, line
 * breaks, what turns the writing direction. */
static gboolean
is_shown (gunichar c)
{
  return g_unichar_isprint (c) && c != 0x2028 && c != 0x2029;
}

/**
 * packshot_net_explain_dup_words:
 * @words: what a server said in the head of an answer, any bytes
 *
 * Makes them fit to be shown and kept: libsoup hands them on as they came.
 *
 * Returns: (transfer full): valid UTF-8 on one line, shortened, with U+FFFD for what can't be shown
 */
char *
packshot_net_explain_dup_words (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autoptr (GString) shown = g_string_new (NULL);
  const char *p = valid;

  for (guint i = 0; *p != '\0' && i < MAX_WORDS; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (shown, is_shown (c) ? c : 0xfffd);
    }

  if (*p != '\0')
    g_string_append (shown, "…");

  return g_string_free (g_steal_pointer (&shown), FALSE);
}

/**
 * packshot_net_explain:
 * @error: what libsoup or GIO says
 * @trouble: what is known besides
 *
 * Returns: (transfer full): a #PackshotNetError, or %G_IO_ERROR_CANCELLED
 */
GError *
packshot_net_explain (const GError *error, const PackshotNetTrouble *trouble)
{
  if (error->domain == PACKSHOT_NET_ERROR)
    return g_error_copy (error);
  if (trouble->turned_away)
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_REDIRECT,
                        _ ("The address leads on to “%s”, which is in your own network: that is "
                           "not followed."),
                        trouble->host);
  if (trouble->timed_out)
    return explain_time_out (trouble);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (!trouble->was_sent)
    return explain_not_sent (error, trouble);

  return explain_broken (error, trouble);
}

/**
 * packshot_net_explain_status:
 * @host: who answered
 * @status: with which status
 * @reason: (nullable): and which words behind it, any bytes
 *
 * Returns: (transfer full): %PACKSHOT_NET_ERROR_STATUS
 */
GError *
packshot_net_explain_status (const char *host, guint status, const char *reason)
{
  g_autofree char *said = packshot_net_explain_dup_words (reason != NULL ? reason : "");

  if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
    return g_error_new (
        PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_STATUS,
        /* Translators: a server, and its status such as 404; also in the next ones. */
        _ ("“%s” has nothing at this address (%u)."), host, status);
  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_STATUS,
                        _ ("“%s” does not give this file to everybody (%u)."), host, status);
  if (status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_STATUS,
                        _ ("The proxy on the way to “%s” wants a password (%u)."), host, status);

  return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_STATUS,
                      /* Translators: a server, its status such as 500, and its own words. */
                      _ ("“%s” answered with an error: %u %s"), host, status, said);
}

/**
 * packshot_net_explain_crawl:
 * @host: who sends hardly anything
 *
 * Returns: (transfer full): %PACKSHOT_NET_ERROR_UNCERTAIN
 */
GError *
packshot_net_explain_crawl (const char *host)
{
  return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_UNCERTAIN,
                      _ ("“%s” sends next to nothing."), host);
}

/**
 * packshot_net_explain_size:
 * @host: who sends too much
 * @max_bytes: the most that would have been taken
 *
 * Returns: (transfer full): %PACKSHOT_NET_ERROR_TOO_LARGE
 */
GError *
packshot_net_explain_size (const char *host, goffset max_bytes)
{
  g_autofree char *size = g_format_size ((guint64) max_bytes);

  return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_TOO_LARGE,
                      /* Translators: a server, and a size such as “12 MB”. */
                      _ ("What “%s” sends is larger than %s."), host, size);
}

/**
 * packshot_net_explain_errno:
 * @code: an error number of the system, of a file
 *
 * Returns: (transfer full): %PACKSHOT_NET_ERROR_NO_SPACE or %PACKSHOT_NET_ERROR_LOCAL
 */
GError *
packshot_net_explain_errno (int code)
{
  if (code == ENOSPC || code == EDQUOT)
    return g_error_new_literal (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_NO_SPACE,
                                _ ("The disk is full."));
  if (code == EIO)
    return g_error_new_literal (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_LOCAL,
                                _ ("The file can’t be saved: the disk reports an error."));

  return g_error_new (PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_LOCAL,
                      _ ("The file can’t be saved: %s."), g_strerror (code));
}
