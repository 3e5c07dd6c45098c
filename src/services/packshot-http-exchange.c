/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* One call to a service and its answer: where to, with which key, and what an answer means that
 * brings nothing to be read. */

#include "config.h"

#include "packshot-http-exchange.h"

#include "packshot-answer.h"
#include "packshot-base-url.h"
#include "packshot-net-send.h"

#include <glib/gi18n.h>

/* What an answer in JSON may have. */
#define MAX_ANSWER_BYTES (8 * 1024 * 1024)

typedef struct
{
  /* Input. */
  const PackshotHttpLink *link; /* (unowned): lives as long as the service */
  PackshotStep step;
  PackshotCall *call; /* (owned) */
  PackshotNetProgress progress;
  gpointer progress_data;

  /* In progress. */
  char *base_url;     /* (owned) (nullable) */
  PackshotKeys *keys; /* (owned) (nullable): while the call is out */

  /* Output. */
  PackshotReply *trouble; /* (owned) (nullable) */
} ExchangeData;

static void
exchange_data_free (gpointer data)
{
  ExchangeData *exchange = data;

  packshot_call_free (exchange->call);
  g_free (exchange->base_url);
  g_clear_pointer (&exchange->keys, packshot_keys_unref);
  g_clear_pointer (&exchange->trouble, packshot_reply_free);
  g_free (exchange);
}

static void
return_trouble (GTask *task, PackshotReply *trouble)
{
  ExchangeData *exchange = g_task_get_task_data (task);

  exchange->trouble = trouble;
  g_task_return_pointer (task, NULL, NULL);
}

/* P9: a service that repeats the key, in words that would be shown and kept, is not let do so. */
static void
hide_keys (ExchangeData *exchange, PackshotNetAnswer *answer)
{
  PackshotManifest *manifest = exchange->link->manifest;

  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const char *key =
          packshot_keys_get (exchange->keys, packshot_manifest_get_credential (manifest, i)->name);

      if (key != NULL)
        packshot_net_answer_hide (answer, key);
    }
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ExchangeData *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotNetAnswer) answer =
      packshot_net_send_finish (PACKSHOT_NET_SESSION (source), result, &error);
  PackshotReply *trouble;

  if (answer != NULL)
    hide_keys (exchange, answer);
  g_clear_pointer (&exchange->keys, packshot_keys_unref);

  if (answer == NULL)
    trouble =
        packshot_answer_read_error (error, packshot_net_send_get_was_sent (result), exchange->step);
  else
    trouble = packshot_answer_read_status (exchange->link->adapter, exchange->step, answer);

  if (trouble != NULL)
    return_trouble (task, trouble);
  else
    g_task_return_pointer (task, g_steal_pointer (&answer),
                           (GDestroyNotify) packshot_net_answer_free);
}

static void
add_body (PackshotNetCall *net, const PackshotCall *call)
{
  if (call->json != NULL)
    packshot_net_call_set_body (net, call->json, "application/json");

  for (guint i = 0; call->fields != NULL && call->fields[i] != NULL; i += 2)
    packshot_net_call_add_field (net, call->fields[i], call->fields[i + 1]);

  if (call->file != NULL)
    packshot_net_call_add_file (net, call->file->name, call->file->path, call->file->file_name,
                                call->file->content_type);
}

/* What costs nothing and changes nothing. */
static gboolean
is_question (const ExchangeData *exchange)
{
  return g_str_equal (exchange->call->method, "GET") && !packshot_step_is_paid (exchange->step);
}

/* The one place where a call gets its host and its key. */
static PackshotNetCall *
make_call (ExchangeData *exchange, PackshotKeys *keys)
{
  const PackshotCall *call = exchange->call;
  PackshotManifest *manifest = exchange->link->manifest;
  g_autofree char *target = packshot_call_dup_target (call);
  g_autofree char *url = g_strconcat (exchange->base_url, target, NULL);
  PackshotNetCall *net = packshot_net_call_new (call->method, url);

  for (guint i = 0; call->headers != NULL && call->headers[i] != NULL; i += 2)
    packshot_net_call_add_header (net, call->headers[i], call->headers[i + 1]);

  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (manifest, i);
      const char *key = packshot_keys_get (keys, spec->name);
      g_autofree char *value = g_strconcat (spec->prefix, key, NULL);

      packshot_net_call_add_credential (net, spec->header, value);
    }

  add_body (net, call);
  packshot_net_call_set_max_bytes (net, MAX_ANSWER_BYTES);
  if (call->answer_seconds != PACKSHOT_CALL_DEFAULT_TIME)
    packshot_net_call_set_answer_time (net, call->answer_seconds * 1000);
  if (is_question (exchange))
    packshot_net_call_set_follow (net, TRUE);

  return net;
}

