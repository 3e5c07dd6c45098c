/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

#include "config.h"

#include "packshot-net-session.h"

#include "packshot-net-session-private.h"

/* Six to a host is what browsers allow themselves. A call that is silent for minutes holds one of
 * them, so the default of libsoup, two, would let a pair of jobs stop all others. */
#define MAX_CONNECTIONS          32
#define MAX_CONNECTIONS_PER_HOST 6

struct _PackshotNetSession
{
  GObject parent_instance;

  SoupSession *soup; /* (owned) */
  PackshotNetPatience patience;
};

G_DEFINE_FINAL_TYPE (PackshotNetSession, packshot_net_session, G_TYPE_OBJECT)

static void
packshot_net_session_finalize (GObject *object)
{
  PackshotNetSession *self = PACKSHOT_NET_SESSION (object);

  g_object_unref (self->soup);

  G_OBJECT_CLASS (packshot_net_session_parent_class)->finalize (object);
}

static void
packshot_net_session_class_init (PackshotNetSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_net_session_finalize;
}

static void
packshot_net_session_init (PackshotNetSession *self)
{
  self->patience =
      (PackshotNetPatience){ .connect = 30000, .answer = 120000, .idle = 60000, .crawl = 300000 };

  /* The time-out of libsoup knows no phases: ours are kept by PackshotNetExchange. */
  self->soup = soup_session_new_with_options (
      "timeout", 0, "user-agent", "Packshot/" PACKSHOT_VERSION, "max-conns", MAX_CONNECTIONS,
      "max-conns-per-host", MAX_CONNECTIONS_PER_HOST, NULL);

  /* It would send a request a second time. Without the decoder no answer grows after it was
   * counted, and a range of a file is a range of its bytes. */
  soup_session_remove_feature_by_type (self->soup, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (self->soup, SOUP_TYPE_CONTENT_DECODER);
}

/**
 * packshot_net_session_new:
 *
 * Returns: (transfer full): a session without a connection
 */
PackshotNetSession *
packshot_net_session_new (void)
{
  return g_object_new (PACKSHOT_TYPE_NET_SESSION, NULL);
}

/**
 * packshot_net_session_get_patience:
 * @self: a session
 *
 * Returns: (transfer none): how long each phase may take
 */
const PackshotNetPatience *
packshot_net_session_get_patience (PackshotNetSession *self)
{
  g_return_val_if_fail (PACKSHOT_IS_NET_SESSION (self), NULL);

  return &self->patience;
}

/**
 * packshot_net_session_set_patience:
 * @self: a session
 * @patience: how long each phase may take, for requests begun from now on
 */
void
packshot_net_session_set_patience (PackshotNetSession *self, const PackshotNetPatience *patience)
{
  g_return_if_fail (PACKSHOT_IS_NET_SESSION (self));
  g_return_if_fail (patience != NULL);

  self->patience = *patience;
}

/*< private >
 * packshot_net_session_get_soup:
 * @self: a session
 *
 * Returns: (transfer none): the session of libsoup behind it
 */
SoupSession *
packshot_net_session_get_soup (PackshotNetSession *self)
{
  g_return_val_if_fail (PACKSHOT_IS_NET_SESSION (self), NULL);

  return self->soup;
}
