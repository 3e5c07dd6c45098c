/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri *packshot_net_address_parse (const char *url, GError **error);
GUri *packshot_net_address_resolve (GUri *base, const char *location, GError **error);
gboolean packshot_net_address_has_same_origin (GUri *uri, GUri *other);
char *packshot_net_address_to_loggable (GUri *uri);

G_END_DECLS
