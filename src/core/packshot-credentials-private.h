/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

#include "packshot-credentials.h"

G_BEGIN_DECLS

void packshot_credentials_remember (PackshotCredentials *self,
                                    PackshotManifest *manifest,
                                    const char *origin,
                                    const char *name,
                                    SecretValue *value);
SecretValue *packshot_credentials_recall (PackshotCredentials *self,
                                          PackshotManifest *manifest,
                                          const char *origin,
                                          const char *name);
gboolean packshot_credentials_forget (PackshotCredentials *self,
                                      PackshotManifest *manifest,
                                      const char *origin,
                                      const char *name);
void packshot_credentials_emit_changed (PackshotCredentials *self, PackshotManifest *manifest);

SecretValue *packshot_credentials_make_value (const char *text, const char *place, GError **error);
gboolean packshot_credentials_check_value (SecretValue *value, const char *place, GError **error);
void packshot_credentials_return_error (GTask *task, GError *error);

G_END_DECLS
