/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-accounts.h"

G_BEGIN_DECLS

/**
 * PackshotServiceState:
 *
 * How it stands with a service, in one line: "Offline · free", "100 credits · 900 credits left",
 * "No key yet". Its property "words" follows what becomes known, and is told in the main thread.
 */
#define PACKSHOT_TYPE_SERVICE_STATE (packshot_service_state_get_type ())
G_DECLARE_FINAL_TYPE (PackshotServiceState,
                      packshot_service_state,
                      PACKSHOT,
                      SERVICE_STATE,
                      GObject)

PackshotServiceState *packshot_service_state_new (PackshotAccounts *accounts,
                                                  PackshotManifest *manifest);

void packshot_service_state_set_watched (PackshotServiceState *self, gboolean watched);
const char *packshot_service_state_get_words (PackshotServiceState *self);

G_END_DECLS
