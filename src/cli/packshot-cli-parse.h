/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean packshot_cli_parse_group (GOptionGroup *group, GStrv *args, GError **error);
gboolean packshot_cli_parse_entries (const GOptionEntry *entries, GStrv *args, GError **error);

G_END_DECLS
