/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-settings.h"

G_BEGIN_DECLS

/**
 * PackshotImageHostKind:
 * @PACKSHOT_IMAGE_HOST_NONE: there is none, and no photo is put on the web
 * @PACKSHOT_IMAGE_HOST_PUT: a place on the web that takes files by PUT, such as a WebDAV folder
 * @PACKSHOT_IMAGE_HOST_SERVICE: a service that keeps files
 *
 * Where photos are put for services that fetch them from a public address.
 */
typedef enum
{
  PACKSHOT_IMAGE_HOST_NONE,
  PACKSHOT_IMAGE_HOST_PUT,
  PACKSHOT_IMAGE_HOST_SERVICE,
} PackshotImageHostKind;

/**
 * PackshotImageHostSettings:
 * @kind: what it is
 * @url: (nullable): of a folder: where files are put, without a slash at the end
 * @public_url: (nullable): of a folder: where everybody finds them, likewise
 * @user: (nullable): of a folder: who puts them there, by a password; %NULL where nobody is asked
 * @service: (nullable): the id of the service
 *
 * The user's image host. Its password is in the keyring.
 */
typedef struct
{
  PackshotImageHostKind kind;
  char *url;
  char *public_url;
  char *user;
  char *service;
} PackshotImageHostSettings;

void packshot_image_host_settings_free (PackshotImageHostSettings *self);

PackshotImageHostSettings *packshot_settings_dup_image_host (PackshotSettings *self,
                                                             GError **error);
gboolean packshot_settings_set_image_host (PackshotSettings *self,
                                           const PackshotImageHostSettings *image_host,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotImageHostSettings, packshot_image_host_settings_free)

G_END_DECLS
