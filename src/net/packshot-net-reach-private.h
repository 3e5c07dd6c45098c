/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean packshot_net_reach_is_inside (GInetAddress *address);
gboolean packshot_net_reach_leads_inside (GIOStream *connection, GUri *uri);

G_END_DECLS
