/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* Which addresses are gone to, and how they are written into a log. */

#include "packshot-net-address-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "packshot-net-error.h"

static gboolean
check (GUri *uri, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    {
      g_set_error (
          error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_INVALID,
          _ ("Only addresses that begin with https:// or http:// can be opened, not “%s:”."),
          scheme);
      return FALSE;
    }
  if (host == NULL || *host == '\0')
    {
      g_set_error_literal (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_INVALID,
                           _ ("The address names no server."));
      return FALSE;
    }
  /* A password in an address would end up in logs and lists. */
  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_INVALID,
                           _ ("An address with a user name or a password can’t be used."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_secure (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "https");
}

/**
 * packshot_net_address_parse:
 * @url: an address
 * @error: return location for %PACKSHOT_NET_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the address, if it is http or https and holds no password
 */
GUri *
packshot_net_address_parse (const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    {
      g_set_error_literal (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_INVALID,
                           _ ("That is not a web address."));
      return NULL;
    }

  return check (uri, error) ? g_steal_pointer (&uri) : NULL;
}

/**
 * packshot_net_address_resolve:
 * @base: where a server redirects from
 * @location: where to, in its own words
 * @error: return location for %PACKSHOT_NET_ERROR_REDIRECT
 *
 * Returns: (transfer full) (nullable): where to, if that may be followed
 */
GUri *
packshot_net_address_resolve (GUri *base, const char *location, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse_relative (base, location, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host = g_uri_get_host (base);

  if (uri == NULL || !check (uri, NULL))
    {
      g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_REDIRECT,
                   _ ("“%s” points to an address that can’t be used."), host);
      return NULL;
    }
  if (is_secure (base) && !is_secure (uri))
    {
      g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_REDIRECT,
                   _ ("“%s” points from a secure address to one that is not."), host);
      return NULL;
    }

  return g_steal_pointer (&uri);
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;

  return is_secure (uri) ? 443 : 80;
}

/**
 * packshot_net_address_has_same_origin:
 * @uri: an address
 * @other: another
 *
 * Returns: whether scheme, host and port are the same, so that what one may know, both may
 *   (RFC 6454, 5)
 */
gboolean
packshot_net_address_has_same_origin (GUri *uri, GUri *other)
{
  return g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (other))
         && g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (other)) == 0
         && get_port (uri) == get_port (other);
}

/* Links to results carry their permission in the query, so of a value only its place is shown. */
static void
append_query (GString *text, const char *query)
{
  g_auto (GStrv) parts = g_strsplit (query, "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      g_string_append_c (text, i == 0 ? '?' : '&');
      if (value == NULL)
        g_string_append (text, "…");
      else
        g_string_append_printf (text, "%.*s=…", (int) (value - parts[i]), parts[i]);
    }
}

/**
 * packshot_net_address_to_loggable:
 * @uri: an address
 *
 * Returns: (transfer full): the address without the values of its query
 */
char *
packshot_net_address_to_loggable (GUri *uri)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s://%s", g_uri_get_scheme (uri), g_uri_get_host (uri));
  if (g_uri_get_port (uri) > 0)
    g_string_append_printf (text, ":%d", g_uri_get_port (uri));
  g_string_append (text, g_uri_get_path (uri));
  if (g_uri_get_query (uri) != NULL)
    append_query (text, g_uri_get_query (uri));

  return g_string_free (text, FALSE);
}
