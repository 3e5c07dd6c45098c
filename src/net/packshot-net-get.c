/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* Follows the redirects of a GET. libsoup does it too, but takes a key along to another host. */

#include "packshot-net-get-private.h"

#include <glib/gi18n.h>

#include "packshot-net-address-private.h"
#include "packshot-net-error.h"

#define MAX_REDIRECTS 5

typedef struct
{
  /* Input. */
  SoupMessageHeaders *headers; /* (owned) (nullable): for everybody */
  PackshotNetPatience patience;
  gboolean is_of_others; /* whether others may have made up the address */

  /* In progress. */
  SoupMessageHeaders *credentials; /* (owned) (nullable): gone once the origin was left */
  GUri *uri;                       /* (owned): where it is now */
  PackshotNetExchange *exchange;   /* (owned) (nullable): with whom */
  guint n_redirects;
  gboolean was_outside; /* whether a server beyond the own network was asked on the way */

  /* Output: the exchange with an answer that leads nowhere else. */
} GetData;

static void
get_data_free (gpointer data)
{
  GetData *get = data;

  g_clear_pointer (&get->headers, soup_message_headers_unref);
  g_clear_pointer (&get->credentials, soup_message_headers_unref);
  g_uri_unref (get->uri);
  g_clear_object (&get->exchange);
  g_free (get);
}

static void
append_header (const char *name, const char *value, gpointer user_data)
{
  soup_message_headers_append (user_data, name, value);
}

static void
append_headers (SoupMessage *message, SoupMessageHeaders *headers)
{
  if (headers != NULL)
    soup_message_headers_foreach (headers, append_header,
                                  soup_message_get_request_headers (message));
}

static const char *
get_location (PackshotNetExchange *exchange)
{
  SoupMessage *message = packshot_net_exchange_get_message (exchange);

  switch (soup_message_get_status (message))
    {
    case SOUP_STATUS_MOVED_PERMANENTLY:
    case SOUP_STATUS_FOUND:
    case SOUP_STATUS_SEE_OTHER:
    case SOUP_STATUS_TEMPORARY_REDIRECT:
    case SOUP_STATUS_PERMANENT_REDIRECT:
      return soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");

    default:
      return NULL;
    }
}

static gboolean
go_on (GetData *get, const char *location, GError **error)
{
  g_autoptr (GUri) next = NULL;

  if (++get->n_redirects > MAX_REDIRECTS)
    {
      g_set_error (error, PACKSHOT_NET_ERROR, PACKSHOT_NET_ERROR_REDIRECT,
                   _ ("“%s” leads from one address to the next and to no end."),
                   g_uri_get_host (get->uri));
      return FALSE;
    }

  next = packshot_net_address_resolve (get->uri, location, error);
  if (next == NULL)
    return FALSE;

  if (!packshot_net_address_has_same_origin (get->uri, next))
    g_clear_pointer (&get->credentials, soup_message_headers_unref);
  g_uri_unref (get->uri);
  get->uri = g_steal_pointer (&next);

  return TRUE;
}

static PackshotNetExchange *
make_exchange (GTask *task)
{
  GetData *get = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (SOUP_METHOD_GET, get->uri);
  PackshotNetExchange *exchange;

  append_headers (message, get->headers);
  append_headers (message, get->credentials);

  exchange = packshot_net_exchange_new (g_task_get_source_object (task), message, &get->patience,
                                        g_task_get_cancellable (task));
  packshot_net_exchange_set_stays_outside (exchange, get->is_of_others && get->was_outside);

  return exchange;
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotNetExchange *exchange = PACKSHOT_NET_EXCHANGE (source);
  g_autoptr (GTask) task = user_data;
  GetData *get = g_task_get_task_data (task);
  const char *location;
  GError *error = NULL;

  if (!packshot_net_exchange_start_finish (exchange, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  location = get_location (exchange);
  if (location == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&get->exchange), g_object_unref);
      return;
    }
  if (!go_on (get, location, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  get->was_outside |= packshot_net_exchange_get_was_outside (exchange);
  g_object_unref (get->exchange);
  get->exchange = make_exchange (task);
  packshot_net_exchange_start_async (get->exchange, started_cb, g_steal_pointer (&task));
}

/**
 * packshot_net_get_async:
 * @session: a session
 * @uri: an address that packshot_net_address_parse() let pass
 * @headers: (nullable): for every server on the way
 * @credentials: (nullable): headers for the server of @uri alone
 * @patience: how long the phases of each request may take
 * @is_of_others: whether it may come from a web page or a service: then no server outside leads to
 *   this computer or into its own network
 * @cancellable: (nullable): stops it, also while the answer is being read
 * @callback: called when the head of the last answer is there
 * @user_data: for @callback
 *
 * Sends a GET and follows at most five redirects, never from https to http.
 */
void
packshot_net_get_async (PackshotNetSession *session,
                        GUri *uri,
                        SoupMessageHeaders *headers,
                        SoupMessageHeaders *credentials,
                        const PackshotNetPatience *patience,
                        gboolean is_of_others,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  GetData *get = g_new0 (GetData, 1);

  if (headers != NULL)
    get->headers = soup_message_headers_ref (headers);
  if (credentials != NULL)
    get->credentials = soup_message_headers_ref (credentials);
  get->uri = g_uri_ref (uri);
  get->patience = *patience;
  get->is_of_others = is_of_others;

  g_task_set_source_tag (task, packshot_net_get_async);
  g_task_set_task_data (task, get, get_data_free);
  /* The exchange looks after cancelling, and what it says tells more. */
  g_task_set_check_cancellable (task, FALSE);
  get->exchange = make_exchange (task);
  packshot_net_exchange_start_async (get->exchange, started_cb, task);
}

/**
 * packshot_net_get_finish:
 * @session: a session
 * @result: the result the callback got
 * @error: return location for a #PackshotNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the exchange with the answer, of whatever status, whose body
 *   is yet to be read
 */
PackshotNetExchange *
packshot_net_get_finish (PackshotNetSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_get_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
