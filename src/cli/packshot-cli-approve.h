/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-say.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

PackshotCliExit packshot_cli_approve_run (PackshotRegistry *registry, char **args);
PackshotCliExit packshot_cli_regenerate_run (PackshotRegistry *registry, char **args);

G_END_DECLS
