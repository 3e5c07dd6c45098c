/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-keys.h"
#include "packshot-manifest.h"

G_BEGIN_DECLS

/**
 * PackshotCredentials:
 *
 * Where the keys of services are: in environment variables, which win, else in the keyring of the
 * desktop. Where there is no keyring at all they are kept in memory until the program ends.
 *
 * All keys of a service come from one source. A stored key belongs to a service at one origin, so
 * that it is not sent to another that somebody sets later. No key is ever in a log, in the message
 * of an error or in a file.
 *
 * Belongs to the thread that made it.
 */
#define PACKSHOT_TYPE_CREDENTIALS (packshot_credentials_get_type ())
G_DECLARE_FINAL_TYPE (PackshotCredentials, packshot_credentials, PACKSHOT, CREDENTIALS, GObject)

PackshotCredentials *packshot_credentials_new (void);

void packshot_credentials_lookup_async (PackshotCredentials *self,
                                        PackshotManifest *manifest,
                                        const char *origin,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
PackshotKeys *packshot_credentials_lookup_finish (PackshotCredentials *self,
                                                  GAsyncResult *result,
                                                  GError **error);

void packshot_credentials_store_async (PackshotCredentials *self,
                                       PackshotManifest *manifest,
                                       const char *origin,
                                       GHashTable *values,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean packshot_credentials_store_finish (PackshotCredentials *self,
                                            GAsyncResult *result,
                                            gboolean *kept,
                                            GError **error);

void packshot_credentials_clear_async (PackshotCredentials *self,
                                       PackshotManifest *manifest,
                                       const char *origin,
                                       const char *name,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean packshot_credentials_clear_finish (PackshotCredentials *self,
                                            GAsyncResult *result,
                                            gboolean *removed,
                                            GError **error);

G_END_DECLS
