/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-credentials.h"
#include "packshot-queue.h"
#include "packshot-registry.h"
#include "packshot-settings.h"

G_BEGIN_DECLS

/**
 * PackshotAccountsError:
 * @PACKSHOT_ACCOUNTS_ERROR_NO_KEY: the service wants a key, and there is none
 * @PACKSHOT_ACCOUNTS_ERROR_LOCKED: the keyring is locked
 * @PACKSHOT_ACCOUNTS_ERROR_ADDRESS: the address of the service can't be used
 *
 * Why nothing can be ordered at a service.
 */
typedef enum
{
  PACKSHOT_ACCOUNTS_ERROR_NO_KEY,
  PACKSHOT_ACCOUNTS_ERROR_LOCKED,
  PACKSHOT_ACCOUNTS_ERROR_ADDRESS,
} PackshotAccountsError;

#define PACKSHOT_ACCOUNTS_ERROR (packshot_accounts_error_quark ())
GQuark packshot_accounts_error_quark (void);

/**
 * PackshotAccounts:
 *
 * What the window knows of the user's accounts: whether there is a key, where a service is, and how
 * it stood when it was asked last. The signal "changed" comes with the id of the service.
 */
#define PACKSHOT_TYPE_ACCOUNTS (packshot_accounts_get_type ())
G_DECLARE_FINAL_TYPE (PackshotAccounts, packshot_accounts, PACKSHOT, ACCOUNTS, GObject)

PackshotAccounts *packshot_accounts_new (PackshotRegistry *registry,
                                         PackshotCredentials *credentials,
                                         PackshotSettings *settings,
                                         PackshotQueue *queue);

PackshotRegistry *packshot_accounts_get_registry (PackshotAccounts *self);
PackshotCredentials *packshot_accounts_get_credentials (PackshotAccounts *self);
PackshotSettings *packshot_accounts_get_settings (PackshotAccounts *self);

void packshot_accounts_look_async (PackshotAccounts *self,
                                   PackshotManifest *manifest,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
packshot_accounts_look_finish (PackshotAccounts *self, GAsyncResult *result, GError **error);

char *packshot_accounts_dup_host (PackshotAccounts *self, PackshotManifest *manifest);
gint64 packshot_accounts_get_balance (PackshotAccounts *self, PackshotManifest *manifest);
char *packshot_accounts_dup_standing (PackshotAccounts *self, PackshotManifest *manifest);

void packshot_accounts_ask (PackshotAccounts *self, PackshotManifest *manifest);
void packshot_accounts_note (PackshotAccounts *self,
                             PackshotManifest *manifest,
                             const PackshotReply *reply);
void packshot_accounts_changed (PackshotAccounts *self, const char *service);

G_END_DECLS
