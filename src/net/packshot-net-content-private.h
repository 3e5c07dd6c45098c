/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-exchange-private.h"

G_BEGIN_DECLS

gboolean packshot_net_content_check (PackshotNetExchange *exchange,
                                     const char *const *content_types,
                                     GError **error);
gboolean packshot_net_content_check_media (PackshotNetExchange *exchange, GError **error);
gboolean packshot_net_content_check_media_file (int fd, const char *host, GError **error);
gboolean packshot_net_content_check_file (int fd,
                                          const char *const *content_types,
                                          const char *host,
                                          GError **error);

G_END_DECLS
