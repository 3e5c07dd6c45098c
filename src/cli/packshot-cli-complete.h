/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-say.h"
#include "packshot-registry.h"

G_BEGIN_DECLS

PackshotCliExit packshot_cli_complete_run (PackshotRegistry *registry, char **args);

G_END_DECLS
