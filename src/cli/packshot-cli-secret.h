/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-registry.h"

G_BEGIN_DECLS

char *packshot_cli_secret_read (const char *prompt, GError **error);
void packshot_cli_secret_free (char *secret);

gboolean packshot_cli_secret_check (PackshotRegistry *registry, char **args, GError **error);

G_END_DECLS
