/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-credentials.h"
#include "packshot-registry.h"
#include "packshot-reply.h"
#include "packshot-settings-image-host.h"

G_BEGIN_DECLS

/**
 * PackshotImageHost:
 *
 * Puts photos where they have a public address, for services that fetch them: where the user has
 * set up, see packshot_settings_dup_image_host(), and nowhere else.
 *
 * A photo gets a name that nobody can guess. Where files are put by PUT (RFC 9110, 9.3.4; WebDAV,
 * RFC 4918) the public address is tried once before it is used, as a stranger would.
 */
#define PACKSHOT_TYPE_IMAGE_HOST (packshot_image_host_get_type ())
G_DECLARE_FINAL_TYPE (PackshotImageHost, packshot_image_host, PACKSHOT, IMAGE_HOST, GObject)

char *packshot_image_host_describe (PackshotImageHost *self, GError **error);
gboolean packshot_image_host_check (PackshotImageHost *self,
                                    const char *path,
                                    guint max_length,
                                    GError **error);

void packshot_image_host_put_async (PackshotImageHost *self,
                                    const char *path,
                                    const char *content_type,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *packshot_image_host_put_finish (PackshotImageHost *self,
                                      GAsyncResult *result,
                                      PackshotReply **trouble);

void packshot_image_host_test_async (PackshotImageHost *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
PackshotReply *
packshot_image_host_test_finish (PackshotImageHost *self, GAsyncResult *result, GError **error);

PackshotManifest *packshot_image_host_get_manifest (PackshotImageHost *self);
char *packshot_image_host_dup_origin (PackshotImageHost *self, GError **error);
void packshot_image_host_store_password_async (PackshotImageHost *self,
                                               const char *password,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
gboolean packshot_image_host_store_password_finish (PackshotImageHost *self,
                                                    GAsyncResult *result,
                                                    gboolean *kept,
                                                    GError **error);
void packshot_image_host_clear_password_async (PackshotImageHost *self,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
gboolean packshot_image_host_clear_password_finish (PackshotImageHost *self,
                                                    GAsyncResult *result,
                                                    gboolean *removed,
                                                    GError **error);

G_END_DECLS
