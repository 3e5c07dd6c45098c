/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-say.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

PackshotManifest *
packshot_cli_services_find (PackshotRegistry *registry, const char *id, GError **error);
PackshotCliExit packshot_cli_services_run (PackshotRegistry *registry, char **args);

G_END_DECLS
