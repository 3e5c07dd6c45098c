/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-image-host.h"
#include "packshot-net-answer.h"
#include "packshot-net-session.h"

G_BEGIN_DECLS

/* What the manifest calls the password. */
#define PACKSHOT_IMAGE_HOST_PASSWORD "password"

struct _PackshotImageHost
{
  GObject parent_instance;

  PackshotSettings *settings;
  PackshotCredentials *credentials;
  PackshotNetSession *session;
  GWeakRef registry;          /* which keeps this */
  PackshotManifest *manifest; /* of the password */
};

PackshotImageHost *packshot_image_host_new (PackshotSettings *settings,
                                            PackshotCredentials *credentials,
                                            PackshotNetSession *session,
                                            PackshotRegistry *registry);
PackshotReply *packshot_image_host_read_answer (const PackshotImageHostSettings *host,
                                                PackshotNetAnswer *answer);
void packshot_image_host_put_full_async (PackshotImageHost *self,
                                         const char *path,
                                         const char *content_type,
                                         gboolean is_trial,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
PackshotService *
packshot_image_host_find_service (PackshotImageHost *self, const char *id, GError **error);

G_END_DECLS
