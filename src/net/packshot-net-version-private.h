/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

char *packshot_net_version_dup_validator (SoupMessage *message);
gboolean packshot_net_version_get_range (SoupMessage *message, goffset start, goffset *total);

G_END_DECLS
