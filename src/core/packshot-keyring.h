/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * PackshotKeyringState:
 * @PACKSHOT_KEYRING_OPEN: what was asked could be done
 * @PACKSHOT_KEYRING_LOCKED: it is locked
 * @PACKSHOT_KEYRING_ABSENT: there is no keyring on this system
 */
typedef enum
{
  PACKSHOT_KEYRING_OPEN,
  PACKSHOT_KEYRING_LOCKED,
  PACKSHOT_KEYRING_ABSENT,
} PackshotKeyringState;

GHashTable *packshot_keyring_attributes (const char *service, const char *origin, const char *name);

void packshot_keyring_lookup_async (GHashTable *attributes,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean packshot_keyring_lookup_finish (GAsyncResult *result,
                                         PackshotKeyringState *state,
                                         SecretValue **value,
                                         GError **error);

void packshot_keyring_store_async (GHashTable *attributes,
                                   const char *label,
                                   SecretValue *value,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
packshot_keyring_store_finish (GAsyncResult *result, PackshotKeyringState *state, GError **error);

void packshot_keyring_clear_async (GHashTable *attributes,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean packshot_keyring_clear_finish (GAsyncResult *result,
                                        PackshotKeyringState *state,
                                        gboolean *removed,
                                        GError **error);

G_END_DECLS
