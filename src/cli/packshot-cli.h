/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-registry.h"

G_BEGIN_DECLS

void packshot_cli_init (void);
int packshot_cli_run (PackshotRegistry *registry, int argc, char **argv);

G_END_DECLS
