/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-base-url.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "packshot-core-error.h"

#define MAX_LENGTH 500

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p) || strchr ("\"<>\\^`{|}", *p) != NULL)
        return FALSE;
    }

  return TRUE;
}

/* What is wrong with an address, or NULL where nothing is. */
static const char *
find_fault (const char *text, gboolean allow_http)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_HAS_PASSWORD, NULL);
  gboolean is_http;

  if (uri == NULL || strlen (text) > MAX_LENGTH || !is_plain (text) || g_uri_get_host (uri) == NULL
      || *g_uri_get_host (uri) == '\0')
    return _ ("The address of a service looks like “https://api.example.com”.");

  is_http = g_str_equal (g_uri_get_scheme (uri), "http");
  if (!is_http && !g_str_equal (g_uri_get_scheme (uri), "https"))
    return _ ("The address of a service must begin with “https://”.");
  if (g_uri_get_userinfo (uri) != NULL)
    return _ ("The address of a service can’t have a user name or a password in it.");
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return _ ("The address of a service can’t have a “?” or a “#” in it.");
  if (is_http && !allow_http && !is_loopback (g_uri_get_host (uri)))
    return _ ("The address must begin with “https://”: over “http://” anybody on the way could "
              "read the key.");

  return NULL;
}

/**
 * packshot_base_url_check:
 * @text: what somebody set as the address of a service
 * @allow_http: whether plain http may leave this computer; to this computer itself it always may
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence
 *
 * Returns: (transfer full): the address without slashes at its end, so that a path that begins with
 *   one can be put behind it; %NULL on error
 */
char *
packshot_base_url_check (const char *text, gboolean allow_http, GError **error)
{
  const char *fault;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  fault = find_fault (text, allow_http);
  if (fault != NULL)
    {
      g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, fault);
      return NULL;
    }

  length = strlen (text);
  while (text[length - 1] == '/')
    length--;

  return g_strndup (text, length);
}

/**
 * packshot_base_url_dup_origin:
 * @base_url: what packshot_base_url_check() gave
 *
 * A key belongs to a service at one origin (RFC 6454): somebody who set another address must not
 * find the key of the first sent there.
 *
 * Returns: (transfer full): the address without its path, in small letters and without a port that
 *   goes without saying
 */
char *
packshot_base_url_dup_origin (const char *base_url)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  const char *scheme;
  gboolean is_ipv6;
  int port;

  g_return_val_if_fail (base_url != NULL, NULL);

  uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL);
  g_return_val_if_fail (uri != NULL && g_uri_get_host (uri) != NULL, NULL);

  scheme = g_uri_get_scheme (uri);
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  is_ipv6 = strchr (host, ':') != NULL;
  port = g_uri_get_port (uri);
  if (port == (g_str_equal (scheme, "https") ? 443 : 80))
    port = -1;

  if (port < 0)
    return g_strdup_printf (is_ipv6 ? "%s://[%s]" : "%s://%s", scheme, host);

  return g_strdup_printf (is_ipv6 ? "%s://[%s]:%d" : "%s://%s:%d", scheme, host, port);
}

/**
 * packshot_base_url_is_local:
 * @base_url: what packshot_base_url_check() gave
 *
 * Returns: whether it leads to this computer itself
 */
gboolean
packshot_base_url_is_local (const char *base_url)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (base_url != NULL, FALSE);

  uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL);
  return uri != NULL && g_uri_get_host (uri) != NULL && is_loopback (g_uri_get_host (uri));
}
