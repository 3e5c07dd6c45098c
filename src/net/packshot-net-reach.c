/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* Which addresses are those of this computer and of the network it is in, which nobody outside can
 * ask, and nobody outside may have us ask. */

#include "packshot-net-reach-private.h"

#include <string.h>

static gboolean
is_inside_4 (const guint8 *bytes)
{
  /* This network (RFC 1122), this computer, private (RFC 1918), link-local (RFC 3927), shared
   * behind a provider's translator (RFC 6598), multicast and what is reserved. */
  return bytes[0] == 0 || bytes[0] == 127 || bytes[0] == 10
         || (bytes[0] == 172 && (bytes[1] & 0xf0) == 16) || (bytes[0] == 192 && bytes[1] == 168)
         || (bytes[0] == 169 && bytes[1] == 254) || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64)
         || bytes[0] >= 224;
}

static gboolean
is_inside_6 (GInetAddress *address, const guint8 *bytes)
{
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  static const guint8 translated[12] = { 0, 0x64, 0xff, 0x9b };

  /* Addresses of the old kind within those of the new (RFC 4291, RFC 6052). */
  if (memcmp (bytes, mapped, sizeof mapped) == 0
      || memcmp (bytes, translated, sizeof translated) == 0)
    return is_inside_4 (bytes + 12);

  /* The last are unique local ones (RFC 4193). */
  return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_any (address)
         || g_inet_address_get_is_link_local (address) || g_inet_address_get_is_site_local (address)
         || g_inet_address_get_is_multicast (address) || (bytes[0] & 0xfe) == 0xfc;
}

/**
 * packshot_net_reach_is_inside:
 * @address: an address
 *
 * Returns: whether it is one of this computer or of its own network
 */
gboolean
packshot_net_reach_is_inside (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4 ? is_inside_4 (bytes)
                                                                     : is_inside_6 (address, bytes);
}

/* A name that some resolvers know and others don't. */
static gboolean
is_inside_name (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return packshot_net_reach_is_inside (address);

  return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost");
}

/**
 * packshot_net_reach_leads_inside:
 * @connection: a connection that is being made
 * @uri: what it is made for
 *
 * What a name means is known only once it is connected to; what it means to a proxy is not.
 *
 * Returns: whether it leads to this computer or into its own network
 */
gboolean
packshot_net_reach_leads_inside (GIOStream *connection, GUri *uri)
{
  g_autoptr (GSocketAddress) address =
      G_IS_SOCKET_CONNECTION (connection)
          ? g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL)
          : NULL;

  if (G_IS_INET_SOCKET_ADDRESS (address) && !G_IS_PROXY_ADDRESS (address))
    return packshot_net_reach_is_inside (
        g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));

  return is_inside_name (g_uri_get_host (uri));
}
