/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"

G_BEGIN_DECLS

/**
 * PackshotSettings:
 *
 * What both programs have to know and a manifest can't: what somebody prefers, see
 * packshot_settings_get_concurrency() and its neighbours, where they have a service of their own,
 * and where photos are put for services that fetch them from the web, see
 * packshot_settings_dup_image_host(). It is the key file `$XDG_CONFIG_HOME/packshot/settings.ini`:
 *
 *     [service-id]
 *     base-url=https://proxy.example.com/service
 *     concurrency=2
 *     daily-limit=300
 *
 *     [general]
 *     service=service-id
 *     save-folder=/home/jane/Videos
 *
 *     [privacy]
 *     keep-drafts=true
 *     remember-choices=true
 *     show-titles=false
 *
 *     [image-host]
 *     kind=put
 *     url=https://dav.example.com/photos
 *     public-url=https://photos.example.com
 *     user=jane
 *
 * The file is read whenever it is asked, for another program may have written it. There is no
 * secret in it: those are in the keyring, see #PackshotCredentials.
 */
#define PACKSHOT_TYPE_SETTINGS (packshot_settings_get_type ())
G_DECLARE_FINAL_TYPE (PackshotSettings, packshot_settings, PACKSHOT, SETTINGS, GObject)

PackshotSettings *packshot_settings_new (void);
gboolean packshot_settings_is_there (PackshotSettings *self);

char *
packshot_settings_dup_base_url (PackshotSettings *self, PackshotManifest *manifest, GError **error);
char *
packshot_settings_dup_origin (PackshotSettings *self, PackshotManifest *manifest, GError **error);
gboolean packshot_settings_set_base_url (PackshotSettings *self,
                                         PackshotManifest *manifest,
                                         const char *base_url,
                                         GError **error);

G_END_DECLS
