/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-session.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

SoupSession *packshot_net_session_get_soup (PackshotNetSession *self);

G_END_DECLS
