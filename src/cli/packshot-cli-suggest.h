/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *packshot_cli_suggest (const char *typed, const char *const *known);

G_END_DECLS
