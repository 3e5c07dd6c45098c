/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-call.h"
#include "packshot-net-session.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

GUri *packshot_net_call_check (PackshotNetCall *self, GError **error);
SoupMessage *packshot_net_call_make_message (PackshotNetCall *self, GUri *uri, GError **error);
SoupMessageHeaders *packshot_net_call_get_headers (PackshotNetCall *self);
SoupMessageHeaders *packshot_net_call_get_credentials (PackshotNetCall *self);
gboolean packshot_net_call_get_follow (PackshotNetCall *self);
goffset packshot_net_call_get_max_bytes (PackshotNetCall *self);
PackshotNetPatience packshot_net_call_get_patience (PackshotNetCall *self,
                                                    PackshotNetSession *session);

G_END_DECLS
