/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What services can be asked that costs nothing and is about no job. Each call runs the main loop
 * until it is answered. */

#include "packshot-cli-ask.h"

#include "packshot-cli-answer.h"

/**
 * packshot_cli_ask_test:
 * @registry: the services there are
 * @manifest: a service on the web
 * @cancellable: (nullable): stops it
 * @error: return location for an error, one sentence
 *
 * Returns: (transfer full): whether the service answers and takes the key, or %NULL where it can't
 *   be asked
 */
PackshotReply *
packshot_cli_ask_test (PackshotRegistry *registry,
                       PackshotManifest *manifest,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  PackshotService *service = packshot_registry_get_service (registry, manifest, error);

  if (service == NULL)
    return NULL;

  packshot_service_test_async (service, cancellable, packshot_cli_answer_cb, &answer);
  return packshot_service_test_finish (service, packshot_cli_answer_wait (&answer), error);
}

/**
 * packshot_cli_ask_balance:
 * @registry: the services there are
 * @manifest: a service on the web
 * @cancellable: (nullable): stops it
 *
 * Returns: what is left there, in millionths of its unit, or %PACKSHOT_MONEY_UNKNOWN where it does
 *   not tell, for whatever reason
 */
gint64
packshot_cli_ask_balance (PackshotRegistry *registry,
                          PackshotManifest *manifest,
                          GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotReply) reply = packshot_cli_ask_test (registry, manifest, cancellable, &error);

  if (reply == NULL || reply->verdict != PACKSHOT_VERDICT_DONE)
    {
      g_debug ("%s does not tell what is left there: %s", packshot_manifest_get_id (manifest),
               reply != NULL ? reply->words : error->message);
      return PACKSHOT_MONEY_UNKNOWN;
    }

  return reply->balance;
}

/**
 * packshot_cli_ask_catalog:
 * @registry: the services there are
 * @manifest: a service on the web
 * @option: the name of an option
 * @error: return location for an error, one sentence
 *
 * Returns: (transfer full) (element-type PackshotCatalogItem): the values it offers for the
 *   option, or %NULL on error
 */
GPtrArray *
packshot_cli_ask_catalog (PackshotRegistry *registry,
                          PackshotManifest *manifest,
                          const char *option,
                          GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  PackshotService *service = packshot_registry_get_service (registry, manifest, error);

  if (service == NULL)
    return NULL;

  packshot_service_catalog_async (service, option, NULL, packshot_cli_answer_cb, &answer);
  return packshot_service_catalog_finish (service, packshot_cli_answer_wait (&answer), error);
}
