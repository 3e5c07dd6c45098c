/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-manifest.h"
#include "packshot-service.h"

G_BEGIN_DECLS

/**
 * PackshotServiceFactory:
 * @manifest: what the service offers
 *
 * Returns: (transfer full): a new service
 */
typedef PackshotService *(*PackshotServiceFactory) (PackshotManifest *manifest);

/**
 * PackshotServiceMaker:
 * @manifest: what the service offers
 * @user_data: what was given along with the function
 *
 * Returns: (transfer full): a new service
 */
typedef PackshotService *(*PackshotServiceMaker) (PackshotManifest *manifest, gpointer user_data);

/**
 * PackshotRegistry:
 *
 * The services there are: their manifests, and the engines that run them. The programs add the
 * engines, so that core knows none by name.
 */
#define PACKSHOT_TYPE_REGISTRY (packshot_registry_get_type ())
G_DECLARE_FINAL_TYPE (PackshotRegistry, packshot_registry, PACKSHOT, REGISTRY, GObject)

PackshotRegistry *packshot_registry_new (void);

void packshot_registry_add_engine (PackshotRegistry *self,
                                   const char *name,
                                   PackshotServiceFactory factory);
void packshot_registry_add_engine_full (PackshotRegistry *self,
                                        const char *name,
                                        PackshotServiceMaker maker,
                                        gpointer user_data,
                                        GDestroyNotify destroy);

GListModel *packshot_registry_get_manifests (PackshotRegistry *self);
const char *const *packshot_registry_get_complaints (PackshotRegistry *self);
PackshotManifest *packshot_registry_get_default (PackshotRegistry *self);
PackshotManifest *packshot_registry_lookup (PackshotRegistry *self, const char *id);
PackshotService *
packshot_registry_get_service (PackshotRegistry *self, PackshotManifest *manifest, GError **error);

G_END_DECLS
