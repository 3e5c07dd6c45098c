/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "packshot-services.h"

#include "packshot-http-service.h"
#include "packshot-shortvideo.h"

static const PackshotAdapter *const adapters[] = { &packshot_shortvideo_adapter };

/* What the services have in common. */
typedef struct
{
  const PackshotAdapter *adapter;
  PackshotNetSession *session;      /* (owned) */
  PackshotCredentials *credentials; /* (owned) */
  PackshotSettings *settings;       /* (owned) */
} Engine;

static void
engine_free (gpointer data)
{
  Engine *engine = data;

  g_object_unref (engine->session);
  g_object_unref (engine->credentials);
  g_object_unref (engine->settings);
  g_free (engine);
}

static PackshotService *
make_service (PackshotManifest *manifest, gpointer user_data)
{
  Engine *engine = user_data;

  return packshot_http_service_new (manifest, engine->adapter, engine->session, engine->credentials,
                                    engine->settings);
}

/**
 * packshot_services_add:
 * @registry: a registry
 * @credentials: where the keys are
 * @settings: where the services are
 *
 * Adds the engines of all services far away.
 */
void
packshot_services_add (PackshotRegistry *registry,
                       PackshotCredentials *credentials,
                       PackshotSettings *settings)
{
  g_autoptr (PackshotNetSession) session = NULL;

  g_return_if_fail (PACKSHOT_IS_REGISTRY (registry));

  session = packshot_net_session_new ();
  for (guint i = 0; i < G_N_ELEMENTS (adapters); i++)
    {
      Engine *engine = g_new0 (Engine, 1);

      engine->adapter = adapters[i];
      engine->session = g_object_ref (session);
      engine->credentials = g_object_ref (credentials);
      engine->settings = g_object_ref (settings);
      packshot_registry_add_engine_full (registry, adapters[i]->name, make_service, engine,
                                         engine_free);
    }
}
