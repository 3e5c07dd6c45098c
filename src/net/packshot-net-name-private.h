/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

char *packshot_net_name_choose (SoupMessage *message);

G_END_DECLS
