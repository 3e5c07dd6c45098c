/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* Fetches a public file, such as a picture whose link was dropped. */

#include "packshot-net-fetch.h"

#include "packshot-net-address-private.h"
#include "packshot-net-content-private.h"
#include "packshot-net-error.h"
#include "packshot-net-explain-private.h"
#include "packshot-net-get-private.h"
#include "packshot-net-name-private.h"
#include "packshot-net-pump-private.h"

typedef struct
{
  /* Input. */
  goffset max_bytes;
  char **content_types; /* (owned) (nullable) */
  gboolean nameless;

  /* In progress. */
  PackshotNetExchange *exchange; /* (owned) (nullable) */

  /* Output. */
  PackshotNetFile *file; /* (owned) (nullable) */
} FetchData;

static void
fetch_data_free (gpointer data)
{
  FetchData *fetch = data;

  g_strfreev (fetch->content_types);
  g_clear_object (&fetch->exchange);
  g_clear_pointer (&fetch->file, packshot_net_file_free);
  g_free (fetch);
}

static gboolean
check_answer (FetchData *fetch, GError **error)
{
  SoupMessage *message = packshot_net_exchange_get_message (fetch->exchange);

  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    {
      g_propagate_error (
          error, packshot_net_explain_status (packshot_net_exchange_get_host (fetch->exchange),
                                              soup_message_get_status (message),
                                              soup_message_get_reason_phrase (message)));
      return FALSE;
    }

  return packshot_net_content_check (fetch->exchange, (const char *const *) fetch->content_types,
                                     error);
}

static PackshotNetFile *
make_file (FetchData *fetch, GError **error)
{
  SoupMessage *message = packshot_net_exchange_get_message (fetch->exchange);
  g_autofree char *name = packshot_net_name_choose (message);
  const char *content_type =
      soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  PackshotNetFile *file = packshot_net_file_new (name, content_type, error);

  if (file != NULL && fetch->nameless)
    packshot_net_file_unlink (file);

  return file;
}

static void
pumped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotNetExchange *exchange = PACKSHOT_NET_EXCHANGE (source);
  g_autoptr (GTask) task = user_data;
  FetchData *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  if (!packshot_net_pump_finish (exchange, result, &error)
      || !packshot_net_content_check_file (packshot_net_file_get_fd (fetch->file),
                                           (const char *const *) fetch->content_types,
                                           packshot_net_exchange_get_host (exchange), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  lseek (packshot_net_file_get_fd (fetch->file), 0, SEEK_SET);
  g_task_return_pointer (task, g_steal_pointer (&fetch->file),
                         (GDestroyNotify) packshot_net_file_free);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FetchData *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  fetch->exchange = packshot_net_get_finish (PACKSHOT_NET_SESSION (source), result, &error);
  if (fetch->exchange != NULL && check_answer (fetch, &error))
    fetch->file = make_file (fetch, &error);
  if (fetch->file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  packshot_net_pump_async (fetch->exchange, packshot_net_file_get_fd (fetch->file),
                           fetch->max_bytes,
                           packshot_net_session_get_patience (PACKSHOT_NET_SESSION (source))->crawl,
                           NULL, NULL, pumped_cb, g_steal_pointer (&task));
}

static void
begin (PackshotNetSession *session,
       const char *url,
       goffset max_bytes,
       const char *const *content_types,
       gboolean nameless,
       GTask *unstarted)
{
  g_autoptr (GTask) task = unstarted;
  g_autoptr (GUri) uri = NULL;
  FetchData *fetch = g_new0 (FetchData, 1);
  GError *error = NULL;

  fetch->max_bytes = max_bytes;
  fetch->content_types = g_strdupv ((char **) content_types);
  fetch->nameless = nameless;

  g_task_set_source_tag (task, packshot_net_fetch_async);
  g_task_set_task_data (task, fetch, fetch_data_free);

  uri = packshot_net_address_parse (url, &error);
  if (uri == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  packshot_net_get_async (session, uri, NULL, NULL, packshot_net_session_get_patience (session),
                          TRUE, g_task_get_cancellable (task), answered_cb, g_object_ref (task));
}

/**
 * packshot_net_fetch_async:
 * @session: a session
 * @url: an https or http address without a user name or a password
 * @max_bytes: the most to take
 * @content_types: (nullable) (array zero-terminated=1): what may come, such as "image/png", or
 *   "image" followed by a slash and a star for all pictures; %NULL for anything
 * @cancellable: (nullable): stops it
 * @callback: called when the file is there
 * @user_data: for @callback
 *
 * Fetches a public file into a temporary one. No key is sent. A server that doesn't know what it
 * sends is believed, unless it is a web page. From a server outside, no redirect into the own
 * network is followed.
 */
void
packshot_net_fetch_async (PackshotNetSession *session,
                          const char *url,
                          goffset max_bytes,
                          const char *const *content_types,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_NET_SESSION (session));
  g_return_if_fail (url != NULL && max_bytes > 0);

  begin (session, url, max_bytes, content_types, FALSE,
         g_task_new (session, cancellable, callback, user_data));
}

/**
 * packshot_net_fetch_nameless_async:
 * @session: a session
 * @url: an https or http address without a user name or a password
 * @max_bytes: the most to take
 * @content_types: (nullable) (array zero-terminated=1): what may come, as above
 * @cancellable: (nullable): stops it
 * @callback: called when the file is there
 * @user_data: for @callback
 *
 * The same, to a file whose name is taken from it as soon as it is open: it is read by its
 * descriptor, and a program that is killed leaves nothing of it. The finish function is the same.
 */
void
packshot_net_fetch_nameless_async (PackshotNetSession *session,
                                   const char *url,
                                   goffset max_bytes,
                                   const char *const *content_types,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (PACKSHOT_IS_NET_SESSION (session));
  g_return_if_fail (url != NULL && max_bytes > 0);

  begin (session, url, max_bytes, content_types, TRUE,
         g_task_new (session, cancellable, callback, user_data));
}

/**
 * packshot_net_fetch_finish:
 * @session: the session
 * @result: the result the callback got
 * @error: return location for a #PackshotNetError or %G_IO_ERROR_CANCELLED, one sentence to show as
 *   it is
 *
 * Returns: (transfer full) (nullable): the file, which is gone when it is freed
 */
PackshotNetFile *
packshot_net_fetch_finish (PackshotNetSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_net_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
