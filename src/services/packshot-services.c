/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "packshot-services.h"

#include "packshot-aog.h"
#include "packshot-creatify.h"
#include "packshot-http-service.h"
#include "packshot-image-host-private.h"
#include "packshot-shortvideo.h"
#include "packshot-sophnet.h"

static const PackshotAdapter *const adapters[] = {
  &packshot_aog_adapter,
  &packshot_creatify_adapter,
  &packshot_shortvideo_adapter,
  &packshot_sophnet_adapter,
};

/* Where a registry keeps the image host. */
#define IMAGE_HOST "packshot-image-host"

/* What the services have in common. */
typedef struct
{
  const PackshotAdapter *adapter;
  PackshotNetSession *session;      /* (owned) */
  PackshotCredentials *credentials; /* (owned) */
  PackshotSettings *settings;       /* (owned) */
  PackshotImageHost *image_host;    /* (owned) */
} Engine;

static void
engine_free (gpointer data)
{
  Engine *engine = data;

  g_object_unref (engine->session);
  g_object_unref (engine->credentials);
  g_object_unref (engine->settings);
  g_object_unref (engine->image_host);
  g_free (engine);
}

static PackshotService *
make_service (PackshotManifest *manifest, gpointer user_data)
{
  Engine *engine = user_data;

  return packshot_http_service_new (manifest, engine->adapter, engine->session, engine->credentials,
                                    engine->settings, engine->image_host);
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
  PackshotImageHost *image_host;

  g_return_if_fail (PACKSHOT_IS_REGISTRY (registry));

  session = packshot_net_session_new ();
  image_host = packshot_image_host_new (settings, credentials, session, registry);
  g_object_set_data_full (G_OBJECT (registry), IMAGE_HOST, image_host, g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (adapters); i++)
    {
      Engine *engine = g_new0 (Engine, 1);

      engine->adapter = adapters[i];
      engine->session = g_object_ref (session);
      engine->credentials = g_object_ref (credentials);
      engine->settings = g_object_ref (settings);
      engine->image_host = g_object_ref (image_host);
      packshot_registry_add_engine_full (registry, adapters[i]->name, make_service, engine,
                                         engine_free);
    }
}

/**
 * packshot_services_get_image_host:
 * @registry: a registry to which the services were added
 *
 * Returns: (transfer none): where they put photos that have to be on the web
 */
PackshotImageHost *
packshot_services_get_image_host (PackshotRegistry *registry)
{
  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (registry), NULL);

  return g_object_get_data (G_OBJECT (registry), IMAGE_HOST);
}