static PackshotReply *
miss_key (PackshotManifest *manifest, PackshotKeysStatus status)
{
  const char *name = packshot_manifest_get_name (manifest);
  char *words;

  if (status == PACKSHOT_KEYS_LOCKED)
    words = g_strdup_printf (_ ("The keyring that holds the key of %s is locked."), name);
  else
    words = g_strdup_printf (_ ("%s needs a key, and there is none on this computer."), name);

  return packshot_reply_new_take_words (PACKSHOT_VERDICT_NO_KEY, words);
}

static void
send (GTask *task, PackshotKeys *keys)
{
  ExchangeData *exchange = g_task_get_task_data (task);
  g_autoptr (PackshotNetCall) net = make_call (exchange, keys);

  exchange->keys = packshot_keys_ref (keys);
  packshot_net_send_async (exchange->link->session, net, exchange->progress,
                           exchange->progress_data, g_task_get_cancellable (task), sent_cb,
                           g_object_ref (task));
}

static void
keys_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ExchangeData *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotKeys) keys =
      packshot_credentials_lookup_finish (PACKSHOT_CREDENTIALS (source), result, &error);

  if (keys == NULL)
    return_trouble (task, packshot_answer_read_error (error, FALSE, exchange->step));
  else if (packshot_keys_get_status (keys) != PACKSHOT_KEYS_FOUND)
    return_trouble (task, miss_key (exchange->link->manifest, packshot_keys_get_status (keys)));
  else
    send (task, keys);
}

/**
 * packshot_http_exchange_async:
 * @service: the service that is called
 * @link: what it takes to call it
 * @step: what the call is for
 * @call: (transfer full): the call
 * @progress: (nullable) (scope notified): told how much of the body was sent
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it
 * @callback: called when the answer is there, or when it is known that there will be none
 * @user_data: for @callback
 *
 * Calls a service once. Redirects are followed for questions alone, by GET and without the key to
 * another origin: DESIGN §4.
 */
void
packshot_http_exchange_async (PackshotService *service,
                              const PackshotHttpLink *link,
                              PackshotStep step,
                              PackshotCall *call,
                              PackshotNetProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *origin = NULL;
  ExchangeData *exchange = g_new0 (ExchangeData, 1);

  exchange->link = link;
  exchange->step = step;
  exchange->call = call;
  exchange->progress = progress;
  exchange->progress_data = progress_data;

  g_task_set_source_tag (task, packshot_http_exchange_async);
  g_task_set_task_data (task, exchange, exchange_data_free);
  /* A call that was cancelled too late has an outcome all the same. */
  g_task_set_check_cancellable (task, FALSE);

  exchange->base_url = packshot_settings_dup_base_url (link->settings, link->manifest, &error);
  if (exchange->base_url == NULL)
    {
      return_trouble (task, packshot_reply_new_take_words (PACKSHOT_VERDICT_LOCAL_FAILURE,
                                                           g_strdup (error->message)));
      return;
    }

  origin = packshot_base_url_dup_origin (exchange->base_url);
  packshot_credentials_lookup_async (link->credentials, link->manifest, origin, cancellable,
                                     keys_cb, g_object_ref (task));
}

/**
 * packshot_http_exchange_finish:
 * @service: the service
 * @result: the result the callback got
 * @trouble: (out) (transfer full) (nullable): what the answer means, where the adapter need not
 *   read it
 *
 * Returns: (transfer full) (nullable): an answer with a status of success for the adapter to read,
 *   or %NULL with @trouble
 */
PackshotNetAnswer *
packshot_http_exchange_finish (PackshotService *service,
                               GAsyncResult *result,
                               PackshotReply **trouble)
{
  ExchangeData *exchange;

  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_exchange_async), NULL);

  exchange = g_task_get_task_data (G_TASK (result));
  *trouble = g_steal_pointer (&exchange->trouble);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * packshot_http_link_is_local:
 * @link: what it takes to call a service
 *
 * Returns: whether it runs on this computer
 */
gboolean
packshot_http_link_is_local (const PackshotHttpLink *link)
{
  g_autofree char *base_url = packshot_settings_dup_base_url (link->settings, link->manifest, NULL);

  return base_url != NULL && packshot_base_url_is_local (base_url);
}
